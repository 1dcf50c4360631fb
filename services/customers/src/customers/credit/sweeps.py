"""What time does to credit: contracts not back, terms over (C5, C6)."""

from collections import defaultdict
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select, text

from chassis.sweeper import CHUNK, redated
from chassis.tx import Tx
from contracts.blocks import occasion_of
from contracts.customers import CreditContractOverdue, DeadlineMoved
from customers import occasions
from customers.credit import pools
from customers.credit.model import CreditLine

OVERDUE = text(
    "WITH due AS (SELECT customer_id FROM credit_line WHERE contract_due_at <= :now AND overdue_at IS NULL"
    " ORDER BY customer_id LIMIT :chunk FOR UPDATE SKIP LOCKED)"
    " UPDATE credit_line l SET overdue_at = :now FROM due JOIN customer c USING (customer_id)"
    " WHERE l.customer_id = due.customer_id"
    " RETURNING l.customer_id, l.branch_id, c.owner_id, l.contract_due_at"
)
RUNNING = text(
    "SELECT l.customer_id AS id, l.customer_id, l.branch_id, c.owner_id, l.granted_at AS from_at,"
    " l.contract_days AS working_days, l.contract_due_at AS due_at"
    " FROM credit_line l JOIN customer c USING (customer_id)"
    " WHERE l.contract_due_at > :now AND l.dated_by IS DISTINCT FROM :revision"
    " ORDER BY l.customer_id LIMIT :chunk FOR UPDATE OF l SKIP LOCKED"
)
REDATE = text(
    "UPDATE credit_line l SET contract_due_at = d.due_at, dated_by = :revision"
    " FROM unnest(CAST(:ids AS uuid[]), CAST(:due_at AS timestamptz[])) AS d(id, due_at) WHERE l.customer_id = d.id"
)
OWNERS = text("SELECT customer_id, owner_id FROM customer WHERE customer_id = ANY(:ids)")


async def raise_overdue_contracts(tx: Tx) -> int:
    """Say once that a signed contract is not back in time (C6)."""
    due = (await tx.execute(OVERDUE, {"now": tx.now, "chunk": CHUNK})).all()
    named = {
        occasion_of(row.customer_id, "credit_contract.overdue", 0, tx.calendar.local_day(row.contract_due_at)): row
        for row in due
    }
    fresh = await occasions.first_time(tx, {name: row.branch_id for name, row in named.items()}) if due else ()
    for name in sorted(fresh):
        row = named[name]
        tx.emit(
            CreditContractOverdue(
                customer_id=row.customer_id,
                branch_id=row.branch_id,
                owner_id=row.owner_id,
                contract_due_at=row.contract_due_at,
                occasion=name,
            )
        )
    return len(due)


async def redate_contracts(tx: Tx) -> int:
    """Move the contracts' deadlines with the calendar (C6)."""
    found, moved = await redated(tx, RUNNING, REDATE)
    for row, deadline in moved:
        tx.emit(
            DeadlineMoved(
                customer_id=row.customer_id,
                branch_id=row.branch_id,
                owner_id=row.owner_id,
                about=f"credit/{row.customer_id}",
                kind="contract",
                old_at=row.due_at,
                new_at=deadline.at,
                reason="calendar",
                provisional=deadline.provisional,
            )
        )
    return found


async def end_expired_credit(tx: Tx) -> int:
    """End credit whose last day is over (C5)."""
    due = (
        select(CreditLine)
        .where(CreditLine.status == "in_force", CreditLine.valid_until_on < tx.today)
        .order_by(CreditLine.customer_id)
        .limit(CHUNK)
        .with_for_update(skip_locked=True)
    )
    lines = (await tx.session.execute(due)).scalars().all()
    found = await tx.execute(OWNERS, {"ids": [line.customer_id for line in lines]})
    owners = {row.customer_id: row.owner_id for row in found}
    less: dict[UUID, Decimal] = defaultdict(Decimal)
    for line in lines:
        less[line.branch_id] += line.credit_limit
    await pools.release(tx, less)
    for line in lines:
        line.end("expired")
        tx.emit(line.ended(owners[line.customer_id], "expired"))
    return len(lines)
