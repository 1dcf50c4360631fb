"""The projection of organisation, calendar and settings that every service keeps (P1, P2)."""

from collections.abc import Sequence
from typing import Any

import orjson

from chassis.statements import statements
from chassis.tx import Tx
from contracts.customers import BranchChanged, CalendarChanged, PersonChanged

SQL = statements(__name__)


async def project_branches(tx: Tx, events: Sequence[BranchChanged]) -> None:
    """Keep the tree of branches (P1)."""
    rows = _last(events, "branch_id")
    for row in rows:
        row["path"] = "/".join(map(str, row["path"])) + "/"
    await tx.execute(SQL.upsert_branch, rows)
    await tx.touch_reference()


async def project_people(tx: Tx, events: Sequence[PersonChanged]) -> None:
    """Keep people and their roles (P2)."""
    rows = _last(events, "person_id")
    for row in rows:
        row["subject"] = row["oidc_subject"] or str(row["person_id"])
        row["roles"] = orjson.dumps([{"role": r.role, "branch_id": str(r.branch_id)} for r in row["roles"]]).decode()
    await tx.execute(SQL.upsert_person, rows)
    await tx.touch_reference()


async def project_calendar(tx: Tx, events: Sequence[CalendarChanged]) -> None:
    """Keep the days off and the days made up."""
    rows = [
        {**row, "holidays": list(row["holidays"]), "make_up_days": list(row["make_up_days"])}
        for row in _last(events, "year")
    ]
    await tx.execute(SQL.upsert_year, rows)
    await tx.touch_reference()


def _last(events: Sequence[Any], key: str) -> list[dict[str, Any]]:
    rows = {getattr(event, key): dict(event) for event in events}
    # Sorted, so that two workers lock in one order.
    return [rows[name] for name in sorted(rows, key=str)]
