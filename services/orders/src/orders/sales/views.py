"""What the API shows of an order."""

from typing import Any
from uuid import UUID

from pydantic import BaseModel

from contracts.values import Instant, Money, Quantity, UnitPrice
from orders import cures
from orders.sales.queries import Order, OrderLine, Stops


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
    """An order in a list; `holds` counts those that stop it."""

    order_id: UUID
    order_no: str
    customer_id: UUID
    state: str
    revision: int
    value: Money
    unshipped: Money
    placed_at: Instant
    holds: int


class OrderView(BaseModel):
    """An order with its lines and what stops it; `may_ship` tells whether goods may leave now."""

    order_id: UUID
    order_no: str
    customer_id: UUID
    branch_id: UUID
    state: str
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
    return OrderSummary.model_validate({**row._mapping, **_money(row), "state": _state(row)})


def view(order: Order, stops: Stops) -> OrderView:
    """Show an order."""
    row = order.row
    shown = {
        "lines": [_line(line) for line in order.lines],
        "holds": [cures.hold_view(hold) for hold in stops.holds],
        "may_ship": row.state == "confirmed" and bool(row.unshipped) and stops.lets_through,
        "state": _state(row),
    }
    return OrderView.model_validate({**row._mapping, **_money(row), **shown})


def _state(row: Any) -> str:
    # An order that is placed and not confirmed waits for the cure of a hold.
    return "held" if row.state == "placed" else str(row.state)


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
