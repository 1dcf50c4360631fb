"""Reads of invoices."""

from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.refusals import NotFound
from chassis.tx import Tx

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
PAGE = text(
    "SELECT * FROM invoice"
    " WHERE (CAST(:customer_id AS uuid) IS NULL OR customer_id = :customer_id)"
    " AND (CAST(:invoice_no AS text) IS NULL OR invoice_no = :invoice_no)"
    " AND (NOT :only_open OR open > 0)"
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


async def page(tx: Tx, filters: dict[str, Any]) -> list[Any]:
    """Return one invoice more than the page holds, newest first."""
    return list((await tx.execute(PAGE, filters)).all())
