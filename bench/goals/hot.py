"""Goal 2: eight callers order for one customer, against the same callers for customers by chance."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import asyncpg

from bench.compare import compared
from bench.goal import Bar, Goal
from bench.goals.place import API, LOAD, placed
from bench.row import Row
from bench.shop import Shop, open_shop
from bench.stage import Stage
from bench.watch import Sample, Watch

HOT = Bar(2, "orders of one customer, against orders of many", "orders/s", "at least", 0.35, 0.6, LOAD)
# Beyond the limit of the second customer, all callers order at once.
FIT, ASKED = 20, 60
NARROW = "UPDATE account SET credit_limit = $2 * (SELECT min(value) FROM sales_order) WHERE customer_id = $1"
RESERVED = """
SELECT a.credit_limit, a.reserved, coalesce(sum(o.value) FILTER (WHERE o.state = 'confirmed'), 0) AS confirmed,
    count(*) FILTER (WHERE o.state = 'confirmed') AS orders
FROM account a LEFT JOIN sales_order o USING (customer_id) WHERE a.customer_id = $1 GROUP BY a.customer_id
"""


async def measure(stage: Stage) -> Sequence[Row]:
    """Order for one customer in each round, between rounds of orders for many."""
    count = stage.pick(2_000, 200)
    async with open_shop(stage, "hot", API) as shop:
        one, limited = shop.customers[:2]

        async def spread(watch: Watch) -> Sample:
            return await placed(watch, shop, count)

        async def hot(watch: Watch) -> Sample:
            return await placed(watch, shop, count, customer=one)

        await spread(stage.watch())
        measured = await stage.rounds(spread, {"hot": hot})
        await _check_reserved(shop, one)
        await _overbook(stage, shop, limited)
    return [compared(HOT, measured, "hot", note=f"no error to a caller; a limit of {FIT} of {ASKED} orders held")]


async def _overbook(stage: Stage, shop: Shop, customer: UUID) -> None:
    before = await _check_reserved(shop, customer)
    await _row(shop, NARROW, customer, before + FIT)
    await placed(stage.watch(), shop, ASKED, customer=customer)
    if (confirmed := await _check_reserved(shop, customer) - before) != FIT:
        raise AssertionError(f"{confirmed} orders were confirmed within a limit of {FIT}")


async def _check_reserved(shop: Shop, customer: UUID) -> int:
    row = await _row(shop, RESERVED, customer)
    if row["reserved"] != row["confirmed"] or row["reserved"] > row["credit_limit"]:
        raise AssertionError(f"reserved {row['reserved']} of {row['credit_limit']}, confirmed {row['confirmed']}")
    return int(row["orders"])


async def _row(shop: Shop, statement: str, *values: object) -> Any:
    connection = await asyncpg.connect(shop.urls.owner)
    try:
        return await connection.fetchrow(statement, *values)
    finally:
        await connection.close()


GOAL = Goal(2, "one hot customer", measure)
