"""Reads of what may be billed and of what was credited."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.tx import Tx
from receivables.billing.rules import Billed

LineKey = tuple[UUID, UUID]

BILLABLES = text(
    "SELECT b.* FROM unnest(CAST(:shipments AS uuid[]), CAST(:lines AS uuid[])) AS w(shipment_id, line_id)"
    " JOIN billable b USING (shipment_id, line_id)"
)
OF_SHIPMENTS = text(
    "SELECT * FROM billable WHERE shipment_id = ANY(CAST(:shipments AS uuid[])) ORDER BY note_no, line_no, line_id"
)
BILLED = text(
    "SELECT l.*, i.currency, i.invoice_no, i.customer_id"
    " FROM unnest(CAST(:shipments AS uuid[]), CAST(:lines AS uuid[])) AS w(shipment_id, line_id)"
    " JOIN invoice_line l USING (shipment_id, line_id) JOIN invoice i USING (invoice_id)"
    " WHERE i.state = 'issued' ORDER BY i.issued_on, i.invoice_id, l.n"
)
UNBILLED = text(
    "SELECT shipment_id, note_no, order_id, customer_id, currency, delivered_on, sum(amount - covered) AS amount"
    " FROM billable WHERE customer_id = :customer_id AND invoiced_qty + netted_qty < qty"
    " GROUP BY shipment_id, note_no, order_id, customer_id, currency, delivered_on ORDER BY delivered_on, note_no"
)


def _keys(keys: Sequence[LineKey]) -> dict[str, list[UUID]]:
    unique = sorted(set(keys))
    return {"shipments": [shipment for shipment, _ in unique], "lines": [line for _, line in unique]}


async def billables(tx: Tx, keys: Sequence[LineKey]) -> dict[LineKey, Any]:
    """Return shipped lines by shipment and line."""
    rows = await tx.execute(BILLABLES, _keys(keys))
    return {(row.shipment_id, row.line_id): row for row in rows}


async def shipped(tx: Tx, shipments: Sequence[UUID]) -> list[Any]:
    """Return the lines of shipments."""
    return list((await tx.execute(OF_SHIPMENTS, {"shipments": sorted(set(shipments))})).all())


async def billed(tx: Tx, keys: Sequence[LineKey]) -> dict[LineKey, list[Any]]:
    """Return the lines of standing invoices that billed shipped lines, oldest first."""
    found: dict[LineKey, list[Any]] = defaultdict(list)
    for row in await tx.execute(BILLED, _keys(keys)):
        found[row.shipment_id, row.line_id].append(row)
    return found


def as_billed(row: Any) -> Billed:
    """See an invoice's line as the rules do."""
    return Billed(
        row.n, row.qty, row.amount, row.tax, row.credited_qty, row.credited, row.credited_tax, row.currency
    )  # fmt: skip


async def unbilled(tx: Tx, customer_id: UUID) -> list[Any]:
    """Return the shipments of which something may still be billed."""
    return list((await tx.execute(UNBILLED, {"customer_id": customer_id})).all())
