"""The ways out of a hold, as pure rules."""

import csv
from pathlib import Path

import pytest

from contracts.values import Money
from orders.holds.ways import DOERS, ROUTES, least_acts, left_after, ways

MATRIX = Path(__file__).parents[4] / "tests" / "security" / "matrix.csv"
UNSHIPPED = Money.of("46000")


def out_of(reason, missing=None, hold_id="1"):
    return ways(reason, hold_id, Money.of(missing) if missing else None, UNSHIPPED)


@pytest.mark.parametrize("act", ROUTES)
def test_whoever_may_do_an_act_is_whom_its_route_lets_in(act):
    with MATRIX.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    row = next(row for row in rows if (row["service"], row["route"]) == ROUTES[act])
    assert {role for role, mark in row.items() if mark == "x"} == set(DOERS[act])


def test_one_receipt_may_cure_two_holds_and_a_smaller_one_leaves_one():
    overdue, limit = out_of("overdue", "12340"), out_of("credit_limit", "5000")
    assert least_acts([overdue, limit]) == 1
    assert [left_after(way, [overdue, limit]) for way in overdue] == [0, 1]
    assert [left_after(way, [overdue, limit]) for way in limit] == [1, 1]


def test_the_fewest_acts_are_counted_over_all_holds():
    assert least_acts([]) == 0
    assert least_acts([out_of("overdue", "1"), out_of("price_below_list")]) == 2
    assert least_acts([out_of("territory"), out_of("price_below_list")]) == 1
    assert least_acts([out_of("manual", hold_id="1"), out_of("deposit_unpaid", "1", hold_id="2")]) == 2


@pytest.mark.parametrize(("reason", "missing"), [("stale_facts", None), ("credit_limit", None), ("new_reason", None)])
def test_what_ends_by_itself_asks_for_no_act(reason, missing):
    assert out_of(reason, missing) == ()
    assert least_acts([()]) == 0


def test_an_allowance_is_asked_for_what_has_not_left():
    assert [way.amount for way in out_of("overdue", "12340")] == [Money.of("12340"), UNSHIPPED]
