"""Sheets, reams and tons; which price applies."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.values import Quantity, UnitPrice
from orders.catalogue import rules
from orders.catalogue.rules import Price, Product, Sheet

pytestmark = pytest.mark.rules
BOARD = Sheet(Decimal(250), 787, 1092)


def product(unit="t", price="5000", sheet=BOARD, **changes):
    listed = UnitPrice.of(price) if price else None
    facts = {"channels": (), "tax_rate": Decimal("0.13"), "active": True, "list_price": listed}
    return Product(product_id=None, code="P", name="白卡", unit=unit, sheet=sheet, **{**facts, **changes})


@pytest.mark.parametrize(
    ("value", "unit", "into", "found"),
    [
        ("1000", "sheet", "kg", "214.851"),
        ("1", "sheet", "kg", "0.215"),
        ("2", "ream", "sheet", "1000.000"),
        ("750", "sheet", "ream", "1.500"),
        ("1.5", "t", "kg", "1500.000"),
        ("1500", "kg", "t", "1.500"),
        ("214.851", "kg", "sheet", "1000.000"),
        ("7", "piece", "piece", "7"),
    ],
)
@pytest.mark.shows("O15")
def test_quantities_convert_exactly(value, unit, into, found):
    assert rules.convert(Quantity.of(value, unit), into, BOARD) == Quantity.of(found, into)


@pytest.mark.parametrize(
    ("value", "unit", "into", "sheet", "refusal"),
    [
        ("1", "box", "kg", BOARD, rules.UnitUnknown),
        ("1", "kg", "box", BOARD, rules.UnitUnknown),
        ("1", "sheet", "kg", None, rules.NotConvertible),
        ("1", "piece", "kg", BOARD, rules.NotConvertible),
        ("1", "kg", "piece", BOARD, rules.NotConvertible),
        ("100", "kg", "sheet", BOARD, rules.NotExact),
        ("0.050", "kg", "sheet", BOARD, rules.NotExact),
        ("1.001", "sheet", "ream", BOARD, rules.NotExact),
        ("0.001", "kg", "t", BOARD, rules.NotExact),
    ],
)
@pytest.mark.shows("quantity.unit_unknown", "quantity.not_convertible", "quantity.not_exact", "bad-input-23", "O15")
def test_what_would_lose_something_is_refused(value, unit, into, sheet, refusal):
    with pytest.raises(refusal):
        rules.convert(Quantity.of(value, unit), into, sheet)


def test_the_refusal_names_the_nearest_whole_sheets():
    with pytest.raises(rules.NotExact) as refused:
        rules.convert(Quantity.of("100", "kg"), "sheet", BOARD)
    assert refused.value.facts["nearest"] == "465.000 sheet = 99.906 kg"


@given(st.integers(1, 10**7), st.integers(30, 800), st.integers(200, 2000), st.integers(200, 2000))
@pytest.mark.shows("O15")
def test_sheets_survive_the_way_to_the_scales_and_back(count, grammage, width, height):
    sheet = Sheet(Decimal(grammage), width, height)
    sheets = Quantity.of(str(count), "sheet")
    assert rules.convert(rules.convert(sheets, "kg", sheet), "sheet", sheet) == sheets


@pytest.mark.parametrize(
    ("asked", "unit", "qty", "price", "alt"),
    [
        (("2", "t"), "t", "2.000 t", "5000.0000", "9309.000 sheet"),
        (("1500", "kg"), "t", "1.500 t", "5000.0000", "1500.000 kg"),
        (("1.5", "kg"), "t", "1.500 kg", "5.0000", None),
        (("1000", "sheet"), "t", "214.851 kg", "5.0000", "1000.000 sheet"),
        (("10", "sheet"), "sheet", "10.000 sheet", "5000.0000", "2.149 kg"),
        (("1", "ream"), "sheet", "500.000 sheet", "5000.0000", "1.000 ream"),
        (("3", "piece"), "piece", "3.000 piece", "5000.0000", None),
    ],
)
def test_a_line_is_priced_in_the_unit_that_loses_nothing(asked, unit, qty, price, alt):
    found = rules.offer(product(unit), Quantity.of(*asked), None)
    assert (str(found.qty), str(found.unit_price.amount)) == (qty, price)
    if alt:
        assert str(found.qty_alt) == alt


def test_an_asked_price_is_kept_beside_the_list():
    found = rules.offer(product(), Quantity.of("2", "t"), UnitPrice.of("4500"))
    assert (found.unit_price, found.list_price) == (UnitPrice.of("4500"), UnitPrice.of("5000"))


def test_a_price_that_a_kilogram_would_blur_is_refused():
    with pytest.raises(rules.NotExact):
        rules.offer(product(price="5000.05"), Quantity.of("1000", "sheet"), None)


def test_paper_by_the_piece_has_no_other_measure():
    assert rules.offer(product("piece"), Quantity.of("3", "piece"), None).qty_alt is None
    assert rules.offer(product("kg", sheet=None), Quantity.of("3", "kg"), None).qty_alt is None


def test_a_line_taken_over_gets_todays_list_price_in_its_unit():
    assert rules.relisted(product(), "kg") == UnitPrice.of("5")
    assert rules.relisted(product(), "t") == UnitPrice.of("5000")
    for gone in (product(active=False), product(price=None)):
        with pytest.raises(rules.ProductUnknown):
            rules.relisted(gone, "t")


def test_no_list_price_is_no_price():
    assert rules.offer(product(price=None), Quantity.of("1000", "sheet"), None).unit_price is None


@pytest.mark.shows("O1")
def test_the_nearest_branch_wins_then_the_grade():
    general, graded = Price(UnitPrice.of("1"), None, None), Price(UnitPrice.of("2"), None, "A")
    region, branch = Price(UnitPrice.of("3"), 5, None), Price(UnitPrice.of("4"), 9, None)
    branch_graded = Price(UnitPrice.of("5"), 9, "A")
    assert rules.narrowest([general, graded]) is graded
    assert rules.narrowest([branch, graded, region]) is branch
    assert rules.narrowest([branch, branch_graded, general]) is branch_graded
    assert rules.narrowest([]) is None
