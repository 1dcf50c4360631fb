"""Reads of complaints."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import selectinload

from chassis.refusals import NotFound
from chassis.tx import Tx
from customers.complaints.model import Complaint

NEXT_NO = text("SELECT nextval('complaint_no_seq')")
# What is under way; afterwards goods that came back count as returned.
COMPLAINED = text(
    "SELECT l.shipment_id, l.line_id, sum(coalesce(l.accepted_qty, l.qty)) AS qty FROM complaint_line l"
    " JOIN complaint c USING (complaint_id)"
    " JOIN unnest(CAST(:shipments AS uuid[]), CAST(:lines AS uuid[])) AS w(s, l)"
    " ON l.shipment_id = w.s AND l.line_id = w.l"
    " WHERE c.status IN ('filed', 'answered', 'confirmed') GROUP BY l.shipment_id, l.line_id"
)
LIST = text(
    "SELECT k.complaint_id, k.complaint_no, k.customer_id, u.customer_no, u.name AS customer_name, k.kind, k.severity,"
    " k.status, k.due_at, k.overdue_at, k.specialist_id, k.filed_at, k.disputed, k.currency"
    " FROM complaint k LEFT JOIN customer u USING (customer_id)"
    " WHERE (CAST(:after AS uuid) IS NULL"
    " OR coalesce(k.due_at, 'infinity') > coalesce(CAST(:after_due AS timestamptz), 'infinity')"
    " OR coalesce(k.due_at, 'infinity') = coalesce(CAST(:after_due AS timestamptz), 'infinity')"
    " AND k.complaint_id < :after)"
    " AND (CAST(:status AS text) IS NULL OR k.status = :status)"
    " AND (CAST(:severity AS text) IS NULL OR k.severity = :severity)"
    " AND (CAST(:customer_id AS uuid) IS NULL OR k.customer_id = :customer_id)"
    " ORDER BY coalesce(k.due_at, 'infinity'), k.complaint_id DESC LIMIT :limit"
)


async def complaint(tx: Tx, complaint_id: UUID) -> Complaint:
    """Return a complaint in reach with its lines."""
    wanted = select(Complaint).where(Complaint.complaint_id == complaint_id).options(selectinload(Complaint.lines))
    found = (await tx.session.execute(wanted)).scalar_one_or_none()
    if found is None:
        raise NotFound
    return found


async def find_locked(tx: Tx, complaint_id: UUID) -> Complaint | None:
    """Return a complaint under its lock with its lines, or None."""
    wanted = (
        select(Complaint)
        .where(Complaint.complaint_id == complaint_id)
        .options(selectinload(Complaint.lines))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return (await tx.session.execute(wanted)).scalar_one_or_none()


async def complained(tx: Tx, keys: Collection[tuple[UUID, UUID]]) -> dict[tuple[UUID, UUID], Decimal]:
    """Return how much of delivered lines is complained of at the moment."""
    facts = {"shipments": [shipment for shipment, _ in keys], "lines": [line for _, line in keys]}
    return {(row.shipment_id, row.line_id): row.qty for row in await tx.execute(COMPLAINED, facts)}


async def listed(tx: Tx, filters: dict[str, Any]) -> Sequence[Any]:
    """Return complaints in reach: what is due first, then the closed ones, the newest first."""
    return (await tx.execute(LIST, filters)).all()


async def next_no(tx: Tx) -> str:
    """Draw a complaint number."""
    return f"KS{(await tx.execute(NEXT_NO)).scalar_one():06d}"
