"""Goods that come back: ours or not, never more than was delivered."""

import asyncio
from datetime import date

import pytest
from sqlalchemy import text

from chassis.ids import new_id
from contracts.customers import ComplaintClosed
from services.orders.tests.builders import cny, open_shop
from services.orders.tests.test_story import complaint


async def delivered(house):
    shop = await open_shop(house)
    order = await shop.place("10.000")
    sent = await shop.dispatch(order["order_id"])
    await shop.deliver(sent["shipment_id"])
    return shop, order, sent


def wanted(shop, order, sent, tons, **more):
    line = {"shipment_id": sent["shipment_id"], "line_id": order["lines"][0]["line_id"]}
    line["qty"] = {"value": tons, "unit": "t"}
    return {"customer_id": str(shop.customer_id), "lines": [{**line, **more}], "reason": "规格不符"}


@pytest.mark.shows("bad-input-32", "return.too_much", "L7", "O7")
async def test_of_two_returns_at_once_one_wins(house):
    shop, order, sent = await delivered(house)
    body = wanted(shop, order, sent, "6.000")
    answers = await asyncio.gather(*(shop.call("clerk-1", "POST", "/returns", body) for _ in range(3)))
    assert sorted(each.status_code for each in answers) == [201, 409, 409]
    assert {each.json()["code"] for each in answers if each.status_code == 409} == {"return.too_much"}


@pytest.mark.shows("return.not_ours", "O7")
async def test_goods_that_are_not_ours_are_answered_so(house):
    shop, order, sent = await delivered(house)
    body = wanted(shop, order, sent, "1.000", shipment_id=str(new_id()))
    assert (await shop.call("clerk-1", "POST", "/returns", body, 409)).json()["code"] == "return.not_ours"
    assert (await shop.last("orders.return.answered.v1")).answer == "not_ours"


@pytest.mark.shows("return.unit", "return.line_twice")
async def test_bad_return_requests_are_refused(house):
    shop, order, sent = await delivered(house)
    body = wanted(shop, order, sent, "1.000", qty={"value": "1.000", "unit": "kg"})
    assert (await shop.call("clerk-1", "POST", "/returns", body, 422)).json()["code"] == "return.unit"
    twice = wanted(shop, order, sent, "1.000")
    twice["lines"] *= 2
    assert (await shop.call("clerk-1", "POST", "/returns", twice, 422)).json()["code"] == "return.line_twice"


@pytest.mark.shows("return.state", "return.line_unknown", "return.rejection_unexplained", "O7")
async def test_inspection_takes_back_what_is_fine(house):
    shop, order, sent = await delivered(house)
    made = (await shop.call("clerk-1", "POST", "/returns", wanted(shop, order, sent, "4.000"), 201)).json()
    path = f"/returns/{made['return_id']}/receipt"
    line = {"shipment_id": sent["shipment_id"], "line_id": order["lines"][0]["line_id"]}

    async def receive(status, tons, **more):
        body = {"lines": [{**line, "accepted": {"value": tons, "unit": "t"}, **more}]}
        return (await shop.call("warehouse-1", "POST", path, body, status)).json()

    assert (await receive(409, "4.000"))["code"] == "return.state"
    await house.given(shop.decided(await shop.last("orders.return.requested.v1")))
    assert (await receive(422, "5.000"))["code"] == "return.line_unknown"
    assert (await receive(422, "1.000", line_id=str(new_id())))["code"] == "return.line_unknown"
    assert (await receive(422, "3.000"))["code"] == "return.rejection_unexplained"
    done = await receive(201, "3.000", reason="一吨受潮")
    assert (done["state"], done["lines"][0]["accepted_amount"]["amount"]) == ("received", "15000.00")
    told = await shop.last("orders.return.received.v1")
    assert (told.total, told.rejected[0].reason) == (cny("15000"), "一吨受潮")
    await shop.call("clerk-1", "POST", "/returns", wanted(shop, order, sent, "7.000"), 201)


@pytest.mark.shows("O7")
async def test_a_refused_return_sets_its_quantity_free(house):
    shop, order, sent = await delivered(house)
    await shop.call("clerk-1", "POST", "/returns", wanted(shop, order, sent, "10.000"), 201)
    await house.given(shop.decided(await shop.last("orders.return.requested.v1"), "refused", reason="已使用"))
    assert (await shop.last("orders.return.answered.v1")).answer == "refused"
    await shop.call("clerk-1", "POST", "/returns", wanted(shop, order, sent, "10.000"), 201)


@pytest.mark.shows("O7", "N2")
async def test_a_return_that_is_taken_back_sets_its_quantity_free(house):
    shop, order, sent = await delivered(house)
    made = (await shop.call("clerk-1", "POST", "/returns", wanted(shop, order, sent, "10.000"), 201)).json()
    await shop.call("clerk-1", "POST", f"/requests/{made['request_id']}/withdrawal", {}, 201)
    now = await shop.call("clerk-1", "GET", f"/returns/{made['return_id']}", None, 200)
    assert now.json()["state"] == "withdrawn"
    await house.given(shop.decided(await shop.last("orders.return.requested.v1")))
    await shop.call("clerk-1", "POST", "/returns", wanted(shop, order, sent, "10.000"), 201)


@pytest.mark.shows("O7")
async def test_a_firm_may_take_its_goods_back_unconditionally(house):
    shop, order, sent = await delivered(house)
    async with house.tx() as tx:
        insert = (
            "INSERT INTO business_setting (name, scope, scope_id, valid_from, value, reason, actor, changed_at) VALUES"
            " ('orders.return.ours', 'firm', '00000000-0000-0000-0000-000000000000', :day, '\"unconditional\"', 'x',"
            " 'x', :now)"
        )
        await tx.execute(text(insert), {"day": date(2026, 1, 1), "now": tx.now})
        await tx.touch_reference()
    made = (await shop.call("clerk-1", "POST", "/returns", wanted(shop, order, sent, "1.000"), 201)).json()
    assert made["state"] == "authorised"


@pytest.mark.shows("C9", "O7")
async def test_a_complaint_that_proves_unfounded_ends_its_return(house):
    shop, order, sent = await delivered(house)
    told = complaint(shop, order, sent, order["lines"][0]["line_id"], "2.000", "10000")
    await house.given(told)
    await house.given(told)
    closed = {"complaint_no": "KS001", "outcome": "unfounded", "confirmation_file_id": None, **shop.common}
    await house.given(ComplaintClosed(complaint_id=told.complaint_id, **closed))
    found = (await shop.call("clerk-1", "GET", "/returns", None, 200)).json()["items"]
    assert [each["state"] for each in found] == ["withdrawn"]
    assert (await shop.last("orders.request.withdrawn.v1")).reason == "subject_ended"
    await shop.call("clerk-1", "POST", "/returns", wanted(shop, order, sent, "10.000"), 201)
