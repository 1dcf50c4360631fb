"""Open invoices of many customers in receivables' own tables, written by the database itself."""

from dataclasses import dataclass
from datetime import date, timedelta

import asyncpg

from bench.shop import calendar, know
from bench.stage import Stage
from branchline.databases import Urls
from branchline.testing import Firm, small_firm
from chassis.clock import SystemClock
from chassis.database import Database

SERVICE = "receivables"
VISITS = (-3, 0, 1, 7, 15, 30, 60, 90)
"""Days past the due date on which an invoice is looked at, by the firm's defaults."""
TOTAL = "1000.00"
NAME, TAX_NO = "江海印务有限公司", "91320594MA1X12345K"
CUSTOMERS = """
INSERT INTO customer (customer_id, branch_id, owner_id, customer_no, name, status, tax_title, tax_no, version)
SELECT md5('customer' || n)::uuid, $2, $3, 'K' || lpad(n::text, 6, '0'), $4, 'active', $4, $5, 1
FROM generate_series(0, $1::int - 1) n
"""
CREDIT = """
INSERT INTO customer_credit (customer_id, branch_id, term_days, active, version)
SELECT customer_id, branch_id, 30, true, 1 FROM customer
"""
# Each customer has the same number of them; due dates lie anywhere between the oldest and the newest.
INVOICES = """
INSERT INTO invoice (invoice_id, invoice_no, kind, customer_id, branch_id, currency, buyer, tax_no, terms, issued_on,
    due_on, total, tax, next_stage_at)
SELECT uuidv7(), 'B1-2026-' || lpad(n::text, 7, '0'), 'sale', md5('customer' || n % $2)::uuid, $3, 'CNY', $4, $5,
    'credit', d.due_on - 30, d.due_on, 1000.00, 115.04, (
        SELECT min(d.due_on + day) FROM unnest($9::int[]) AS day WHERE d.due_on + day >= $8
    )::timestamp AT TIME ZONE 'Asia/Shanghai'
FROM generate_series(0, $1::int - 1) AS n
CROSS JOIN LATERAL (SELECT $6::date + (hashint4(n) & 2147483647) % ($7::date - $6 + 1) AS due_on) AS d
"""
ACCOUNTS = """
INSERT INTO account (customer_id, currency, branch_id, owner_id, version, open, state, overdue, overdue_since_on)
SELECT c.customer_id, i.currency, c.branch_id, c.owner_id, 1, sum(i.open),
    CASE WHEN bool_or(i.due_on < $1) THEN 'overdue' ELSE 'good' END,
    coalesce(sum(i.open) FILTER (WHERE i.due_on < $1), 0), min(i.due_on) FILTER (WHERE i.due_on < $1)
FROM customer c JOIN invoice i USING (customer_id) GROUP BY c.customer_id, i.currency
"""


@dataclass(frozen=True, slots=True)
class Ledger:
    """A database of receivables to copy from; nobody is connected to it."""

    urls: Urls
    firm: Firm
    today: date
    """Of the firm, when it was filled."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How much is open, since when, and up to which day the sweep has done its work."""

    customers: int
    invoices: int
    oldest: int = 120
    """Days past the due date of the oldest invoice."""
    newest: int = 1
    swept: int | None = None
    """Days ago; None if the sweep never ran."""


async def filled(stage: Stage, label: str, shape: Shape) -> Ledger:
    """Make a database with so many customers and open invoices."""
    return await fill(stage, await stage.database(SERVICE, label), shape)


async def fill(stage: Stage, urls: Urls, shape: Shape) -> Ledger:
    """Write so many customers and open invoices into an empty database."""
    firm, events = small_firm()
    await know(SERVICE, urls.worker, [*events, calendar()])
    today = await _today(urls)
    await _write(stage.admin(urls), firm, shape, today)
    return Ledger(urls, firm, today)


async def _today(urls: Urls) -> date:
    database = Database(SERVICE, urls.worker, SystemClock())
    try:
        async with database.begin() as tx:
            return tx.today
    finally:
        await database.stop()


async def _write(url: str, firm: Firm, shape: Shape, today: date) -> None:
    branch, owner = firm.branches[0], firm.people["representative-1"]
    oldest, newest = today - timedelta(shape.oldest), today - timedelta(shape.newest)
    # Of one that never ran, even the first reminder is still to come.
    since = date.min if shape.swept is None else today - timedelta(shape.swept - 1)
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(CUSTOMERS, shape.customers, branch, owner, NAME, TAX_NO)
        await connection.execute(CREDIT)
        await connection.execute(
            INVOICES, shape.invoices, shape.customers, branch, NAME, TAX_NO, oldest, newest, since, list(VISITS)
        )
        await connection.execute(ACCOUNTS, since)
        await connection.execute("VACUUM ANALYZE")
    finally:
        await connection.close()
