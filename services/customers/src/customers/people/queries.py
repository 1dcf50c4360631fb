"""Reads of people."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.tx import Tx
from contracts.customers import PersonChanged

LIST = text(
    "SELECT * FROM org_person WHERE home_branch_id = ANY(:scope)"
    " AND (CAST(:after AS text) IS NULL OR subject > :after) ORDER BY subject LIMIT :limit"
)
ALL = text("SELECT * FROM org_person")


def as_event(row: Any) -> PersonChanged:
    """Return a person as others know them."""
    return PersonChanged.model_validate({**row._mapping, "oidc_subject": row.subject})


async def people(tx: Tx, scope: Collection[UUID], after: str | None, limit: int) -> list[PersonChanged]:
    """Return the people of a scope by staff number."""
    rows = await tx.execute(LIST, {"scope": list(scope), "after": after, "limit": limit})
    return [as_event(row) for row in rows]


async def everybody(tx: Tx) -> dict[UUID, PersonChanged]:
    """Return all people."""
    return {row.person_id: as_event(row) for row in await tx.execute(ALL)}
