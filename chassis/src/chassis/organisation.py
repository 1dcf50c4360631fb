"""The projection of organisation, calendar and settings that every service keeps (P1, P2)."""

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import text

from chassis.tx import Tx
from contracts.customers import BranchChanged, CalendarChanged, PersonChanged

UPSERT_BRANCH = text(
    "INSERT INTO org_branch (branch_id, code, parent_id, path, name, level, active, version)"
    " VALUES (:branch_id, :code, :parent_id, :path, :name, :level, :active, :version)"
    " ON CONFLICT (branch_id) DO UPDATE SET code = excluded.code, parent_id = excluded.parent_id,"
    " path = excluded.path, name = excluded.name, level = excluded.level, active = excluded.active,"
    " version = excluded.version WHERE org_branch.version <= excluded.version"
)
UPSERT_PERSON = text(
    "INSERT INTO org_person (person_id, subject, name, home_branch_id, manager_id, roles, active, version)"
    " VALUES (:person_id, :subject, :name, :home_branch_id, :manager_id, CAST(:roles AS jsonb), :active, :version)"
    " ON CONFLICT (person_id) DO UPDATE SET subject = excluded.subject, name = excluded.name,"
    " home_branch_id = excluded.home_branch_id, manager_id = excluded.manager_id, roles = excluded.roles,"
    " active = excluded.active, version = excluded.version WHERE org_person.version <= excluded.version"
)
UPSERT_YEAR = text(
    "INSERT INTO calendar_year (year, holidays, make_up_days, known_until, version)"
    " VALUES (:year, :holidays, :make_up_days, :known_until, :version)"
    " ON CONFLICT (year) DO UPDATE SET holidays = excluded.holidays, make_up_days = excluded.make_up_days,"
    " known_until = excluded.known_until, version = excluded.version WHERE calendar_year.version <= excluded.version"
)


async def project_branches(tx: Tx, events: Sequence[BranchChanged]) -> None:
    """Keep the tree of branches (P1)."""
    rows = _last(events, "branch_id")
    for row in rows:
        row["path"] = "/".join(map(str, row["path"])) + "/"
    await tx.execute(UPSERT_BRANCH, rows)
    await tx.touch_reference()


async def project_people(tx: Tx, events: Sequence[PersonChanged]) -> None:
    """Keep people and their roles (P2)."""
    rows = _last(events, "person_id")
    for row in rows:
        row["subject"] = row["oidc_subject"] or str(row["person_id"])
        row["roles"] = orjson.dumps(row["roles"], default=str).decode()
    await tx.execute(UPSERT_PERSON, rows)
    await tx.touch_reference()


async def project_calendar(tx: Tx, events: Sequence[CalendarChanged]) -> None:
    """Keep the days off and the days made up."""
    rows = [
        {**row, "holidays": list(row["holidays"]), "make_up_days": list(row["make_up_days"])}
        for row in _last(events, "year")
    ]
    await tx.execute(UPSERT_YEAR, rows)
    await tx.touch_reference()


def _last(events: Sequence[Any], key: str) -> list[dict[str, Any]]:
    rows = {getattr(event, key): event.model_dump() for event in events}
    # Sorted, so that two workers lock in one order.
    return [rows[name] for name in sorted(rows, key=str)]
