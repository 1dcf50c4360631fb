"""Orders in a list: which ones a view shows, and that its totals are those of its rows."""

from decimal import Decimal

import pytest
from sqlalchemy import text

from orders.sales.worklist import SQL
from services.orders.tests.builders import later, open_shop

CHEAP = {"amount": "4000.0000", "currency": "CNY"}


async def listed(shop, subject="clerk-1", **query):
    wanted = "&".join(f"{key}={value}" for key, value in query.items())
    return (await shop.call(subject, "GET", f"/orders?{wanted}", None, 200)).json()


def ids(page):
    return [item["order_id"] for item in page["items"]]


async def test_a_view_shows_what_its_work_is(house):
    shop = await open_shop(house)
    await shop.place("1.000")
    house.clock.advance(later(1))
    ready, held, gone = (
        await shop.place("2.000"),
        await shop.place("3.000", unit_price=CHEAP),
        await shop.place("1.000"),
    )
    await shop.dispatch(gone["order_id"])
    assert ids(await listed(shop, view="today")) == [each["order_id"] for each in (gone, held, ready)]
    stopped = await listed(shop, view="stopped")
    assert ids(stopped) == [held["order_id"]]
    assert stopped["items"][0]["reasons"] == ["price_below_list"]
    assert len(ids(await listed(shop, view="ready"))) == 2
    await house.given(shop.standing("9000", overdue="9000"))
    assert ids(await listed(shop, view="ready")) == []
    assert len(ids(await listed(shop, view="stopped"))) == 3


async def test_a_view_that_is_not_known_is_refused(house):
    shop = await open_shop(house)
    for query in ("view=tomorrow", "state=lost"):
        await shop.call("clerk-1", "GET", f"/orders?{query}", None, 422)
    await shop.call("clerk-1", "GET", "/shipments?state=lost", None, 422)


async def test_the_totals_are_those_of_all_pages(house):
    shop = await open_shop(house)
    for tons in ("1.000", "2.000", "3.000"):
        await shop.place(tons)
    first = await listed(shop, limit=2)
    rest = await listed(shop, limit=2, after=first["next"])
    assert rest["next"] is None
    assert first["totals"] == rest["totals"]
    rows = [*first["items"], *rest["items"]]
    total = first["totals"][0]
    assert (total["orders"], total["value"]["currency"]) == (3, "CNY")
    for name in ("value", "unshipped"):
        assert Decimal(total[name]["amount"]) == sum(Decimal(row[name]["amount"]) for row in rows)
    assert {row["customer_name"] for row in rows} == {"江海印务"}


async def test_a_list_without_rows_has_no_totals_and_another_branch_sees_none(house):
    shop = await open_shop(house)
    await shop.place("1.000")
    for page in (await listed(shop, view="stopped"), await listed(shop, subject="clerk-2")):
        assert page == {"items": [], "next": None, "totals": []}


async def test_the_stage_tells_how_much_has_left(house):
    shop = await open_shop(house)
    order = await shop.place("10.000")
    line = order["lines"][0]["line_id"]
    stages = [order["stage"]]
    for tons in ("4.000", "6.000"):
        part = {"lines": [{"line_id": line, "qty": {"value": tons, "unit": "t"}}]}
        await shop.dispatch(order["order_id"], part)
        stages.append((await shop.order(order["order_id"]))["stage"])
    assert stages == ["confirmed", "part_shipped", "shipped"]


@pytest.mark.parametrize(
    ("view", "index"),
    [
        (None, "sales_order_pkey"),
        ("today", "sales_order_branch"),
        ("stopped", "sales_order_open"),
        ("ready", "sales_order_open"),
    ],
)
async def test_a_view_is_read_by_an_index(house, view, index):
    await open_shop(house)
    literal = {
        "customer_id": "NULL", "state": "NULL", "after": "NULL", "limit": "51", "today": "'2026-03-11'",
        "now": "'2026-03-11'", "placed_from": "'2026-03-11'" if view == "today" else "NULL",
        "stopped": {"stopped": "true", "ready": "false"}.get(view, "NULL"),
    }  # fmt: skip
    statement = SQL.page.text
    for name, value in literal.items():
        statement = statement.replace(f":{name}", value)
    async with house.tx() as tx:
        await tx.execute(text("SET LOCAL enable_seqscan = off"))
        plan = "\n".join((await tx.execute(text(f"EXPLAIN {statement}"))).scalars())  # lint: sql-text: our own
    assert index in plan
    # The totals of all orders are read from all orders; the page is not.
    assert view is None or "Seq Scan" not in plan
