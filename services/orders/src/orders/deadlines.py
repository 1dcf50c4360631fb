"""Deadlines in working days that move with the calendar while they run: sign-off, delivery receipt (O3, O9)."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import TextClause, text

from chassis.defaults import Default, Scope
from chassis.sweeper import redated
from chassis.tx import Tx
from contracts.orders import DeadlineMoved

SIGN_OFFS = text(
    "SELECT order_id AS id, customer_id, branch_id, owner_id, 'order/' || order_id AS about, 'sign_off' AS kind,"
    " placed_at AS from_at, sign_off_days AS working_days, sign_off_due_at AS due_at FROM sales_order"
    " WHERE sign_off_due_at > :now AND state <> 'cancelled' AND sign_off_days IS NOT NULL"
    " AND dated_by IS DISTINCT FROM :revision ORDER BY order_id LIMIT :chunk FOR UPDATE SKIP LOCKED"
)
REDATE_SIGN_OFFS = text(
    "UPDATE sales_order o SET sign_off_due_at = d.due_at, dated_by = :revision"
    " FROM unnest(CAST(:ids AS uuid[]), CAST(:due_at AS timestamptz[])) AS d(id, due_at) WHERE o.order_id = d.id"
)
RECEIPTS = text(
    "SELECT s.shipment_id AS id, s.customer_id, s.branch_id, o.owner_id, 'shipment/' || s.shipment_id AS about,"
    " 'receipt' AS kind, s.delivered_at AS from_at, s.receipt_days AS working_days, s.receipt_due_at AS due_at"
    " FROM shipment s JOIN sales_order o USING (order_id)"
    " WHERE s.state = 'delivered' AND s.receipt_due_at > :now AND s.receipt_days IS NOT NULL"
    " AND s.dated_by IS DISTINCT FROM :revision ORDER BY s.shipment_id LIMIT :chunk FOR UPDATE OF s SKIP LOCKED"
)
REDATE_RECEIPTS = text(
    "UPDATE shipment s SET receipt_due_at = d.due_at, dated_by = :revision"
    " FROM unnest(CAST(:ids AS uuid[]), CAST(:due_at AS timestamptz[])) AS d(id, due_at) WHERE s.shipment_id = d.id"
)


class Term(NamedTuple):
    """A time that ends with a working day: what a row keeps of it, to be dated anew."""

    days: int
    due_at: datetime
    dated_by: int


def begin(tx: Tx, within: Default[int], scope: Scope) -> Term:
    """Start a time of some working days."""
    days = tx.setting(within, scope)
    return Term(days, tx.calendar.deadline_in_working_days(tx.now, days).at, tx.calendar.revision)


async def redate_sign_offs(tx: Tx) -> int:
    """Move the times by which order forms are signed (O3)."""
    return await _redate(tx, SIGN_OFFS, REDATE_SIGN_OFFS)


async def redate_receipts(tx: Tx) -> int:
    """Move the times by which delivery receipts are back (O9)."""
    return await _redate(tx, RECEIPTS, REDATE_RECEIPTS)


async def _redate(tx: Tx, running: TextClause, redate: TextClause) -> int:
    found, moved = await redated(tx, running, redate)
    for row, deadline in moved:
        tx.emit(
            DeadlineMoved(
                customer_id=row.customer_id, branch_id=row.branch_id, owner_id=row.owner_id, about=row.about,
                kind=row.kind, old_at=row.due_at, new_at=deadline.at, reason="calendar",
                provisional=deadline.provisional,
            )
        )  # fmt: skip
    return found
