"""The dispatch of events to projections and reactions: one table a service (style, point 8)."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from chassis.crash import crash_point
from chassis.database import is_outage, is_transient
from chassis.inbox import Arrival
from chassis.telemetry import UNKNOWN_TYPES
from chassis.tx import Actor, Cause, Tx
from contracts.events import Event

Projection = Callable[[Tx, Sequence[Any]], Awaitable[None]]
Reaction = Callable[[Tx, Any], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class On:
    """What a service does on one type of event: fold it into rows, act on it, or both."""

    event: type[Event]
    project: Projection | None = None
    react: Reaction | None = None
    says: str = ""


class Poison(Exception):
    """An event that a handler could not take, with the cause of it."""

    def __init__(self, arrival: Arrival, error: BaseException) -> None:
        super().__init__(f"{type(error).__name__}: {error}")
        self.arrival, self.error = arrival, error


class Table:
    """All reactions of a service, by event type."""

    def __init__(self, rows: Iterable[On]) -> None:
        self.rows = tuple(rows)
        self._by_type: dict[str, list[On]] = defaultdict(list)
        for row in self.rows:
            self._by_type[row.event.type].append(row)

    def sources(self) -> set[str]:
        """Return the services whose events are wanted."""
        return {row.event.type.split(".")[0] for row in self.rows}

    def reacts(self, arrival: Arrival) -> bool:
        """Tell whether an event is acted on, not just folded into rows."""
        return any(row.react for row in self._by_type.get(arrival.envelope.type, ()))

    def read(self, arrival: Arrival) -> Event | None:
        """Read the body of a wanted event; raise Poison when it breaks the contract (bad inputs 63 to 68)."""
        rows = self._by_type.get(arrival.envelope.type)
        if not rows:
            UNKNOWN_TYPES.labels(arrival.envelope.source).inc()
            return None
        try:
            event = rows[0].event.model_validate(orjson.loads(arrival.body), strict=False)
        except (ValueError, TypeError) as error:
            raise Poison(arrival, error) from error
        if event.key() != arrival.envelope.key:
            raise Poison(arrival, ValueError("the record's key is not the key in the body"))
        return event

    async def apply(self, tx: Tx, arrivals: Sequence[Arrival]) -> None:
        """Run the projections of a batch, then its reactions in order."""
        events = [(arrival, event) for arrival in arrivals if (event := self.read(arrival)) is not None]
        folds: dict[Projection, list[Event]] = defaultdict(list)
        for arrival, event in events:
            for row in self._by_type[arrival.envelope.type]:
                if row.project:
                    folds[row.project].append(event)
        for project, batch in folds.items():
            await project(tx, batch)
            await crash_point("reactions.projected")
        own = tx.cause, tx.actor
        for arrival, event in events:
            tx.cause = cause_of(arrival)
            tx.actor = Actor(arrival.envelope.actor or "system")
            for row in self._by_type[arrival.envelope.type]:
                if row.react:
                    await self._react(tx, row.react, arrival, event)
        tx.cause, tx.actor = own

    async def _react(self, tx: Tx, react: Reaction, arrival: Arrival, event: Event) -> None:
        try:
            await react(tx, event)
            await tx.session.flush()
            await crash_point("reactions.reacted")
        except Exception as error:
            if is_outage(error) or is_transient(error):
                raise
            raise Poison(arrival, error) from error


def cause_of(arrival: Arrival) -> Cause:
    """Make the event the cause of what follows."""
    e = arrival.envelope
    return Cause(e.id, e.correlation_id, e.traceparent, e.time, e.actor, e.quiet)
