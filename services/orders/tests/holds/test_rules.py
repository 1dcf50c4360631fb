"""Every rule of a hold at its boundary, and how credit is shared out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.values import Money, UnitPrice
from orders.holds import rules
from orders.holds.changes import Held, compare
from orders.holds.rules import AccountFacts, Item, LineFacts, OrderFacts

pytestmark = pytest.mark.rules
T0 = datetime(2026, 3, 11, 2, tzinfo=UTC)


def cny(amount):
    return Money.of(str(amount))


FINE = AccountFacts(
    status="active", missing_documents=(), standing="good", overdue=cny(0), items=(), more=0, is_unsigned=False,
    is_stale=False, limit=cny(100), net=cny(0), reserved=cny(0),
)  # fmt: skip


def order(number=1, value=10, *, confirmed=False, **changes):
    facts = {
        "order_id": UUID(int=number), "order_no": f"SO{number}", "state": "confirmed" if confirmed else "placed",
        "value": cny(value), "unshipped": cny(value), "terms": "credit", "region": "海门",
        "queued_at": T0 + timedelta(hours=number), "confirmed_at": T0 + timedelta(hours=number) if confirmed else None,
        "lines": (),
    }  # fmt: skip
    return OrderFacts(**{**facts, **changes})


def line(price, listed, released=None):
    prices = [UnitPrice.of(p) if p else None for p in (price, listed, released)]
    return LineFacts(1, "白卡", *prices)


def reasons(verdict):
    return [due.reason for due in verdict.dues]


def test_nothing_holds_a_good_customers_order():
    assert rules.judge(FINE, [order()]) == rules.Verdict((), (UUID(int=1),))


@pytest.mark.shows("hold:overdue")
def test_overdue_holds_the_customer_and_names_what_to_pay():
    items = tuple(Item(UUID(int=n), f"2026-{n:03d}", cny(1)) for n in range(1, 8))
    due = rules.overdue(replace(FINE, standing="overdue", overdue=cny("12340.00"), items=items, more=2), [])
    assert (due.order_id, due.blocks, due.amount) == (None, "ship", cny("12340.00"))
    assert due.zh == "收到 12340.00 CNY，用于发票 2026-001、2026-002、2026-003、2026-004、2026-005 等 9 张"
    assert due.en.endswith("2026-005 and 4 more")
    assert due.refs[0] == f"invoice/{UUID(int=1)}"


def test_a_standing_that_nobody_knows_is_not_good():
    due = rules.overdue(replace(FINE, standing="frozen", overdue=cny(5), items=(Item(UUID(int=1), "1", cny(5)),)), [])
    assert (due.reason, due.zh, due.en) == ("overdue", "收到 5.00 CNY，用于发票 1", "receive 5.00 CNY on invoices 1")


@pytest.mark.parametrize(
    ("status", "missing", "orders", "held"),
    [
        ("active", (), [order()], False),
        ("active", ("identity_card",), [order()], True),
        ("lapsed", (), [order()], True),
        ("lapsed", ("identity_card",), [], False),
    ],
)
@pytest.mark.shows("hold:dossier_incomplete")
def test_a_dossier_that_lapsed_holds_what_is_taken(status, missing, orders, held):
    due = rules.dossier_incomplete(replace(FINE, status=status, missing_documents=missing), orders)
    assert (due is not None) == held


@pytest.mark.shows("hold:unsigned")
def test_an_unsigned_contract_holds_if_the_firm_so_sets():
    assert rules.unsigned(FINE, []) is None
    assert rules.unsigned(replace(FINE, is_unsigned=True), []).blocks == "ship"


@pytest.mark.parametrize(
    ("price", "listed", "released", "confirmed", "held"),
    [
        ("5", "5", None, False, False),
        ("4.9999", "5", None, False, True),
        ("4.5", "5", "4.5", False, False),
        ("4.4999", "5", "4.5", False, True),
        ("4", None, None, False, False),
        ("4", "5", None, True, False),
    ],
)
@pytest.mark.shows("hold:price_below_list", "O1")
def test_a_price_below_the_list_holds_until_it_is_released(price, listed, released, confirmed, held):
    found = rules.price_below_list(FINE, order(lines=(line(price, listed, released),), confirmed=confirmed))
    assert (found is not None) == held


@pytest.mark.shows("hold:territory")
def test_a_place_outside_the_territory_holds():
    assert rules.territory(FINE, order()) is None
    assert rules.territory(replace(FINE, regions=("海门",)), order()) is None
    assert rules.territory(replace(FINE, regions=("启东",)), order()).order_id == UUID(int=1)


@pytest.mark.shows("hold:stale_facts")
def test_old_news_hold_credit_and_let_cash_go():
    stale = replace(FINE, is_stale=True)
    assert rules.stale_facts(FINE, order()) is None
    assert rules.stale_facts(stale, order(terms="cash")) is None
    assert rules.stale_facts(stale, order()).blocks == "confirm"
    assert rules.stale_facts(stale, order(confirmed=True)).blocks == "ship"


@pytest.mark.parametrize(
    ("net", "reserved", "value", "fits"),
    [(0, 0, 100, True), (0, 0, "100.01", False), (60, 30, 10, True), (-50, 0, 150, True)],
)
@pytest.mark.shows("hold:credit_limit")
def test_an_order_is_confirmed_just_up_to_the_limit(net, reserved, value, fits):
    verdict = rules.judge(replace(FINE, net=cny(net), reserved=cny(reserved)), [order(value=value)])
    assert bool(verdict.confirm) == fits
    assert reasons(verdict) == ([] if fits else ["credit_limit"])


def test_the_cure_is_the_least_that_is_missing():
    (due,) = rules.judge(FINE, [order(value="130.50")]).dues
    assert (due.amount, due.blocks, due.zh) == (cny("30.50"), "confirm", "收到 30.50 CNY，或把信用额度提高 30.50 CNY")


def test_waiting_orders_go_by_age_and_none_passes_an_older_one():
    older, small = order(1, value=101), order(2, value=1)
    verdict = rules.judge(FINE, [small, older])
    assert verdict.confirm == ()
    assert {due.order_id: due.amount for due in verdict.dues} == {older.order_id: cny(1), small.order_id: None}
    assert rules.judge(replace(FINE, smaller_may_pass=True), [small, older]).confirm == (small.order_id,)
    assert rules.judge(replace(FINE, is_queue_ahead=True), [small]).confirm == ()


def test_an_order_held_otherwise_waits_for_nothing():
    by_hand, below = order(1, is_held_by_hand=True), order(2, lines=(line("4", "5"),))
    verdict = rules.judge(FINE, [by_hand, below, order(3)])
    assert (verdict.confirm, reasons(verdict)) == ((UUID(int=3),), ["price_below_list"])


def test_beyond_the_limit_the_youngest_confirmed_are_held_until_the_rest_fits():
    orders = [order(n, value=40, confirmed=True) for n in (1, 2, 3)]
    verdict = rules.judge(replace(FINE, reserved=cny(120), limit=cny(80)), orders)
    assert [(due.order_id, due.blocks, due.amount) for due in verdict.dues] == [(UUID(int=3), "ship", cny(40))]
    same = rules.judge(replace(FINE, reserved=cny(120), limit=cny(120)), orders)
    assert same.dues == ()


amounts = st.integers(1, 60)


@given(st.lists(amounts, max_size=8), st.integers(-40, 120), st.integers(0, 120))
@pytest.mark.shows("L6")
def test_exposure_never_passes_the_limit_by_confirming(values, net, limit):
    account = replace(FINE, net=cny(net), limit=cny(limit))
    orders = [order(n, value=value) for n, value in enumerate(values, start=1)]
    verdict = rules.judge(account, orders)
    confirmed = sum(o.value.amount for o in orders if o.order_id in verdict.confirm)
    assert not verdict.confirm or net + confirmed <= limit
    assert {due.order_id for due in verdict.dues} | set(verdict.confirm) == {o.order_id for o in orders}
    assert list(verdict.confirm) == [o.order_id for o in orders][: len(verdict.confirm)]


@pytest.mark.parametrize(
    ("level", "exposure", "limit", "found"),
    [
        (0, "79.99", 100, (0, [])),
        (0, 80, 100, (1, [("0.8", "up")])),
        (0, 100, 100, (2, [("0.8", "up"), ("1", "up")])),
        (2, 99, 100, (1, [("1", "down")])),
        (2, 0, 100, (0, [("1", "down"), ("0.8", "down")])),
        (1, 90, 100, (1, [])),
        (1, 5, 0, (0, [("0.8", "down")])),
    ],
)
@pytest.mark.shows("R4")
def test_a_share_of_the_limit_is_told_once_when_it_is_passed(level, exposure, limit, found):
    shares = [Decimal("0.8"), Decimal(1)]
    reached, passed = rules.crossings(level, Decimal(str(exposure)), Decimal(limit), shares)
    assert (reached, [(str(share), way) for share, way in passed]) == found


def held(reason, order_id=None, due=None, **changes):
    facts = {"blocks": "ship", "zh": "", "en": "", "amount": None}
    if due:
        facts = {"blocks": due.blocks, "zh": due.zh, "en": due.en, "amount": due.amount, "facts": due.facts}
    return Held(UUID(int=99), reason, order_id, **{**facts, **changes})


@pytest.mark.shows("L8")
def test_holds_follow_their_facts():
    one = UUID(int=1)
    due = rules.judge(FINE, [order(value=130)]).dues[0]
    begin = compare([], [due], frozenset({one}), frozenset())
    assert (begin.place, begin.renew, begin.release) == ((due,), (), ())
    same = held("credit_limit", one, due)
    assert compare([same], [due], frozenset({one}), frozenset()).stay == (same,)
    other = held("credit_limit", one, due, amount=cny(7))
    assert compare([other], [due], frozenset({one}), frozenset()).renew == ((other, due),)


@pytest.mark.parametrize(
    ("reason", "order_id", "open_orders", "approved", "how"),
    [
        ("credit_limit", 1, {1}, set(), "cured"),
        ("overdue", None, set(), set(), "cured"),
        ("price_below_list", 1, {1}, {1}, "approved"),
        ("price_below_list", 1, {1}, set(), "cured"),
        ("manual", 1, {1}, set(), None),
        ("manual", 1, set(), set(), "subject_ended"),
        ("dossier_incomplete", None, set(), set(), "subject_ended"),
        ("dossier_incomplete", None, {1}, set(), "cured"),
    ],
)
@pytest.mark.shows("L8")
def test_a_hold_ends_with_its_reason(reason, order_id, open_orders, approved, how):
    hold = held(reason, UUID(int=order_id) if order_id else None)
    ids = [frozenset(UUID(int=n) for n in some) for some in (open_orders, approved)]
    changes = compare([hold], [], *ids)
    assert changes.release == (((hold, how),) if how else ())
    assert changes.stay == (() if how else (hold,))
    assert hold.covers(UUID(int=1))
