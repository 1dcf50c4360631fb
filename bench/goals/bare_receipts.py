"""The raw limit of receipts: the same rows by bare asyncpg, a payment at a time and a whole file at once."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import asyncpg

from bench.watch import Sample, Watch
from chassis.ids import new_id

# Three invoices of a ledger's usual amount.
AMOUNT = Decimal("3000.00")
CUSTOMERS = "SELECT customer_id FROM customer ORDER BY customer_no"
LOCK = "SELECT branch_id FROM account WHERE customer_id = $1 FOR UPDATE"
CLAIM = """
INSERT INTO idempotency (principal, route, key, request_hash, status, headers, body)
VALUES ('bare', 'POST /receipts', $1, sha256(convert_to($1, 'UTF8')), 201, '{}', convert_to(repeat('x', 900), 'UTF8'))
"""
RECEIPT = """
INSERT INTO receipt (receipt_id, bank_account, bank_ref, customer_id, branch_id, currency, amount, received_on,
    booked_at, booked_by, allocated, version)
VALUES ($1, 'main', $2, $3, $4, 'CNY', $5, $6, now(), 'bare', $5, 1)
"""
ALLOCATE = """
WITH claim AS (
    SELECT invoice_id, branch_id, open, sum(open) OVER (ORDER BY due_on, invoice_id) AS upto
    FROM invoice WHERE customer_id = $2 AND currency = 'CNY' AND open > 0
), part AS (
    SELECT invoice_id, branch_id, least(upto, $3) - (upto - open) AS amount FROM claim WHERE upto - open < $3
), made AS (
    INSERT INTO allocation (allocation_id, receipt_id, invoice_id, branch_id, amount, made_at)
    SELECT uuidv7(), $1, invoice_id, branch_id, amount, now() FROM part
)
UPDATE invoice i SET allocated = i.allocated + p.amount, version = i.version + 1, next_stage_at = NULL, settled_on = $4
FROM part p WHERE i.invoice_id = p.invoice_id
"""
ENTRY = """
INSERT INTO entry (entry_id, customer_id, branch_id, kind, about, posted_on, cause_id, actor, recorded_at)
VALUES ($1, $2, $3, $4, $5, $6, $1, 'bare', now())
"""
POSTING = """
INSERT INTO posting (entry_id, n, account, customer_id, branch_id, currency, amount)
SELECT ($1::uuid[])[leg.entry], leg.n, leg.account, $2, $3, 'CNY', leg.sign * $4::numeric
FROM (VALUES (1, 1, 'cash', 1), (1, 2, 'unapplied', -1), (2, 1, 'unapplied', 1), (2, 2, 'receivable', -1))
    AS leg(entry, n, account, sign)
"""
STANDING = """
UPDATE account SET version = version + 1, open = open - $2, overdue = overdue - $2, changed_at = now()
WHERE customer_id = $1
"""
HEAD = "UPDATE journal_head SET position = position + $2 WHERE shard = $1 RETURNING position"
TELL = """
INSERT INTO journal (shard, position, epoch, event_id, type, key, subject, branch_id, actor, cause_id, correlation_id,
    occurred_at, quiet, twin, body)
VALUES ($1, $2, 1, $3, $4, $5, $6, $7, 'bare', $3, $3, now(), false, false, $8)
"""
LIKE_EVENTS = """
SELECT type, subject, body FROM journal WHERE correlation_id = (
    SELECT correlation_id FROM journal WHERE type = 'receivables.receipt.booked.v1' LIMIT 1
) ORDER BY shard, position
"""
SHARDS = 64
FILE = """
WITH money AS (
    SELECT uuidv7() AS receipt_id, uuidv7() AS entry_id, uuidv7() AS paying_id, c.customer_id, c.branch_id, c.owner_id,
        f.bank_ref, f.amount, sum(f.amount) OVER (PARTITION BY c.customer_id ORDER BY f.n) AS upto
    FROM unnest($1::text[], $2::text[], $3::numeric[]) WITH ORDINALITY AS f(bank_ref, customer_no, amount, n)
    JOIN customer c USING (customer_no)
), claim AS (
    SELECT invoice_id, invoice_no, customer_id, open, due_on,
        sum(open) OVER (PARTITION BY customer_id ORDER BY due_on, invoice_id) AS upto
    FROM invoice WHERE open > 0 AND customer_id IN (SELECT customer_id FROM money)
), part AS MATERIALIZED (
    SELECT m.receipt_id, m.branch_id, m.owner_id, c.invoice_id, c.invoice_no, c.customer_id,
        least(m.upto, c.upto) - greatest(m.upto - m.amount, c.upto - c.open) AS amount
    FROM money m JOIN claim c ON c.customer_id = m.customer_id
        AND c.upto > m.upto - m.amount AND m.upto > c.upto - c.open
), booked AS (
    INSERT INTO receipt (receipt_id, bank_account, bank_ref, customer_id, branch_id, currency, amount, received_on,
        booked_at, booked_by, allocated, version)
    SELECT receipt_id, 'main', bank_ref, customer_id, branch_id, 'CNY', amount, $4, now(), 'bare', amount, 1 FROM money
), made AS (
    INSERT INTO allocation (allocation_id, receipt_id, invoice_id, branch_id, amount, made_at)
    SELECT uuidv7(), receipt_id, invoice_id, branch_id, amount, now() FROM part
), paid AS (
    UPDATE invoice i SET allocated = i.allocated + p.amount, version = i.version + 1, next_stage_at = NULL,
        settled_on = $4
    FROM (SELECT invoice_id, sum(amount) AS amount FROM part GROUP BY invoice_id) AS p
    WHERE i.invoice_id = p.invoice_id
), entries AS (
    INSERT INTO entry (entry_id, customer_id, branch_id, kind, about, posted_on, cause_id, actor, recorded_at)
    SELECT e.id, customer_id, branch_id, e.kind, 'receipt/' || receipt_id, $4, entry_id, 'bare', now()
    FROM money CROSS JOIN LATERAL (VALUES (entry_id, 'receipt'), (paying_id, 'allocation')) AS e(id, kind)
), postings AS (
    INSERT INTO posting (entry_id, n, account, customer_id, branch_id, currency, amount)
    SELECT l.id, l.n, l.account, customer_id, branch_id, 'CNY', l.sign * amount
    FROM money CROSS JOIN LATERAL (VALUES (entry_id, 1, 'cash', 1), (entry_id, 2, 'unapplied', -1),
        (paying_id, 1, 'unapplied', 1), (paying_id, 2, 'receivable', -1)) AS l(id, n, account, sign)
), standing AS (
    UPDATE account a SET version = a.version + 1, open = a.open - p.amount, overdue = a.overdue - p.amount,
        changed_at = now()
    FROM (SELECT customer_id, sum(amount) AS amount FROM part GROUP BY customer_id) AS p
    WHERE a.customer_id = p.customer_id
), told AS (
    SELECT customer_id, branch_id, 'receipt/' || receipt_id AS subject, left($5, 900) AS body FROM money
    UNION ALL SELECT customer_id, branch_id, 'invoice/' || invoice_id, left($5, 300) FROM part
    UNION ALL SELECT customer_id, min(branch_id::text)::uuid, 'customer/' || customer_id, left($5, 1500) FROM part
        GROUP BY customer_id
), placed AS (
    SELECT t.*, hashtext(t.customer_id::text) & 63 AS shard FROM told t
)
INSERT INTO journal (shard, position, epoch, event_id, type, key, subject, branch_id, actor, cause_id, correlation_id,
    occurred_at, quiet, twin, body)
SELECT shard, row_number() OVER (PARTITION BY shard), 1, uuidv7(), 'bare', customer_id::text, subject, branch_id,
    'bare', uuidv7(), uuidv7(), now(), true, false, body
FROM placed
"""


class BareReceipts:
    """Writes again what the service wrote for a receipt, for each customer in turn and under other ids."""

    def __init__(self, pool: asyncpg.Pool, customers: Sequence[Any], events: Sequence[Mapping[str, Any]]) -> None:
        self._pool, self._customers, self._events = pool, customers, events
        self._number = 0

    @classmethod
    async def like(cls, pool: asyncpg.Pool, product: str) -> "BareReceipts":
        """Look at what the product wrote for one receipt."""
        connection = await asyncpg.connect(product)
        try:
            events = await connection.fetch(LIKE_EVENTS)
        finally:
            await connection.close()
        return cls(pool, [row["customer_id"] for row in await pool.fetch(CUSTOMERS)], events)

    async def book(self, watch: Watch, count: int, amount: Any, today: date) -> Sample:
        """Book so many receipts, all connections side by side."""
        left = iter(range(count))

        async def write() -> None:
            async with self._pool.acquire() as connection:
                for _ in left:
                    self._number += 1
                    await self._write(connection, self._number, amount, today)

        with watch:
            await asyncio.gather(*(write() for _ in range(self._pool.get_size())))
        return watch.rate(count)

    async def _write(self, connection: Any, number: int, amount: Any, today: date) -> None:
        customer, receipt = self._customers[number % len(self._customers)], new_id()
        async with connection.transaction():
            branch = await connection.fetchval(LOCK, customer)
            await connection.execute(CLAIM, str(receipt))
            await connection.execute(RECEIPT, receipt, str(receipt), customer, branch, amount, today)
            await connection.execute(ALLOCATE, receipt, customer, amount, today)
            kinds = {new_id(): "receipt", new_id(): "allocation"}
            heads = [(each, customer, branch, kind, f"receipt/{receipt}", today) for each, kind in kinds.items()]
            await connection.executemany(ENTRY, heads)
            await connection.execute(POSTING, list(kinds), customer, branch, amount)
            await connection.execute(STANDING, customer, amount)
            shard = number % SHARDS
            head = await connection.fetchval(HEAD, shard, len(self._events))
            await connection.executemany(
                TELL,
                [
                    (shard, head - n, new_id(), row["type"], str(customer), row["subject"], branch, row["body"])
                    for n, row in enumerate(self._events)
                ],
            )
