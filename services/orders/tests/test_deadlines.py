"""Deadlines in working days move with the calendar, once, and only those that run (O3, O9)."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from chassis.ids import new_id
from contracts.customers import CalendarChanged
from services.orders.tests.builders import later, open_shop

pytestmark = [pytest.mark.service, pytest.mark.shows("O9")]
CALENDAR = new_id()
# Orders of nothing, which break no invariant.
COPIES = text(
    "INSERT INTO sales_order (order_id, order_no, customer_id, branch_id, state, source, currency, value, unshipped,"
    " terms, term_days, place, region, town, placed_at, placed_by, queued_at, confirmed_at, sign_off_due_at,"
    " sign_off_days, dated_by, account_version, credit_version) SELECT gen_random_uuid(), order_no || n, customer_id,"
    " branch_id, state, source, currency, 0, 0, terms, term_days, place, region, town, placed_at, placed_by, queued_at,"
    " confirmed_at, sign_off_due_at, sign_off_days, dated_by, account_version, credit_version"
    " FROM sales_order, generate_series(1, 500) AS n"
)
MOVED = "orders.deadline.moved.v1"


def calendar(*holidays, version=1):
    known = date(2026, 12, 31)
    return CalendarChanged(
        calendar_id=CALENDAR, year=2026, holidays=holidays, make_up_days=(), known_until=known, version=version
    )


@pytest.fixture
async def shop(house):
    # A Wednesday at ten: forms are signed on Thursday, receipts back on Monday.
    shop = await open_shop(house)
    await house.given(calendar())
    return shop


async def test_a_new_day_off_moves_what_runs_and_says_so_once(house, shop):
    order = await shop.place("10.000")
    sent = await shop.dispatch(order["order_id"])
    delivered = await shop.deliver(sent["shipment_id"])
    await house.sweep()
    assert await house.journal(MOVED) == []

    await house.given(calendar(date(2026, 3, 12), version=2))
    await house.sweep()
    await house.sweep()

    told = {each.about: each for each in await house.journal(MOVED)}
    assert {about: (each.kind, each.new_at - each.old_at) for about, each in told.items()} == {
        f"order/{order['order_id']}": ("sign_off", timedelta(days=1)),
        f"shipment/{sent['shipment_id']}": ("receipt", timedelta(days=1)),
    }
    assert len(await house.journal(MOVED)) == 2
    now = await shop.call("warehouse-1", "GET", f"/shipments/{sent['shipment_id']}", None, 200)
    assert now.json()["receipt_due_at"] > delivered["receipt_due_at"]


async def test_what_has_passed_or_is_cancelled_stays(house, shop):
    await shop.place("1.000")
    house.clock.advance(later(2))
    gone = await shop.place("1.000")
    path = f"/orders/{gone['order_id']}/cancellation"
    await shop.call("representative-1", "PUT", path, {"reason": "客户取消"}, 200, If_Match=gone["version"])
    await house.given(calendar(date(2026, 3, 12), date(2026, 3, 16), version=2))
    await house.sweep()
    assert await house.journal(MOVED) == []


async def test_more_than_a_chunk_moves_in_one_run(house, shop):
    await shop.place("1.000")
    async with house.tx() as tx:
        await tx.execute(COPIES)
    await house.given(calendar(date(2026, 3, 12), version=2))
    await house.sweep()
    assert len({each.about for each in await house.journal(MOVED)}) == 501


async def test_a_deadline_set_by_the_calendar_that_moves_it_is_not_looked_at_again(house, shop):
    await house.given(calendar(date(2026, 3, 12), version=2))
    order = await shop.place("1.000")
    assert order["sign_off_due_at"].startswith("2026-03-13")
    await house.sweep()
    assert await house.journal(MOVED) == []
