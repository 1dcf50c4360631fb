"""Reads of returns."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.refusals import NotFound
from chassis.tx import Tx
from contracts.values import Money
from orders.returns.rules import Delivered

ONE = text(
    "SELECT g.*, f.request_id FROM goods_return g LEFT JOIN LATERAL (SELECT request_id FROM form_request"
    " WHERE subject = 'return/' || g.return_id ORDER BY opened_at DESC LIMIT 1) f ON true"
    " WHERE g.return_id = :return_id"
)
LINES = text(
    "SELECT r.*, l.line_no, l.product_id, l.product_name, l.unit, l.unit_price, s.note_no, d.taken, d.taken_amount,"
    " d.coming_back, d.returned, p.width_mm, p.height_mm"
    " FROM return_line r JOIN order_line l USING (line_id) JOIN shipment s USING (shipment_id)"
    " JOIN shipment_line d ON d.shipment_id = r.shipment_id AND d.line_id = r.line_id"
    " JOIN product p ON p.product_id = l.product_id"
    " WHERE r.return_id = :return_id ORDER BY r.shipment_id, l.line_no"
)
LIST = text(
    "SELECT g.*, f.request_id FROM goods_return g LEFT JOIN LATERAL (SELECT request_id FROM form_request"
    " WHERE subject = 'return/' || g.return_id ORDER BY opened_at DESC LIMIT 1) f ON true"
    " WHERE (CAST(:customer_id AS uuid) IS NULL OR g.customer_id = :customer_id)"
    " AND (CAST(:state AS text) IS NULL OR g.state = :state)"
    " AND (CAST(:complaint_id AS uuid) IS NULL OR g.complaint_id = :complaint_id)"
    " AND (CAST(:after AS uuid) IS NULL OR g.return_id < :after) ORDER BY g.return_id DESC LIMIT :limit"
)


async def one(tx: Tx, return_id: UUID) -> Any:
    """Read a return."""
    row = (await tx.execute(ONE, {"return_id": return_id})).first()
    if row is None:
        raise NotFound
    return row


async def lines(tx: Tx, return_id: UUID) -> Sequence[Any]:
    """Read a return's lines with what was delivered."""
    return (await tx.execute(LINES, {"return_id": return_id})).all()


async def returns(tx: Tx, **wanted: Any) -> Sequence[Any]:
    """List returns, the newest first."""
    return (await tx.execute(LIST, wanted)).all()


def delivered_of(row: Any, currency: str) -> Delivered:
    """Make what was delivered of its row."""
    return Delivered(
        row.order_id, row.shipment_id, row.line_id, row.line_no, row.note_no, row.unit, row.taken,
        Money(amount=row.taken_amount, currency=currency), row.coming_back, row.returned,
    )  # fmt: skip


def size_of(row: Any) -> str | None:
    """Write a product's size as people read it."""
    return f"{row.width_mm}×{row.height_mm}" if row.width_mm and row.height_mm else None
