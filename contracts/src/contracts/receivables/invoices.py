"""Events of invoices and credit notes."""

from typing import Annotated, ClassVar

from pydantic import Field

from contracts.blocks import LINES_MAX, Occasion, Terms
from contracts.events import Block, CustomerEvent, known
from contracts.values import Day, Id, Money, Quantity


class InvoiceLine(Block):
    """A billed quantity of a shipped line; `amount` is gross, `tax` the part of it that is tax."""

    order_id: Id | None
    shipment_id: Id | None
    line_id: Id | None
    product_name: str
    qty: Quantity | None
    amount: Money
    tax: Money


InvoiceLines = Annotated[tuple[InvoiceLine, ...], Field(max_length=LINES_MAX)]


class InvoiceIssued(CustomerEvent):
    """Raised when the number is drawn and the entry posted; N starts the due clock, C counts turnover (R1,
    O10).

    O enters it in the order's ledger; X hands it to the tax system.
    """

    type = "receivables.invoice.issued.v1"

    invoice_id: Id
    invoice_no: str
    request_no: str | None
    lines: InvoiceLines
    total: Money
    tax: Money
    issued_on: Day
    due_on: Day
    terms: Terms


class RejectedBilling(Block):
    """A shipment that could not be billed."""

    shipment_id: Id
    order_id: Id | None


class InvoicingRejected(CustomerEvent):
    """Raised when a request for an invoice can't be met; O hands it back to the clerk, N tells (O10)."""

    type = "receivables.invoicing.rejected.v1"
    subject_id_field: ClassVar[str] = "invoicing_id"

    invoicing_id: Id
    request_no: str
    shipments: tuple[RejectedBilling, ...]
    reasons: tuple[str, ...]


class InvoiceDue(CustomerEvent):
    """Raised some days before the due date and on it; N reminds (R3)."""

    type = "receivables.invoice.due.v1"

    invoice_id: Id
    invoice_no: str
    open: Money
    due_on: Day
    days_before: int
    occasion: Occasion


class InvoiceOverdue(CustomerEvent):
    """Raised when a stage of dunning is reached; N tells and escalates, C learns the behaviour (R3, N3).

    `open` holds all that is unpaid, `disputed` the part of it that is not dunned.
    """

    type = "receivables.invoice.overdue.v1"

    invoice_id: Id
    invoice_no: str
    open: Money
    disputed: Money
    due_on: Day
    stage_days: int
    round: int
    occasion: Occasion


class InvoiceSettled(CustomerEvent):
    """Raised when nothing is open any more; N recalls reminders, C learns the behaviour, O its ledger (R2,
    R3).
    """

    type = "receivables.invoice.settled.v1"

    invoice_id: Id
    invoice_no: str
    how: Annotated[str, known("paid", "credited", "written_off")]
    settled_on: Day
    days_late: int


class InvoiceReversed(CustomerEvent):
    """Raised when an invoice is taken back (红冲); O, N and C go on as if it had not been issued (R1)."""

    type = "receivables.invoice.reversed.v1"

    invoice_id: Id
    invoice_no: str
    reversing_no: str
    total: Money
    reason: str


class CreditNoteIssued(CustomerEvent):
    """Raised when a return, complaint or allowance is credited; C sees the remedy done, O the return (O7,
    C9).
    """

    type = "receivables.credit_note.issued.v1"
    subject_id_field: ClassVar[str] = "note_id"

    note_id: Id
    note_no: str
    invoice_id: Id
    invoice_no: str
    lines: InvoiceLines
    total: Money
    issued_on: Day
    return_id: Id | None
    complaint_id: Id | None
