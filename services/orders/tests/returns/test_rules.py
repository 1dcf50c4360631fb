"""What may come back, and what it is worth."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.values import Money, Quantity
from orders.returns import rules
from orders.returns.rules import Delivered

pytestmark = pytest.mark.rules
PLACE = (UUID(int=1), UUID(int=2))
LINE = Delivered(
    order_id=UUID(int=3), shipment_id=PLACE[0], line_id=PLACE[1], line_no=1, note_no="DN1", unit="t",
    taken=Decimal(10), taken_amount=Money.of("100.01"), coming_back=Decimal(2), returned=Decimal(3),
)  # fmt: skip


def tons(value):
    return Quantity.of(value, "t")


@pytest.mark.shows("O7", "L7", "bad-input-32")
def test_up_to_what_is_left_may_come_back():
    (wanted,) = rules.wanted_lines([(PLACE, tons("5"))], {PLACE: LINE})
    assert (wanted.qty, wanted.amount) == (Decimal(5), Money.of("50.00"))
    with pytest.raises(rules.ReturnTooMuch):
        rules.wanted_lines([(PLACE, tons("5.001"))], {PLACE: LINE})


@pytest.mark.shows("O7", "return.not_ours")
def test_whose_goods_they_are_comes_first():
    other = (UUID(int=9), UUID(int=2))
    assert isinstance(rules.wanted_lines([(PLACE, tons("99")), (other, tons("1"))], {PLACE: LINE}), rules.NotOurs)


def test_a_line_stands_once_and_in_its_unit():
    with pytest.raises(rules.ReturnLineTwice):
        rules.wanted_lines([(PLACE, tons("1")), (PLACE, tons("1"))], {PLACE: LINE})
    with pytest.raises(rules.ReturnUnitOther):
        rules.wanted_lines([(PLACE, Quantity.of("1", "kg"))], {PLACE: LINE})


@given(st.lists(st.integers(1, 50), min_size=1, max_size=6), st.integers(1, 10**7))
@pytest.mark.shows("O7")
def test_all_parts_that_come_back_are_worth_the_whole(parts, cents):
    line = replace(LINE, taken=Decimal(sum(parts)), taken_amount=Money(amount=Decimal(cents) / 100, currency="CNY"))
    total, worth = Decimal(0), []
    for part in parts:
        worth.append(line.worth(total, total + part))
        total += part
    assert Money.sum_of(worth) == line.taken_amount
    assert min(each.amount for each in worth) >= 0


@pytest.mark.parametrize(
    ("accepted", "reason", "found"),
    [("5", None, "0"), ("3", "受潮", "2"), ("0", "受潮", "5"), ("3", None, None), ("6", "x", None)],
)
@pytest.mark.shows("O7")
def test_inspection_explains_what_it_rejects(accepted, reason, found):
    facts = (Decimal(5), Decimal(accepted), reason, "/lines/0")
    if found is None:
        with pytest.raises((rules.RejectionUnexplained, rules.ReturnLineUnknown)):
            rules.inspected(*facts)
        return
    assert rules.inspected(*facts) == Decimal(found)
