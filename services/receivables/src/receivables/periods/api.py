"""Routes of periods."""

from datetime import date, datetime
from typing import Annotated

from fastapi import Path
from pydantic import BaseModel, Field

from chassis.tx import Tx
from edge.access import EVERY_ROLE, action
from edge.http import router
from edge.inputs import Command, Text
from receivables.periods import commands, queries

routes = router(prefix="/periods", tags=["periods"])
Month = Annotated[str, Path(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$")]


class PeriodChange(Command):
    """Why a month is closed or opened."""

    reason: Annotated[Text, Field(max_length=500)]


class PeriodView(BaseModel):
    """A month that was closed at least once."""

    month: str
    is_closed: bool
    closed_at: datetime | None
    changed_by: str
    reason: str


@routes.get("")
async def periods(tx: Annotated[Tx, action(*EVERY_ROLE)]) -> list[PeriodView]:
    """List the months that were closed (R8)."""
    return [
        PeriodView(
            month=f"{row.month:%Y-%m}", is_closed=row.closed_at is not None, closed_at=row.closed_at,
            changed_by=row.closed_by, reason=row.reason,
        )
        for row in await queries.periods(tx)
    ]  # fmt: skip


@routes.post("/{month}/closures", status_code=201)
async def close(month: Month, body: PeriodChange, tx: Annotated[Tx, action("finance")]) -> list[PeriodView]:
    """Close a month (R8)."""
    await commands.close_period(tx, date.fromisoformat(f"{month}-01"), body.reason)
    return await periods(tx)


@routes.post("/{month}/reopenings", status_code=201)
async def reopen(month: Month, body: PeriodChange, tx: Annotated[Tx, action("finance")]) -> list[PeriodView]:
    """Open a closed month again (R8)."""
    await commands.reopen_period(tx, date.fromisoformat(f"{month}-01"), body.reason)
    return await periods(tx)
