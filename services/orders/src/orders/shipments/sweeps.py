"""Shipments whose promise of 24 or 48 hours is missed (O9)."""

from sqlalchemy import text

from chassis.sweeper import CHUNK
from chassis.tx import Tx
from contracts.blocks import occasion_of
from contracts.orders import ShipmentLate
from orders import rowset

DUE = text(
    "SELECT s.*, o.owner_id FROM shipment s JOIN sales_order o USING (order_id)"
    " WHERE s.state = 'dispatched' AND s.promise_at < :now"
    " AND NOT EXISTS (SELECT 1 FROM late_shipment x WHERE x.shipment_id = s.shipment_id)"
    " ORDER BY s.shipment_id LIMIT :chunk FOR UPDATE OF s SKIP LOCKED"
)
RAISE = text(
    "INSERT INTO late_shipment (occasion, shipment_id, branch_id, raised_at) SELECT r.occasion, r.shipment_id,"
    " r.branch_id, :now FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(occasion text, shipment_id uuid,"
    " branch_id uuid) ORDER BY r.occasion ON CONFLICT DO NOTHING RETURNING shipment_id"
)


async def raise_late(tx: Tx) -> int:
    """Tell once of each shipment that is late (O9)."""
    due = {row.shipment_id: row for row in await tx.execute(DUE, {"now": tx.now, "chunk": CHUNK})}
    occasions = {
        key: occasion_of(key, "shipment.late", 1, tx.calendar.local_day(row.promise_at)) for key, row in due.items()
    }
    rows = [{"occasion": occasions[key], "shipment_id": key, "branch_id": row.branch_id} for key, row in due.items()]
    raised = (await tx.execute(RAISE, {"rows": rowset.pack(rows), "now": tx.now})).scalars()
    for shipment_id in raised:
        row = due[shipment_id]
        tx.emit(
            ShipmentLate(
                customer_id=row.customer_id,
                branch_id=row.branch_id,
                owner_id=row.owner_id,
                shipment_id=shipment_id,
                note_no=row.note_no,
                order_id=row.order_id,
                promise_at=row.promise_at,
                occasion=occasions[shipment_id],
            )
        )
    return len(due)
