"""What time makes of open invoices: reminded before the due date, dunned by stages after it (R3, events.md §7)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import text

from chassis.sweeper import CHUNK
from chassis.tx import Tx
from contracts.receivables import InvoiceDue, InvoiceOverdue
from receivables import books
from receivables.invoices.issue import schedule

# All that is due of an account goes in one transaction, so that its standing is told once; half a second of work.
INVOICES_MAX = 5_000

# The account's row is what receipts lock, so nobody pays an invoice while it is dunned.
DUE_ACCOUNTS = text(
    """
    WITH due AS (
        SELECT customer_id, currency FROM invoice WHERE next_stage_at <= :now
        ORDER BY next_stage_at, customer_id LIMIT :chunk
    )
    SELECT a.customer_id, a.currency, a.branch_id, a.owner_id
    FROM account a JOIN (SELECT DISTINCT customer_id, currency FROM due) AS d USING (customer_id, currency)
    ORDER BY a.customer_id, a.currency FOR NO KEY UPDATE OF a SKIP LOCKED
    """
)
# After an outage only the highest stage reached is raised. What rests on a promise or a dispute says nothing, and
# what a promise has rested is not made up for.
ADVANCE = text(
    """
    WITH visit AS (
        SELECT * FROM unnest(CAST(:customers AS uuid[]), CAST(:currencies AS text[]), CAST(:days AS integer[]),
                             CAST(:told AS boolean[])) AS v(customer_id, currency, day, told)
    ), due AS (
        SELECT i.* FROM invoice i JOIN (SELECT DISTINCT customer_id, currency FROM visit) AS v
            ON v.customer_id = i.customer_id AND v.currency = i.currency
        WHERE i.next_stage_at <= :now ORDER BY i.next_stage_at, i.customer_id, i.invoice_id LIMIT :most
    ), reached AS (
        SELECT d.invoice_id, max(v.day) FILTER (
                   WHERE v.told AND d.due_on + v.day <= :today
                     AND d.due_on + v.day > coalesce(d.rests_until_on, '-infinity')) AS stage,
               min(d.due_on + v.day) FILTER (WHERE d.due_on + v.day > :today) AS next_on
        FROM due d LEFT JOIN visit v USING (customer_id, currency) GROUP BY d.invoice_id
    ), said AS (
        SELECT d.*, r.stage, r.next_on, d.rests_until_on >= :today AS rests, d.open <= d.disputed AS in_dispute,
               concat_ws('|', d.invoice_id, CASE WHEN r.stage > 0 THEN 'invoice.overdue' ELSE 'invoice.due' END,
                         abs(r.stage), d.due_on, d.round) AS occasion
        FROM due d JOIN reached r USING (invoice_id)
    ), raised AS (
        INSERT INTO invoice_stage (occasion, invoice_id, branch_id, stage, raised_at)
        SELECT s.occasion, s.invoice_id, s.branch_id, s.stage, :now FROM said s
        WHERE s.stage IS NOT NULL AND NOT s.in_dispute AND s.rests IS NOT TRUE
        ON CONFLICT DO NOTHING RETURNING occasion
    ), moved AS (
        UPDATE invoice i SET next_stage_at = CASE
            WHEN s.in_dispute THEN NULL
            WHEN s.rests THEN least(
                CASE WHEN s.due_on >= :today THEN (s.due_on + 1)::timestamp END, (s.rests_until_on + 1)::timestamp
            ) AT TIME ZONE :zone
            ELSE s.next_on::timestamp AT TIME ZONE :zone END
        FROM said s WHERE i.invoice_id = s.invoice_id
    )
    SELECT s.customer_id, s.currency, s.invoice_id, s.invoice_no, s.open, s.disputed, s.due_on, s.round, s.stage,
           s.occasion, r.occasion IS NOT NULL AS is_raised
    FROM said s LEFT JOIN raised r USING (occasion) ORDER BY s.customer_id, s.due_on, s.invoice_id
    """
)
STALE = text(
    """
    SELECT a.customer_id, a.currency
    FROM unnest(CAST(:customers AS uuid[]), CAST(:currencies AS text[])) AS w(customer_id, currency)
    JOIN account a USING (customer_id, currency)
    WHERE a.overdue <> (
        SELECT coalesce(sum(i.open - i.disputed), 0) FROM invoice i
        WHERE i.customer_id = a.customer_id AND i.currency = a.currency AND i.open > 0 AND i.due_on < :today
    )
    """
)


async def advance_stages(tx: Tx) -> int:
    """Raise the stage that each due invoice has reached, and the standing that follows, in one transaction (R3)."""
    rows = (await tx.execute(DUE_ACCOUNTS, {"now": tx.now, "chunk": CHUNK})).all()
    if not rows:
        return 0
    desk = books.Desk.of(tx)
    accounts = [books.Account(*tuple(row)) for row in rows]
    desk.accounts |= {account.key: account for account in accounts}
    facts = {"now": tx.now, "today": tx.today, "most": INVOICES_MAX, "zone": tx.calendar.zone.key}
    visited = (await tx.execute(ADVANCE, {**_visits(tx, accounts), **facts})).all()
    for row in visited:
        if row.is_raised:
            tx.emit(_event(desk.accounts[row.customer_id, row.currency], row))
    await _touch_stale(desk, accounts)
    return len(visited)


def _visits(tx: Tx, accounts: Sequence[books.Account]) -> dict[str, list[Any]]:
    rows: list[tuple[Any, ...]] = []
    for account in accounts:
        plan = schedule(tx, account.branch_id, account.customer_id)
        rows.extend((*account.key, day, day in plan.told) for day in plan.visits)
    columns = [list(column) for column in zip(*rows, strict=True)]
    return dict(zip(("customers", "currencies", "days", "told"), columns, strict=True))


async def _touch_stale(desk: books.Desk, accounts: Sequence[books.Account]) -> None:
    """Tell the standing of those accounts alone whose overdue amount the day has changed (R4)."""
    keys = [account.key for account in accounts]
    facts = {"customers": [key[0] for key in keys], "currencies": [key[1] for key in keys], "today": desk.tx.today}
    for row in await desk.tx.execute(STALE, facts):
        desk.touch(desk.accounts[row.customer_id, row.currency], f"customer/{row.customer_id}")


def _event(account: books.Account, row: Any) -> InvoiceDue | InvoiceOverdue:
    about = {**account.who, "invoice_id": row.invoice_id, "invoice_no": row.invoice_no, "due_on": row.due_on,
             "open": account.money(row.open), "occasion": row.occasion}  # fmt: skip
    if row.stage <= 0:
        return InvoiceDue(**about, days_before=-row.stage)
    return InvoiceOverdue(
        **about, disputed=account.money(row.disputed), stage_days=row.stage, round=row.round
    )  # fmt: skip
