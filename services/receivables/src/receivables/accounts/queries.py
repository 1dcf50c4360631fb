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
# One pass: rows by customer and currency, sums by branch, and the total of all that the asker sees.
AGED = text(
    """
    WITH grouped AS (
        SELECT i.branch_id, i.customer_id, i.currency, grouping(i.customer_id, i.branch_id) AS level,
               coalesce(sum(i.open) FILTER (WHERE i.due_on >= :today), 0) AS not_due,
               coalesce(sum(i.open) FILTER (WHERE :today - i.due_on BETWEEN 1 AND 30), 0) AS days_1_30,
               coalesce(sum(i.open) FILTER (WHERE :today - i.due_on BETWEEN 31 AND 60), 0) AS days_31_60,
               coalesce(sum(i.open) FILTER (WHERE :today - i.due_on BETWEEN 61 AND 90), 0) AS days_61_90,
               coalesce(sum(i.open) FILTER (WHERE :today - i.due_on > 90), 0) AS over_90,
               sum(i.open) AS open, sum(i.disputed) AS disputed, min(i.due_on) AS oldest_due_on
        FROM invoice i
        WHERE i.open > 0 AND (CAST(:branch_id AS uuid) IS NULL OR i.branch_id = :branch_id)
          AND (CAST(:customer_id AS uuid) IS NULL OR i.customer_id = :customer_id)
        GROUP BY GROUPING SETS ((i.branch_id, i.customer_id, i.currency), (i.branch_id, i.currency), (i.currency))
    ), paged AS (
        SELECT * FROM grouped WHERE level = 0 AND (
            CAST(:after_id AS uuid) IS NULL OR (customer_id, currency) > (CAST(:after_id AS uuid), :after_currency)
        ) ORDER BY customer_id, currency LIMIT :limit
    )
    SELECT p.*, c.customer_no, c.name FROM (
        SELECT * FROM grouped WHERE level > 0 UNION ALL SELECT * FROM paged
    ) AS p LEFT JOIN customer c USING (customer_id)
    ORDER BY p.level DESC, p.customer_id, p.currency, p.branch_id
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
