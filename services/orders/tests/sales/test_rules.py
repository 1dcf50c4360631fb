"""Who may be sold what and where, and what parts of a line amount to."""

from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.values import UnitPrice
from orders.sales import rules
from orders.sales.rules import Outside, Sale, Territory

pytestmark = pytest.mark.rules
ME, YOU, OWN, OTHER = (UUID(int=n) for n in (1, 2, 3, 4))
MINE = Territory(OWN, ("海门",), ME)


@pytest.mark.parametrize(
    ("status", "missing", "refusal"),
    [
        ("active", [], None),
        ("closed", [], rules.CustomerClosed),
        ("active", ["identity_card"], rules.DossierIncomplete),
        ("pending", [], rules.DossierIncomplete),
        ("new state", [], rules.DossierIncomplete),
    ],
)
@pytest.mark.shows("C2", "bad-input-31")
def test_only_an_active_customer_with_all_papers_is_sold_to(status, missing, refusal):
    if refusal is None:
        rules.demand_sellable(status, missing)
        return
    with pytest.raises(refusal):
        rules.demand_sellable(status, missing)


@pytest.mark.parametrize(
    ("sale", "found"),
    [
        (Sale(ME, True, ME, "海门", MINE, MINE), None),
        (Sale(YOU, True, ME, "海门", MINE, MINE), Outside("territory", OWN, ME)),
        (Sale(YOU, True, YOU, "海门", MINE, MINE), None),
        (Sale(YOU, False, ME, "海门", MINE, MINE), None),
        (Sale(YOU, True, ME, "海门", Territory(OWN, ("海门",), None), None), None),
        (Sale(ME, True, ME, "苏州", MINE, Territory(OTHER, ("苏州",), YOU)), Outside("territory", OTHER, YOU)),
        (Sale(ME, True, ME, "苏州", MINE, None), Outside("territory", None, None)),
        (Sale(ME, True, ME, "苏州", Territory(OWN, (), ME), None), None),
        (Sale(ME, True, ME, "苏州", None, MINE), None),
    ],
)
@pytest.mark.shows("P3", "bad-input-30")
def test_a_sale_stays_in_its_territory(sale, found):
    assert rules.outside_territory(sale) == found


@pytest.mark.shows("P3")
def test_a_product_stays_in_its_channel():
    free, school = (OWN, "甲", ()), (OTHER, "乙", ("school",))
    assert rules.outside_channel("direct", [free], MINE) is None
    assert rules.outside_channel("school", [free, school], MINE) is None
    wrong = rules.outside_channel(None, [free, school], MINE)
    assert wrong == Outside("channel", OWN, ME, (OTHER,), "乙", ("school",))
    assert rules.outside_channel("direct", [school], None).owner_id is None


@pytest.mark.shows("C5")
def test_terms_are_those_granted_or_cash():
    assert rules.demand_terms(None, "credit") == "credit"
    assert rules.demand_terms("cash", "credit") == "cash"
    assert rules.demand_terms("credit", "credit") == "credit"
    assert rules.demand_terms(None, "cash") == "cash"
    with pytest.raises(rules.CashOnly):
        rules.demand_terms("credit", "cash")


thousandths = st.integers(1, 10**6).map(lambda n: Decimal(n) / 1000)


@given(st.lists(thousandths, min_size=1, max_size=6), st.integers(1, 10**8))
@pytest.mark.shows("L6", "O1")
def test_parts_of_a_line_sum_to_the_line(parts, price):
    unit_price = UnitPrice(amount=Decimal(price) / 10000, currency="CNY")
    total, amounts = Decimal(0), []
    for part in parts:
        amounts.append(rules.amount_between(unit_price, total, total + part, "t").amount)
        total += part
    assert sum(amounts) == rules.amount_between(unit_price, Decimal(0), total, "t").amount


@pytest.mark.shows("bad-input-28")
def test_a_line_is_named_once():
    rules.demand_once([None, OWN, None, OTHER])
    with pytest.raises(rules.LineTwice) as refused:
        rules.demand_once([OWN, None, OWN])
    assert refused.value.field == "/lines/2/line_id"


def test_an_edit_names_what_it_moves():
    assert rules.changed_fields({"a": 1, "b": 2, "z": 0}, {"b": 3, "a": 1, "c": 4}) == ("b", "c")
