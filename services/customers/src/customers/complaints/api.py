"""Complaints over HTTP (C9 to C11)."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Path, Query, Response

from chassis.tx import Tx
from customers.complaints import commands, forms, queries, remedies
from customers.complaints.views import ComplaintItem, ComplaintView, Status, item, show
from edge.access import OPERATOR, action
from edge.http import Version, router
from edge.inputs import Uuid
from edge.paging import Cursor, Page, PageQuery

routes = router(prefix="/complaints", tags=["complaints"])
READERS = (
    "representative", "clerk", "department_manager", "regional_manager", "deputy_general_manager",
    "executive_deputy_general_manager", "general_manager", "finance", "complaint_specialist", "quality_inspector",
    "repair_department", "market_administration", OPERATOR,
)  # fmt: skip
FILERS = ("representative", "clerk", "complaint_specialist")
INSPECTORS = ("complaint_specialist", "quality_inspector")
BY_TIME_LEFT: Cursor[tuple[datetime | None, UUID]] = Cursor(tuple[datetime | None, UUID])
ComplaintId = Annotated[Uuid, Path(alias="id")]


class ComplaintQuery(PageQuery):
    """Filters of the list."""

    status: Status | None = None
    severity: forms.Severity | None = None
    customer_id: UUID | None = None


@routes.get("")
async def list_complaints(
    query: Annotated[ComplaintQuery, Query()], tx: Annotated[Tx, action(*READERS, logs="complaint")]
) -> Page[ComplaintItem]:
    """List the complaints in reach: what is due first, then the closed ones (C9)."""
    due, after = BY_TIME_LEFT.decode(query.after) or (None, None)
    filters = query.model_dump() | {"after": after, "after_due": due, "limit": query.limit + 1}
    rows = await queries.listed(tx, filters)
    return BY_TIME_LEFT.page(rows, query.limit, lambda row: (row.due_at, row.complaint_id), lambda row: item(tx, row))


@routes.get("/{id}")
async def get_complaint(
    complaint_id: ComplaintId, response: Response, tx: Annotated[Tx, action(*READERS, logs="complaint")]
) -> ComplaintView:
    """Show a complaint (C9)."""
    return await show(tx, response, await queries.complaint(tx, complaint_id))


@routes.post("", status_code=201)
async def file_complaint(
    body: forms.FileComplaint, response: Response, tx: Annotated[Tx, action(*FILERS)]
) -> ComplaintView:
    """File a complaint about delivered goods (C9, C11)."""
    return await show(tx, response, await commands.file_complaint(tx, body))


@routes.put("/{id}/answer")
async def answer_complaint(
    complaint_id: ComplaintId,
    body: forms.AnswerComplaint,
    tx: Annotated[Tx, action("complaint_specialist")],
    response: Response,
    version: Version,
) -> ComplaintView:
    """Answer the customer for the first time (C9)."""
    return await show(tx, response, await commands.answer_complaint(tx, complaint_id, version, body))


@routes.post("/{id}/findings", status_code=201)
async def confirm_facts(
    complaint_id: ComplaintId,
    body: forms.ConfirmFacts,
    response: Response,
    tx: Annotated[Tx, action(*INSPECTORS)],
) -> ComplaintView:
    """Confirm the facts after the joint visit, and decide the remedy (C9)."""
    return await show(tx, response, await commands.confirm_facts(tx, complaint_id, body))


@routes.put("/{id}/remedy")
async def carry_out(
    complaint_id: ComplaintId,
    body: remedies.CarryOut,
    tx: Annotated[Tx, action(*INSPECTORS, "clerk", "repair_department")],
    response: Response,
    version: Version,
) -> ComplaintView:
    """Say that a replacement or repair was done (C9)."""
    complaint, owner_id = await commands.locked(tx, complaint_id, version)
    remedies.carry_out(tx, complaint, owner_id, body)
    return await show(tx, response, complaint)


@routes.put("/{id}/confirmation")
async def confirm_satisfaction(
    complaint_id: ComplaintId,
    body: remedies.ConfirmSatisfaction,
    tx: Annotated[Tx, action(*FILERS)],
    response: Response,
    version: Version,
) -> ComplaintView:
    """Take the customer's confirmation of satisfaction in (C10)."""
    complaint, owner_id = await commands.locked(tx, complaint_id, version)
    remedies.confirm_satisfaction(tx, complaint, owner_id, body)
    return await show(tx, response, complaint)


@routes.put("/{id}/closure")
async def close_without_remedy(
    complaint_id: ComplaintId,
    body: remedies.CloseComplaint,
    tx: Annotated[Tx, action("complaint_specialist", "department_manager")],
    response: Response,
    version: Version,
) -> ComplaintView:
    """Close a complaint that is unfounded or taken back (C9)."""
    complaint, owner_id = await commands.locked(tx, complaint_id, version)
    remedies.close_without_remedy(tx, complaint, owner_id, body)
    return await show(tx, response, complaint)
