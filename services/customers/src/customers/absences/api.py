"""Absences over HTTP (P6)."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from pydantic import BaseModel, ConfigDict

from chassis.tx import Tx
from contracts.values import Instant
from customers.absences import commands, queries
from edge.access import EVERY_ROLE, action
from edge.http import Version, router, tag
from edge.inputs import Uuid

routes = router(prefix="/absences", tags=["absences"])


class AbsenceView(BaseModel):
    """An absence with who stands in."""

    model_config = ConfigDict(from_attributes=True)

    absence_id: UUID
    person_id: UUID
    deputy_id: UUID | None
    from_at: Instant
    to_at: Instant
    cancelled: bool
    version: int

    @classmethod
    def of(cls, recorded: commands.Recorded) -> "AbsenceView":
        """Show what was recorded."""
        return cls(**recorded.event.model_dump(include=set(cls.model_fields)), version=recorded.version)


class AbsenceQuery(BaseModel):
    """Whose absences."""

    model_config = ConfigDict(extra="forbid")

    person_id: Uuid | None = None


@routes.get("")
async def list_absences(
    query: Annotated[AbsenceQuery, Query()], tx: Annotated[Tx, action(*EVERY_ROLE, logs="absence")]
) -> list[AbsenceView]:
    """List present and coming absences of the branches in reach (P6)."""
    return [AbsenceView.model_validate(row) for row in await queries.current(tx, query.person_id)]


@routes.post("", status_code=201)
async def record_absence(
    body: commands.RecordAbsence, response: Response, tx: Annotated[Tx, action(*EVERY_ROLE)]
) -> AbsenceView:
    """Record one's own absence, or that of one's people (P6)."""
    recorded = await commands.record_absence(tx, body)
    tag(response, recorded.version)
    return AbsenceView.of(recorded)


@routes.put("/{absence_id}")
async def change_absence(
    absence_id: Uuid,
    body: commands.AbsenceTimes,
    tx: Annotated[Tx, action(*EVERY_ROLE)],
    response: Response,
    version: Version,
) -> AbsenceView:
    """Shorten, move or cancel an absence (P6)."""
    recorded = await commands.change_absence(tx, absence_id, version, body)
    tag(response, recorded.version)
    return AbsenceView.of(recorded)
