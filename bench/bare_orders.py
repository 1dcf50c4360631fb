"""The raw limit of placing an order: its rows in eight statements a transaction, by bare asyncpg."""

import asyncio
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, Self
from uuid import UUID

import asyncpg

from bench.watch import Sample, Watch
from chassis.ids import new_id
from contracts.partition import shard_of

LOCK = "SELECT credit_limit, reserved, net FROM account WHERE customer_id = $1 FOR UPDATE"
RESERVE = "UPDATE account SET reserved = reserved + $2 WHERE customer_id = $1"
HEAD = "UPDATE journal_head SET position = position + 2 WHERE shard = $1 RETURNING position"
ORDER = """
INSERT INTO sales_order (order_id, order_no, customer_id, branch_id, owner_id, state, source, currency, value,
    unshipped, terms, term_days, ship_to_id, place, region, town, placed_at, placed_by, queued_at, confirmed_at,
    sign_off_due_at, account_version, credit_version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
"""
ORDER_COLUMNS = ORDER.partition("(")[2].partition(")")[0].replace("\n", " ").split(",")
LINE = """
INSERT INTO order_line (line_id, order_id, branch_id, line_no, product_id, product_name, qty, unit, alt_qty, alt_unit,
    unit_price, list_price, amount, tax_rate)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
"""
LINE_COLUMNS = LINE.partition("(")[2].partition(")")[0].replace("\n", " ").split(",")
JOURNAL = """
INSERT INTO journal (shard, position, epoch, event_id, type, key, subject, branch_id, actor, cause_id, correlation_id,
    traceparent, occurred_at, quiet, twin, body)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
"""
JOURNAL_COLUMNS = JOURNAL.partition("(")[2].partition(")")[0].replace("\n", " ").split(",")
LIKE_ORDER = "SELECT * FROM sales_order LIMIT 1"
LIKE_LINES = "SELECT * FROM order_line WHERE order_id = $1 ORDER BY line_no"
LIKE_EVENTS = "SELECT * FROM journal WHERE subject = $1 ORDER BY position"
Row = Mapping[str, Any]
# A prime: two connections are seldom at neighbouring customers.
STRIDE = 7919


class BareOrders:
    """Writes again what the service wrote for an order, for other customers and under other ids."""

    def __init__(self, database: str, connections: int) -> None:
        self._database, self._count = database, connections
        self._connections: list[asyncpg.Connection] = []
        self._customers: list[UUID] = []
        self._order: Row = {}
        self._lines: Sequence[Row] = ()
        self._events: Sequence[Row] = ()

    async def __aenter__(self) -> Self:
        self._connections = [await asyncpg.connect(self._database) for _ in range(self._count)]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for each in self._connections:
            await each.close()

    async def place(self, watch: Watch, count: int) -> Sample:
        """Write so many orders, all connections side by side, of customers far apart."""
        if not self._order:
            await self._look(self._connections[0])
        left = iter(range(count))

        async def write(connection: asyncpg.Connection) -> None:
            for number in left:
                await self._write(connection, self._customers[number * STRIDE % len(self._customers)])

        with watch:
            await asyncio.gather(*map(write, self._connections))
        return watch.rate(count)

    async def _look(self, connection: asyncpg.Connection) -> None:
        self._customers = [row["customer_id"] for row in await connection.fetch("SELECT customer_id FROM account")]
        self._order = await connection.fetchrow(LIKE_ORDER)
        self._lines = await connection.fetch(LIKE_LINES, self._order["order_id"])
        self._events = await connection.fetch(LIKE_EVENTS, f"order/{self._order['order_id']}")

    async def _write(self, connection: asyncpg.Connection, customer: UUID) -> None:
        order_id, shard = new_id(), shard_of(str(customer))
        order = {**self._order, "order_id": order_id, "order_no": str(order_id), "customer_id": customer}
        lines = [{**line, "order_id": order_id, "line_id": new_id()} for line in self._lines]
        async with connection.transaction():
            await connection.fetchrow(LOCK, customer)
            await connection.execute(RESERVE, customer, order["value"])
            await connection.execute(ORDER, *_values(order, ORDER_COLUMNS))
            await connection.executemany(LINE, [_values(line, LINE_COLUMNS) for line in lines])
            head = await connection.fetchval(HEAD, shard)
            told = (
                {**event, "shard": shard, "position": head - 1 + n, "event_id": new_id(), "key": str(customer)}
                for n, event in enumerate(self._events)
            )
            await connection.executemany(JOURNAL, [_values(event, JOURNAL_COLUMNS) for event in told])


def _values(row: Row, columns: Sequence[str]) -> list[Any]:
    return [row[column.strip()] for column in columns]
