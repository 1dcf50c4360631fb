"""Deadlines that run, and when they end (events.md, section 7)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chassis.defaults import Default, Scope
from chassis.tx import Tx


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
