"""The list of what waits for oneself, over HTTP (N2, N6)."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel

from chassis.tx import Tx
from contracts.values import Money
from edge.access import EVERY_ROLE, OPERATOR, action
from edge.http import router
from edge.paging import Cursor, Page, PageQuery
from notifications import names
from notifications.todo import queries

routes = router(prefix="/todo", tags=["todo"])
Person = Annotated[Tx, action(*EVERY_ROLE - {OPERATOR})]
CURSOR: Cursor[tuple[datetime | None, UUID]] = Cursor(tuple[datetime | None, UUID])
PEOPLE = {"requester": "requester_id", "deputy_for": "deputy_for"}
Kind = Literal["approval", "message"]


class TodoView(BaseModel):
    """What waits for a person, and why for this one."""

    kind: Kind
    todo_id: UUID
    topic: str
    """The kind of form, or the flow that told."""
    title_zh: str
    title_en: str
    customer_id: UUID | None
    customer_name: str | None
    branch_id: UUID | None
    requester_id: UUID | None
    requester_name: str | None
    deputy_for: UUID | None
    deputy_for_name: str | None
    amount: Money | None
    urgent: bool
    since: datetime
    due_at: datetime | None


class TodoPage(Page[TodoView]):
    """Some of the list, and how much waits in all."""

    approvals: int
    messages: int


class TodoQuery(PageQuery):
    """Which part of the list to see."""

    kind: Kind | None = None


@routes.get("")
async def todo(tx: Person, query: Annotated[TodoQuery, Query()]) -> TodoPage:
    """List what waits for oneself, also as deputy, the nearest deadline first (N2, N6, P6)."""
    found = await queries.waiting(tx, query.kind, CURSOR.decode(query.after), query.limit)
    page = CURSOR.page(found.rows, query.limit, lambda row: (row.due_at, row.todo_id), lambda row: _view(tx, row))
    return TodoPage(items=page.items, next=page.next, approvals=found.approvals, messages=found.messages)


def _view(tx: Tx, row: Any) -> TodoView:
    called = {f"{each}_name": names.name_of(tx, row._mapping[key]) for each, key in PEOPLE.items()}
    return TodoView.model_validate({**row._mapping, **called})
