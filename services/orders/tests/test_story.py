"""The main story as far as orders plays in it: from the price list to goods that come back."""

import pytest

from contracts.customers import ComplaintConfirmed, ConfirmedLine
from contracts.values import Quantity
from services.orders.tests.builders import cny, open_shop


@pytest.mark.shows("O1", "O2", "O6", "O7", "O9", "O10", "X2", "hold:overdue", "shipment.held", "L6", "L7", "L8")
async def test_an_order_lives_from_placing_to_the_return_of_its_goods(house):
    shop = await open_shop(house)
    a = await shop.place("12.000")
    assert (a["state"], a["value"]["amount"], a["holds"]) == ("confirmed", "60000.00", [])
    assert await shop.exposure() == ("60000.00", "0.00", "60000.00")

    shipment = await shop.dispatch(a["order_id"])
    await shop.deliver(shipment["shipment_id"])
    asked = await shop.last("orders.invoicing.requested.v1")
    assert (asked.total, asked.shipments[0].order_id) == (
        cny("60000.00"),
        (await shop.last("orders.order.placed.v1")).order_id,
    )
    await house.given(shop.standing("60000", covered=[(a["order_id"], "60000")]))
    assert await shop.exposure() == ("0.00", "60000.00", "60000.00")

    b = await held_for_overdue(house, shop)
    delivered = await gone_on_an_allowance(house, shop, b)
    await house.given(shop.standing("30000", covered=[(b["order_id"], "30000")]))
    released = await shop.last("orders.hold.released.v1")
    assert (released.reason, released.how) == ("overdue", "cured")
    await goods_back(house, shop, b, delivered)
    assert await house.parked() == []


async def gone_on_an_allowance(house, shop, b):
    await house.given(shop.promise("60000"))
    body = {"amount": {"amount": "30000.00", "currency": "CNY"}, "reason": "客户急需"}
    path = f"/orders/{b['order_id']}/allowance-requests"
    await shop.call("representative-1", "POST", path, body, 201)
    await house.given(shop.decided(await shop.last("orders.allowance.requested.v1")))
    assert (await shop.order(b["order_id"]))["may_ship"]
    second = await shop.dispatch(b["order_id"])
    assert (await shop.last("orders.shipment.dispatched.v1")).allowance.remaining == cny("0")
    assert (await shop.last("orders.allowance.ended.v1")).reason == "drawn_down"
    return await shop.deliver(second["shipment_id"])


async def held_for_overdue(house, shop):
    b = await shop.place("6.000")
    assert b["state"] == "confirmed"
    await house.given(shop.standing("60000", overdue="60000"))
    held = await shop.order(b["order_id"])
    assert [h["reason"] for h in held["holds"]] == ["overdue"]
    assert held["holds"][0]["cure"]["amount"]["amount"] == "60000.00"
    refused = await shop.dispatch(b["order_id"], expect=409)
    assert (refused["code"], refused["facts"]["holds"][0]["reason"]) == ("shipment.held", "overdue")
    why = (await shop.call("representative-1", "GET", f"/orders/{b['order_id']}/why", None, 200)).json()
    assert why["holds"][0]["cure"]["text_zh"].startswith("收到 60000.00 CNY")
    return b


async def goods_back(house, shop, b, delivered):
    line = delivered["lines"][0]
    await house.given(complaint(shop, b, delivered, line["line_id"], "2.000", "10000.00"))
    back = (await shop.call("clerk-1", "GET", "/returns", None, 200)).json()["items"][0]
    assert (back["state"], back["total"]["amount"]) == ("requested", "10000.00")
    await house.given(shop.decided(await shop.last("orders.return.requested.v1")))
    done = await shop.call("warehouse-1", "POST", f"/returns/{back['return_id']}/receipt", {}, 201)
    assert done.json()["state"] == "received"
    received = await shop.last("orders.return.received.v1")
    assert (received.total, received.complaint_id is not None) == (cny("10000.00"), True)


def complaint(shop, order, shipment, line_id, tons, amount):
    from chassis.ids import new_id

    line = ConfirmedLine(
        order_id=order["order_id"], order_no=order["order_no"], line_id=line_id,
        shipment_id=shipment["shipment_id"], product_id=shop.products["P001"], product_name="白卡纸",
        qty=Quantity.of(tons, "t"), amount=cny(amount), accepted_qty=Quantity.of(tons, "t"),
        accepted_amount=cny(amount),
    )  # fmt: skip
    return ComplaintConfirmed(
        complaint_id=new_id(), complaint_no="KS001", severity="major", findings="受潮", lines=(line,),
        remedy="return", remedy_due_at=None, disputed=cny("0"), **shop.common,
    )  # fmt: skip
