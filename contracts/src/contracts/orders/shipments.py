"""Events of shipments, papers and requests for an invoice."""

from typing import Annotated, ClassVar

from pydantic import Field

from contracts.blocks import LINES_MAX, About, Exposure, Occasion, Terms
from contracts.events import Block, CustomerEvent, known
from contracts.values import Day, Id, Instant, Money, Quantity, Rate, UnitPrice


class ShippedLine(Block):
    """A quantity of an order's line on a shipment, with the price and tax frozen in the order."""

    line_id: Id
    line_no: int
    product_id: Id
    product_name: str
    qty: Quantity
    qty_alt: Quantity | None = None
    unit_price: UnitPrice
    amount: Money
    tax_rate: Rate


ShippedLines = Annotated[tuple[ShippedLine, ...], Field(max_length=LINES_MAX)]


class Draw(Block):
    """What a shipment drew from an allowance, and what the allowance holds after it."""

    allowance_id: Id
    drawn: Money
    remaining: Money


class ShipmentDispatched(CustomerEvent):
    """Raised when goods leave; N tells, R knows them on the way, X tells carriers (O9, O14)."""

    type = "orders.shipment.dispatched.v1"

    shipment_id: Id
    note_no: str
    order_id: Id
    order_no: str
    lines: ShippedLines
    amount: Money
    dispatched_at: Instant
    promise_at: Instant | None
    plate: str | None
    allowance: Draw | None
    pallets_out: int
    exposure: Exposure


class NotTaken(Block):
    """A quantity refused at the door; `again` says that it goes out once more."""

    line_id: Id
    qty: Quantity
    amount: Money
    again: bool


class ShipmentDelivered(CustomerEvent):
    """Raised when goods arrived, with what was taken; R bills it, C takes complaints of it (O9, O10).

    `terms` and `term_days` are those frozen into the order; N starts the receipt's clock.
    """

    type = "orders.shipment.delivered.v1"

    shipment_id: Id
    note_no: str
    order_id: Id
    order_no: str
    lines: ShippedLines
    amount: Money
    not_taken: tuple[NotTaken, ...]
    delivered_at: Instant
    receipt_due_at: Instant
    terms: Terms
    term_days: int
    bill: Annotated[str, known("on_delivery", "on_request")]
    exposure: Exposure


class ShipmentLate(CustomerEvent):
    """Raised when the promise of 24 or 48 hours is missed; N escalates (O9)."""

    type = "orders.shipment.late.v1"

    shipment_id: Id
    note_no: str
    order_id: Id
    promise_at: Instant
    occasion: Occasion


PaperKind = Annotated[str, known("order_form", "contract", "delivery_receipt")]


class PaperReturned(CustomerEvent):
    """Raised when a signed paper is back; N ends its reminders, X files it (O3, O4, O9)."""

    type = "orders.paper.returned.v1"
    subject_id_field: ClassVar[str] = "about"

    kind: PaperKind
    about: About
    number: str
    file_id: Id | None
    returned_on: Day


class PaperOverdue(CustomerEvent):
    """Raised when a signed paper's time passes; N escalates (O3, O4, O9)."""

    type = "orders.paper.overdue.v1"
    subject_id_field: ClassVar[str] = "about"

    kind: PaperKind
    about: About
    number: str
    due_at: Instant
    occasion: Occasion


class BilledShipment(Block):
    """A shipment that should be invoiced."""

    shipment_id: Id
    note_no: str
    order_id: Id
    amount: Money


class InvoicingRequested(CustomerEvent):
    """Raised by hand or at delivery; R issues the invoice or answers why not (O10, R1)."""

    type = "orders.invoicing.requested.v1"
    subject_id_field: ClassVar[str] = "invoicing_id"

    invoicing_id: Id
    request_no: str
    shipments: tuple[BilledShipment, ...]
    total: Money
    remarks: str | None
