"""Reads of receipts."""

from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.refusals import NotFound
from chassis.tx import Tx

RECEIPT = text(
    "SELECT r.*, c.name AS customer_name FROM receipt r LEFT JOIN customer c USING (customer_id)"
    " WHERE r.receipt_id = :receipt_id"
)
BY_REF = text("SELECT * FROM receipt WHERE bank_account = :bank_account AND bank_ref = :bank_ref")
ACCOUNT_OF = text(
    "SELECT r.customer_id, r.currency, a.branch_id, a.owner_id"
    " FROM receipt r JOIN account a USING (customer_id, currency) WHERE receipt_id = :receipt_id"
)
ALLOCATIONS = text(
    "SELECT a.invoice_id, i.invoice_no, sum(a.amount) AS amount, i.due_on"
    " FROM allocation a JOIN invoice i USING (invoice_id) WHERE a.receipt_id = :receipt_id AND a.ended_at IS NULL"
    " GROUP BY a.invoice_id, i.invoice_no, i.due_on ORDER BY i.due_on, a.invoice_id"
)
REOPENED = text(
    "SELECT invoice_id, invoice_no, open FROM invoice WHERE invoice_id = ANY(CAST(:ids AS uuid[]))"
    " ORDER BY due_on, invoice_id"
)
PAGE = text(
    "SELECT r.*, c.name AS customer_name FROM receipt r LEFT JOIN customer c USING (customer_id)"
    " WHERE (CAST(:customer_id AS uuid) IS NULL OR r.customer_id = :customer_id)"
    " AND (NOT :only_unapplied OR r.unapplied > 0)"
    " AND (CAST(:after AS uuid) IS NULL OR r.receipt_id < :after)"
    " ORDER BY r.receipt_id DESC LIMIT :limit"
)


async def receipt(tx: Tx, receipt_id: UUID) -> Any:
    """Return a receipt, or say that there is none to see."""
    row = (await tx.execute(RECEIPT, {"receipt_id": receipt_id})).first()
    if row is None:
        raise NotFound
    return row


async def by_bank_ref(tx: Tx, bank_account: str, bank_ref: str) -> Any:
    """Return the receipt of a bank reference, if the asker may see it."""
    return (await tx.execute(BY_REF, {"bank_account": bank_account, "bank_ref": bank_ref})).first()


async def account_of(tx: Tx, receipt_id: UUID) -> Any:
    """Return the account that a receipt belongs to, or say that there is none to see."""
    row = (await tx.execute(ACCOUNT_OF, {"receipt_id": receipt_id})).mappings().first()
    if row is None:
        raise NotFound
    return row


async def allocations(tx: Tx, receipt_id: UUID) -> list[Any]:
    """Return what a receipt pays."""
    return list((await tx.execute(ALLOCATIONS, {"receipt_id": receipt_id})).all())


async def reopened(tx: Tx, invoice_ids: list[UUID]) -> list[Any]:
    """Return what is open on invoices."""
    return list((await tx.execute(REOPENED, {"ids": invoice_ids})).all())


async def page(tx: Tx, filters: dict[str, Any]) -> list[Any]:
    """Return one receipt more than the page holds, newest first."""
    return list((await tx.execute(PAGE, filters)).all())
