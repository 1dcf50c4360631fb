"""Whom an audience means for one event or timer (N3)."""

from collections.abc import Iterable
from uuid import UUID

from chassis.tx import Tx
from notifications import posts
from notifications.flows.model import Audience


def people(
    tx: Tx, audiences: Iterable[Audience], owner_id: UUID | None, branch_id: UUID | None, named: dict[str, UUID | None]
) -> list[UUID]:
    """Find the people of audiences, each once; `named` holds the people that the event's fields name."""
    found: list[UUID] = []
    for audience in audiences:
        found += _of(tx, audience, owner_id, branch_id, named)
    return list(dict.fromkeys(found))


def _of(
    tx: Tx, audience: Audience, owner_id: UUID | None, branch_id: UUID | None, named: dict[str, UUID | None]
) -> list[UUID]:
    if audience.to == "owner":
        return [owner_id] if owner_id else []
    if audience.to == "person":
        person = named.get(audience.field or "")
        return [person] if person else []
    if branch_id is None:
        return []
    if audience.to == "manager":
        return posts.manager(tx.reference, owner_id, branch_id)
    return posts.nearest(tx.reference, audience.role or "", branch_id)
