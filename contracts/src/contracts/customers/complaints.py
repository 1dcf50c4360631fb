"""Events of a complaint, from filing to the customer's satisfaction."""

from typing import Annotated

from contracts.blocks import About, Occasion
from contracts.events import Block, CustomerEvent, known
from contracts.values import Id, Instant, Money, Quantity

Severity = Annotated[str, known("minor", "major", "critical")]
Remedy = Annotated[str, known("replace", "return", "credit", "repair", "none")]


class ComplaintLine(Block):
    """A delivered line that is complained of: `amount` is what is disputed of it, gross."""

    order_id: Id
    order_no: str
    line_id: Id
    shipment_id: Id
    product_id: Id
    product_name: str
    qty: Quantity
    amount: Money


class ConfirmedLine(ComplaintLine):
    """A complained line with what was accepted after the joint visit."""

    accepted_qty: Quantity
    accepted_amount: Money


class ComplaintFiled(CustomerEvent):
    """Raised when facts were checked and the form is in, also if settled on the spot (C9, C11).

    R disputes just these lines; N tells specialist, inspector and manager; O shows it on the shipment.
    `disputed` is the sum of the lines' amounts.
    """

    type = "customers.complaint.filed.v1"

    complaint_id: Id
    complaint_no: str
    kind: Annotated[str, known("complaint", "objection", "suggestion")]
    severity: Severity
    lines: tuple[ComplaintLine, ...]
    disputed: Money
    answer_due_at: Instant
    specialist_id: Id | None
    settled_on_spot: bool


class ComplaintConfirmed(CustomerEvent):
    """Raised when the facts are confirmed; R shrinks the dispute or credits, O prepares the return (C9).

    `disputed` is the amount that stays in dispute after it.
    """

    type = "customers.complaint.confirmed.v1"

    complaint_id: Id
    complaint_no: str
    severity: Severity
    findings: str
    lines: tuple[ConfirmedLine, ...]
    remedy: Remedy
    remedy_due_at: Instant | None
    disputed: Money


class ComplaintRemedied(CustomerEvent):
    """Raised when the remedy was carried out; N asks for the signed confirmation and reminds (C10).

    `reference` is what carried it out: a credit note, a return, an order.
    """

    type = "customers.complaint.remedied.v1"

    complaint_id: Id
    complaint_no: str
    remedy: Remedy
    reference: About | None
    confirmation_due_at: Instant


class ComplaintOverdue(CustomerEvent):
    """Raised when a step's time passes; N escalates by severity (C9, C10)."""

    type = "customers.complaint.overdue.v1"

    complaint_id: Id
    complaint_no: str
    step: Annotated[str, known("answer", "facts", "remedy", "confirmation")]
    severity: Severity
    due_at: Instant
    occasion: Occasion


class ComplaintClosed(CustomerEvent):
    """Raised when it ends satisfied, unfounded or taken back; R ends the dispute, N recalls
    messages (C10).
    """

    type = "customers.complaint.closed.v1"

    complaint_id: Id
    complaint_no: str
    outcome: Annotated[str, known("satisfied", "unfounded", "taken_back")]
    confirmation_file_id: Id | None
