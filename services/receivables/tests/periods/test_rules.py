from datetime import date

import pytest

from receivables.periods.rules import PeriodClosed, PeriodNotOver, refuse_closed, refuse_running

pytestmark = pytest.mark.rules
CLOSED = {date(2026, 11, 1), date(2026, 12, 1)}


@pytest.mark.shows("R8", "bad-input-40")
def test_a_closed_month_is_refused_and_a_running_one_is_not_closed():
    refuse_closed(date(2026, 10, 31), CLOSED)
    refuse_running(date(2026, 10, 1), date(2026, 11, 1))
    with pytest.raises(PeriodClosed) as refused:
        refuse_closed(date(2026, 11, 1), CLOSED)
    assert refused.value.facts == {"month": "2026-11"}
    with pytest.raises(PeriodNotOver):
        refuse_running(date(2026, 11, 1), date(2026, 11, 30))
