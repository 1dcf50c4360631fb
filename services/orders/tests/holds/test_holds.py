"""Holds that facts and people begin and end."""

import pytest

from contracts.customers import CreditContractOverdue, CreditContractReturned, CreditEnded
from services.orders.tests.builders import cny, later, open_shop


def reasons(order):
    return {hold["reason"] for hold in order["holds"]}


@pytest.mark.shows("hold:overdue", "L8")
async def test_the_cure_shrinks_with_the_debt(house):
    shop = await open_shop(house)
    order = await shop.place("2.000")
    await house.given(shop.standing("100000", overdue="100000"))
    await house.given(shop.standing("80000", overdue="80000"))
    assert (await shop.order(order["order_id"]))["holds"][0]["cure"]["amount"]["amount"] == "80000.00"
    assert len(await house.journal("orders.hold.placed.v1")) == 2  # overdue, and the limit that 100,000 passed
    await house.given(shop.standing("0"))
    assert (await shop.order(order["order_id"]))["holds"] == []


@pytest.mark.shows("hold:dossier_incomplete", "C2")
async def test_a_lapsed_dossier_stops_what_is_taken(house):
    shop = await open_shop(house)
    order = await shop.place("2.000")
    await house.given(shop.card(status="lapsed", missing_documents=("business_licence",)))
    assert reasons(await shop.order(order["order_id"])) == {"dossier_incomplete"}
    await house.given(shop.card())
    assert (await shop.order(order["order_id"]))["may_ship"]


@pytest.mark.shows("hold:territory", "P3")
async def test_a_territory_that_moved_stops_what_is_taken(house):
    shop = await open_shop(house)
    order = await shop.place("2.000")
    await house.given(shop.territory(regions=("启东",)))
    await house.sweep()
    assert reasons(await shop.order(order["order_id"])) == {"territory"}


@pytest.mark.shows("hold:unsigned", "C6")
async def test_an_overdue_credit_contract_stops_goods_until_it_is_back(house):
    shop = await open_shop(house)
    order = await shop.place("2.000")
    await house.given(CreditContractOverdue(contract_due_at=house.clock.now(), occasion="x", **shop.common))
    assert reasons(await shop.order(order["order_id"])) == {"unsigned"}
    back = {"instrument": "contract", "file_id": None, "approval_id": None, "returned_on": "2026-03-11"}
    await house.given(CreditContractReturned.model_validate({**back, **shop.common}))
    assert (await shop.order(order["order_id"]))["may_ship"]


@pytest.mark.shows("C5", "hold:credit_limit")
async def test_ended_credit_holds_what_has_not_left(house):
    shop = await open_shop(house)
    order = await shop.place("2.000")
    await house.given(CreditEnded(reason="withdrawn", version=shop.version("credit"), **shop.common))
    assert reasons(await shop.order(order["order_id"])) == {"credit_limit"}
    late = await shop.place("1.000")
    assert (late["terms"], late["state"]) == ("cash", "held")


async def test_credit_ends_with_its_last_day(house):
    shop = await open_shop(house)
    await house.given(shop.credit("100000", valid_until_on="2026-03-12"))
    order = await shop.place("2.000")
    house.clock.advance(later(3))
    await house.sweep()
    assert reasons(await shop.order(order["order_id"])) == {"credit_limit"}


@pytest.mark.parametrize("reason", ["manual", "deposit_unpaid", "special_order_unpaid"])
@pytest.mark.shows("hold:manual", "hold:deposit_unpaid", "hold:special_order_unpaid")
@pytest.mark.shows("hold.stands", "hold.released_already", "hold.released_by_cure_only")
async def test_a_manager_holds_and_releases_by_hand(house, reason):
    shop = await open_shop(house)
    order = await shop.place("2.000", unit_price={"amount": "4000.0000", "currency": "CNY"})
    path, body = f"/orders/{order['order_id']}/holds", {"reason": reason, "note": "等订金", "blocks": "ship"}
    await shop.call("clerk-1", "POST", path, body, 403)
    placed = (await shop.call("department-manager-1", "POST", path, body, 201)).json()
    assert (await shop.call("finance-1", "POST", path, body, 409)).json()["code"] == "hold.stands"
    await house.given(shop.standing("0"))
    assert reasons(await shop.order(order["order_id"])) == {reason, "price_below_list"}
    release = f"/holds/{placed['hold_id']}/release"
    await shop.call("finance-1", "POST", release, {"note": "已收"}, 201)
    again = await shop.call("finance-1", "POST", release, {"note": "已收"}, 409)
    assert again.json()["code"] == "hold.released_already"
    by_rule = (await shop.order(order["order_id"]))["holds"][0]["hold_id"]
    answer = await shop.call("finance-1", "POST", f"/holds/{by_rule}/release", {"note": "放"}, 409)
    assert answer.json()["code"] == "hold.released_by_cure_only"
    assert (await shop.last("orders.hold.released.v1")).how == "overruled"


@pytest.mark.shows("hold.nothing_to_hold", "L8")
async def test_what_is_cancelled_or_has_left_cannot_be_held(house):
    shop = await open_shop(house)
    gone, sent = await shop.place("2.000"), await shop.place("3.000")
    path, reason = f"/orders/{gone['order_id']}/cancellation", {"reason": "不要了"}
    await shop.call("clerk-1", "PUT", path, reason, 200, if_match=gone["version"])
    await shop.dispatch(sent["order_id"])
    for order in (gone, sent):
        answer = await shop.call("finance-1", "POST", f"/orders/{order['order_id']}/holds", {"note": "等一等"}, 409)
        assert answer.json()["code"] == "hold.nothing_to_hold"


@pytest.mark.parametrize("how", ["ended", "granted"])
@pytest.mark.shows("hold:unsigned", "C6", "L8")
async def test_no_contract_is_awaited_once_its_credit_has_ended_or_is_granted_anew(house, how):
    shop = await open_shop(house)
    order = await shop.place("2.000")
    await house.given(CreditContractOverdue(contract_due_at=house.clock.now(), occasion="x", **shop.common))
    assert reasons(await shop.order(order["order_id"])) == {"unsigned"}
    ended = CreditEnded(reason="withdrawn", version=shop.version("credit"), **shop.common)
    await house.given(ended if how == "ended" else shop.credit("200000", provisional=True))
    assert "unsigned" not in reasons(await shop.order(order["order_id"]))


@pytest.mark.shows("hold:unsigned", "C6", "L8")
async def test_credit_that_ends_in_the_batch_that_tells_of_its_late_contract_awaits_none(house):
    shop = await open_shop(house)
    order = await shop.place("2.000")
    granted = shop.credit("100000", provisional=True)
    late = CreditContractOverdue(contract_due_at=house.clock.now(), occasion="x", **shop.common)
    await house.given(granted, late, CreditEnded(reason="withdrawn", version=shop.version("credit"), **shop.common))
    assert reasons(await shop.order(order["order_id"])) == {"credit_limit"}


@pytest.mark.shows("R4")
async def test_waiting_orders_are_tried_by_age(house):
    shop = await open_shop(house, limit="50000")
    first, small = await shop.place("11.000"), await shop.place("1.000")
    assert (first["state"], small["state"]) == ("held", "held")
    await house.given(shop.credit("60000"))
    states = [(await shop.order(each["order_id"]))["state"] for each in (first, small)]
    assert states == ["confirmed", "confirmed"]


@pytest.mark.shows("R4", "L6")
async def test_facts_before_the_card_wait_for_it(house):
    shop = await open_shop(house)
    from dataclasses import replace

    from chassis.ids import new_id

    young = replace(shop, customer_id=new_id(), versions={})
    await house.given(young.standing("5000"))
    await shop.call("clerk-1", "POST", "/orders", young.form(), 404)
    await house.given(young.credit("20000"))
    await house.given(young.card())
    assert (await young.place("3.000"))["state"] == "confirmed"
    assert (await young.exposure()) == ("15000.00", "5000.00", "20000.00")
    assert cny("20000.00") == (await shop.last("orders.order.confirmed.v1")).exposure.exposure
