"""Projections of what was delivered, came back and was billed (C9)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import text

from chassis.tx import Tx
from contracts.orders import ReturnReceived, ShipmentDelivered
from contracts.receivables import InvoiceIssued, InvoiceReversed

DELIVERED = text(
    "INSERT INTO delivered_line (shipment_id, line_id, order_id, order_no, customer_id, branch_id, product_id,"
    " product_name, qty, unit, amount, currency, delivered_at)"
    " VALUES (:shipment_id, :line_id, :order_id, :order_no, :customer_id, :branch_id, :product_id, :product_name,"
    " :qty, :unit, :amount, :currency, :delivered_at) ON CONFLICT (shipment_id, line_id) DO NOTHING"
)
RETURNED = text(
    "UPDATE delivered_line SET returned_qty = returned_qty + :qty"
    " WHERE shipment_id = :shipment_id AND line_id = :line_id"
)
BILLED = text(
    "INSERT INTO billed_line (invoice_id, shipment_id, line_id, customer_id, branch_id)"
    " VALUES (:invoice_id, :shipment_id, :line_id, :customer_id, :branch_id) ON CONFLICT DO NOTHING"
)
REVERSED = text("DELETE FROM billed_line WHERE invoice_id = ANY(:invoice_ids)")


async def project_deliveries(tx: Tx, events: Sequence[ShipmentDelivered]) -> None:
    """Keep the lines that can be complained of (C9)."""
    await _write(tx, DELIVERED, [row for event in events for row in _delivered(event)])


async def project_returns(tx: Tx, events: Sequence[ReturnReceived]) -> None:
    """Keep what came back of them (O7)."""
    rows = [
        {"shipment_id": line.shipment_id, "line_id": line.line_id, "qty": line.qty.value}
        for event in events
        for line in event.lines
    ]
    await _write(tx, RETURNED, rows)


async def project_invoices(tx: Tx, events: Sequence[InvoiceIssued]) -> None:
    """Keep which of them are billed: a return of those is credited, of others netted."""
    rows = [
        {
            "invoice_id": event.invoice_id,
            "shipment_id": line.shipment_id,
            "line_id": line.line_id,
            "customer_id": event.customer_id,
            "branch_id": event.branch_id,
        }
        for event in events
        for line in event.lines
        if line.shipment_id and line.line_id
    ]
    await _write(tx, BILLED, rows)


async def project_reversals(tx: Tx, events: Sequence[InvoiceReversed]) -> None:
    """Forget the bill of a reversed invoice (R1)."""
    await tx.execute(REVERSED, {"invoice_ids": [event.invoice_id for event in events]})


def _delivered(event: ShipmentDelivered) -> list[dict[str, Any]]:
    return [
        {
            "shipment_id": event.shipment_id,
            "line_id": line.line_id,
            "order_id": event.order_id,
            "order_no": event.order_no,
            "customer_id": event.customer_id,
            "branch_id": event.branch_id,
            "product_id": line.product_id,
            "product_name": line.product_name,
            "qty": line.qty.value,
            "unit": line.qty.unit,
            "amount": line.amount.amount,
            "currency": line.amount.currency,
            "delivered_at": event.delivered_at,
        }
        for line in event.lines
        if line.qty
    ]


async def _write(tx: Tx, statement: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        # Sorted, so that two workers lock in one order.
        await tx.execute(statement, sorted(rows, key=lambda row: (str(row["shipment_id"]), str(row["line_id"]))))
