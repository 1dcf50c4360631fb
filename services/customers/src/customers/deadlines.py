"""Deadlines that run: when they end, and how they move with the calendar (events.md, section 7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import TextClause, text

from chassis.defaults import Default, Scope
from chassis.sweeper import CHUNK
from chassis.tx import Tx

REVISION = text("SELECT coalesce(sum(version), 0) FROM calendar_year")


@dataclass(frozen=True, slots=True)
class Term:
    """A time that runs from an instant; hours ignore holidays, working days keep to the calendar."""

    from_at: datetime
    working_days: int | None
    due_at: datetime


def in_working_days(tx: Tx, setting: Default[int], scope: Scope) -> Term:
    """Start a time that ends with a working day (C6, C10)."""
    days = tx.setting(setting, scope)
    return Term(tx.now, days, tx.calendar.deadline_in_working_days(tx.now, days).at)


def in_hours(tx: Tx, setting: Default[int], scope: Scope) -> Term:
    """Start a time of hours (C9)."""
    return Term(tx.now, None, tx.now + timedelta(hours=tx.setting(setting, scope)))


@dataclass(frozen=True, slots=True)
class Moved:
    """A deadline of a row that ends at another time by the present calendar."""

    row: Any
    new_at: datetime
    provisional: bool


async def moved(tx: Tx, due: TextClause, redate: TextClause) -> tuple[int, Sequence[Moved]]:
    """Date a chunk of running deadlines anew after the calendar changed; return how many, and which moved.

    `due` gives `id, from_at, working_days, due_at` and what the event needs, under locks, of rows that were not
    dated by revision `:revision` yet; `redate` writes `:due_at` by `:ids`. What has passed stays passed.
    """
    revision = (await tx.execute(REVISION)).scalar_one()
    rows = (await tx.execute(due, {"now": tx.now, "revision": revision, "chunk": CHUNK})).all()
    if not rows:
        return 0, ()
    dated = [tx.calendar.deadline_in_working_days(row.from_at, row.working_days) for row in rows]
    facts = {"ids": [row.id for row in rows], "due_at": [each.at for each in dated], "revision": revision}
    await tx.execute(redate, facts)
    changed = [
        Moved(row, each.at, each.provisional) for row, each in zip(rows, dated, strict=True) if each.at != row.due_at
    ]
    return len(rows), changed
