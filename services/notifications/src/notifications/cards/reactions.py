"""Cards of customers and absences of people, folded from the events of customers (C1, P6)."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.tx import Tx
from contracts.customers import AbsenceRecorded, CustomerChanged
from contracts.events import Event

UPSERT_CARD = text(
    "INSERT INTO customer_card (customer_id, branch_id, owner_id, customer_no, name, version)"
    " VALUES (:customer_id, :branch_id, :owner_id, :customer_no, :name, :version)"
    " ON CONFLICT (customer_id) DO UPDATE SET branch_id = excluded.branch_id, owner_id = excluded.owner_id,"
    " customer_no = excluded.customer_no, name = excluded.name, version = excluded.version"
    " WHERE customer_card.version <= excluded.version"
)
UPSERT_ABSENCE = text(
    "INSERT INTO absence (absence_id, person_id, deputy_id, from_at, to_at, cancelled)"
    " VALUES (:absence_id, :person_id, :deputy_id, :from_at, :to_at, :cancelled)"
    " ON CONFLICT (absence_id) DO UPDATE SET deputy_id = excluded.deputy_id, from_at = excluded.from_at,"
    " to_at = excluded.to_at, cancelled = excluded.cancelled"
)


CARD = ("customer_id", "branch_id", "owner_id", "customer_no", "name", "version")
ABSENCE = ("absence_id", "person_id", "deputy_id", "from_at", "to_at", "cancelled")


async def project_cards(tx: Tx, events: Sequence[CustomerChanged]) -> None:
    """Keep names, branches and owners of customers (C1)."""
    await tx.execute(UPSERT_CARD, _rows({event.customer_id: event for event in events}, CARD))


async def project_absences(tx: Tx, events: Sequence[AbsenceRecorded]) -> None:
    """Keep who is away, and who stands in (P6)."""
    await tx.execute(UPSERT_ABSENCE, _rows({event.absence_id: event for event in events}, ABSENCE))


def _rows(last: Mapping[UUID, Event], fields: Sequence[str]) -> list[dict[str, Any]]:
    # Sorted, so that two workers lock in one order.
    return [{name: getattr(last[key], name) for name in fields} for key in sorted(last)]
