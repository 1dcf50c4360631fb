"""Months of the books are closed and, with a reason, opened again (R8)."""

from datetime import date

from sqlalchemy import text

from chassis.tx import Tx
from receivables.periods import rules

CLOSE = text(
    "INSERT INTO period (month, closed_at, closed_by, reason) VALUES (:month, :now, :actor, :reason)"
    " ON CONFLICT (month) DO UPDATE SET closed_at = coalesce(period.closed_at, excluded.closed_at),"
    " closed_by = excluded.closed_by, reason = excluded.reason, version = period.version + 1"
)
REOPEN = text(
    "UPDATE period SET closed_at = NULL, closed_by = :actor, reason = :reason, version = version + 1"
    " WHERE month = :month AND closed_at IS NOT NULL"
)


async def close_period(tx: Tx, month: date, reason: str) -> None:
    """Close a month that is over: nothing is posted to it any more (R8)."""
    rules.refuse_running(month, tx.today)
    await tx.execute(CLOSE, {"month": month, "now": tx.now, "actor": tx.actor.id, "reason": reason})


async def reopen_period(tx: Tx, month: date, reason: str) -> None:
    """Open a closed month again (R8)."""
    await tx.execute(REOPEN, {"month": month, "actor": tx.actor.id, "reason": reason})
