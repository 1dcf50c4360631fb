"""The journal as an answer to "why": an event, its causes and its effects, within the asker's scope (X2)."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Query
from pydantic import BaseModel

from chassis.refusals import NotFound
from chassis.statements import statements
from chassis.tx import Tx
from edge.access import EVERY_ROLE, action
from edge.http import router
from edge.inputs import Uuid
from edge.paging import Cursor, Page, PageQuery

SQL = statements(__name__)

DEPTH_MAX = 50

CURSOR: Cursor[tuple[datetime, UUID]] = Cursor(tuple[datetime, UUID])


class JournalEntry(BaseModel):
    """An event as the journal keeps it."""

    shard: int
    position: int
    event_id: UUID
    type: str
    key: str
    subject: str
    branch_id: UUID | None
    actor: str
    cause_id: UUID
    correlation_id: UUID
    occurred_at: datetime
    recorded_at: datetime
    quiet: bool
    body: dict[str, Any]


class Explained(BaseModel):
    """An event between what led to it and what came of it, as far as this service knows."""

    event: JournalEntry
    causes: list[JournalEntry]
    effects: list[JournalEntry]


class JournalQuery(PageQuery):
    """Whose events are asked for, such as `order/018f…`; with its key also those that only name it."""

    subject: str
    key: str | None = None


def journal_router() -> APIRouter:
    """Serve the journal to everybody within their branches."""
    routes = router(prefix="/journal", tags=["journal"])
    everybody = action(*EVERY_ROLE, logs="journal")

    @routes.get("")
    async def events(query: Annotated[JournalQuery, Query()], tx: Annotated[Tx, everybody]) -> Page[JournalEntry]:
        """List what happened to a subject, the oldest first (X2)."""
        at, event_id = CURSOR.decode(query.after) or (None, None)
        facts: dict[str, Any] = {"subject": query.subject, "at": at, "id": event_id, "limit": query.limit + 1}
        statement = SQL.by_subject
        if query.key is not None:
            facts |= {"key": query.key, "subject_id": query.subject.rpartition("/")[2]}
            statement = SQL.by_key
        rows = (await tx.execute(statement, facts)).all()
        return CURSOR.page(rows, query.limit, lambda row: (row.recorded_at, row.event_id), _view)

    @routes.get("/{event_id}")
    async def explained(event_id: Uuid, tx: Annotated[Tx, everybody]) -> Explained:
        """Tell an event's chain of causes and its effects in this service (X2)."""
        row = (await tx.execute(SQL.one, {"event_id": event_id})).first()
        effects = (await tx.execute(SQL.effects, {"event_id": event_id})).all()
        if row is None and not effects:
            raise NotFound
        if row is None:
            return Explained(event=_view(effects[0]), causes=[], effects=[_view(effect) for effect in effects])
        causes = await tx.execute(SQL.causes, {"cause_id": row.cause_id, "depth": DEPTH_MAX})
        return Explained(
            event=_view(row),
            causes=[_view(cause) for cause in causes],
            effects=[_view(effect) for effect in effects],
        )

    return routes


def _view(row: Any) -> JournalEntry:
    return JournalEntry.model_validate({**row._mapping, "body": orjson.loads(row.body)})
