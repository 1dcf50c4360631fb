"""The one door of commands, reactions and sweeps to the world (style, point 3)."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Executable
from sqlalchemy.engine import Result
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.calendar import WorkingCalendar
from chassis.crash import crash_point
from chassis.defaults import Default, Scope
from chassis.ids import new_id
from chassis.journal import Entry
from chassis.reference import Person, Reference, touch
from contracts.events import Event

SYSTEM = "system"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cause:
    """What led to a transaction: the event or request, and the conversation it belongs to."""

    cause_id: UUID
    correlation_id: UUID
    traceparent: str | None = None
    occurred_at: datetime | None = None
    actor: str | None = None
    quiet: bool = False

    @classmethod
    def fresh(cls, traceparent: str | None = None) -> "Cause":
        """Begin a conversation, for a request or a sweep."""
        request_id = new_id()
        return cls(request_id, request_id, traceparent)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a person with the branches that the action's roles reach, or the system."""

    id: str = SYSTEM
    person: Person | None = None
    scope: frozenset[UUID] = frozenset()
    roles: frozenset[str] = frozenset()

    @property
    def person_id(self) -> UUID:
        """Return the acting person's id; only commands that demand a person ask for it."""
        if self.person is None:
            msg = "a person must act here"
            raise LookupError(msg)
        return self.person.person_id


Position = tuple[str, int, int]
"""Service, shard and position of the last event that a transaction wrote."""


@dataclass(slots=True)
class Tx:
    """A transaction under way: facts come in, rows and events go out, the chassis commits."""

    service: str
    session: AsyncSession
    now: datetime
    reference: Reference
    actor: Actor
    cause: Cause
    opened: Any = None
    """What the opening statement said."""
    entries: list[Entry] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    finishing: list[Callable[[], Awaitable[None]]] = field(default_factory=list)

    @property
    def calendar(self) -> WorkingCalendar:
        """Return the firm's working calendar."""
        return self.reference.calendar

    @property
    def today(self) -> date:
        """Return the firm's business date."""
        return self.calendar.local_day(self.now)

    def setting(self, default: Default[T], scope: Scope = Scope()) -> T:
        """Return a business setting in force today for the narrowest scope."""
        return self.reference.setting(default, self.today, scope)

    def add(self, *rows: object) -> None:
        """Keep mapped rows; they are written before the journal."""
        self.session.add_all(rows)

    async def execute(self, statement: Executable, parameters: Any = None) -> Result[Any]:
        """Run a statement inside the transaction."""
        result = await self.session.execute(statement, parameters)
        await crash_point(statement.get_execution_options().get("crash_point", ""))
        return result

    def emit(self, *events: Event, quiet: bool = False, twin: bool = False) -> UUID:
        """Write events to the journal with this transaction; return the last one's id."""
        for event in events:
            self.entries.append(
                Entry.of(event, self.now, self.actor.id, self.cause, quiet=quiet or self.cause.quiet, twin=twin)
            )
        return self.entries[-1].event_id

    def finish(self, step: Callable[[], Awaitable[None]]) -> None:
        """Run a step after all other writes, just before the journal: for counters locked last."""
        self.finishing.append(step)

    async def touch_reference(self) -> None:
        """Say that organisation, calendar or settings have changed."""
        await touch(self.session)  # lint: crash: a row among those of the command
