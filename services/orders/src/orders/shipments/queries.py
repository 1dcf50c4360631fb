"""Reads of shipments."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.refusals import NotFound
from chassis.tx import Tx

ONE = text("SELECT * FROM shipment WHERE shipment_id = :shipment_id")
LINES = text(
    "SELECT s.*, l.line_no, l.product_id, l.product_name, l.unit, l.unit_price, l.tax_rate, l.shipped,"
    " l.qty AS ordered, l.alt_qty, l.alt_unit"
    " FROM shipment_line s JOIN order_line l USING (line_id)"
    " WHERE s.shipment_id = :shipment_id ORDER BY l.line_no"
)
LIST = text(
    "SELECT * FROM shipment WHERE (CAST(:order_id AS uuid) IS NULL OR order_id = :order_id)"
    " AND (CAST(:customer_id AS uuid) IS NULL OR customer_id = :customer_id)"
    " AND (CAST(:state AS text) IS NULL OR state = :state)"
    " AND (CAST(:after AS uuid) IS NULL OR shipment_id < :after) ORDER BY shipment_id DESC LIMIT :limit"
)
MANY = text("SELECT * FROM shipment WHERE shipment_id = ANY(CAST(:ids AS uuid[])) ORDER BY shipment_id")
DELIVERED = text(
    "SELECT s.shipment_id, s.note_no, s.order_id, d.line_id, d.taken, d.taken_amount, d.coming_back, d.returned,"
    " l.line_no, l.product_id, l.product_name, l.unit, l.unit_price, p.width_mm, p.height_mm"
    " FROM shipment s JOIN shipment_line d USING (shipment_id) JOIN order_line l USING (line_id)"
    " JOIN product p USING (product_id)"
    " WHERE s.customer_id = :customer_id AND s.state = 'delivered' AND s.shipment_id = ANY(CAST(:ids AS uuid[]))"
    " ORDER BY s.shipment_id, d.line_id"
)


async def one(tx: Tx, shipment_id: UUID) -> Any:
    """Read a shipment."""
    row = (await tx.execute(ONE, {"shipment_id": shipment_id})).first()
    if row is None:
        raise NotFound
    return row


async def lines(tx: Tx, shipment_id: UUID) -> Sequence[Any]:
    """Read a shipment's lines with what the order says of them."""
    return (await tx.execute(LINES, {"shipment_id": shipment_id})).all()


async def shipments(tx: Tx, **wanted: Any) -> Sequence[Any]:
    """List shipments, the newest first."""
    return (await tx.execute(LIST, wanted)).all()


async def many(tx: Tx, ids: Sequence[UUID]) -> Sequence[Any]:
    """Read several shipments."""
    return (await tx.execute(MANY, {"ids": list(ids)})).all()


async def delivered(tx: Tx, customer_id: UUID, ids: Sequence[UUID]) -> Sequence[Any]:
    """Read what a customer took of shipments, and what of it came back (O7)."""
    return (await tx.execute(DELIVERED, {"customer_id": customer_id, "ids": list(ids)})).all()
