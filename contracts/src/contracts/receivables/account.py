"""Events of money received, and of the state of a customer's account."""

from typing import Annotated, ClassVar

from pydantic import Field

from contracts.blocks import ITEMS_MAX, About, Occasion
from contracts.events import CONFIDENTIAL, Block, CustomerEvent, known
from contracts.values import Day, Id, Money


class Allocation(Block):
    """What a receipt pays: an invoice or a demand."""

    invoice_id: Id | None
    invoice_no: str | None
    demand_id: Id | None
    amount: Money


class ReceiptBooked(CustomerEvent):
    """Raised when money is booked or allocated anew; N tells who hoped for it, X keeps the cash book (R2)."""

    type = "receivables.receipt.booked.v1"

    receipt_id: Id
    bank_ref: str
    amount: Money
    received_on: Day
    allocations: tuple[Allocation, ...]
    unapplied: Money
    version: int


class Reopened(Block):
    """An invoice that is open again, with what is open of it."""

    invoice_id: Id
    invoice_no: str
    open: Money


class ReceiptReversed(CustomerEvent):
    """Raised when money bounced or was booked wrongly; N revives reminders, C learns the behaviour (R2)."""

    type = "receivables.receipt.reversed.v1"

    receipt_id: Id
    bank_ref: str
    amount: Money
    reason: str
    reopened: tuple[Reopened, ...]


class OverdueItem(Block):
    """An invoice past its due date, with what is open and undisputed of it."""

    invoice_id: Id
    invoice_no: str
    open: Money
    due_on: Day


class Covered(Block):
    """How much of an order, in its own prices, became account entries or was struck off; cumulative."""

    order_id: Id
    covered: Money


class StandingChanged(CustomerEvent):
    """Raised on any change of the account; O computes exposure and holds by it, C warns, N flows (R4, O6).

    `net` = open - disputed - unapplied. `covered` names the orders that this change touched; a restated
    one names all. The oldest hundred items are listed, then `more`.
    """

    type = "receivables.standing.changed.v1"
    subject_id_field: ClassVar[str] = "customer_id"

    version: int
    state: Annotated[str, known("good", "overdue")]
    previous_state: Annotated[str, known("good", "overdue")]
    open: Annotated[Money, CONFIDENTIAL]
    unapplied: Annotated[Money, CONFIDENTIAL]
    disputed: Annotated[Money, CONFIDENTIAL]
    net: Annotated[Money, CONFIDENTIAL]
    overdue: Annotated[Money, CONFIDENTIAL]
    overdue_since_on: Day | None
    overdue_items: Annotated[tuple[OverdueItem, ...], Field(max_length=ITEMS_MAX)]
    more: int = 0
    covered: tuple[Covered, ...]
    cause: About | None


class PromiseMade(CustomerEvent):
    """Raised when the customer promises an amount by a day; N rests dunning, O has a fact for O6 (R3, O6)."""

    type = "receivables.promise.made.v1"

    promise_id: Id
    amount: Money
    pay_on: Day
    invoice_ids: tuple[Id, ...]
    replaces_id: Id | None


class PromiseKept(CustomerEvent):
    """Raised when the promise is paid in full by its day; N ends its clock, C learns the behaviour (R3)."""

    type = "receivables.promise.kept.v1"

    promise_id: Id
    paid_on: Day


class PromiseBroken(CustomerEvent):
    """Raised when the day is over and it is not paid; O ends the allowance, N escalates (R3, O6)."""

    type = "receivables.promise.broken.v1"

    promise_id: Id
    missing: Money
    pay_on: Day
    occasion: Occasion


class DisputedInvoice(Block):
    """What is disputed of an invoice."""

    invoice_id: Id
    invoice_no: str
    disputed: Money


class DisputeChanged(CustomerEvent):
    """Raised when a dispute opens, shrinks, grows or ends; N takes it out of reminders, C shows it
    (C9, R3).
    """

    type = "receivables.dispute.changed.v1"
    subject_id_field: ClassVar[str] = "complaint_id"

    complaint_id: Id
    invoices: tuple[DisputedInvoice, ...]
    total: Money
    version: int
