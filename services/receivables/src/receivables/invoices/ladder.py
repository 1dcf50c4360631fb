"""The dunning of one invoice as a ladder: what was said, what comes next, what rests (R3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from receivables.invoices.rules import Schedule

State = Literal["raised", "skipped", "resting", "next", "coming", "ended"]


@dataclass(frozen=True, slots=True)
class Rung:
    """A day of the plan: `day` counts from the due date, and reminders before it are negative."""

    day: int
    on: date
    state: State
    raised_at: datetime | None


@dataclass(frozen=True, slots=True)
class Dunned:
    """What the ladder of an invoice hangs on."""

    due_on: date
    is_over: bool
    in_dispute: bool
    rests_until_on: date | None
    raised: Mapping[int, datetime]


def rungs(plan: Schedule, invoice: Dunned, today: date) -> list[Rung]:
    """Place the stages planned and those raised, the earliest first (R3)."""
    found: list[Rung] = []
    is_first = True
    for day in sorted(plan.told | invoice.raised.keys()):
        on = invoice.due_on + timedelta(days=day)
        state = _state(invoice, day, on, today)
        if state == "coming" and is_first:
            state, is_first = "next", False
        found.append(Rung(day, on, state, invoice.raised.get(day)))
    return found


def _state(invoice: Dunned, day: int, on: date, today: date) -> State:
    if day in invoice.raised:
        return "raised"
    # What a promise has rested, and what an outage has passed over, is not made up for.
    if on < today or any(day < each for each in invoice.raised):
        return "skipped"
    if invoice.is_over:
        return "ended"
    if invoice.in_dispute or (invoice.rests_until_on is not None and on <= invoice.rests_until_on):
        return "resting"
    return "coming"
