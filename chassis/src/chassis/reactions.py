"""The dispatch of events to projections and reactions: one table a service (style, point 8)."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Generic, TypeVar

import orjson

from chassis import spans
from chassis.crash import crash_point
from chassis.database import is_outage, is_transient
from chassis.inbox import Arrival
from chassis.telemetry import UNKNOWN_TYPES
from chassis.tx import Actor, Cause, Tx
from contracts.events import Event

E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class Heard(Generic[E]):
    """An event with what its consequences are caused by, and who is behind it."""

    event: E
    cause: Cause
    actor: Actor


Projection = Callable[[Tx, Sequence[Any]], Awaitable[None]]
Reaction = Callable[[Tx, Any], Awaitable[None]]
Reactions = Callable[[Tx, Sequence[Heard[Any]]], Awaitable[None]]
Lock = Callable[[Tx, Sequence[str]], Awaitable[None]]
"""Locks the rows of keys, which come sorted."""


@dataclass(frozen=True, slots=True)
class On:
    """What a service does on one type of event: fold it into rows, act on each, or on all that stand in a row."""

    event: type[Event]
    project: Projection | None = None
    react: Reaction | None = None
    react_all: Reactions | None = None
    lock: Lock | None = None
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
        return any(row.react or row.react_all for row in self._by_type.get(arrival.envelope.type, ()))

    def count_unknown(self, arrivals: Iterable[Arrival]) -> None:
        """Count what was passed, once it is committed: a batch may be tried several times."""
        for arrival in arrivals:
            if arrival.envelope.type not in self._by_type:
                UNKNOWN_TYPES.labels(arrival.envelope.source).inc()

    def read(self, arrival: Arrival) -> Event | None:
        """Read the body of a wanted event; raise Poison when it breaks the contract (bad inputs 63 to 68)."""
        rows = self._by_type.get(arrival.envelope.type)
        if not rows:
            return None
        try:
            event = rows[0].event.model_validate(orjson.loads(arrival.body), strict=False)
        except (ValueError, TypeError) as error:
            raise Poison(arrival, error) from error
        if event.key() != arrival.envelope.key:
            raise Poison(arrival, ValueError("the record's key is not the key in the body"))
        return event

    async def lock(self, tx: Tx, arrivals: Iterable[Arrival]) -> None:
        """Lock the rows of all keys concerned before anything else: batches of several topics meet in them."""
        keys: dict[Lock, set[str]] = defaultdict(set)
        for envelope in (arrival.envelope for arrival in arrivals):
            for lock in (row.lock for row in self._by_type.get(envelope.type, ()) if row.lock):
                keys[lock].add(envelope.key)
        for lock, concerned in keys.items():
            await lock(tx, sorted(concerned))

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
        for kind, run in groupby(events, lambda pair: pair[0].envelope.type):
            await self._run(tx, self._by_type[kind], list(run))
        tx.cause, tx.actor = own

    async def _run(self, tx: Tx, rows: Sequence[On], run: Sequence[tuple[Arrival, Event]]) -> None:
        if together := [row.react_all for row in rows if row.react_all]:
            with spans.active.events([arrival.envelope for arrival, _ in run]) as traceparents:
                heard = [_heard(*pair, traceparent) for pair, traceparent in zip(run, traceparents, strict=True)]
                for react_all in together:
                    # Where one of many fails, nothing names it: the consumer finds it out.
                    await self._react(tx, react_all(tx, heard), run[0][0] if len(run) == 1 else None)
        reacts = [row.react for row in rows if row.react]
        for arrival, event in run if reacts else ():
            with spans.active.events([arrival.envelope]) as (traceparent,):
                each = _heard(arrival, event, traceparent)
                tx.cause, tx.actor = each.cause, each.actor
                for react in reacts:
                    await self._react(tx, react(tx, event), arrival)

    async def _react(self, tx: Tx, reaction: Awaitable[None], arrival: Arrival | None) -> None:
        try:
            await reaction
            await tx.session.flush()
            await crash_point("reactions.reacted")
        except Exception as error:
            if arrival is None or is_outage(error) or is_transient(error):
                raise
            raise Poison(arrival, error) from error


def _heard(arrival: Arrival, event: Event, traceparent: str | None) -> Heard[Event]:
    """Make the event the cause of what follows."""
    e = arrival.envelope
    cause = Cause(e.id, e.correlation_id, traceparent, e.time, e.actor, e.quiet)
    return Heard(event, cause, Actor(e.actor or "system"))
