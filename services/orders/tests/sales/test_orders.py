"""Placing, editing, copying, splitting and cancelling orders through the API."""

import asyncio
from decimal import Decimal

import pytest
from sqlalchemy import event

from services.orders.tests.builders import SHIP_TO, cny, open_shop

CHEAP = {"amount": "4000.0000", "currency": "CNY"}


@pytest.mark.shows("bad-input-29", "hold:price_below_list", "O1")
async def test_a_price_below_the_list_is_taken_and_held(house):
    shop = await open_shop(house)
    order = await shop.place(unit_price=CHEAP)
    assert order["state"] == "held"
    assert [h["reason"] for h in order["holds"]] == ["price_below_list"]
    assert await shop.exposure() == ("0.00", "0.00", "0.00")


@pytest.mark.shows("bad-input-30", "P3", "order.outside_territory")
async def test_a_sale_in_anothers_territory_is_refused_and_told(house):
    shop = await open_shop(house)
    other = shop.firm.people["clerk-1"]
    await house.given(shop.territory(person_id=other), shop.card(owner_id=other))
    answer = await shop.call("representative-1", "POST", "/orders", shop.form(), 403)
    assert answer.json()["code"] == "order.outside_territory"
    assert answer.json()["facts"]["owner"] == "clerk-1某"
    assert (await shop.last("orders.order.refused.v1")).territory_owner_id == other
    assert (await shop.call("clerk-1", "GET", "/orders", None, 200)).json()["items"] == []


@pytest.mark.shows("P3", "order.channel_restricted")
async def test_a_product_of_another_channel_is_refused(house):
    shop = await open_shop(house)
    form = shop.form(product_id=str(shop.products["P003"]))
    answer = await shop.call("clerk-1", "POST", "/orders", form, 403)
    assert answer.json()["code"] == "order.channel_restricted"


@pytest.mark.shows("P3", "order.outside_territory")
async def test_a_place_outside_the_customers_territory_is_refused(house):
    shop = await open_shop(house)
    form = shop.form(ship_to={"place": "某路 1 号", "region": "苏州"})
    assert (await shop.call("clerk-1", "POST", "/orders", form, 403)).json()["code"] == "order.outside_territory"


@pytest.mark.shows("bad-input-31", "C2", "order.dossier_incomplete")
async def test_an_incomplete_dossier_refuses_with_the_list(house):
    shop = await open_shop(house)
    await house.given(shop.card(status="pending", missing_documents=("business_licence", "identity_card")))
    answer = (await shop.call("clerk-1", "POST", "/orders", shop.form(), 409)).json()
    assert (answer["code"], answer["facts"]["missing"]) == (
        "order.dossier_incomplete",
        ["business_licence", "identity_card"],
    )
    assert await house.journal("orders.order.placed.v1") == []


@pytest.mark.shows("order.customer_closed", "customer.unknown", "bad-input-3")
async def test_closed_unknown_and_foreign_customers(house):
    shop = await open_shop(house)
    unknown = {**shop.form(), "customer_id": str(SHIP_TO)}
    one = await shop.call("clerk-1", "POST", "/orders", unknown, 404)
    foreign = await shop.call("clerk-2", "POST", "/orders", shop.form(), 404)
    assert one.json()["code"] == foreign.json()["code"] == "customer.unknown"
    await house.given(shop.card(status="closed"))
    assert (await shop.call("clerk-1", "POST", "/orders", shop.form(), 409)).json()["code"] == "order.customer_closed"


@pytest.mark.shows("C5", "order.cash_only", "hold:credit_limit")
async def test_without_credit_it_is_cash_and_money_first(house):
    shop = await open_shop(house, limit="0")
    answer = await shop.call("clerk-1", "POST", "/orders", shop.form(terms="credit"), 409)
    assert answer.json()["code"] == "order.cash_only"
    order = await shop.place("2.000")
    assert (order["terms"], order["state"], order["holds"][0]["reason"]) == ("cash", "held", "credit_limit")
    assert order["holds"][0]["cure"]["amount"]["amount"] == "10000.00"
    await house.given(shop.standing("-10000"))
    assert (await shop.order(order["order_id"]))["state"] == "confirmed"


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"lines": []}, 422),
        ({"lines": [{"product_id": str(SHIP_TO), "qty": {"value": "1.000", "unit": "t"}}]}, 422),
        ({"surprise": 1}, 422),
        ({"ship_to_id": str(SHIP_TO).replace("1", "9")}, 422),
    ],
)
@pytest.mark.shows("bad-input-27", "bad-input-7", "product.unknown", "order.ship_to_unknown")
async def test_bad_forms_are_refused(house, change, status):
    shop = await open_shop(house)
    answer = await shop.call("clerk-1", "POST", "/orders", {**shop.form(), **change})
    assert answer.status_code == status, answer.text
    assert await house.journal("orders.order.placed.v1") == []


@pytest.mark.shows("bad-input-18", "bad-input-19", "bad-input-20", "bad-input-21", "bad-input-22", "bad-input-23")
@pytest.mark.shows("order.currency", "quantity.unit_unknown", "quantity.not_convertible")
async def test_bad_quantities_and_prices_are_refused(house):
    shop = await open_shop(house)
    quantities = ["-1", "0", "-0", "1e3", "１２", "1,000", "1.2345", 0.1]
    bad = [{"qty": {"value": value, "unit": "t"}} for value in quantities]
    bad += [{"qty": {"value": "1.000", "unit": unit}} for unit in ("box", "piece")]
    prices = [("12.34567", "CNY"), (0.1, "CNY"), ("-1", "CNY"), ("100000000000000", "CNY"), ("1.00", "USD")]
    bad += [{"unit_price": {"amount": amount, "currency": currency}} for amount, currency in prices]
    for change in bad:
        answer = await shop.call("clerk-1", "POST", "/orders", shop.form(**change))
        assert answer.status_code == 422, (change, answer.text)


@pytest.mark.shows("bad-input-28", "order.line_twice")
async def test_a_line_id_twice_is_refused(house):
    shop = await open_shop(house)
    line = {**shop.form()["lines"][0], "line_id": str(SHIP_TO)}
    answer = await shop.call("clerk-1", "POST", "/orders", {**shop.form(), "lines": [line, line]}, 422)
    assert answer.json()["code"] == "order.line_twice"


@pytest.mark.shows("L6")
async def test_orders_racing_for_the_last_of_the_limit_never_pass_it(house):
    shop = await open_shop(house, limit="100000")
    await house.given(shop.standing("40000"))
    forms = [shop.place(f"{tons}.000") for tons in (3, 5, 7, 4, 6) for _ in range(4)]
    placed = await asyncio.gather(*forms, house.given(shop.standing("30000")), house.given(shop.standing("50000")))
    confirmed = [each for each in placed[:20] if each["state"] == "confirmed"]
    reserved, net, _ = await shop.exposure()
    assert net == "50000.00"
    assert sum(Decimal(each["value"]["amount"]) for each in confirmed) <= Decimal(reserved) <= 70_000


@pytest.mark.shows("L6", "R4")
async def test_of_many_orders_at_once_just_those_that_fit_are_confirmed(house):
    shop = await open_shop(house, limit="100000")
    placed = await asyncio.gather(*(shop.place("6.000") for _ in range(8)))
    assert sorted(each["state"] for each in placed) == ["confirmed"] * 3 + ["held"] * 5
    assert await shop.exposure() == ("90000.00", "0.00", "90000.00")
    await house.given(shop.credit("150000"))
    states = [(await shop.order(each["order_id"]))["state"] for each in placed]
    assert states.count("confirmed") == 5


@pytest.mark.shows("hold:credit_limit", "R4")
async def test_a_lowered_limit_holds_the_youngest_and_tells(house):
    shop = await open_shop(house)
    old, young = await shop.place("8.000"), await shop.place("8.000")
    await house.given(shop.credit("50000"))
    assert (await shop.order(old["order_id"]))["may_ship"]
    held = await shop.order(young["order_id"])
    assert (held["state"], [h["blocks"] for h in held["holds"]]) == ("confirmed", ["ship"])
    assert (await shop.last("orders.exposure.crossed.v1")).direction == "up"


@pytest.mark.shows("bad-input-36", "O1")
async def test_copies_and_splits_take_holds_along(house):
    shop = await open_shop(house)
    order = await shop.place("10.000", unit_price=CHEAP)
    note = {"reason": "manual", "blocks": "confirm", "note": "等样品"}
    await shop.call("department-manager-1", "POST", f"/orders/{order['order_id']}/holds", note, 201)
    path = f"/orders/{order['order_id']}"
    copy = (await shop.call("clerk-1", "POST", f"{path}/copies", {}, 201)).json()
    part = {"lines": [{"line_id": order["lines"][0]["line_id"], "qty": {"value": "4.000", "unit": "t"}}]}
    split = (await shop.call("clerk-1", "POST", f"{path}/splits", part, 201)).json()
    for each in (copy, split):
        assert {h["reason"] for h in each["holds"]} == {"price_below_list", "manual"}
    assert (await shop.order(order["order_id"]))["value"]["amount"] == "24000.00"


@pytest.mark.shows("order.split_empty", "order.quantity_left", "order.line_unknown")
async def test_a_split_keeps_goods_on_both_sides(house):
    shop = await open_shop(house)
    order = await shop.place("10.000")
    line = order["lines"][0]["line_id"]
    for line_id, tons, status, code in (
        (line, "10.000", 422, "order.split_empty"),
        (line, "11.000", 409, "order.quantity_left"),
        (str(SHIP_TO), "1.000", 422, "order.line_unknown"),
    ):
        part = {"lines": [{"line_id": line_id, "qty": {"value": tons, "unit": "t"}}]}
        answer = await shop.call("clerk-1", "POST", f"/orders/{order['order_id']}/splits", part, status)
        assert answer.json()["code"] == code


async def test_a_split_of_a_confirmed_order_keeps_its_credit(house):
    shop = await open_shop(house, limit="50000")
    order, _waiting = await shop.place("10.000"), await shop.place("1.000")
    part = {"lines": [{"line_id": order["lines"][0]["line_id"], "qty": {"value": "4.000", "unit": "t"}}]}
    split = (await shop.call("clerk-1", "POST", f"/orders/{order['order_id']}/splits", part, 201)).json()
    assert (split["state"], split["value"]["amount"]) == ("confirmed", "20000.00")
    assert (await shop.exposure())[0] == "50000.00"


@pytest.mark.shows("bad-input-13", "order.customer_fixed")
async def test_an_edit_needs_the_last_version(house):
    shop = await open_shop(house)
    order = await shop.place("10.000")
    path, form = f"/orders/{order['order_id']}", shop.form("11.000")
    await shop.call("clerk-1", "PUT", path, form, 428)
    await shop.call("clerk-1", "PUT", path, form, 412, if_match='"99"')
    other = {**form, "customer_id": str(SHIP_TO)}
    await shop.call("clerk-1", "PUT", path, other, 422, if_match=f'"{order["version"]}"')
    done = (await shop.call("clerk-1", "PUT", path, form, 200, if_match=f'"{order["version"]}"')).json()
    assert (done["revision"], done["state"], done["value"]["amount"]) == (2, "confirmed", "55000.00")
    changed = await shop.last("orders.order.changed.v1")
    assert (changed.value, changed.changed) == (cny("55000.00"), ("lines",))


@pytest.mark.shows("bad-input-34", "order.already_dispatched", "order.cancelled")
async def test_what_has_left_is_not_cancelled(house):
    shop = await open_shop(house)
    order = await shop.place("10.000")
    line = order["lines"][0]["line_id"]
    await shop.dispatch(order["order_id"], {"lines": [{"line_id": line, "qty": {"value": "4.000", "unit": "t"}}]})
    path, now = f"/orders/{order['order_id']}/cancellation", await shop.order(order["order_id"])
    whole = await shop.call("clerk-1", "PUT", path, {"reason": "不要了"}, 409, if_match=now["version"])
    assert whole.json()["code"] == "order.already_dispatched"
    await shop.call("clerk-1", "PUT", f"/orders/{order['order_id']}", shop.form("1.000"), 409, if_match=now["version"])
    body = {"reason": "不要了", "lines": [{"line_id": line, "qty": {"value": "6.000", "unit": "t"}}]}
    done = (await shop.call("clerk-1", "PUT", path, body, 200, if_match=now["version"])).json()
    assert (done["value"]["amount"], done["unshipped"]["amount"]) == ("20000.00", "0.00")
    assert (await shop.exposure())[0] == "20000.00"


@pytest.mark.shows("order.cancelled", "L8")
async def test_a_cancelled_order_ends_its_holds(house):
    shop = await open_shop(house)
    order = await shop.place("10.000", unit_price=CHEAP)
    path = f"/orders/{order['order_id']}/cancellation"
    done = await shop.call("clerk-1", "PUT", path, {"reason": "不要了"}, 200, if_match=order["version"])
    assert (done.json()["state"], done.json()["holds"]) == ("cancelled", [])
    assert (await shop.last("orders.hold.released.v1")).how == "subject_ended"
    again = await shop.call("clerk-1", "PUT", path, {"reason": "不要了"}, 409, if_match=2)
    assert again.json()["code"] == "order.cancelled"


async def test_placing_is_one_read_and_one_write_whatever_holds_it(house):
    shop = await open_shop(house)
    await house.given(shop.standing("10000", overdue="10000"))
    await shop.place()
    said = []

    def note(connection, cursor, statement, *rest):
        said.append(statement.strip().split(None, 3)[:2])

    engine = house.api_database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    order = await shop.place(unit_price=CHEAP)
    event.remove(engine, "before_cursor_execute", note)
    assert {h["reason"] for h in order["holds"]} == {"overdue", "price_below_list"}
    # The chassis opens and claims the key, keeps it, and appends the journal; the order is the two in the middle.
    assert len(said) == 5
    assert said[1:3] == [["WITH", "a"], ["WITH", "o"]]
    read = await shop.order(order["order_id"])
    assert read == order


async def test_sheets_of_a_product_priced_by_the_ton_lose_no_gram(house):
    shop = await open_shop(house)
    order = await shop.place(qty={"value": "1000.000", "unit": "sheet"})
    line = order["lines"][0]
    assert (line["qty"], line["qty_alt"]["value"]) == ({"value": "214.851", "unit": "kg"}, "1000.000")
    assert (line["unit_price"]["amount"], order["value"]["amount"]) == ("5.0000", "1074.26")
