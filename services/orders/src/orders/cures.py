"""What the API shows of a hold: cause and cure, in both languages."""

from typing import Any
from uuid import UUID

from pydantic import BaseModel

from contracts.values import Instant, Money


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
    state: str
    reason: str
    scope: str
    order_id: UUID | None
    blocks: str
    facts: list[dict[str, str]]
    cure: CureView
    placed_at: Instant
    placed_by: str
    released_at: Instant | None
    how: str | None
    approval_id: UUID | None
    note: str | None
    version: int


def hold_view(row: Any) -> HoldView:
    """Show a hold."""
    amount = Money.of(row.cure_amount) if row.cure_amount is not None else None
    cure = CureView(text_zh=row.cure_zh, text_en=row.cure_en, amount=amount, refs=row.cure_refs)
    state = "open" if row.released_at is None else "released"
    return HoldView.model_validate({**row._mapping, "cure": cure, "state": state})
