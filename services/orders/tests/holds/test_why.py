"""Why an order is held, and every way out, over HTTP."""

from services.orders.tests.builders import INVOICE, open_shop

CHEAP = {"amount": "4000.0000", "currency": "CNY"}


async def why(shop, order, subject="representative-1"):
    return (await shop.call(subject, "GET", f"/orders/{order['order_id']}/why", None, 200)).json()


async def test_the_most_blocking_hold_is_first_with_its_ways_and_doers(house):
    shop = await open_shop(house)
    order = await shop.place("2.000", unit_price=CHEAP)
    await house.given(shop.standing("9000", overdue="9000"))
    told = await why(shop, order)
    assert (told["customer_name"], told["state"], told["acts"], told["waits"]) == ("江海印务", "held", 2, 0)
    price, overdue = told["holds"]
    assert (price["reason"], overdue["reason"]) == ("price_below_list", "overdue")
    assert [way["act"] for way in price["ways"]] == ["reprice", "ask_discount"]
    assert {way["leaves"] for hold in told["holds"] for way in hold["ways"]} == {1}
    receive, allowance = overdue["ways"]
    assert (receive["amount"]["amount"], receive["roles"], receive["yours"]) == ("9000.00", ["finance"], False)
    assert (allowance["amount"]["amount"], allowance["yours"]) == ("8000.00", True)
    assert [item["invoice_id"] for item in told["overdue_items"]] == [str(INVOICE)]
    assert (await why(shop, order, "finance-1"))["holds"][1]["ways"][0]["yours"]


async def test_facts_are_told_as_they_were_and_as_they_are(house):
    shop = await open_shop(house)
    order = await shop.place("2.000")
    await house.given(shop.standing("8140", overdue="8140"))
    assert (await why(shop, order))["holds"][0]["facts_before"] is None
    for amount in ("12340", "10000"):
        await house.given(shop.standing(amount, overdue=amount))
    hold = (await why(shop, order))["holds"][0]
    now, before = ({fact["name"]: fact["value"] for fact in hold[key]} for key in ("facts", "facts_before"))
    assert (before["overdue"], now["overdue"]) == ("8140.00 CNY", "10000.00 CNY")


async def test_a_form_that_is_open_already_stands_at_its_way(house):
    shop = await open_shop(house)
    order = await shop.place("2.000", unit_price=CHEAP)
    path = f"/orders/{order['order_id']}/discount-requests"
    form = (await shop.call("representative-1", "POST", path, {"reason": "老客户"}, 201)).json()
    _, asked = (await why(shop, order))["holds"][0]["ways"]
    assert asked["form"]["request_id"] == form["request_id"]


async def test_an_allowance_lets_the_order_past_and_no_act_is_left(house):
    shop = await open_shop(house)
    order = await shop.place("2.000")
    await house.given(shop.standing("9000", overdue="9000"), shop.promise("10000"))
    path, body = (
        f"/orders/{order['order_id']}/allowance-requests",
        {"reason": "急用", "amount": {"amount": "10000.00", "currency": "CNY"}},
    )
    await shop.call("representative-1", "POST", path, body, 201)
    await house.given(shop.decided(await shop.last("orders.allowance.requested.v1")))
    told = await why(shop, order)
    assert (told["acts"], told["holds"][0]["passed"], told["holds"][0]["ways"]) == (0, True, [])
    page = (await shop.call("clerk-1", "GET", "/orders?view=ready", None, 200)).json()
    assert [item["order_id"] for item in page["items"]] == [order["order_id"]]
