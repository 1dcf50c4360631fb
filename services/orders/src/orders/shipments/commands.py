"""Goods leave: every gate is checked again, under the customer's lock (O6, O9)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, StrictInt
from sqlalchemy import text

from chassis.defaults import Scope
from chassis.ids import new_id
from chassis.tx import Tx
from contracts.blocks import LINES_MAX
from contracts.orders import Draw, ShipmentDispatched, ShippedLine
from contracts.values import Money, Quantity
from edge.inputs import Command, PositiveQuantity, Text, Uuid
from orders import defaults, forms, gates, rowset
from orders.releases import queries as releases
from orders.sales import queries as sales
from orders.sales.queries import Order, OrderLine
from orders.shipments import rules

# Conditional updates: what was cancelled or drawn meanwhile lets fewer rows through.
DISPATCH = text(
    """
    WITH s AS (
        INSERT INTO shipment (shipment_id, note_no, order_id, customer_id, branch_id, state, currency, amount,
            dispatched_at, dispatched_by, promise_at, plate, pallets_out, allowance_id, drawn)
        VALUES (:shipment_id, 'DN' || :day || lpad(CAST(nextval('note_no') AS text), 6, '0'), :order_id, :customer_id,
            :branch_id, 'dispatched', :currency, :amount, :now, :actor, :promise_at, :plate, :pallets_out,
            CAST(:allowance_id AS uuid), :drawn)
        RETURNING note_no
    ), n AS (
        INSERT INTO shipment_line (shipment_id, line_id, branch_id, qty, amount)
        SELECT :shipment_id, r.line_id, :branch_id, r.qty, r.amount
        FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(line_id uuid, qty numeric, amount numeric)
    ), l AS (
        UPDATE order_line x SET shipped = x.shipped + r.qty
        FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(line_id uuid, qty numeric)
        WHERE x.line_id = r.line_id AND x.qty - x.cancelled - x.shipped >= r.qty RETURNING x.line_id
    ), o AS (
        UPDATE sales_order SET unshipped = unshipped - :amount, version = version + 1 WHERE order_id = :order_id
    ), w AS (
        UPDATE allowance SET drawn = drawn + :drawn WHERE allowance_id = CAST(:allowance_id AS uuid)
            AND ended_at IS NULL AND amount - drawn >= :drawn RETURNING amount - drawn AS remaining
    )
    SELECT (SELECT note_no FROM s) AS note_no, (SELECT count(*) FROM l) AS lines, (SELECT remaining FROM w) AS remaining
    """
)


class DispatchLine(Command):
    """A quantity of a line that leaves."""

    line_id: Uuid
    qty: PositiveQuantity


class Dispatch(Command):
    """Goods that leave; without lines, all that is left."""

    lines: Annotated[list[DispatchLine], Field(min_length=1, max_length=LINES_MAX)] | None = None
    plate: Annotated[Text, Field(max_length=20)] | None = None
    pallets_out: Annotated[StrictInt, Field(ge=0, le=10_000)] = 0


@dataclass(frozen=True, slots=True)
class Leaving:
    """A quantity of a line with its amount."""

    line: OrderLine
    qty: Decimal
    amount: Money


async def dispatch(tx: Tx, order_id: UUID, command: Dispatch) -> UUID:
    """Let goods leave if no hold stops them, drawing on an allowance where money is overdue (O6, O9)."""
    gate = await gates.settle(tx, await sales.customer_of(tx, order_id))
    account, order = gate.account, await sales.load(tx, order_id)
    leaving = _leaving(order, command.lines)
    amount = Money.sum_of((each.amount for each in leaving), account.currency)
    stops = [rules.Stop(h.hold_id, h.reason, h.zh, h.en, h.amount) for h in gate.stops(order_id)]
    allowed = await _allowed(tx, account, order_id) if stops else None
    drawn_on = rules.draw(stops, allowed, amount)
    shipment_id = new_id()
    facts = _facts(tx, account, order, command, leaving)
    drawn = {
        "allowance_id": drawn_on.allowance_id if drawn_on else None,
        "drawn": amount.amount if drawn_on else Decimal(0),
    }
    row = (await tx.execute(DISPATCH, {**facts, **drawn, "shipment_id": shipment_id, "amount": amount.amount})).one()
    draw = _draw(drawn_on, amount)
    tx.emit(
        ShipmentDispatched(
            **account.common(),
            shipment_id=shipment_id,
            note_no=row.note_no,
            order_id=order_id,
            order_no=order.row.order_no,
            lines=tuple(_shipped(each) for each in leaving),
            amount=amount,
            dispatched_at=tx.now,
            promise_at=facts["promise_at"],
            plate=facts["plate"],
            allowance=draw,
            pallets_out=command.pallets_out,
            exposure=account.exposure(tx.today),
        )
    )
    if draw and not draw.remaining:
        await forms.end_allowances(tx, account, "drawn_down", allowance_id=draw.allowance_id)
    await gates.settle(tx, account.customer_id)
    return shipment_id


def _draw(allowed: rules.Allowed | None, amount: Money) -> Draw | None:
    if allowed is None:
        return None
    return Draw(allowance_id=allowed.allowance_id, drawn=amount, remaining=allowed.remaining - amount)


def _leaving(order: Order, asked: Sequence[DispatchLine] | None) -> list[Leaving]:
    wanted: Mapping[UUID, Quantity] = (
        {line.line_id: line.quantity(line.left) for line in order.lines if line.left}
        if asked is None
        else {each.line_id: each.qty for each in asked}
    )
    if not wanted or order.row.state == "cancelled":
        raise rules.ShipmentEmpty
    if asked is not None and len(wanted) < len(asked):
        raise rules.ShipmentLineUnknown(field="/lines")
    leaving = []
    for place, (line_id, qty) in enumerate(wanted.items()):
        line = order.line(line_id)
        if line is None or line.unit != qty.unit:
            raise rules.ShipmentLineUnknown(field=f"/lines/{place}")
        if qty.value > line.left:
            raise rules.ShipmentTooMuch(line=line.line_no, left=line.quantity(line.left), field=f"/lines/{place}/qty")
        leaving.append(Leaving(line, qty.value, line.amount(line.shipped, line.shipped + qty.value)))
    return leaving


async def _allowed(tx: Tx, account: gates.Account, order_id: UUID) -> rules.Allowed | None:
    row = await releases.usable(tx, account.customer_id, order_id, tx.today)
    return rules.Allowed(row.allowance_id, account.money(row.remaining)) if row else None


def _facts(
    tx: Tx, account: gates.Account, order: Order, command: Dispatch, leaving: Sequence[Leaving]
) -> dict[str, Any]:
    scope = Scope(account.branch_id, account.customer_id)
    plate = command.plate or order.row.plate
    promise = rules.promise_at(
        tx.now,
        is_collected=plate is not None and order.row.plate is not None,
        in_town=order.row.town,
        town_h=tx.setting(defaults.TOWN_WITHIN, scope),
        region_h=tx.setting(defaults.REGION_WITHIN, scope),
    )
    return {
        "order_id": order.row.order_id, "customer_id": account.customer_id, "branch_id": order.row.branch_id,
        "currency": account.currency, "now": tx.now, "actor": tx.actor.id, "day": f"{tx.today:%y%m%d}",
        "promise_at": promise, "plate": plate, "pallets_out": command.pallets_out,
        "rows": rowset.pack(
            {"line_id": each.line.line_id, "qty": each.qty, "amount": each.amount.amount} for each in leaving
        ),
    }  # fmt: skip


def _shipped(each: Leaving) -> ShippedLine:
    line = each.line
    return ShippedLine(
        line_id=line.line_id, line_no=line.line_no, product_id=line.product_id, product_name=line.product_name,
        qty=line.quantity(each.qty), qty_alt=_alt(line, each.qty), unit_price=line.unit_price, amount=each.amount,
        tax_rate=line.tax_rate,
    )  # fmt: skip


def _alt(line: OrderLine, qty: Decimal) -> Quantity | None:
    if qty != line.qty or line.alt_qty is None or line.alt_unit is None:
        return None
    return Quantity(value=line.alt_qty, unit=line.alt_unit)
