"""Events of holds and of what releases them: discounts and allowances."""

from typing import Annotated, ClassVar

from pydantic import Field

from contracts.blocks import ITEMS_MAX, About, Approval, Text
from contracts.events import Block, CustomerEvent, known
from contracts.orders.sales import HoldReason
from contracts.values import Day, Id, Instant, Money, Quantity, UnitPrice


class Fact(Block):
    """One fact that caused a hold, as it was seen then."""

    name: str
    value: str


class Cure(Text):
    """The least that would release a hold, in words and figures; `refs` are what to pay or sign."""

    amount: Money | None
    refs: tuple[About, ...]


class HoldPlaced(CustomerEvent):
    """Raised when a hold begins; N tells and offers the form, C shows it on the customer (O1, O4-O6, X2).

    `order_ids` are the orders affected now, the first hundred, then `more`; `order_id` is set unless
    the scope is the customer.
    """

    type = "orders.hold.placed.v1"

    hold_id: Id
    reason: HoldReason
    scope: Annotated[str, known("customer", "order", "line")]
    order_id: Id | None
    line_id: Id | None
    blocks: Annotated[str, known("confirm", "produce", "ship")]
    facts: tuple[Fact, ...]
    cure: Cure
    order_ids: Annotated[tuple[Id, ...], Field(max_length=ITEMS_MAX)]
    more: int = 0


class HoldReleased(CustomerEvent):
    """Raised when a hold is cured, approved or overruled, or its subject ends; N recalls what it started (O1,
    O6).
    """

    type = "orders.hold.released.v1"

    hold_id: Id
    reason: HoldReason
    how: Annotated[str, known("cured", "approved", "overruled", "subject_ended")]
    order_id: Id | None
    approval_id: Id | None
    amount_limit: Money | None
    valid_until: Instant | None


class LastPrice(Block):
    """A price at which the customer bought the product before."""

    order_no: str
    sold_on: Day
    unit_price: UnitPrice


class DiscountLine(Block):
    """A line asked for below its list price."""

    line_id: Id
    line_no: int
    product_id: Id
    product_name: str
    qty: Quantity
    list_price: UnitPrice
    asked_price: UnitPrice
    difference: Money
    last_prices: tuple[LastPrice, ...]


class DiscountFacts(Block):
    """What the approver of a discount sees (O1)."""

    order_id: Id
    order_no: str
    customer_name: str
    grade: str | None
    lines: tuple[DiscountLine, ...]
    difference: Money
    reason: str


class DiscountRequested(CustomerEvent):
    """Raised when a price below list is asked for; N opens the form `discount` (O1)."""

    type = "orders.discount.requested.v1"
    subject_id_field: ClassVar[str] = "approval.request_id"

    hold_id: Id
    approval: Approval
    facts: DiscountFacts


class PromiseSeen(Block):
    """A promise to pay as the form shows it, broken ones too."""

    promise_id: Id
    amount: Money
    pay_on: Day
    state: Annotated[str, known("open", "kept", "broken", "replaced")]


class WantedShipment(Block):
    """What should leave in spite of the overdue amount."""

    order_id: Id
    order_no: str
    amount: Money


class AllowanceFacts(Block):
    """What the approver of goods for an overdue customer sees (O6); `month` is `2026-04`."""

    customer_name: str
    month: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}$", examples=["2026-04"])]
    overdue: Money
    overdue_since_on: Day | None
    promises: tuple[PromiseSeen, ...]
    wanted: tuple[WantedShipment, ...]
    account_version: int
    reason: str


class AllowanceRequested(CustomerEvent):
    """Raised when goods are asked for in spite of overdue; N opens the form `overdue_shipment` (O6)."""

    type = "orders.allowance.requested.v1"
    subject_id_field: ClassVar[str] = "approval.request_id"

    hold_id: Id | None
    approval: Approval
    facts: AllowanceFacts


class AllowanceGranted(CustomerEvent):
    """Raised when the approval came back whole; N tells, R ties the promises to it (O6)."""

    type = "orders.allowance.granted.v1"

    allowance_id: Id
    request_id: Id
    amount: Money
    from_on: Day
    to_on: Day
    promise_ids: tuple[Id, ...]
    order_ids: tuple[Id, ...]
    approval_id: Id


class AllowanceEnded(CustomerEvent):
    """Raised when it is drawn down, over, edited away, overruled or its promise broke; N tells, R unties
    (O6).
    """

    type = "orders.allowance.ended.v1"

    allowance_id: Id
    reason: Annotated[str, known("drawn_down", "window_over", "promise_broken", "edited", "overruled", "cured")]
    drawn: Money
    left: Money
