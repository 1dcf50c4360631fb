from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.receipts.rules import (
    AllocatedTwice,
    AlreadyReversed,
    AmountDiffers,
    Instruction,
    Item,
    NotOfThisAccount,
    OverAllocated,
    OverOpen,
    ReceivedInFuture,
    as_instructed,
    oldest_first,
    refuse_future,
    refuse_other_facts,
    refuse_reversed,
)

pytestmark = pytest.mark.rules
D = Decimal
RECEIPT = UUID(int=1)


def item(n, amount, day=1, disputed="0"):
    return Item(UUID(int=n), f"B1-{n}", date(2026, 4, day), D(amount), D(disputed))


def paid(parts):
    return [(part.invoice_id.int, part.amount) for part in parts]


@pytest.mark.shows("R2")
def test_the_oldest_due_is_paid_first():
    items = [item(1, "100", day=9), item(2, "50", day=3)]
    assert paid(oldest_first([(RECEIPT, D(70))], items)) == [(2, 50), (1, 20)]


def test_money_is_used_in_its_order_and_the_rest_stays():
    parts = oldest_first([(RECEIPT, D(30)), (UUID(int=2), D(100))], [item(1, "50")])
    assert [(part.receipt_id.int, part.amount) for part in parts] == [(1, 30), (2, 20)]


@pytest.mark.shows("C9")
def test_what_is_disputed_is_paid_last():
    items = [item(1, "100", day=1, disputed="60"), item(2, "100", day=2)]
    assert paid(oldest_first([(RECEIPT, D(150))], items)) == [(1, 50), (2, 100)]


@pytest.mark.shows("L4")
@given(
    st.lists(st.decimals("0.01", "1000", places=2), max_size=5),
    st.lists(st.tuples(st.decimals("0.01", "1000", places=2), st.integers(1, 28)), max_size=6),
)
def test_no_part_exceeds_its_money_or_its_item_and_nothing_is_left_on_both_sides(money, claims):
    items = [item(n, amount, day, min(amount, D(5))) for n, (amount, day) in enumerate(claims, start=1)]
    receipts = [(uuid4(), amount) for amount in money]
    parts = oldest_first(receipts, items)
    for receipt_id, amount in receipts:
        assert sum(part.amount for part in parts if part.receipt_id == receipt_id) <= amount
    for each in items:
        assert sum(part.amount for part in parts if part.invoice_id == each.invoice_id) <= each.open
    assert all(part.amount > 0 for part in parts)
    total = sum((part.amount for part in parts), D(0))
    assert total == min(sum(money, D(0)), sum((each.open for each in items), D(0)))


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        ([(1, "100.01")], OverOpen),
        ([(1, "60"), (2, "60.01")], OverAllocated),
        ([(3, "1")], NotOfThisAccount),
        ([(1, "1"), (1, "1")], AllocatedTwice),
    ],
)
@pytest.mark.shows("bad-input-38", "bad-input-39")
def test_an_instruction_that_cannot_be_followed_is_refused(wanted, refusal):
    items = {each.invoice_id: each for each in (item(1, "100"), item(2, "100"))}
    with pytest.raises(refusal):
        as_instructed(RECEIPT, D(120), [Instruction(UUID(int=n), D(amount)) for n, amount in wanted], items)


def test_an_instruction_is_followed_to_the_cent():
    items = {each.invoice_id: each for each in (item(1, "100"), item(2, "100"))}
    wanted = [Instruction(UUID(int=1), D(100)), Instruction(UUID(int=2), D(20))]
    assert paid(as_instructed(RECEIPT, D(120), wanted, items)) == [(1, 100), (2, 20)]


def test_facts_that_differ_a_day_to_come_and_a_reversed_receipt_are_refused():
    refuse_other_facts("ICBC-1", (1,), (1,))
    refuse_future(date(2026, 4, 1), date(2026, 4, 1))
    refuse_reversed("booked")
    with pytest.raises(AmountDiffers):
        refuse_other_facts("ICBC-1", (1,), (2,))
    with pytest.raises(ReceivedInFuture):
        refuse_future(date(2026, 4, 2), date(2026, 4, 1))
    with pytest.raises(AlreadyReversed):
        refuse_reversed("reversed")
