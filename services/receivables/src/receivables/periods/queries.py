"""Reads of periods."""

from datetime import date
from typing import Any

from sqlalchemy import text

from chassis.tx import Tx

CLOSED = text("SELECT month FROM period WHERE closed_at IS NOT NULL")
PERIODS = text("SELECT month, closed_at, closed_by, reason, version FROM period ORDER BY month DESC")


async def closed_months(tx: Tx) -> frozenset[date]:
    """Return the first days of the closed months."""
    return frozenset((await tx.execute(CLOSED)).scalars())


async def periods(tx: Tx) -> list[Any]:
    """Return every month that was ever closed."""
    return list((await tx.execute(PERIODS)).all())
