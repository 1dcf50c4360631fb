"""One's own messages over HTTP (N6)."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel

from chassis.refusals import NotFound
from chassis.tx import Tx
from edge.access import EVERY_ROLE, OPERATOR, action
from edge.http import router
from edge.inputs import Uuid
from edge.paging import Cursor, Page, PageQuery
from notifications.inbox import queries

routes = router(prefix="/inbox", tags=["inbox"])
Person = Annotated[Tx, action(*EVERY_ROLE - {OPERATOR})]
CURSOR: Cursor[UUID] = Cursor(UUID)


class MessageView(BaseModel):
    """A message; `done_zh` and `done_en` say why nothing is to be done any more."""

    message_id: UUID
    flow: str
    about: str
    occasion: str
    customer_id: UUID | None
    branch_id: UUID | None
    offers: str | None
    title_zh: str
    title_en: str
    text_zh: str
    text_en: str
    urgent: bool
    state: str
    told_at: datetime
    read_at: datetime | None
    done_at: datetime | None
    done_zh: str | None
    done_en: str | None
    cause_id: UUID


class InboxQuery(PageQuery):
    """Which messages to see."""

    state: Literal["open", "done", "all"] = "open"
    unread: bool = False


def _view(row: Any) -> MessageView:
    return MessageView.model_validate(row, from_attributes=True)


@routes.get("")
async def inbox(tx: Person, query: Annotated[InboxQuery, Query()]) -> Page[MessageView]:
    """List one's own messages, the newest first (N6)."""
    after = CURSOR.decode(query.after)
    rows = await queries.messages(tx, query.state, unread=query.unread, after=after, limit=query.limit)
    return CURSOR.page(rows, query.limit, lambda row: row.message_id, _view)


@routes.post("/{message_id}/reading", status_code=201)
async def read(message_id: Uuid, tx: Person) -> MessageView:
    """Mark one's own message as read (N6)."""
    return await _mark(tx, message_id, done=False)


@routes.post("/{message_id}/completion", status_code=201)
async def complete(message_id: Uuid, tx: Person) -> MessageView:
    """Mark one's own message as done (N6)."""
    return await _mark(tx, message_id, done=True)


async def _mark(tx: Tx, message_id: UUID, *, done: bool) -> MessageView:
    row = await queries.mark(tx, message_id, done=done)
    if row is None:
        raise NotFound
    return _view(row)
