"""Reads of the working calendar."""

from typing import Any

from sqlalchemy import text

from chassis.tx import Tx

YEARS = text("SELECT * FROM calendar_year ORDER BY year")
YEAR = text("SELECT * FROM calendar_year WHERE year = :year")


async def years(tx: Tx) -> list[Any]:
    """Return all years."""
    return list(await tx.execute(YEARS))


async def year(tx: Tx, number: int) -> Any:
    """Return a year, or None."""
    return (await tx.execute(YEAR, {"year": number})).first()
