"""Reads of absences."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.tx import Tx

LIST = text(
    "SELECT * FROM absence WHERE to_at > :now AND NOT cancelled"
    " AND (CAST(:person_id AS uuid) IS NULL OR person_id = :person_id) ORDER BY from_at, absence_id LIMIT 500"
)
LOCKED = text("SELECT * FROM absence WHERE absence_id = :absence_id FOR UPDATE")
# Whoever stands in for somebody is not away in that time, and whoever goes away stands in for nobody.
CLASH = text(
    "SELECT 1 FROM absence WHERE NOT cancelled AND absence_id <> :absence_id"
    " AND from_at < :to_at AND to_at > :from_at AND (person_id = :deputy_id OR deputy_id = :person_id) LIMIT 1"
)
OVERLAP = text(
    "SELECT 1 FROM absence WHERE NOT cancelled AND absence_id <> :absence_id AND person_id = :person_id"
    " AND from_at < :to_at AND to_at > :from_at LIMIT 1"
)


async def current(tx: Tx, person_id: UUID | None) -> Sequence[Any]:
    """Return present and coming absences."""
    return (await tx.execute(LIST, {"now": tx.now, "person_id": person_id})).all()


async def has_clash(tx: Tx, facts: dict[str, UUID | datetime | None]) -> bool:
    """Tell whether the deputy is away, or the person a deputy, in the time."""
    return (await tx.execute(CLASH, facts)).first() is not None


async def has_overlap(tx: Tx, facts: dict[str, UUID | datetime | None]) -> bool:
    """Tell whether the person is away already."""
    return (await tx.execute(OVERLAP, facts)).first() is not None
