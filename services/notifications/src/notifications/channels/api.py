"""The address book over HTTP (P5, N6)."""

from datetime import time
from typing import Annotated, Any
from uuid import UUID

from fastapi import Response
from pydantic import BaseModel

from chassis.tx import Tx
from edge.access import EVERY_ROLE, action
from edge.http import Version, router, tag
from edge.inputs import Uuid
from notifications.channels import commands

routes = router(prefix="/people", tags=["people"])
Person = Annotated[Tx, action(*EVERY_ROLE, logs="contact")]


class ContactView(BaseModel):
    """Where and when a person can be reached."""

    person_id: UUID
    email: str | None
    language: str
    quiet_from: time | None
    quiet_to: time | None
    version: int


def _view(row: Any, response: Response) -> ContactView:
    tag(response, row.version)
    return ContactView.model_validate(row, from_attributes=True)


@routes.get("/{id}/contact")
async def contact(id: Uuid, tx: Person, response: Response) -> ContactView:  # noqa: A002 - the access log reads this name
    """Show where and when a person can be reached (P5)."""
    return _view(await commands.contact(tx, id), response)


@routes.put("/{id}/contact")
async def put_contact(
    id: Uuid,  # noqa: A002 - the access log reads this name
    body: commands.PutContact,
    tx: Person,
    version: Version,
    response: Response,
) -> ContactView:
    """Keep where and when a person can be reached; version 0 begins the line (P5)."""
    return _view(await commands.put_contact(tx, id, body, version), response)
