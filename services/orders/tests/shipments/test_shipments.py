"""Goods that leave and arrive, and the invoice that is asked for."""

import asyncio

import pytest
from sqlalchemy import text

from chassis.ids import new_id
from contracts.receivables import InvoicingRejected, RejectedBilling
from services.orders.tests.builders import cny, later, open_shop


def part(order, tons, **more):
    return {"lines": [{"line_id": order["lines"][0]["line_id"], "qty": {"value": tons, "unit": "t"}, **more}]}


@pytest.mark.shows("bad-input-32", "shipment.too_much", "L7")
async def test_two_dispatches_of_more_than_is_left_let_one_through(house):
    shop = await open_shop(house)
    order = await shop.place("10.000")
    path = f"/orders/{order['order_id']}/shipments"
    body = part(order, "6.000")
    answers = await asyncio.gather(*(shop.call("warehouse-1", "POST", path, body) for _ in range(3)))
    assert sorted(each.status_code for each in answers) == [201, 409, 409]
    assert {each.json()["code"] for each in answers if each.status_code == 409} == {"shipment.too_much"}


@pytest.mark.shows("O9")
@pytest.mark.parametrize("again", [True, False])
async def test_what_is_not_taken_goes_out_again_or_is_struck_off(house, again):
    shop = await open_shop(house)
    order = await shop.place("10.000")
    sent = await shop.dispatch(order["order_id"])
    line = {"line_id": order["lines"][0]["line_id"], "taken": {"value": "7.000", "unit": "t"}, "again": again}
    await shop.deliver(sent["shipment_id"], {"lines": [line]})
    told = await shop.last("orders.shipment.delivered.v1")
    assert (told.amount, told.not_taken[0].amount, told.not_taken[0].again) == (cny("35000"), cny("15000"), again)
    now = await shop.order(order["order_id"])
    assert now["unshipped"]["amount"] == ("15000.00" if again else "0.00")
    assert (await shop.exposure())[0] == "50000.00"
    if again:
        await shop.dispatch(order["order_id"])
        assert (await shop.order(order["order_id"]))["unshipped"]["amount"] == "0.00"


@pytest.mark.shows("order.already_dispatched", "O2")
async def test_an_order_that_came_back_from_the_door_is_not_edited_any_more(house):
    shop = await open_shop(house)
    order = await shop.place("10.000")
    sent = await shop.dispatch(order["order_id"])
    line = {"line_id": order["lines"][0]["line_id"], "taken": {"value": "0.000", "unit": "t"}, "again": True}
    await shop.deliver(sent["shipment_id"], {"lines": [line]})
    now = await shop.order(order["order_id"])
    path = f"/orders/{order['order_id']}"
    answer = await shop.call("clerk-1", "PUT", path, shop.form("9.000"), 409, if_match=now["version"])
    assert answer.json()["code"] == "order.already_dispatched"


@pytest.mark.shows("shipment.delivered", "shipment.taken_too_much", "shipment.line_unknown", "shipment.empty")
async def test_a_shipment_is_delivered_once_and_not_beyond_what_was_sent(house):
    shop = await open_shop(house)
    order = await shop.place("10.000")
    sent = await shop.dispatch(order["order_id"])
    line = order["lines"][0]["line_id"]
    for line_id, taken, code in (
        (line, {"value": "11.000", "unit": "t"}, "shipment.taken_too_much"),
        (line, {"value": "1.000", "unit": "kg"}, "shipment.line_unknown"),
        (str(new_id()), {"value": "1.000", "unit": "t"}, "shipment.line_unknown"),
    ):
        body = {"lines": [{"line_id": line_id, "taken": taken}]}
        assert (await shop.deliver(sent["shipment_id"], body, 422))["code"] == code
    await shop.deliver(sent["shipment_id"])
    assert (await shop.deliver(sent["shipment_id"], expect=409))["code"] == "shipment.delivered"
    assert (await shop.dispatch(order["order_id"], expect=422))["code"] == "shipment.empty"


@pytest.mark.shows("O9")
async def test_a_late_shipment_is_told_of_once(house):
    shop = await open_shop(house)
    order = await shop.place("10.000")
    sent = await shop.dispatch(order["order_id"])
    assert sent["promise_at"] == "2026-03-12T02:00:00Z"
    house.clock.advance(later(2))
    await house.sweep()
    await house.sweep()
    assert len(await house.journal("orders.shipment.late.v1")) == 1


@pytest.mark.shows("O10", "invoicing.nothing_to_bill", "invoicing.several_customers")
async def test_an_invoice_is_asked_for_once_and_again_after_a_rejection(house):
    shop = await open_shop(house)
    order = await shop.place("10.000")
    sent = await shop.dispatch(order["order_id"])
    body = {"shipment_ids": [sent["shipment_id"]]}
    early = await shop.call("clerk-1", "POST", "/invoicing-requests", body, 409)
    assert early.json()["code"] == "invoicing.nothing_to_bill"
    await shop.deliver(sent["shipment_id"])
    await shop.call("clerk-1", "POST", "/invoicing-requests", body, 409)
    asked = await shop.last("orders.invoicing.requested.v1")
    rejected = RejectedBilling(shipment_id=asked.shipments[0].shipment_id, order_id=None)
    facts = {"request_no": asked.request_no, "shipments": (rejected,), "reasons": ("税号有误",), **shop.common}
    await house.given(InvoicingRejected(invoicing_id=asked.invoicing_id, **facts))
    await shop.call("clerk-1", "POST", "/invoicing-requests", body, 201)
    assert len(await house.journal("orders.invoicing.requested.v1")) == 2


@pytest.mark.shows("hold:stale_facts")
async def test_credit_sales_wait_while_news_of_the_account_is_old(house):
    shop = await open_shop(house)
    await house.given(shop.standing("0"))
    order = await shop.place("2.000")
    async with house.tx() as tx:
        await tx.execute(text("UPDATE consumer_cursor SET head_at = head_at - interval '20 minutes'"))
    held = await shop.dispatch(order["order_id"], expect=409)
    assert held["facts"]["holds"][0]["reason"] == "stale_facts"
    second = await shop.place("2.000")
    assert [h["reason"] for h in second["holds"]] == ["stale_facts"]
    async with house.tx() as tx:
        await tx.execute(text("UPDATE consumer_cursor SET head_at = head_at + interval '20 minutes'"))
    await house.sweep()
    assert (await shop.order(second["order_id"]))["state"] == "confirmed"
    await shop.dispatch(order["order_id"])
