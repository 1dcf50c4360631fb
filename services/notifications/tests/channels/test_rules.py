"""When a message may leave the house."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chassis.calendar import from_holidays
from notifications.channels import rules
from notifications.channels.rules import Quiet

pytestmark = pytest.mark.rules
HERE = ZoneInfo("Asia/Shanghai")
NIGHT = Quiet(time(22), time(7, 30))
NOON = Quiet(time(12), time(14))
CALENDAR = from_holidays(range(2026, 2028))
MINUTE = timedelta(seconds=60)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HERE)


@pytest.mark.parametrize(
    ("told", "quiet", "leaves"),
    [
        ("2026-03-11T10:00", NIGHT, "2026-03-11T10:01"),
        ("2026-03-11T21:58", NIGHT, "2026-03-11T21:59"),
        ("2026-03-11T21:59", NIGHT, "2026-03-12T07:30"),
        ("2026-03-12T03:00", NIGHT, "2026-03-12T07:30"),
        ("2026-03-12T07:29", NIGHT, "2026-03-12T07:30"),
        ("2026-03-13T23:00", NIGHT, "2026-03-16T07:30"),
        ("2026-03-14T10:00", NIGHT, "2026-03-16T07:30"),
        ("2026-10-01T10:00", NIGHT, "2026-10-08T07:30"),
        ("2026-03-11T12:30", NOON, "2026-03-11T14:00"),
        ("2026-03-11T14:00", NOON, "2026-03-11T14:01"),
    ],
)
def test_a_message_leaves_rested_awake_and_on_a_working_day(told: str, quiet: Quiet, leaves: str) -> None:
    assert rules.leaves_at(at(told), quiet, MINUTE, CALENDAR) == at(leaves)


@given(st.timedeltas(timedelta(), timedelta(days=360)), st.times(), st.times())
def test_no_message_leaves_early_or_in_quiet_hours(since: timedelta, begins: time, ends: time) -> None:
    assume(begins != ends)
    told = at("2026-01-01T00:00") + since
    leaves = rules.leaves_at(told, Quiet(begins, ends), MINUTE, CALENDAR)
    assert leaves >= told + MINUTE
    assert not Quiet(begins, ends).covers(leaves.astimezone(HERE).time())


def test_quiet_hours_that_are_none_or_all_are_refused() -> None:
    rules.check_quiet(None, None)
    rules.check_quiet(time(22), time(7))
    with pytest.raises(rules.QuietHoursEmpty):
        rules.check_quiet(time(22), time(22))


def test_waits_double_and_end() -> None:
    assert [rules.wait_after(n) for n in (1, 2, 5)] == [timedelta(seconds=s) for s in (30, 60, 480)]
    assert rules.wait_after(rules.TRIES_MAX) is None
