"""What can be complained of, accepted and disputed (C9)."""

from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.values import Money, Quantity
from customers.complaints import rules

pytestmark = [pytest.mark.rules, pytest.mark.shows("C9")]
KEY, OTHER = (UUID(int=1), UUID(int=2)), (UUID(int=1), UUID(int=3))


def kg(value: str) -> Quantity:
    return Quantity.of(value, "kg")


def yuan(amount: str) -> Money:
    return Money.of(amount)


DELIVERED = {KEY: rules.Delivered(kg("3.000"), yuan("100.00"), left=kg("2.000"))}
WANTED = rules.Wanted(KEY, kg("2.000"), yuan("66.67"))


def test_what_was_delivered_and_is_left_can_be_complained_of():
    rules.check_filing("complaint", [WANTED], DELIVERED)


@pytest.mark.parametrize("kind", ["objection", "suggestion"])
def test_an_objection_or_suggestion_needs_no_goods(kind):
    rules.check_filing(kind, [], {})


@pytest.mark.shows(
    "complaint.lines_missing",
    "complaint.line_twice",
    "complaint.line_not_delivered",
    "complaint.measure_wrong",
    "complaint.quantity_not_left",
    "complaint.amount_above_value",
    "bad-input-23",
    "bad-input-28",
)
@pytest.mark.parametrize(
    ("wanted", "refused"),
    [
        ([], rules.LinesMissing),
        ([WANTED, WANTED], rules.LineTwice),
        ([rules.Wanted(OTHER, kg("1.000"), yuan("1"))], rules.LineNotDelivered),
        ([rules.Wanted(KEY, Quantity.of("1.000", "sheet"), yuan("1"))], rules.MeasureWrong),
        ([rules.Wanted(KEY, Quantity.of("1.000", "furlong"), yuan("1"))], rules.MeasureWrong),
        ([rules.Wanted(KEY, kg("1.000"), Money.of("1", "USD"))], rules.MeasureWrong),
        ([rules.Wanted(KEY, kg("2.001"), yuan("1"))], rules.QuantityNotLeft),
        ([rules.Wanted(KEY, kg("2.000"), yuan("66.68"))], rules.AmountAboveValue),
    ],
)
def test_other_goods_or_more_than_came_are_refused(wanted, refused):
    with pytest.raises(refused):
        rules.check_filing("complaint", wanted, DELIVERED)


@given(st.integers(1, 10**6), st.integers(0, 10**8), st.data())
def test_no_part_of_the_goods_is_worth_more_than_all_and_none_loses_a_cent(grams, cents, data):
    qty, amount = Decimal(grams) / 1000, Decimal(cents) / 100
    part = Decimal(data.draw(st.integers(1, grams))) / 1000
    known = rules.Delivered(kg(str(qty)), Money.of(amount), kg(str(qty)))
    value = known.value_of(kg(str(part))).amount
    assert amount * part / qty <= value <= amount
    assert known.value_of(known.qty) == known.amount


@pytest.mark.shows("complaint.step_not_due")
def test_a_step_is_taken_only_when_it_is_due():
    rules.check_step("filed", "filed", "answered")
    with pytest.raises(rules.StepNotDue):
        rules.check_step("closed", "filed", "answered")


def a_finding(qty: str, amount: str, unit: str = "kg", currency: str = "CNY") -> rules.Finding:
    return rules.Finding(kg("2.000"), yuan("60"), Quantity.of(qty, unit), Money.of(amount, currency))


@pytest.mark.parametrize(
    ("remedy", "finding"),
    [
        ("return", a_finding("2.000", "60")),
        ("credit", a_finding("0.000", "0.01")),
        ("replace", a_finding("0.001", "0")),
        ("none", a_finding("0.000", "0")),
    ],
)
def test_findings_within_the_filing_are_taken(remedy, finding):
    rules.check_findings(remedy, [finding])


@pytest.mark.shows("complaint.accepted_too_much", "complaint.nothing_accepted")
@pytest.mark.parametrize(
    ("remedy", "findings", "refused"),
    [
        ("return", [a_finding("2.001", "60")], rules.AcceptedTooMuch),
        ("return", [a_finding("2.000", "60.01")], rules.AcceptedTooMuch),
        ("return", [a_finding("2.000", "60", unit="t")], rules.AcceptedTooMuch),
        ("return", [a_finding("2.000", "60", currency="USD")], rules.AcceptedTooMuch),
        ("return", [a_finding("0.000", "60")], rules.NothingAccepted),
        ("credit", [a_finding("2.000", "0")], rules.NothingAccepted),
        ("repair", [], rules.NothingAccepted),
    ],
)
def test_findings_beyond_the_filing_or_a_remedy_for_nothing_are_refused(remedy, findings, refused):
    with pytest.raises(refused):
        rules.check_findings(remedy, findings)


@pytest.mark.parametrize(("remedy", "left"), [("credit", "15.00"), ("return", "15.00"), ("none", "0.00")])
def test_what_is_accepted_stays_in_dispute_until_it_is_remedied(remedy, left):
    assert rules.still_disputed(remedy, [yuan("10"), yuan("5")], "CNY") == yuan(left)
