"""Events of an order from placing to refusal, and of the credit that it draws on."""

from typing import Annotated, ClassVar

from pydantic import Field

from contracts.blocks import LINES_MAX, About, Exposure, Lines, Terms
from contracts.events import Block, CustomerEvent, known
from contracts.values import AmountText, Day, Id, Instant, Money, Quantity

HoldReason = Annotated[
    str,
    known(
        "overdue",
        "credit_limit",
        "price_below_list",
        "dossier_incomplete",
        "territory",
        "unsigned",
        "deposit_unpaid",
        "special_order_unpaid",
        "stale_facts",
        "manual",
    ),
]


class OrderHold(Block):
    """A hold that an order was born with."""

    hold_id: Id
    reason: HoldReason


class Destination(Block):
    """Where goods go: place and region, never a contact."""

    ship_to_id: Id | None
    place: str
    region: str
    town: bool


class OrderPlaced(CustomerEvent):
    """Raised when an order form or a confirmed draft is in; N starts the sign-off clock, C plans by it (O2,
    O3).
    """

    type = "orders.order.placed.v1"

    order_id: Id
    order_no: str
    revision: int
    source: Annotated[str, known("form", "message", "quotation", "copy", "split", "replacement", "import")]
    lines: Lines
    value: Money
    ship_to: Destination
    terms: Terms
    term_days: int
    quotation_id: Id | None
    contract_id: Id | None
    project_id: Id | None
    copied_from_id: Id | None
    sign_off_due_at: Instant
    holds: tuple[OrderHold, ...]


class OrderConfirmed(CustomerEvent):
    """Raised when nothing holds the order back and its credit is reserved; N tells, X plans (O2, R4)."""

    type = "orders.order.confirmed.v1"

    order_id: Id
    order_no: str
    revision: int
    value: Money
    delivery_due_at: Instant | None
    exposure: Exposure


class OrderChanged(CustomerEvent):
    """Raised when an order's content is edited; N voids forms of older revisions (O1).

    `voided_releases` are the holds whose release ended with the content it was given for.
    """

    type = "orders.order.changed.v1"

    order_id: Id
    order_no: str
    revision: int
    lines: Lines
    value: Money
    changed: tuple[str, ...]
    voided_releases: tuple[Id, ...]
    exposure: Exposure | None


class CancelledLine(Block):
    """What is cancelled of a line; only R strikes off what had been handed over."""

    line_id: Id
    qty: Quantity
    handed_over: Quantity
    amount: Money


class OrderCancelled(CustomerEvent):
    """Raised when an order is cancelled or closed short; N ends clocks, R strikes off what was handed over
    (O2).

    `value` is what is left of the order.
    """

    type = "orders.order.cancelled.v1"

    order_id: Id
    order_no: str
    revision: int
    lines: Annotated[tuple[CancelledLine, ...], Field(max_length=LINES_MAX)]
    reason: str
    whole: bool
    value: Money
    exposure: Exposure | None


class OrderRefused(CustomerEvent):
    """Raised when a sale outside territory or channel is refused; N tells the managers of both sides (P3,
    C2).
    """

    type = "orders.order.refused.v1"
    subject_id_field: ClassVar[str] = "refusal_id"

    refusal_id: Id
    rule: Annotated[str, known("territory", "channel")]
    territory_id: Id | None
    territory_owner_id: Id | None
    product_ids: tuple[Id, ...]
    asked_by: Id


class ExposureCrossed(CustomerEvent):
    """Raised at 80 % and 100 % of the limit, and back below; N tells, C grades, R shows it (R4)."""

    type = "orders.exposure.crossed.v1"
    subject_id_field: ClassVar[str] = "customer_id"

    threshold: AmountText
    direction: Annotated[str, known("up", "down")]
    exposure: Exposure
    cause: About | None


class PaymentDemanded(CustomerEvent):
    """Raised when money gates an order, or no longer does (0); R matches receipts to it, N tells (O5, O8)."""

    type = "orders.payment.demanded.v1"
    subject_id_field: ClassVar[str] = "demand_id"

    demand_id: Id
    order_id: Id
    order_no: str
    stage: Annotated[str, known("deposit", "balance", "special")]
    amount: Money
    due_on: Day | None
    blocks: Annotated[str, known("produce", "ship")]
    version: int
