"""The ladder of an invoice that is due on 13 March; plan: 3 days before, on the day, then 1, 7 and 15 days after."""

from datetime import UTC, date, datetime

import pytest

from receivables.invoices.ladder import Dunned, rungs
from receivables.invoices.rules import Schedule

pytestmark = pytest.mark.rules
PLAN = Schedule(reminders=(3, 0), stages=(1, 7, 15))
THEN = datetime(2026, 3, 14, 1, tzinfo=UTC)


def states(today, raised=(), **changes):
    facts = {"is_over": False, "in_dispute": False, "rests_until_on": None} | changes
    dunned = Dunned(due_on=date(2026, 3, 13), raised=dict.fromkeys(raised, THEN), **facts)
    return [(rung.day, rung.state) for rung in rungs(PLAN, dunned, today)]


@pytest.mark.shows("R3")
def test_what_was_raised_stands_behind_and_the_first_of_the_rest_is_next():
    assert states(date(2026, 3, 14), raised=(-3, 0, 1)) == [
        (-3, "raised"), (0, "raised"), (1, "raised"), (7, "next"), (15, "coming"),
    ]  # fmt: skip


def test_what_an_outage_passed_over_is_skipped():
    assert states(date(2026, 3, 20), raised=(7,))[:4] == [
        (-3, "skipped"),
        (0, "skipped"),
        (1, "skipped"),
        (7, "raised"),
    ]


def test_what_falls_into_a_promise_rests_and_the_next_is_after_it():
    found = states(date(2026, 3, 15), raised=(1,), rests_until_on=date(2026, 3, 20))
    assert found[2:] == [(1, "raised"), (7, "resting"), (15, "next")]


def test_all_rests_while_the_whole_is_in_dispute_and_ends_when_it_is_paid():
    assert states(date(2026, 3, 15), raised=(1,), in_dispute=True)[3:] == [(7, "resting"), (15, "resting")]
    assert states(date(2026, 3, 15), raised=(1,), is_over=True)[3:] == [(7, "ended"), (15, "ended")]


def test_a_stage_that_the_plan_no_longer_has_stays_in_sight():
    assert (2, "raised") in states(date(2026, 3, 16), raised=(2,))
