"""Goods arrive: what was taken may be billed, what was not is struck off or goes out once more (O9, O10)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field
from sqlalchemy import text

from chassis.defaults import Scope
from chassis.ids import new_id
from chassis.refusals import NotFound
from chassis.tx import Tx
from contracts.blocks import LINES_MAX
from contracts.orders import BilledShipment, InvoicingRequested, NotTaken, ShipmentDelivered, ShippedLine
from contracts.receivables import InvoicingRejected
from contracts.values import Money, Quantity, UnitPrice
from edge.inputs import Command, Flag, Text, Uuid
from orders import deadlines, defaults, gates, rowset
from orders.sales import queries as sales
from orders.shipments import queries, rules

DELIVER = text(
    """
    WITH n AS (
        UPDATE shipment_line x SET taken = r.taken, taken_amount = r.taken_amount
        FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(line_id uuid, taken numeric, taken_amount numeric)
        WHERE x.shipment_id = :shipment_id AND x.line_id = r.line_id
    ), l AS (
        UPDATE order_line x SET delivered = x.delivered + r.taken, shipped = x.shipped - r.again
        FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(line_id uuid, taken numeric, again numeric)
        WHERE x.line_id = r.line_id
    ), o AS (
        UPDATE sales_order SET unshipped = unshipped + :again_amount, version = version + 1 WHERE order_id = :order_id
    )
    UPDATE shipment SET state = 'delivered', delivered_at = :now, receipt_due_at = :receipt_due_at,
        receipt_days = :receipt_days, dated_by = :dated_by, taken_amount = :taken_amount, version = version + 1
    WHERE shipment_id = :shipment_id
    """
)
ASK_INVOICE = text(
    "WITH i AS (INSERT INTO invoicing (invoicing_id, request_no, customer_id, branch_id, total, currency, remarks,"
    " requested_at, requested_by) VALUES (:invoicing_id, 'IR' || :day || lpad(CAST(nextval('invoicing_no') AS text), 6,"
    " '0'), :customer_id, :branch_id, :total, :currency, :remarks, :now, :actor) RETURNING request_no), s AS ("
    " UPDATE shipment SET invoicing_id = :invoicing_id WHERE shipment_id = ANY(CAST(:ids AS uuid[])))"
    " SELECT request_no FROM i"
)
REJECT = text("UPDATE invoicing SET rejected_because = :reasons WHERE invoicing_id = :invoicing_id")
FREE = text("UPDATE shipment SET invoicing_id = NULL WHERE invoicing_id = :invoicing_id")


class TakenLine(Command):
    """What was taken of a line; what was not goes out once more if `again`."""

    line_id: Uuid
    taken: Quantity
    again: Flag = False


class Deliver(Command):
    """A delivery; lines that are not named were taken whole."""

    lines: Annotated[list[TakenLine], Field(max_length=LINES_MAX)] = Field(default_factory=list)


class RequestInvoicing(Command):
    """An invoicing request by hand (开票通知单)."""

    shipment_ids: Annotated[list[Uuid], Field(min_length=1, max_length=100)]
    remarks: Annotated[Text, Field(max_length=500)] | None = None


@dataclass(frozen=True, slots=True)
class Arrived:
    """A line of the shipment with what came of it."""

    row: Any
    arrival: rules.Arrival
    taken_amount: Money
    lost_amount: Money

    @property
    def lost(self) -> Decimal:
        """Tell what was not taken."""
        return Decimal(self.row.qty - self.arrival.taken)


async def deliver(tx: Tx, shipment_id: UUID, command: Deliver) -> None:
    """Note what was taken of a shipment, and ask for its invoice if the firm bills on delivery (O9, O10)."""
    shipment = await queries.one(tx, shipment_id)
    gate = await gates.settle(tx, shipment.customer_id)
    account, shipment = gate.account, await queries.one(tx, shipment_id)
    if shipment.state == "delivered":
        raise rules.ShipmentDelivered
    arrived = _arrived(await queries.lines(tx, shipment_id), command.lines, account.currency)
    taken = Money.sum_of((each.taken_amount for each in arrived), account.currency)
    scope = Scope(account.branch_id, account.customer_id)
    receipt = deadlines.begin(tx, defaults.RECEIPT_WITHIN, scope)
    await tx.execute(DELIVER, {**_facts(tx, shipment, arrived, receipt), "taken_amount": taken.amount})
    order = await sales.load(tx, shipment.order_id)
    bill = tx.setting(defaults.BILL, scope)
    tx.emit(
        ShipmentDelivered(
            **account.common(),
            shipment_id=shipment_id,
            note_no=shipment.note_no,
            order_id=shipment.order_id,
            order_no=order.row.order_no,
            lines=tuple(_line(each) for each in arrived if each.arrival.taken),
            amount=taken,
            not_taken=tuple(_not_taken(each) for each in arrived if each.lost),
            delivered_at=tx.now,
            receipt_due_at=receipt.due_at,
            terms=order.row.terms,
            term_days=order.row.term_days,
            bill=bill,
            exposure=account.exposure(tx.today),
        )
    )
    if bill == "on_delivery" and taken:
        await _ask_invoice(tx, account, [(shipment, taken)], None)
    await gates.settle(tx, account.customer_id)


def _facts(tx: Tx, shipment: Any, arrived: Sequence[Arrived], receipt: deadlines.Term) -> dict[str, Any]:
    again = sum((each.lost_amount.amount for each in arrived if each.arrival.again), Decimal(0))
    return {
        "shipment_id": shipment.shipment_id, "order_id": shipment.order_id, "now": tx.now,
        "receipt_due_at": receipt.due_at, "receipt_days": receipt.days, "dated_by": receipt.dated_by,
        "again_amount": again, "rows": rowset.pack(map(_row, arrived)),
    }  # fmt: skip


def _arrived(sent: Sequence[Any], told: Sequence[TakenLine], currency: str) -> list[Arrived]:
    known = {row.line_id for row in sent}
    by_line: dict[UUID, tuple[int, TakenLine]] = {line.line_id: (place, line) for place, line in enumerate(told)}
    for line_id, (place, _) in by_line.items():
        if line_id not in known:
            raise rules.ShipmentLineUnknown(field=f"/lines/{place}/line_id")
    return [_arrived_line(row, by_line, currency) for row in sent]


def _arrived_line(row: Any, told: Mapping[UUID, tuple[int, TakenLine]], currency: str) -> Arrived:
    place, line = told.get(row.line_id, (0, None))
    taken, again = (line.taken, line.again) if line else (Quantity(value=row.qty, unit=row.unit), False)
    if taken.unit != row.unit or taken.value < 0:
        raise rules.ShipmentLineUnknown(field=f"/lines/{place}/taken")
    found = rules.arrival(row.line_no, row.qty, taken.value, f"/lines/{place}/taken", again=again)
    price = UnitPrice(amount=row.unit_price, currency=currency)
    # Counted back from the line's total, so that all shipments of a line sum to it (section 5, rule 5).
    lost = row.qty - found.taken
    lost_amount = _between(price, row.unit, row.shipped - lost, row.shipped)
    return Arrived(row, found, Money(amount=row.amount, currency=currency) - lost_amount, lost_amount)


def _between(price: UnitPrice, unit: str, before: Decimal, after: Decimal) -> Money:
    return price.for_quantity(Quantity(value=after, unit=unit)) - price.for_quantity(Quantity(value=before, unit=unit))


def _row(each: Arrived) -> dict[str, Any]:
    return {
        "line_id": each.row.line_id, "taken": each.arrival.taken, "taken_amount": each.taken_amount.amount,
        "again": each.arrival.again,
    }  # fmt: skip


def _line(each: Arrived) -> ShippedLine:
    row = each.row
    is_whole = row.alt_qty is not None and each.arrival.taken == row.ordered
    return ShippedLine(
        line_id=row.line_id, line_no=row.line_no, product_id=row.product_id, product_name=row.product_name,
        qty=Quantity(value=each.arrival.taken, unit=row.unit),
        qty_alt=Quantity(value=row.alt_qty, unit=row.alt_unit) if is_whole else None,
        unit_price=UnitPrice(amount=row.unit_price, currency=each.taken_amount.currency),
        amount=each.taken_amount, tax_rate=row.tax_rate,
    )  # fmt: skip


def _not_taken(each: Arrived) -> NotTaken:
    qty = Quantity(value=each.lost, unit=each.row.unit)
    return NotTaken(line_id=each.row.line_id, qty=qty, amount=each.lost_amount, again=bool(each.arrival.again))


async def request_invoicing(tx: Tx, command: RequestInvoicing) -> UUID:
    """Ask by hand for the invoice of delivered shipments of one customer (O10)."""
    found = await queries.many(tx, command.shipment_ids)
    if len(found) < len(set(command.shipment_ids)):
        raise NotFound
    customers = {row.customer_id for row in found}
    if len(customers) > 1:
        raise rules.SeveralCustomers(field="/shipment_ids")
    gate = await gates.settle(tx, customers.pop())
    found = await queries.many(tx, command.shipment_ids)
    for row in found:
        if row.state != "delivered" or row.invoicing_id is not None or not row.taken_amount:
            raise rules.NothingToBill(note=row.note_no)
    wanted = [(row, gate.account.money(row.taken_amount)) for row in found]
    return await _ask_invoice(tx, gate.account, wanted, command.remarks)


async def _ask_invoice(
    tx: Tx, account: gates.Account, shipments: Sequence[tuple[Any, Money]], remarks: str | None
) -> UUID:
    total = Money.sum_of((amount for _, amount in shipments), account.currency)
    invoicing_id = new_id()
    facts = {
        **account.common(), "invoicing_id": invoicing_id, "day": f"{tx.today:%y%m%d}", "total": total.amount,
        "currency": account.currency, "remarks": remarks, "now": tx.now, "actor": tx.actor.id,
        "ids": [row.shipment_id for row, _ in shipments],
    }  # fmt: skip
    number = (await tx.execute(ASK_INVOICE, facts)).scalar_one()
    billed = tuple(
        BilledShipment(shipment_id=row.shipment_id, note_no=row.note_no, order_id=row.order_id, amount=amount)
        for row, amount in shipments
    )
    tx.emit(
        InvoicingRequested(
            **account.common(),
            invoicing_id=invoicing_id,
            request_no=number,
            shipments=billed,
            total=total,
            remarks=remarks,
        )
    )
    return invoicing_id


async def on_invoicing_rejected(tx: Tx, event: InvoicingRejected) -> None:
    """Hand a request that could not be met back to the clerk (O10)."""
    await tx.execute(REJECT, {"invoicing_id": event.invoicing_id, "reasons": list(event.reasons)})
    await tx.execute(FREE, {"invoicing_id": event.invoicing_id})
