from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receivables.billing.rules import (
    Billed,
    Shipped,
    TakenBack,
    covered,
    credit_amount,
    credit_quantity,
    share,
    take_back,
    total,
)

pytestmark = pytest.mark.rules
D = Decimal
CENTS = st.decimals("0.01", "99999999.99", places=2)
QTY = st.integers(1, 10_000_000).map(lambda n: D(n) / 1000)


def line(qty="100", amount="100.00", invoiced="0", netted="0"):
    return Shipped(D(qty), D(amount), D(invoiced), D(netted), "CNY")


def billed(n=1, qty="10", amount="100.00", tax="11.50", credited_qty="0", credited="0.00", credited_tax="0.00"):
    return Billed(n, D(qty), D(amount), D(tax), D(credited_qty), D(credited), D(credited_tax), "CNY")


@pytest.mark.parametrize(
    ("part", "of", "amount"),
    [("1", "3", "33.33"), ("2", "3", "66.67"), ("3", "3", "100.00"), ("4", "3", "100.00"), ("1", "8", "12.50")],
)
def test_a_part_is_priced_to_the_cent_and_the_last_takes_the_rest(part, of, amount):
    assert share(D("100.00"), D(part), D(of), "CNY") == D(amount)


def test_half_a_cent_is_rounded_away_from_zero():
    assert share(D("0.05"), D(1), D(2), "CNY") == D("0.03")
    assert share(D(5), D(1), D(2), "JPY") == D(3)


@pytest.mark.shows("R4")
@given(CENTS, QTY, QTY)
def test_what_is_covered_grows_with_the_quantity_and_ends_at_the_whole(amount, one, two):
    whole = one + two
    first = covered(Shipped(whole, amount, one, D(0), "CNY"))
    last = covered(Shipped(whole, amount, one, two, "CNY"))
    assert 0 <= first <= last == amount


def test_a_line_of_which_nothing_is_left_covers_nothing():
    assert covered(line(qty="0", amount="0")) == 0


@pytest.mark.parametrize(
    ("shipped", "qty", "split"),
    [
        (line(), "20", TakenBack(D(20), D(0))),
        (line(invoiced="100"), "20", TakenBack(D(0), D(20))),
        (line(invoiced="90"), "20", TakenBack(D(10), D(10))),
        (line(invoiced="60", netted="40"), "20", TakenBack(D(0), D(20))),
        (line(netted="100"), "20", TakenBack(D(0), D(0))),
    ],
)
@pytest.mark.shows("O7")
def test_what_no_invoice_has_is_netted_and_the_rest_credited(shipped, qty, split):
    assert take_back(shipped, D(qty)) == split


def test_a_quantity_is_credited_on_the_oldest_invoice_first():
    found = credit_quantity([billed(), billed(2)], D(15))
    assert [(each.n, each.qty, each.amount, each.tax) for each in found] == [
        (1, D(10), D("100.00"), D("11.50")), (2, D(5), D("50.00"), D("5.75")),
    ]  # fmt: skip


def test_a_line_that_is_credited_already_takes_no_more():
    gone = billed(credited_qty="10", credited="100.00", credited_tax="11.50")
    assert credit_quantity([gone], D(1)) == []
    assert credit_amount([gone], D(1)) == []
    let_off = billed(credited="100.00", credited_tax="11.50")
    assert credit_quantity([let_off], D(1)) == []


def test_the_last_quantity_takes_what_an_allowance_left():
    (found,) = credit_quantity([billed(credited="30.00", credited_tax="3.45")], D(10))
    assert (found.amount, found.tax) == (D("70.00"), D("8.05"))


def test_parts_of_a_unit_are_credited_too():
    assert [each.amount for each in credit_quantity([billed()], D("0.5"))] == [D("5.00")]
    assert [each.amount for each in credit_amount([billed()], D("0.50"))] == [D("0.50")]
    assert total([D("0.50"), D("5.00")]) == D("5.50")


def test_an_allowance_goes_over_the_lines_and_has_no_quantity():
    found = credit_amount([billed(), billed(2)], D("130.00"))
    assert [(each.n, each.qty, each.amount) for each in found] == [(1, 0, D("100.00")), (2, 0, D("30.00"))]


@pytest.mark.shows("R2")
@given(CENTS, st.lists(QTY, min_size=1, max_size=6))
def test_crediting_piece_by_piece_ends_at_amount_and_tax_to_the_cent(amount, pieces):
    tax, qty = (amount / 9).quantize(D("0.01")), sum(pieces)
    done_qty = done = done_tax = D(0)
    for piece in pieces:
        for each in credit_quantity([Billed(1, qty, amount, tax, done_qty, done, done_tax, "CNY")], piece):
            done, done_tax = done + each.amount, done_tax + each.tax
        done_qty += piece
    assert (done, done_tax) == (amount, tax)
