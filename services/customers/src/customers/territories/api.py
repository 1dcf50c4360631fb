"""Territories over HTTP (P3)."""

from typing import Annotated
from uuid import UUID

from fastapi import Response
from pydantic import BaseModel, ConfigDict

from chassis.tx import Tx
from contracts.values import Day
from customers.territories import commands, queries
from edge.access import EVERY_ROLE, OPERATOR, action
from edge.http import Version, router, tag
from edge.inputs import Uuid

routes = router(prefix="/territories", tags=["territories"])
ADMINISTRATION = (OPERATOR, "market_administration")


class TerritoryView(BaseModel):
    """A territory and whose it is."""

    model_config = ConfigDict(from_attributes=True)

    territory_id: UUID
    branch_id: UUID
    name: str
    regions: list[str]
    channels: list[str]
    person_id: UUID | None
    from_on: Day
    version: int


@routes.get("")
async def list_territories(tx: Annotated[Tx, action(*EVERY_ROLE)]) -> list[TerritoryView]:
    """List all territories: whoever is refused must learn whom to ask (P3)."""
    return [TerritoryView.model_validate(row) for row in await queries.territories(tx)]


@routes.post("", status_code=201)
async def draw_territory(
    body: commands.AssignTerritory, response: Response, tx: Annotated[Tx, action(*ADMINISTRATION)]
) -> TerritoryView:
    """Draw a territory and give it to its representative (P3)."""
    event = await commands.draw_territory(tx, body)
    tag(response, event.version)
    return TerritoryView.model_validate(event)


@routes.put("/{territory_id}")
async def assign_territory(
    territory_id: Uuid,
    body: commands.AssignTerritory,
    tx: Annotated[Tx, action(*ADMINISTRATION)],
    response: Response,
    version: Version,
) -> TerritoryView:
    """Redraw a territory, or give it to another representative (P3)."""
    event = await commands.assign_territory(tx, territory_id, version, body)
    tag(response, event.version)
    return TerritoryView.model_validate(event)
