from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.calendar import day_of_month, from_holidays, month_end

CHINA = from_holidays(range(2024, 2029))
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
COUNTS = st.integers(1, 60)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 9, 30), True),
        (date(2026, 10, 1), False),
        (date(2026, 10, 7), False),
        (date(2026, 10, 10), True),  # a Saturday, made up for 7 October
        (date(2026, 9, 20), True),  # a Sunday, made up for 6 October
        (date(2026, 10, 11), False),
        (date(2026, 2, 20), False),
    ],
)
def test_statutory_days_are_off_and_make_up_days_are_not(day, works):
    assert CHINA.is_working_day(day) is works


def test_ten_working_days_after_the_end_of_september_is_the_twentieth_of_october():
    assert CHINA.add_working_days(date(2026, 9, 30), 10) == date(2026, 10, 20)


def test_a_deadline_is_the_end_of_work_here_as_an_instant():
    deadline = CHINA.deadline_in_working_days(datetime(2026, 9, 30, 3, tzinfo=UTC), 10)
    assert deadline.at == datetime(2026, 10, 20, 10, tzinfo=UTC)
    assert not deadline.provisional


def test_a_deadline_beyond_the_published_days_is_provisional():
    assert CHINA.known_until == date(2026, 12, 31)
    assert CHINA.deadline_in_working_days(datetime(2026, 12, 25, tzinfo=UTC), 10).provisional


def test_an_instant_after_midnight_here_belongs_to_the_next_day():
    assert CHINA.local_day(datetime(2026, 3, 1, 15, 59, tzinfo=UTC)) == date(2026, 3, 1)
    assert CHINA.local_day(datetime(2026, 3, 1, 16, 0, tzinfo=UTC)) == date(2026, 3, 2)
    assert CHINA.start_of_day(date(2026, 3, 2)) == datetime(2026, 3, 1, 16, tzinfo=UTC)


def test_a_day_that_the_month_lacks_is_its_last():
    assert day_of_month(2028, 2, 31) == date(2028, 2, 29)
    assert month_end(date(2026, 2, 3)) == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("how", "rolled"),
    [("none", date(2026, 10, 4)), ("before", date(2026, 9, 30)), ("after", date(2026, 10, 8))],
)
def test_a_day_off_is_moved_only_where_the_setting_says_so(how, rolled):
    assert CHINA.roll(date(2026, 10, 4), how) == rolled


@given(DAYS, COUNTS)
def test_working_days_are_counted_exactly(day, count):
    due = CHINA.add_working_days(day, count)
    between = [day + timedelta(days=n) for n in range(1, (due - day).days + 1)]
    assert CHINA.is_working_day(due)
    assert sum(map(CHINA.is_working_day, between)) == count


@given(DAYS, COUNTS)
def test_going_there_and_back_comes_home_to_a_working_day(day, count):
    home = CHINA.roll(day, "before")
    assert CHINA.add_working_days(CHINA.add_working_days(home, count), -count) == home


@given(DAYS, COUNTS, COUNTS)
def test_days_can_be_counted_in_two_parts(day, first, second):
    whole = CHINA.add_working_days(day, first + second)
    assert CHINA.add_working_days(CHINA.add_working_days(day, first), second) == whole
