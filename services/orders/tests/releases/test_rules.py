"""What backs an allowance, when it may be drawn, and what overtakes its form."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from contracts.values import Money
from orders.releases import rules
from orders.releases.rules import Promised

pytestmark = pytest.mark.rules
ONE, TWO = (Promised(UUID(int=n), Money.of("50")) for n in (1, 2))


@pytest.mark.shows("O6")
def test_promises_named_back_the_form_else_all_open_ones():
    assert rules.promised_for([ONE, TWO], None) == (ONE, TWO)
    assert rules.promised_for([ONE, TWO], [TWO.promise_id, TWO.promise_id]) == (TWO,)
    with pytest.raises(rules.PromiseUnknown) as refused:
        rules.promised_for([ONE], [ONE.promise_id, TWO.promise_id])
    assert refused.value.field == "/promise_ids/1"
    with pytest.raises(rules.NoPromise):
        rules.promised_for([], None)


@pytest.mark.parametrize(
    ("amount", "wanted", "refusal"),
    [
        ("100", "100", None),
        ("100.01", "200", rules.MoreThanPromised),
        ("80.01", "80", rules.MoreThanWanted),
        ("80", "80", None),
    ],
)
@pytest.mark.shows("O6")
def test_no_more_is_asked_for_than_is_promised_and_wanted(amount, wanted, refusal):
    facts = (Money.of(amount), [ONE, TWO], Money.of(wanted))
    if refusal is None:
        rules.demand_backed(*facts)
        return
    with pytest.raises(refusal):
        rules.demand_backed(*facts)


MARCH = (date(2026, 3, 1), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("today", "until", "found"),
    [
        (date(2026, 2, 28), None, MARCH),
        (date(2026, 3, 11), None, (date(2026, 3, 11), date(2026, 3, 31))),
        (date(2026, 3, 31), None, (date(2026, 3, 31), date(2026, 3, 31))),
        (date(2026, 3, 11), date(2026, 4, 2), (date(2026, 3, 11), date(2026, 4, 2))),
        (date(2026, 4, 1), None, None),
        (date(2026, 3, 11), date(2026, 3, 10), None),
        (date(2026, 2, 1), date(2026, 2, 28), None),
    ],
)
@pytest.mark.shows("O6", "bad-input-25")
def test_an_allowance_is_drawn_within_its_window(today, until, found):
    if found is None:
        with pytest.raises(rules.MonthOver):
            rules.window(today, *MARCH, until)
        return
    assert rules.window(today, *MARCH, until) == found


@pytest.mark.parametrize(
    ("overdue", "tolerance", "has_promises", "is_overtaken"),
    [
        ("100", "0", True, False),
        ("100.01", "0", True, True),
        ("105", "0.05", True, False),
        ("105.01", "0.05", True, True),
        ("0", "0", True, True),
        ("100", "0", False, True),
    ],
)
@pytest.mark.shows("O6")
def test_facts_may_overtake_a_form(overdue, tolerance, has_promises, is_overtaken):
    because = rules.overtaken(Decimal(100), Decimal(overdue), Decimal(tolerance), has_promises)
    assert (because is not None) == is_overtaken
