"""What time does to complaints (C9, C10)."""

from sqlalchemy import text

from chassis.sweeper import CHUNK, redated
from chassis.tx import Tx
from contracts.blocks import occasion_of
from contracts.customers import ComplaintOverdue, DeadlineMoved
from customers import occasions
from customers.complaints.rules import STEPS

OVERDUE = text(
    "WITH due AS (SELECT complaint_id FROM complaint WHERE due_at <= :now AND overdue_at IS NULL"
    " ORDER BY complaint_id LIMIT :chunk FOR UPDATE SKIP LOCKED)"
    " UPDATE complaint c SET overdue_at = :now FROM due"
    " JOIN complaint k USING (complaint_id) JOIN customer u USING (customer_id)"
    " WHERE c.complaint_id = due.complaint_id"
    " RETURNING c.complaint_id, c.complaint_no, c.customer_id, c.branch_id, u.owner_id, c.severity, c.status,"
    " c.due_at, c.round"
)

RUNNING = text(
    "SELECT k.complaint_id AS id, k.customer_id, k.branch_id, c.owner_id, k.status, k.step_from AS from_at,"
    " k.step_days AS working_days, k.due_at"
    " FROM complaint k JOIN customer c USING (customer_id)"
    " WHERE k.due_at > :now AND k.step_days IS NOT NULL AND k.dated_by IS DISTINCT FROM :revision"
    " ORDER BY k.complaint_id LIMIT :chunk FOR UPDATE OF k SKIP LOCKED"
)
REDATE = text(
    "UPDATE complaint k SET due_at = d.due_at, dated_by = :revision"
    " FROM unnest(CAST(:ids AS uuid[]), CAST(:due_at AS timestamptz[])) AS d(id, due_at) WHERE k.complaint_id = d.id"
)


async def raise_overdue_steps(tx: Tx) -> int:
    """Say once that a step of a complaint is late (C9, C10)."""
    due = (await tx.execute(OVERDUE, {"now": tx.now, "chunk": CHUNK})).all()
    named = {
        occasion_of(
            row.complaint_id, "complaint.overdue", STEPS[row.status], tx.calendar.local_day(row.due_at), row.round
        ): row
        for row in due
    }
    fresh = await occasions.first_time(tx, {name: row.branch_id for name, row in named.items()}) if due else ()
    for name in sorted(fresh):
        row = named[name]
        tx.emit(
            ComplaintOverdue(
                complaint_id=row.complaint_id,
                complaint_no=row.complaint_no,
                customer_id=row.customer_id,
                branch_id=row.branch_id,
                owner_id=row.owner_id,
                step=STEPS[row.status],
                severity=row.severity,
                due_at=row.due_at,
                occasion=name,
            )
        )
    return len(due)


async def redate_steps(tx: Tx) -> int:
    """Move the deadlines of complaints with the calendar (C9, C10)."""
    found, moved = await redated(tx, RUNNING, REDATE)
    for row, deadline in moved:
        tx.emit(
            DeadlineMoved(
                customer_id=row.customer_id,
                branch_id=row.branch_id,
                owner_id=row.owner_id,
                about=f"complaint/{row.id}",
                kind=STEPS[row.status],
                old_at=row.due_at,
                new_at=deadline.at,
                reason="calendar",
                provisional=deadline.provisional,
            )
        )
    return found
