"""Projections of the customers' accounts, as receivables tells them (C5, R4)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import text

from chassis.tx import Tx
from contracts.receivables import (
    CreditNoteIssued,
    InvoiceIssued,
    InvoiceReversed,
    InvoiceSettled,
    PromiseBroken,
    StandingChanged,
)

STANDING = text(
    "INSERT INTO account (customer_id, branch_id, version, state, overdue, currency, overdue_since_on)"
    " VALUES (:customer_id, :branch_id, :version, :state, :overdue, :currency, :overdue_since_on)"
    " ON CONFLICT (customer_id) DO UPDATE SET branch_id = excluded.branch_id, version = excluded.version,"
    " state = excluded.state, overdue = excluded.overdue, currency = excluded.currency,"
    " overdue_since_on = excluded.overdue_since_on WHERE account.version <= excluded.version"
)
DOCUMENT = text(
    "INSERT INTO turnover (document_id, customer_id, branch_id, total, currency, issued_on)"
    " VALUES (:document_id, :customer_id, :branch_id, :total, :currency, :issued_on)"
    " ON CONFLICT (document_id) DO NOTHING"
)
SETTLED = text("UPDATE turnover SET settled_on = :settled_on, days_late = :days_late WHERE document_id = :invoice_id")
REVERSED = text("UPDATE turnover SET reversed = true WHERE document_id = :invoice_id")
BROKEN = text(
    "INSERT INTO broken_promise (promise_id, customer_id, branch_id, pay_on)"
    " VALUES (:promise_id, :customer_id, :branch_id, :pay_on) ON CONFLICT (promise_id) DO NOTHING"
)


async def project_standings(tx: Tx, events: Sequence[StandingChanged]) -> None:
    """Keep each account's newest standing (R4)."""
    newest = {event.customer_id: event for event in sorted(events, key=lambda event: event.version)}
    rows = [
        {
            "customer_id": event.customer_id,
            "branch_id": event.branch_id,
            "version": event.version,
            "state": event.state,
            "overdue": event.overdue.amount,
            "currency": event.overdue.currency,
            "overdue_since_on": event.overdue_since_on,
        }
        for event in newest.values()
    ]
    await _write(tx, STANDING, rows, "customer_id")


async def project_invoices(tx: Tx, events: Sequence[InvoiceIssued]) -> None:
    """Count invoices as turnover (C4, C5)."""
    rows = [_document(event, event.invoice_id, 1) for event in events]
    await _write(tx, DOCUMENT, rows, "document_id")


async def project_credit_notes(tx: Tx, events: Sequence[CreditNoteIssued]) -> None:
    """Take credit notes off the turnover (C4, C5)."""
    rows = [_document(event, event.note_id, -1) for event in events]
    await _write(tx, DOCUMENT, rows, "document_id")


async def project_settlements(tx: Tx, events: Sequence[InvoiceSettled]) -> None:
    """Keep how late invoices were paid (C4)."""
    rows = [event.model_dump(include={"invoice_id", "settled_on", "days_late"}) for event in events]
    await _write(tx, SETTLED, rows, "invoice_id")


async def project_reversals(tx: Tx, events: Sequence[InvoiceReversed]) -> None:
    """Go on as if a reversed invoice had not been issued (R1)."""
    await _write(tx, REVERSED, [{"invoice_id": event.invoice_id} for event in events], "invoice_id")


async def project_broken_promises(tx: Tx, events: Sequence[PromiseBroken]) -> None:
    """Keep broken promises (C4)."""
    rows = [event.model_dump(include={"promise_id", "customer_id", "branch_id", "pay_on"}) for event in events]
    await _write(tx, BROKEN, rows, "promise_id")


def _document(event: InvoiceIssued | CreditNoteIssued, document_id: Any, sign: int) -> dict[str, Any]:
    return {
        "document_id": document_id,
        "customer_id": event.customer_id,
        "branch_id": event.branch_id,
        "total": event.total.amount * sign,
        "currency": event.total.currency,
        "issued_on": event.issued_on,
    }


async def _write(tx: Tx, statement: Any, rows: list[dict[str, Any]], key: str) -> None:
    # Sorted, so that two workers lock in one order.
    await tx.execute(statement, sorted(rows, key=lambda row: str(row[key])))
