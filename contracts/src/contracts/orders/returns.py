"""Events of goods that come back."""

from typing import Annotated, ClassVar

from contracts.blocks import Approval
from contracts.events import Block, CustomerEvent, known
from contracts.values import Day, Id, Money, Quantity, UnitPrice


class ReturnLine(Block):
    """A delivered line of which some should come back; `left_to_return` is the most that may."""

    order_id: Id
    shipment_id: Id
    line_id: Id
    note_no: str
    product_id: Id
    product_name: str
    size: str | None
    qty: Quantity
    unit_price: UnitPrice
    amount: Money
    left_to_return: Quantity


class ReturnFacts(Block):
    """What the approver of a return sees (O7)."""

    customer_name: str
    lines: tuple[ReturnLine, ...]
    total: Money
    reason: str
    complaint_id: Id | None


class ReturnRequested(CustomerEvent):
    """Raised when a return is wanted and the goods are ours; N opens the form `return` (O7)."""

    type = "orders.return.requested.v1"

    return_id: Id
    return_no: str
    approval: Approval
    facts: ReturnFacts


class ReturnAnswered(CustomerEvent):
    """Raised when goods are not ours, the return is refused, or authorised; N tells, C follows the remedy
    (O7).
    """

    type = "orders.return.answered.v1"
    subject_id_field: ClassVar[str] = "return_id"

    return_id: Id
    return_no: str
    answer: Annotated[str, known("authorised", "refused", "not_ours")]
    reason: str | None
    lines: tuple[ReturnLine, ...]
    approval_id: Id | None
    complaint_id: Id | None


class AcceptedLine(Block):
    """What was taken back of a line after inspection."""

    order_id: Id
    shipment_id: Id
    line_id: Id
    product_id: Id
    product_name: str
    qty: Quantity
    unit_price: UnitPrice
    amount: Money


class RejectedLine(Block):
    """What inspection did not take back, and why."""

    line_id: Id
    qty: Quantity
    reason: str


class ReturnReceived(CustomerEvent):
    """Raised when goods are back and inspected; R nets or credits them, C may call the remedy done
    (O7, R2).
    """

    type = "orders.return.received.v1"

    return_id: Id
    return_no: str
    lines: tuple[AcceptedLine, ...]
    rejected: tuple[RejectedLine, ...]
    total: Money
    received_on: Day
    complaint_id: Id | None
