"""Products and prices as the command line imports them, and lists that may not overlap."""

from datetime import date
from decimal import Decimal

import pytest

from orders.imports import import_prices, import_products
from services.orders.tests.builders import open_shop


def product(code="P9", **changes):
    row = {"code": code, "name": "白卡", "unit": "t", "grammage": Decimal(250), "width_mm": 787, "height_mm": 1092}
    return {**row, "channels": (), "tax_rate": Decimal("0.13"), **changes}


def price(code="P9", **changes):
    row = {"product_code": code, "branch_code": None, "grade": None, "unit_price": Decimal(5000)}
    return {**row, "valid_from": date(2026, 1, 1), "valid_to": None, **changes}


async def test_the_same_file_twice_changes_nothing(house):
    await house.organisation()
    for _ in range(2):
        async with house.tx() as tx:
            assert await import_products(tx, [product(), product("P8")]) == []
            assert await import_prices(tx, [price(), price("P8", branch_code="B1", grade="A")]) == []
    kinds = [event.type for event in await house.journal()]
    assert sorted(kinds) == ["orders.price_list.published.v1"] * 2 + ["orders.product.changed.v1"] * 2


@pytest.mark.shows("X3")
async def test_one_bad_row_leaves_all_out(house):
    await house.organisation()
    async with house.tx() as tx:
        bad = [product(), product(), product("P7", unit="box", tax_rate=Decimal(13), grammage=Decimal(0))]
        found = await import_products(tx, [*bad, product("", name="")])
        assert {(row, column) for row, column, _ in found} == {
            (1, "code"), (2, "unit"), (2, "tax_rate"), (2, "grammage"), (3, "code"), (3, "name"),
        }  # fmt: skip
        assert await import_products(tx, [product()]) == []
        rows = [price("?"), price(branch_code="B9"), price(unit_price=Decimal(0)), price(valid_to=date(2025, 1, 1))]
        columns = {column for _, column, _ in await import_prices(tx, rows)}
        assert {"product_code", "branch_code", "unit_price", "valid_to", "valid_from"} == columns
    assert len(await house.journal("orders.price_list.published.v1")) == 0


async def test_a_list_that_overlaps_names_the_row(house):
    await house.organisation()
    async with house.tx() as tx:
        await import_products(tx, [product(), product("P8")])
        assert await import_prices(tx, [price(valid_to=date(2026, 6, 30))]) == []
        found = await import_prices(tx, [price("P8"), price(valid_from=date(2026, 6, 1))])
        assert [(row, column) for row, column, _ in found] == [(1, "valid_from")]


@pytest.mark.shows("O1", "price_list.overlaps", "price_list.period_reversed")
async def test_an_open_list_ends_where_the_next_begins(house):
    shop = await open_shop(house)
    key = str(shop.products["P001"])

    async def publish(valid_from, status, **more):
        prices = [{"product_id": key, "unit_price": {"amount": "6000.0000", "currency": "CNY"}}]
        body = {"valid_from": valid_from, "prices": prices, **more}
        return (await shop.call("sales-administration-0", "POST", "/price-lists", body, status)).json()

    await publish("2026-03-11", 201)
    told = await shop.last("orders.price_list.published.v1")
    assert (str(told.changes[0].old.amount), str(told.changes[0].new.amount)) == ("5000.0000", "6000.0000")
    assert (await shop.place("1.000"))["value"]["amount"] == "6000.00"
    assert (await publish("2026-02-01", 409))["code"] == "price_list.overlaps"
    assert (await publish("2026-05-01", 422, valid_until="2026-04-01"))["code"] == "price_list.period_reversed"
    await publish("2026-03-01", 201, branch_id=str(shop.branch_id), grade="B", valid_until="2026-12-31")
    lists = (await shop.call("clerk-1", "GET", "/price-lists", None, 200)).json()["items"]
    assert len(lists) == 3
    one = (await shop.call("clerk-1", "GET", f"/price-lists/{lists[0]['list_id']}", None, 200)).json()
    assert one["prices"][0]["unit_price"] == "6000.0000"


@pytest.mark.shows("O15", "O1", "order.price_missing")
async def test_a_product_is_kept_once_and_edited_by_version(house):
    shop = await open_shop(house)
    body = {"name": "白卡", "unit": "t", "tax_rate": "0.13"}
    for _ in range(2):
        answer = await shop.call("sales-administration-0", "POST", "/products", {"code": "P9", **body}, 201)
    key = answer.json()["product_id"]
    stale = {**body, "name": "新名"}
    await shop.call("sales-administration-0", "PUT", f"/products/{key}", stale, 412, if_match=9)
    done = await shop.call("sales-administration-0", "PUT", f"/products/{key}", stale, 200, if_match=1)
    assert (done.json()["version"], done.headers["etag"]) == (2, '"2"')
    answer = await shop.call("clerk-1", "POST", "/orders", shop.form(product_id=key), 422)
    assert answer.json()["code"] == "order.price_missing"
    zero = await shop.call("sales-administration-0", "POST", "/products", {"code": "P0", **body, "grammage": "0"}, 422)
    assert zero.json()["status"] == 422
