"""What the API shows of a hold: cause and cure, in both languages."""

from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel

from contracts.values import Instant, Money
from orders.holds.model import Reason

__all__ = ["CureView", "HoldView", "Reason", "facts", "hold_view"]


class CureView(BaseModel):
    """The least that would release a hold."""

    text_zh: str
    text_en: str
    amount: Money | None
    refs: list[str]


class HoldView(BaseModel):
    """A hold with its cause and its cure."""

    hold_id: UUID
    customer_id: UUID
    state: Literal["open", "released"]
    reason: Reason
    scope: Literal["customer", "order"]
    order_id: UUID | None
    blocks: Literal["confirm", "produce", "ship"]
    facts: list[dict[str, str]]
    cure: CureView
    placed_at: Instant
    placed_by: str
    released_at: Instant | None
    how: Literal["cured", "approved", "overruled", "subject_ended"] | None
    approval_id: UUID | None
    note: str | None
    version: int


def facts(row: Any) -> dict[str, Any]:
    """Gather what any view of a hold shows."""
    amount = Money.of(row.cure_amount) if row.cure_amount is not None else None
    cure = CureView(text_zh=row.cure_zh, text_en=row.cure_en, amount=amount, refs=row.cure_refs)
    return {**row._mapping, "cure": cure, "state": "open" if row.released_at is None else "released"}


def hold_view(row: Any) -> HoldView:
    """Show a hold."""
    return HoldView.model_validate(facts(row))
