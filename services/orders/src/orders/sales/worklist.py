"""Orders in a list, with the totals of all that the list goes through (console p10)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from chassis.statements import statements
from chassis.tx import Tx

SQL = statements(__name__)

View = Literal["today", "stopped", "ready"]
# Whether something must stop the orders of a view, or nothing may.
STOPPED: Mapping[View, bool] = {"stopped": True, "ready": False}


@dataclass(frozen=True, slots=True)
class Worklist:
    """A page of orders and one row more if any, with the totals of all pages by currency."""

    rows: Sequence[Any]
    totals: Sequence[Mapping[str, Any]]


async def worklist(
    tx: Tx, view: View | None, customer_id: UUID | None, state: str | None, after: UUID | None, limit: int
) -> Worklist:
    """List orders, the newest first: of today, stopped by a hold, or ready to leave (O2, O9)."""
    facts = {
        "customer_id": customer_id, "state": state, "after": after, "limit": limit + 1, "today": tx.today,
        "now": tx.now, "stopped": STOPPED.get(view) if view else None,
        "placed_from": tx.calendar.start_of_day(tx.today) if view == "today" else None,
    }  # fmt: skip
    rows = (await tx.execute(SQL.page, facts)).all()
    return Worklist([row for row in rows if row.order_id], rows[0].totals)
