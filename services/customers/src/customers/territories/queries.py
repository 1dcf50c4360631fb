"""Reads of territories."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.tx import Tx

LIST = text("SELECT * FROM territory ORDER BY name")
ONE = text("SELECT * FROM territory WHERE territory_id = :territory_id")
# Without channels a territory has all of them.
SHARED = text(
    "SELECT name, ARRAY(SELECT unnest(regions) INTERSECT SELECT unnest(CAST(:regions AS text[])) ORDER BY 1) AS regions"
    " FROM territory WHERE territory_id <> :territory_id AND (name = :name OR regions && CAST(:regions AS text[])"
    " AND (channels = '{}' OR cardinality(CAST(:channels AS text[])) = 0 OR channels && CAST(:channels AS text[])))"
    " ORDER BY name <> :name, name LIMIT 1"
)


async def territories(tx: Tx) -> Sequence[Any]:
    """Return all territories by name."""
    return (await tx.execute(LIST)).all()


async def territory(tx: Tx, territory_id: UUID) -> Any:
    """Return a territory, or None."""
    return (await tx.execute(ONE, {"territory_id": territory_id})).first()


async def shared(tx: Tx, facts: dict[str, Any]) -> tuple[str, list[str]] | None:
    """Return a territory of the same name, or one with a region and channel in common."""
    found = (await tx.execute(SHARED, facts)).first()
    return (found.name, list(found.regions)) if found else None
