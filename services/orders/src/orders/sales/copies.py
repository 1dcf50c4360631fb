"""An order made from another: copies and splits, which evade no hold (O1)."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from chassis.ids import new_id
from chassis.refusals import Refused
from chassis.tx import Tx
from contracts.values import UnitPrice
from orders import gates
from orders.catalogue.queries import Product, relisted
from orders.sales import rules
from orders.sales.changes import Content, locked, quantities, reduce, tell, void
from orders.sales.commands import Compose, Draft, Origin, Placed, place
from orders.sales.lines import ShipTo, Split
from orders.sales.queries import Order, OrderLine


async def copy_order(tx: Tx, order_id: UUID) -> Placed | Refused:
    """Place the same order again, at the same prices: holds come along, a release never does (O1)."""
    account, order = await locked(tx, order_id)
    holds = await gates.holds_by_hand(tx, account, order_id)

    def compose(products: Mapping[UUID, Product], currency: str) -> tuple[OrderLine, ...]:
        return tuple(
            _anew(line, number, line.qty, relisted(products[line.product_id], line.unit))
            for number, line in enumerate(order.lines, start=1)
        )

    return await place(tx, _draft(order, compose, Origin("copy", order_id, holds=holds)))


async def split_order(tx: Tx, order_id: UUID, command: Split) -> Placed:
    """Move quantities to an order of their own, which keeps the age and the holds of this one (O1)."""
    rules.demand_once([line.line_id for line in command.lines])
    account, order = await locked(tx, order_id)
    moved = quantities(order, command.lines)
    if sum(moved.values()) >= sum(line.left for line in order.lines):
        raise rules.NothingMoves(field="/lines")
    holds = await gates.holds_by_hand(tx, account, order_id)
    voided = await void(tx, account, order_id, "content_changed")
    account, revised = await reduce(tx, account, order, moved)
    content = Content(revised.row.revision, revised.lines, revised.value)
    tell(tx, account, order, content, ("lines",), voided)

    def compose(products: Mapping[UUID, Product], currency: str) -> tuple[OrderLine, ...]:
        lines = (line for line in order.lines if line.line_id in moved)
        return tuple(
            _anew(line, number, moved[line.line_id], line.list_price) for number, line in enumerate(lines, start=1)
        )

    is_confirmed = order.row.state == "confirmed"
    origin = Origin("split", order_id, queued_at=order.row.queued_at, has_credit=is_confirmed, holds=holds)
    placed = await place(tx, _draft(order, compose, origin))
    if isinstance(placed, Refused):
        raise placed
    await gates.settle(tx, account.customer_id)
    return placed


def _draft(order: Order, compose: Compose, origin: Origin) -> Draft:
    row = order.row
    ship_to = ShipTo(place=row.place, region=row.region, town=row.town) if row.ship_to_id is None else None
    return Draft(
        row.customer_id, tuple({line.product_id for line in order.lines}), compose, row.ship_to_id, ship_to,
        row.terms if row.terms == "cash" else None, row.plate, row.collector, row.remarks, origin,
    )  # fmt: skip


def _anew(line: OrderLine, number: int, qty: Decimal, list_price: UnitPrice | None) -> OrderLine:
    nothing = Decimal(0)
    alt = (line.alt_qty, line.alt_unit) if qty == line.qty else (None, None)
    return replace(
        line, line_id=new_id(), line_no=number, qty=qty, alt_qty=alt[0], alt_unit=alt[1], list_price=list_price,
        cancelled=nothing, shipped=nothing, delivered=nothing, returned=nothing,
    )  # fmt: skip
