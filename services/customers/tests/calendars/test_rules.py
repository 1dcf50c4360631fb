"""A year's working days (C6)."""

from datetime import date

import pytest

from customers.calendars import rules

pytestmark = pytest.mark.rules
NEW_YEAR, SATURDAY = date(2026, 1, 1), date(2026, 1, 3)


def test_days_off_and_days_made_up_are_taken():
    rules.check(2026, [NEW_YEAR], [SATURDAY])


@pytest.mark.shows("calendar.other_year", "calendar.off_and_worked")
@pytest.mark.parametrize(
    ("holidays", "made_up", "refused"),
    [
        ([date(2027, 1, 1)], [], rules.DayOfOtherYear),
        ([], [date(2025, 12, 31)], rules.DayOfOtherYear),
        ([NEW_YEAR], [NEW_YEAR], rules.DayOffAndWorked),
    ],
)
def test_days_that_contradict_the_year_or_each_other_are_refused(holidays, made_up, refused):
    with pytest.raises(refused):
        rules.check(2026, holidays, made_up)
