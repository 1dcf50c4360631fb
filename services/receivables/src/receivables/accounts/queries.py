"""Reads of accounts: standing, open items, and the aged balance."""

from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.tx import Tx

ACCOUNTS = text("SELECT * FROM account WHERE customer_id = :customer_id ORDER BY currency")
ITEMS = text(
    "SELECT invoice_id, invoice_no, currency, due_on, open, disputed, rests_until_on FROM invoice"
    " WHERE customer_id = :customer_id AND open > 0 ORDER BY due_on, invoice_id"
)
# The sums and the page apart: the page stops at its last customer, and the sums are few, whatever there is to read.
AGED = text(
    """
    WITH seen AS NOT MATERIALIZED (
        SELECT * FROM invoice i
        WHERE i.open > 0 AND (CAST(:branch_id AS uuid) IS NULL OR i.branch_id = :branch_id)
          AND (CAST(:customer_id AS uuid) IS NULL OR i.customer_id = :customer_id)
    ), branch AS (
        SELECT branch_id, currency,
               sum(open) FILTER (WHERE due_on >= :today) AS not_due,
               sum(open) FILTER (WHERE :today - due_on BETWEEN 1 AND 30) AS days_1_30,
               sum(open) FILTER (WHERE :today - due_on BETWEEN 31 AND 60) AS days_31_60,
               sum(open) FILTER (WHERE :today - due_on BETWEEN 61 AND 90) AS days_61_90,
               sum(open) FILTER (WHERE :today - due_on > 90) AS over_90,
               sum(open) AS open, sum(disputed) AS disputed, min(due_on) AS oldest_due_on
        FROM seen GROUP BY branch_id, currency
    ), firm AS (
        SELECT currency, sum(not_due) AS not_due, sum(days_1_30) AS days_1_30, sum(days_31_60) AS days_31_60,
               sum(days_61_90) AS days_61_90, sum(over_90) AS over_90, sum(open) AS open, sum(disputed) AS disputed,
               min(oldest_due_on) AS oldest_due_on
        FROM branch GROUP BY currency
    ), paged AS (
        SELECT customer_id, currency, branch_id,
               sum(open) FILTER (WHERE due_on >= :today) AS not_due,
               sum(open) FILTER (WHERE :today - due_on BETWEEN 1 AND 30) AS days_1_30,
               sum(open) FILTER (WHERE :today - due_on BETWEEN 31 AND 60) AS days_31_60,
               sum(open) FILTER (WHERE :today - due_on BETWEEN 61 AND 90) AS days_61_90,
               sum(open) FILTER (WHERE :today - due_on > 90) AS over_90,
               sum(open) AS open, sum(disputed) AS disputed, min(due_on) AS oldest_due_on
        FROM seen WHERE (customer_id, currency) > (
            coalesce(CAST(:after_id AS uuid), '00000000-0000-0000-0000-000000000000'), CAST(:after_currency AS text)
        )
        GROUP BY customer_id, currency, branch_id ORDER BY customer_id, currency LIMIT :limit
    ), line AS (
        SELECT 2 AS level, CAST(NULL AS uuid) AS branch_id, CAST(NULL AS uuid) AS customer_id, firm.* FROM firm
        UNION ALL SELECT 1, branch_id, NULL, currency, not_due, days_1_30, days_31_60, days_61_90, over_90, open,
                         disputed, oldest_due_on FROM branch
        UNION ALL SELECT 0, branch_id, customer_id, currency, not_due, days_1_30, days_31_60, days_61_90, over_90,
                         open, disputed, oldest_due_on FROM paged
    )
    SELECT l.*, c.customer_no, c.name FROM line l LEFT JOIN customer c USING (customer_id)
    ORDER BY l.level DESC, l.customer_id, l.currency, l.branch_id
    """
)


# One statement, so that both sides are of one moment; the index on postings holds all that the ledger's side needs.
TIE_OUT = text(
    """
    WITH ledger AS (
        SELECT currency, sum(amount) AS amount FROM posting WHERE account = 'receivable' GROUP BY currency
    ), item AS (
        SELECT currency, sum(open) AS amount FROM invoice WHERE open > 0 GROUP BY currency
    )
    SELECT currency, coalesce(i.amount, 0) AS aged, coalesce(l.amount, 0) AS ledger,
           coalesce(i.amount, 0) - coalesce(l.amount, 0) AS difference
    FROM ledger l FULL JOIN item i USING (currency) ORDER BY currency
    """
)


async def accounts(tx: Tx, customer_id: UUID) -> list[Any]:
    """Return a customer's accounts, one a currency."""
    return list((await tx.execute(ACCOUNTS, {"customer_id": customer_id})).all())


async def open_items(tx: Tx, customer_id: UUID) -> list[Any]:
    """Return a customer's open invoices, the oldest due first."""
    return list((await tx.execute(ITEMS, {"customer_id": customer_id})).all())


async def aged(tx: Tx, filters: dict[str, Any]) -> list[Any]:
    """Return the aged balance of today: sums first, then the customers of a page (R5)."""
    return list((await tx.execute(AGED, {"today": tx.today, **filters})).all())


async def tie_out(tx: Tx) -> list[Any]:
    """Return the sum of open items and the ledger's receivables, by currency (R5, L2)."""
    return list((await tx.execute(TIE_OUT)).all())
