"""How an invoice is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel

from contracts.values import Money, Quantity
from edge.paging import Page
from receivables.invoices import ladder
from receivables.promises.queries import State as PromiseState


class InvoiceView(BaseModel):
    """An invoice in a list."""

    invoice_id: UUID
    invoice_no: str
    state: Literal["issued", "reversed"]
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


class OpenSum(BaseModel):
    """What is open in one currency, and on how many invoices."""

    open: Money
    count: int


class InvoicePage(Page[InvoiceView]):
    """Some invoices; where only open ones are listed, under the sums of all that the filter finds."""

    sums: list[OpenSum]


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


class PaymentView(BaseModel):
    """What a receipt pays of an invoice."""

    receipt_id: UUID
    bank_ref: str
    received_on: date
    amount: Money


class RungView(BaseModel):
    """A stage of dunning; `day` counts from the due date, and reminders before it are negative."""

    day: int
    on: date
    state: ladder.State
    raised_at: datetime | None


class PromisedView(BaseModel):
    """A promise to pay that the invoice is meant by."""

    promise_id: UUID
    amount: Money
    pay_on: date
    state: PromiseState


class DunningView(BaseModel):
    """How an invoice is dunned, as of a day."""

    as_of_on: date
    days_overdue: int
    rests_until_on: date | None
    rungs: list[RungView]
    promises: list[PromisedView]


class InvoiceDetail(InvoiceView):
    """An invoice with all that belongs to it."""

    remarks: str | None
    paid: Money
    credited: Money
    lines: list[LineView]
    hand_over: HandOverView | None
    reversal: ReversalView | None
    credit_notes: list[NoteView]
    payments: list[PaymentView]
    dunning: DunningView


def view(row: Any) -> InvoiceView:
    """Show an invoice in a list."""
    return InvoiceView(**_head(row))


@dataclass(frozen=True, slots=True)
class Papers:
    """All that belongs to an invoice."""

    lines: Sequence[Any]
    handed: Any
    reversal: Any
    notes: Sequence[Any]
    payments: Sequence[Any]
    dunning: DunningView


def detail(row: Any, papers: Papers) -> InvoiceDetail:
    """Show an invoice with all that belongs to it."""
    handed, reversal = papers.handed, papers.reversal
    return InvoiceDetail(
        **_head(row),
        remarks=row.remarks,
        paid=_money(row, row.allocated),
        credited=_money(row, row.credited),
        lines=[_line(row, line) for line in papers.lines],
        hand_over=HandOverView.model_validate(handed, from_attributes=True) if handed else None,
        reversal=ReversalView.model_validate(reversal, from_attributes=True) if reversal else None,
        credit_notes=[
            NoteView(
                note_id=note.note_id, note_no=note.note_no, total=_money(row, note.total), issued_on=note.issued_on,
                return_id=note.return_id, complaint_id=note.complaint_id, reason=note.reason,
            )
            for note in papers.notes
        ],
        payments=[
            PaymentView(
                receipt_id=each.receipt_id, bank_ref=each.bank_ref, received_on=each.received_on,
                amount=_money(row, each.amount),
            )
            for each in papers.payments
        ],
        dunning=papers.dunning,
    )  # fmt: skip


def dunning(row: Any, today: date, rungs: Sequence[ladder.Rung], promises: Sequence[Any]) -> DunningView:
    """Show the ladder of an invoice."""
    return DunningView(
        as_of_on=today,
        days_overdue=max(0, (today - row.due_on).days) if row.open > 0 else 0,
        rests_until_on=row.rests_until_on,
        rungs=[RungView.model_validate(rung, from_attributes=True) for rung in rungs],
        promises=[
            PromisedView(
                promise_id=each.promise_id, amount=_money(each, each.amount), pay_on=each.pay_on, state=each.state
            )
            for each in promises
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
