"""The customer's card and terms as customers told them; a card may be seconds behind the first delivery."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.refusals import NotFound
from chassis.tx import Tx

CARDS = text(
    "SELECT c.customer_id, c.branch_id, c.owner_id, coalesce(c.tax_title, c.name) AS buyer, c.tax_no,"
    " CASE WHEN k.active AND (k.valid_until_on IS NULL OR k.valid_until_on >= :today) THEN k.term_days END AS term_days"
    " FROM customer c LEFT JOIN customer_credit k USING (customer_id)"
    " WHERE c.customer_id = ANY(CAST(:ids AS uuid[]))"
)


@dataclass(frozen=True, slots=True)
class Card:
    """What an invoice must state of the buyer, and the days of credit granted, if any."""

    customer_id: UUID
    branch_id: UUID
    owner_id: UUID | None
    buyer: str
    tax_no: str | None
    term_days: int | None

    @property
    def who(self) -> dict[str, Any]:
        """Return what every event of the customer carries."""
        return {"customer_id": self.customer_id, "branch_id": self.branch_id, "owner_id": self.owner_id}


async def cards(tx: Tx, customers: Iterable[UUID]) -> dict[UUID, Card]:
    """Return the cards that have come and that the asker may see, by customer."""
    rows = await tx.execute(CARDS, {"ids": sorted(set(customers)), "today": tx.today})
    return {row.customer_id: Card(*tuple(row)) for row in rows}


async def known(tx: Tx, customer_id: UUID) -> Card:
    """Return the card, or say that there is none to see."""
    found = (await cards(tx, [customer_id])).get(customer_id)
    if found is None:
        raise NotFound
    return found
