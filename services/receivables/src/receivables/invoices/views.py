"""How an invoice is shown."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from contracts.values import Money, Quantity


class InvoiceView(BaseModel):
    """An invoice in a list."""

    invoice_id: UUID
    invoice_no: str
    state: str
    customer_id: UUID
    branch_id: UUID
    buyer: str
    terms: str
    issued_on: date
    due_on: date
    total: Money
    tax: Money
    open: Money
    disputed: Money
    settled_on: date | None
    request_no: str | None
    version: int


class LineView(BaseModel):
    """A line of an invoice."""

    line_no: int
    order_id: UUID
    shipment_id: UUID
    product_name: str
    qty: Quantity
    unit_price: str
    tax_rate: str
    amount: Money
    tax: Money
    credited: Money


class HandOverView(BaseModel):
    """The signature for an invoice."""

    handed_on: date
    received_by: str
    remarks: str | None


class ReversalView(BaseModel):
    """How an invoice was taken back."""

    reversing_no: str
    reason: str
    reversed_on: date


class NoteView(BaseModel):
    """A credit note on an invoice."""

    note_id: UUID
    note_no: str
    total: Money
    issued_on: date
    return_id: UUID | None
    complaint_id: UUID | None
    reason: str


class InvoiceDetail(InvoiceView):
    """An invoice with all that belongs to it."""

    remarks: str | None
    paid: Money
    credited: Money
    lines: list[LineView]
    hand_over: HandOverView | None
    reversal: ReversalView | None
    credit_notes: list[NoteView]


def view(row: Any) -> InvoiceView:
    """Show an invoice in a list."""
    return InvoiceView(**_head(row))


def detail(row: Any, lines: Sequence[Any], handed: Any, reversal: Any, notes: Sequence[Any]) -> InvoiceDetail:
    """Show an invoice with all that belongs to it."""
    return InvoiceDetail(
        **_head(row),
        remarks=row.remarks,
        paid=_money(row, row.allocated),
        credited=_money(row, row.credited),
        lines=[_line(row, line) for line in lines],
        hand_over=HandOverView.model_validate(handed, from_attributes=True) if handed else None,
        reversal=ReversalView.model_validate(reversal, from_attributes=True) if reversal else None,
        credit_notes=[
            NoteView(
                note_id=note.note_id, note_no=note.note_no, total=_money(row, note.total), issued_on=note.issued_on,
                return_id=note.return_id, complaint_id=note.complaint_id, reason=note.reason,
            )
            for note in notes
        ],
    )  # fmt: skip


def _head(row: Any) -> dict[str, Any]:
    return {
        "invoice_id": row.invoice_id, "invoice_no": row.invoice_no, "state": row.state,
        "customer_id": row.customer_id, "branch_id": row.branch_id, "buyer": row.buyer, "terms": row.terms,
        "issued_on": row.issued_on, "due_on": row.due_on, "total": _money(row, row.total),
        "tax": _money(row, row.tax), "open": _money(row, row.open), "disputed": _money(row, row.disputed),
        "settled_on": row.settled_on, "request_no": row.request_no, "version": row.version,
    }  # fmt: skip


def _line(invoice: Any, row: Any) -> LineView:
    return LineView(
        line_no=row.n, order_id=row.order_id, shipment_id=row.shipment_id, product_name=row.product_name,
        qty=Quantity(value=row.qty, unit=row.unit), unit_price=str(row.unit_price), tax_rate=str(row.tax_rate),
        amount=_money(invoice, row.amount), tax=_money(invoice, row.tax), credited=_money(invoice, row.credited),
    )  # fmt: skip


def _money(row: Any, amount: Decimal) -> Money:
    return Money(amount=amount, currency=row.currency)
