"""Discounts and allowances: what an approval lets through, and what ends it."""

import asyncio

import pytest

from chassis.ids import new_id
from contracts.receivables import PromiseBroken
from services.orders.tests.builders import cny, later, open_shop

CHEAP = {"amount": "4000.0000", "currency": "CNY"}


async def discounted(house):
    shop = await open_shop(house)
    order = await shop.place("10.000", unit_price=CHEAP)
    path = f"/orders/{order['order_id']}/discount-requests"
    await shop.call("representative-1", "POST", path, {"reason": "老客户"}, 201)
    return shop, order, await shop.last("orders.discount.requested.v1")


async def allowed(house, amount="30000.00", tons="6.000"):
    shop = await open_shop(house)
    order = await shop.place(tons)
    promise = shop.promise("60000")
    await house.given(shop.standing("10000", overdue="10000"), promise)
    body = {"amount": {"amount": amount, "currency": "CNY"}, "reason": "客户急需"}
    path = f"/orders/{order['order_id']}/allowance-requests"
    await shop.call("representative-1", "POST", path, body, 201)
    await house.given(shop.decided(await shop.last("orders.allowance.requested.v1")))
    return shop, order, promise


@pytest.mark.shows("O1", "N1")
async def test_an_approved_discount_releases_just_these_lines(house):
    shop, order, asked = await discounted(house)
    assert asked.facts.difference == cny("10000.00")
    await house.given(shop.decided(asked))
    assert (await shop.order(order["order_id"]))["state"] == "confirmed"
    released = await shop.last("orders.hold.released.v1")
    assert (released.how, released.approval_id is not None) == ("approved", True)


@pytest.mark.shows("bad-input-33", "O1")
async def test_an_edit_after_the_release_voids_it(house):
    shop, order, asked = await discounted(house)
    await house.given(shop.decided(asked))
    now = await shop.order(order["order_id"])
    form = shop.form("11.000", unit_price=CHEAP, line_id=now["lines"][0]["line_id"])
    done = await shop.call("clerk-1", "PUT", f"/orders/{order['order_id']}", form, 200, if_match=now["version"])
    assert (done.json()["state"], done.json()["holds"][0]["reason"]) == ("held", "price_below_list")
    assert len((await shop.last("orders.order.changed.v1")).voided_releases) == 1
    assert (await shop.exposure())[0] == "0.00"


@pytest.mark.parametrize(
    "change",
    [{"content_hash": "0" * 64}, {"revision": 9}, {"decision": "refused"}, {"decision": "maybe"}],
)
async def test_a_decision_on_something_else_has_no_effect(house, change):
    shop, order, asked = await discounted(house)
    await house.given(shop.decided(asked, **change))
    assert (await shop.order(order["order_id"]))["state"] == "held"
    await house.given(shop.decided(asked))
    assert (await shop.order(order["order_id"]))["state"] == "held"
    assert await house.parked() == []


async def test_a_decision_that_comes_too_late_or_after_an_edit_has_no_effect(house):
    shop, order, asked = await discounted(house)
    form = shop.form("9.000", unit_price=CHEAP)
    await shop.call("clerk-1", "PUT", f"/orders/{order['order_id']}", form, 200, if_match=order["version"])
    assert (await shop.last("orders.request.withdrawn.v1")).reason == "content_changed"
    await house.given(shop.decided(asked))
    await shop.call("clerk-1", "POST", f"/orders/{order['order_id']}/discount-requests", {"reason": "再次"}, 201)
    second = await shop.last("orders.discount.requested.v1")
    house.clock.advance(later(30))
    await house.given(shop.decided(second))
    assert (await shop.order(order["order_id"]))["state"] == "held"


@pytest.mark.shows("discount.not_needed", "form.decided", "N2")
async def test_forms_that_are_not_needed_or_taken_back(house):
    shop, order, asked = await discounted(house)
    path = f"/requests/{asked.approval.request_id}"
    await shop.call("representative-1", "POST", f"{path}/withdrawal", {}, 201)
    await shop.call("representative-1", "POST", f"{path}/withdrawal", {}, 409)
    assert (await shop.call("clerk-1", "GET", path, None, 200)).json()["state"] == "withdrawn"
    plain = await shop.place("1.000")
    answer = await shop.call("clerk-1", "POST", f"/orders/{plain['order_id']}/discount-requests", {"reason": "试"}, 409)
    assert answer.json()["code"] == "discount.not_needed"
    assert order["state"] == "held"


@pytest.mark.shows("N2")
async def test_taking_back_a_form_that_ended_leaves_the_next_one_open(house):
    shop, order, first = await discounted(house)
    await house.given(shop.decided(first, "refused"))
    path = f"/orders/{order['order_id']}/discount-requests"
    second = (await shop.call("representative-1", "POST", path, {"reason": "再议"}, 201)).json()
    ended = f"/requests/{first.approval.request_id}/withdrawal"
    assert (await shop.call("representative-1", "POST", ended, {}, 409)).json()["code"] == "form.decided"
    assert (await shop.call("clerk-1", "GET", f"/requests/{second['request_id']}", None, 200)).json()["state"] == "open"


@pytest.mark.shows("form.not_yours", "N2")
async def test_only_who_asked_takes_a_form_back(house):
    shop, _, asked = await discounted(house)
    path = f"/requests/{asked.approval.request_id}/withdrawal"
    assert (await shop.call("clerk-1", "POST", path, {}, 403)).json()["code"] == "form.not_yours"
    assert await house.journal("orders.request.withdrawn.v1") == []


@pytest.mark.shows("O6", "N2")
async def test_an_edit_of_any_order_that_an_allowance_form_names_withdraws_it(house):
    shop = await open_shop(house)
    first, second = await shop.place("3.000"), await shop.place("4.000")
    await house.given(shop.standing("10000", overdue="10000"), shop.promise("60000"))
    wanted = {"amount": {"amount": "30000.00", "currency": "CNY"}, "reason": "急需", "order_ids": [second["order_id"]]}
    await shop.call("representative-1", "POST", f"/orders/{first['order_id']}/allowance-requests", wanted, 201)
    path = f"/orders/{second['order_id']}"
    await shop.call("clerk-1", "PUT", path, shop.form("5.000"), 200, if_match=second["version"])
    assert (await shop.last("orders.request.withdrawn.v1")).reason == "content_changed"
    await house.given(shop.decided(await shop.last("orders.allowance.requested.v1")))
    assert await house.journal("orders.allowance.granted.v1") == []


@pytest.mark.shows("O6")
async def test_shipments_draw_an_allowance_down_and_no_further(house):
    shop, order, _ = await allowed(house, amount="12000.00")
    line = order["lines"][0]["line_id"]

    def part(tons):
        return {"lines": [{"line_id": line, "qty": {"value": tons, "unit": "t"}}]}

    await shop.dispatch(order["order_id"], part("2.000"))
    refused = await shop.dispatch(order["order_id"], part("1.000"), expect=409)
    assert refused["facts"]["allowance_left"] == "2000.00 CNY"
    await shop.dispatch(order["order_id"], part("0.400"))
    assert (await shop.last("orders.allowance.ended.v1")).reason == "drawn_down"
    assert not (await shop.order(order["order_id"]))["may_ship"]


@pytest.mark.shows("O6")
async def test_two_dispatches_at_once_draw_it_once(house):
    shop, order, _ = await allowed(house, amount="15000.00")
    body = {"lines": [{"line_id": order["lines"][0]["line_id"], "qty": {"value": "3.000", "unit": "t"}}]}
    path = f"/orders/{order['order_id']}/shipments"
    answers = await asyncio.gather(*(shop.call("warehouse-1", "POST", path, body) for _ in range(2)))
    assert sorted(each.status_code for each in answers) == [201, 409]


@pytest.mark.parametrize("ending", ["promise_broken", "cured", "window_over", "edited"])
@pytest.mark.shows("O6")
async def test_an_allowance_ends_with_its_reason(house, ending):
    shop, order, promise = await allowed(house)
    if ending == "promise_broken":
        facts = {"missing": cny("60000"), "pay_on": promise.pay_on, "occasion": "x", **shop.common}
        await house.given(PromiseBroken(promise_id=promise.promise_id, **facts))
    elif ending == "cured":
        await house.given(shop.standing("0"))
    elif ending == "window_over":
        house.clock.advance(later(40))
        await house.sweep()
    else:
        now = await shop.order(order["order_id"])
        await shop.call(
            "clerk-1", "PUT", f"/orders/{order['order_id']}", shop.form("5.000"), 200, if_match=now["version"]
        )
    assert (await shop.last("orders.allowance.ended.v1")).reason == ending
    assert (await shop.order(order["order_id"]))["may_ship"] == (ending == "cured")


@pytest.mark.shows("allowance.not_overdue", "allowance.no_promise", "allowance.promise_unknown")
@pytest.mark.shows("allowance.more_than_promised", "allowance.more_than_wanted", "allowance.month_over")
async def test_what_an_allowance_cannot_be_asked_for(house):
    shop = await open_shop(house)
    order = await shop.place("6.000")
    path = f"/orders/{order['order_id']}/allowance-requests"

    async def ask(amount, status, **more):
        body = {"amount": {"amount": amount, "currency": "CNY"}, "reason": "急需", **more}
        return (await shop.call("clerk-1", "POST", path, body, status)).json()["code"]

    assert await ask("1000.00", 409) == "allowance.not_overdue"
    await house.given(shop.standing("10000", overdue="10000"))
    assert await ask("1000.00", 409) == "allowance.no_promise"
    await house.given(shop.promise("40000"))
    assert await ask("1000.00", 422, promise_ids=[str(new_id())]) == "allowance.promise_unknown"
    assert await ask("50000.00", 409) == "allowance.more_than_promised"
    assert await ask("35000.00", 422) == "allowance.more_than_wanted"
    assert await ask("1000.00", 422, month="2026-02") == "allowance.month_over"


@pytest.mark.shows("O6")
async def test_a_debt_that_has_grown_meanwhile_voids_the_form(house):
    shop = await open_shop(house)
    order = await shop.place("6.000")
    await house.given(shop.standing("10000", overdue="10000"), shop.promise("60000"))
    body = {"amount": {"amount": "1000.00", "currency": "CNY"}, "reason": "急需"}
    form = await shop.call("clerk-1", "POST", f"/orders/{order['order_id']}/allowance-requests", body, 201)
    await house.given(shop.standing("20000", overdue="20000"))
    await house.given(shop.decided(await shop.last("orders.allowance.requested.v1")))
    assert await house.journal("orders.allowance.granted.v1") == []
    found = (await shop.call("clerk-1", "GET", f"/requests/{form.json()['request_id']}", None, 200)).json()
    assert (found["state"], found["because"]) == ("void", "more is overdue than the form showed")
