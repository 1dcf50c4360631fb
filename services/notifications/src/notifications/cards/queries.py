"""What is known of customers, and who is away."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from chassis.tx import Tx

CARDS = text(
    "SELECT customer_id, branch_id, owner_id, customer_no, name FROM customer_card"
    " WHERE customer_id = ANY(CAST(:ids AS uuid[]))"
)
AWAY = text(
    "SELECT person_id, deputy_id FROM absence WHERE person_id = ANY(CAST(:people AS uuid[]))"
    " AND NOT cancelled AND from_at <= :now AND :now < to_at ORDER BY from_at, absence_id"
)
STOOD_IN = text(
    "SELECT EXISTS (SELECT 1 FROM absence WHERE deputy_id = :deputy_id"
    " AND person_id = ANY(CAST(:people AS uuid[])) AND NOT cancelled)"
)


@dataclass(frozen=True, slots=True)
class Card:
    """A customer as messages name it."""

    customer_id: UUID
    branch_id: UUID
    owner_id: UUID | None
    customer_no: str
    name: str


async def cards(tx: Tx, customer_ids: Sequence[UUID]) -> Mapping[UUID, Card]:
    """Return the cards of customers, as far as they have come."""
    rows = await tx.execute(CARDS, {"ids": list(customer_ids)})
    return {row.customer_id: Card(**row._mapping) for row in rows}


async def away(tx: Tx, people: Iterable[UUID]) -> Mapping[UUID, UUID | None]:
    """Return who of these people is away now, and the deputy named for the time (P6)."""
    rows = await tx.execute(AWAY, {"people": sorted(people), "now": tx.now})
    return {row.person_id: row.deputy_id for row in rows}


async def is_deputy_at_other_times(tx: Tx, deputy_id: UUID, people: Iterable[UUID]) -> bool:
    """Tell whether a person was or will be the deputy of one of these (P6)."""
    found = await tx.execute(STOOD_IN, {"deputy_id": deputy_id, "people": sorted(people)})
    return bool(found.scalar_one())
