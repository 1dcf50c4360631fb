"""The working calendar over HTTP (C6, C10)."""

from typing import Annotated

from fastapi import Path, Response
from pydantic import BaseModel, ConfigDict

from chassis.tx import Tx
from contracts.values import Day
from customers.calendars import commands, queries
from edge.access import EVERY_ROLE, OPERATOR, action
from edge.http import Version, router, tag

routes = router(prefix="/calendar", tags=["calendar"])
ADMINISTRATION = (OPERATOR, "market_administration")


class YearView(BaseModel):
    """A year's days off, the days made up, and until when it is published."""

    model_config = ConfigDict(from_attributes=True)

    year: int
    holidays: list[Day]
    make_up_days: list[Day]
    known_until: Day
    version: int


@routes.get("")
async def list_years(tx: Annotated[Tx, action(*EVERY_ROLE)]) -> list[YearView]:
    """List the years with their days off and days made up."""
    return [YearView.model_validate(row) for row in await queries.years(tx)]


@routes.post("", status_code=201)
async def adopt_year(body: commands.AdoptYear, tx: Annotated[Tx, action(*ADMINISTRATION)]) -> list[YearView]:
    """Take a year over as the state has published it; a year that is set already stays."""
    return [YearView.model_validate(event) for event in await commands.adopt_years(tx, [body.year])]


@routes.put("/{year}")
async def set_year(
    year: Annotated[int, Path(ge=2000, le=2100)],
    body: commands.YearDays,
    tx: Annotated[Tx, action(*ADMINISTRATION)],
    response: Response,
    version: Version,
) -> YearView:
    """Correct a year's working days; a year not set yet has version 0."""
    event = await commands.set_year(tx, year, version, body)
    tag(response, event.version)
    return YearView.model_validate(event)
