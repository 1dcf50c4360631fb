"""Reads of invoices."""

from datetime import date, timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import text

from chassis.refusals import NotFound
from chassis.tx import Tx

Bucket = Literal["not_due", "days_1_30", "days_31_60", "days_61_90", "over_90"]
# Days past the due date, from and to; the aged balance counts the same ones.
BUCKETS: dict[Bucket, tuple[int | None, int | None]] = {
    "not_due": (None, 0), "days_1_30": (1, 30), "days_31_60": (31, 60), "days_61_90": (61, 90), "over_90": (91, None),
}  # fmt: skip
INVOICE = text("SELECT * FROM invoice WHERE invoice_id = :invoice_id")
ACCOUNT_OF = text(
    "SELECT i.customer_id, i.currency, a.branch_id, a.owner_id"
    " FROM invoice i JOIN account a USING (customer_id, currency) WHERE invoice_id = :invoice_id"
)
ORDERS_OF = text("SELECT DISTINCT order_id FROM invoice_line WHERE invoice_id = :invoice_id")
LINES = text("SELECT * FROM invoice_line WHERE invoice_id = :invoice_id ORDER BY n")
HAND_OVER = text("SELECT handed_on, received_by, remarks, recorded_at FROM hand_over WHERE invoice_id = :invoice_id")
REVERSAL = text(
    "SELECT r.reversal_id, r.reason, r.reversed_on, n.document_no AS reversing_no"
    " FROM reversal r LEFT JOIN number n ON n.document_id = r.reversal_id WHERE r.invoice_id = :invoice_id"
)
NOTES = text(
    "SELECT note_id, note_no, total, currency, issued_on, return_id, complaint_id, reason FROM credit_note"
    " WHERE invoice_id = :invoice_id ORDER BY note_id"
)
PAYMENTS = text(
    "SELECT a.receipt_id, r.bank_ref, r.received_on, sum(a.amount) AS amount"
    " FROM allocation a JOIN receipt r USING (receipt_id) WHERE a.invoice_id = :invoice_id AND a.ended_at IS NULL"
    " GROUP BY a.receipt_id, r.bank_ref, r.received_on ORDER BY r.received_on, a.receipt_id"
)
# What was said before the invoice opened again belongs to the round before.
STAGES = text(
    "SELECT s.stage, max(s.raised_at) AS raised_at FROM invoice_stage s JOIN invoice i USING (invoice_id)"
    " WHERE s.invoice_id = :invoice_id AND split_part(s.occasion, '|', 5) = i.round::text GROUP BY s.stage"
)
# A promise that names no invoice is on account, for this one as well.
PROMISES = text(
    "SELECT p.promise_id, p.amount, p.currency, p.pay_on, p.state FROM promise p JOIN invoice i"
    " ON i.customer_id = p.customer_id AND i.currency = p.currency"
    " WHERE i.invoice_id = :invoice_id AND p.pay_on >= i.issued_on AND (i.settled_on IS NULL OR p.made_at < :settled)"
    " AND (NOT EXISTS (SELECT FROM promise_invoice n WHERE n.promise_id = p.promise_id)"
    "      OR EXISTS (SELECT FROM promise_invoice n WHERE (n.promise_id, n.invoice_id) = (p.promise_id, i.invoice_id)))"
    " ORDER BY p.promise_id DESC LIMIT 20"
)
# The sum and the page are of one moment, so a cell of the aged balance is the sum of the rows that it opens.
OPEN_ITEMS = text(
    """
    WITH seen AS NOT MATERIALIZED (
        SELECT * FROM invoice
        WHERE open > 0 AND due_on BETWEEN :due_from AND :due_to
          AND (CAST(:customer_id AS uuid) IS NULL OR customer_id = :customer_id)
          AND (CAST(:branch_id AS uuid) IS NULL OR branch_id = :branch_id)
          AND (CAST(:currency AS text) IS NULL OR currency = :currency)
          AND (CAST(:invoice_no AS text) IS NULL OR invoice_no = :invoice_no)
    ), total AS (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
            'open', jsonb_build_object('amount', t.open::text, 'currency', t.currency), 'count', t.n
        ) ORDER BY t.currency), '[]') AS sums
        FROM (SELECT currency, sum(open) AS open, count(*) AS n FROM seen GROUP BY currency) AS t
    ), paged AS (
        SELECT * FROM seen WHERE CAST(:after AS uuid) IS NULL OR invoice_id < :after
        ORDER BY invoice_id DESC LIMIT :limit
    )
    SELECT t.sums, p.* FROM total t LEFT JOIN paged p ON true ORDER BY p.invoice_id DESC
    """
)
PAGE = text(
    "SELECT * FROM invoice"
    " WHERE (CAST(:customer_id AS uuid) IS NULL OR customer_id = :customer_id)"
    " AND (CAST(:invoice_no AS text) IS NULL OR invoice_no = :invoice_no)"
    " AND (CAST(:branch_id AS uuid) IS NULL OR branch_id = :branch_id)"
    " AND (CAST(:currency AS text) IS NULL OR currency = :currency)"
    " AND (CAST(:after AS uuid) IS NULL OR invoice_id < :after)"
    " ORDER BY invoice_id DESC LIMIT :limit"
)


async def invoice(tx: Tx, invoice_id: UUID) -> Any:
    """Return an invoice, or say that there is none to see."""
    row = (await tx.execute(INVOICE, {"invoice_id": invoice_id})).first()
    if row is None:
        raise NotFound
    return row


async def account_of(tx: Tx, invoice_id: UUID) -> Any:
    """Return the account that an invoice belongs to."""
    return (await tx.execute(ACCOUNT_OF, {"invoice_id": invoice_id})).mappings().first()


async def orders_of(tx: Tx, invoice_id: UUID) -> list[UUID]:
    """Return the orders that an invoice bills."""
    return list((await tx.execute(ORDERS_OF, {"invoice_id": invoice_id})).scalars())


async def lines(tx: Tx, invoice_id: UUID) -> list[Any]:
    """Return the lines of an invoice."""
    return list((await tx.execute(LINES, {"invoice_id": invoice_id})).all())


async def papers(tx: Tx, invoice_id: UUID) -> tuple[Any, Any, list[Any]]:
    """Return hand-over, reversal and credit notes of an invoice."""
    of = {"invoice_id": invoice_id}
    handed = (await tx.execute(HAND_OVER, of)).first()
    reversal = (await tx.execute(REVERSAL, of)).first()
    return handed, reversal, list((await tx.execute(NOTES, of)).all())


async def payments(tx: Tx, invoice_id: UUID) -> list[Any]:
    """Return what receipts pay of an invoice."""
    return list((await tx.execute(PAYMENTS, {"invoice_id": invoice_id})).all())


async def stages(tx: Tx, invoice_id: UUID) -> dict[int, Any]:
    """Return when each stage of the running round was raised; reminders are negative."""
    rows = await tx.execute(STAGES, {"invoice_id": invoice_id})
    return {row.stage: row.raised_at for row in rows}


async def promises(tx: Tx, row: Any) -> list[Any]:
    """Return the promises that an invoice is meant by, the newest first."""
    settled = tx.calendar.start_of_day((row.settled_on or tx.today) + timedelta(days=1))
    return list((await tx.execute(PROMISES, {"invoice_id": row.invoice_id, "settled": settled})).all())


def due_between(bucket: Bucket | None, today: date) -> dict[str, date]:
    """Return the due dates of a bucket, both included."""
    least, most = BUCKETS[bucket] if bucket else (None, None)
    return {
        "due_from": date.min if most is None else today - timedelta(days=most),
        "due_to": date.max if least is None else today - timedelta(days=least),
    }


async def open_items(tx: Tx, filters: dict[str, Any], bucket: Bucket | None) -> tuple[list[Any], list[Any]]:
    """Return the sums of open invoices, and one more than the page holds, newest first."""
    rows = (await tx.execute(OPEN_ITEMS, {**filters, **due_between(bucket, tx.today)})).all()
    return rows[0].sums, [row for row in rows if row.invoice_id is not None]


async def page(tx: Tx, filters: dict[str, Any]) -> list[Any]:
    """Return one invoice more than the page holds, newest first."""
    return list((await tx.execute(PAGE, filters)).all())
