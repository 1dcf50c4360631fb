"""Reads of what was delivered."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.tx import Tx

# Locked in the order of their key, so that two complaints cannot dispute the same goods.
LINES = text(
    "SELECT d.* FROM delivered_line d JOIN unnest(CAST(:shipments AS uuid[]), CAST(:lines AS uuid[])) AS w(s, l)"
    " ON d.shipment_id = w.s AND d.line_id = w.l WHERE d.customer_id = :customer_id"
    " ORDER BY d.shipment_id, d.line_id FOR UPDATE OF d"
)
BILLED = text(
    "SELECT 1 FROM billed_line b JOIN unnest(CAST(:shipments AS uuid[]), CAST(:lines AS uuid[])) AS w(s, l)"
    " ON b.shipment_id = w.s AND b.line_id = w.l LIMIT 1"
)
LIST = text(
    "SELECT * FROM delivered_line WHERE customer_id = :customer_id"
    " ORDER BY delivered_at DESC, shipment_id, line_id LIMIT 500"
)
Key = tuple[UUID, UUID]


async def delivered_lines(tx: Tx, customer_id: UUID, keys: Collection[Key]) -> dict[Key, Any]:
    """Return delivered lines of a customer under their locks, by shipment and line."""
    rows = await tx.execute(LINES, {"customer_id": customer_id, **_columns(keys)})
    return {(row.shipment_id, row.line_id): row for row in rows}


async def is_billed(tx: Tx, keys: Collection[Key]) -> bool:
    """Tell whether one of the lines is invoiced."""
    return (await tx.execute(BILLED, _columns(keys))).first() is not None


async def latest(tx: Tx, customer_id: UUID) -> Sequence[Any]:
    """Return what was delivered to a customer, the latest first."""
    return (await tx.execute(LIST, {"customer_id": customer_id})).all()


def _columns(keys: Collection[Key]) -> dict[str, list[UUID]]:
    return {"shipments": [shipment for shipment, _ in keys], "lines": [line for _, line in keys]}
