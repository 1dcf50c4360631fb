"""What the API shows of an order."""

from collections.abc import Mapping
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel

from contracts.values import Instant, Money, Quantity, UnitPrice
from edge.paging import Page
from orders import cures
from orders.sales.queries import Order, OrderLine, Stops

State = Literal["held", "confirmed", "cancelled"]
Stage = Literal["held", "confirmed", "part_shipped", "shipped", "cancelled"]


class LineView(BaseModel):
    """A line, and what became of it."""

    line_id: UUID
    line_no: int
    product_id: UUID
    product_name: str
    qty: Quantity
    qty_alt: Quantity | None
    unit_price: UnitPrice
    list_price: UnitPrice | None
    amount: Money
    cancelled: Quantity
    shipped: Quantity
    delivered: Quantity
    returned: Quantity


class OrderSummary(BaseModel):
    """An order in a list; `holds` counts those that stop it, `reasons` names them."""

    order_id: UUID
    order_no: str
    customer_id: UUID
    customer_no: str | None
    customer_name: str | None
    state: State
    stage: Stage
    revision: int
    value: Money
    unshipped: Money
    placed_at: Instant
    holds: int
    reasons: list[cures.Reason]


class OrderTotal(BaseModel):
    """What orders of one currency amount to."""

    orders: int
    value: Money
    unshipped: Money


class OrderPage(Page[OrderSummary]):
    """Some of a list of orders, and what all of it amounts to by currency."""

    totals: list[OrderTotal]


class OrderView(BaseModel):
    """An order with its lines and what stops it; `may_ship` tells whether goods may leave now."""

    order_id: UUID
    order_no: str
    customer_id: UUID
    branch_id: UUID
    state: State
    stage: Stage
    source: str
    revision: int
    version: int
    value: Money
    unshipped: Money
    covered: Money
    terms: str
    term_days: int
    ship_to_id: UUID | None
    place: str
    region: str
    town: bool
    plate: str | None
    collector: str | None
    remarks: str | None
    copied_from_id: UUID | None
    placed_at: Instant
    confirmed_at: Instant | None
    sign_off_due_at: Instant
    may_ship: bool
    holds: list[cures.HoldView]
    lines: list[LineView]


def summary(row: Any) -> OrderSummary:
    """Show an order in a list."""
    shown = {"state": _state(row), "stage": _stage(row), "holds": len(row.reasons)}
    return OrderSummary.model_validate({**row._mapping, **_money(row), **shown})


def total(row: Mapping[str, Any]) -> OrderTotal:
    """Show what orders of one currency amount to."""
    money = {name: Money.of(row[name], row["currency"]) for name in ("value", "unshipped")}
    return OrderTotal(orders=row["orders"], **money)


def view(order: Order, stops: Stops) -> OrderView:
    """Show an order."""
    row = order.row
    shown = {
        "lines": [_line(line) for line in order.lines],
        "holds": [cures.hold_view(hold) for hold in stops.holds],
        "may_ship": row.state == "confirmed" and bool(row.unshipped) and stops.lets_through,
        "state": _state(row),
        "stage": _stage(row),
    }
    return OrderView.model_validate({**row._mapping, **_money(row), **shown})


def _state(row: Any) -> str:
    # An order that is placed and not confirmed waits for the cure of a hold.
    return "held" if row.state == "placed" else str(row.state)


def _stage(row: Any) -> str:
    if row.state != "confirmed" or row.unshipped == row.value:
        return _state(row)
    return "part_shipped" if row.unshipped else "shipped"


def _money(row: Any) -> dict[str, Money]:
    return {name: Money(amount=getattr(row, name), currency=row.currency) for name in ("value", "unshipped", "covered")}


def _line(line: OrderLine) -> LineView:
    frozen = line.event_line()
    return LineView(
        line_id=line.line_id, line_no=line.line_no, product_id=line.product_id, product_name=line.product_name,
        qty=line.quantity(line.qty), qty_alt=frozen.qty_alt, unit_price=line.unit_price, list_price=line.list_price,
        amount=frozen.amount, cancelled=line.quantity(line.cancelled), shipped=line.quantity(line.shipped),
        delivered=line.quantity(line.delivered), returned=line.quantity(line.returned),
    )  # fmt: skip
