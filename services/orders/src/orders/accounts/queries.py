"""What orders knows of a customer, and the lock that serialises its credit (events.md section 5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.refusals import Refused
from chassis.tx import Tx
from contracts.blocks import Exposure
from contracts.values import Money

LOCK = text("SELECT * FROM account WHERE customer_id = :customer_id FOR UPDATE")
ONE = text("SELECT * FROM account WHERE customer_id = :customer_id")
LIST = text(
    "SELECT * FROM account WHERE card_version > 0"
    " AND (CAST(:after AS uuid) IS NULL OR customer_id > :after) ORDER BY customer_id LIMIT :limit"
)
PROMISES = text(
    "SELECT promise_id, amount, currency, pay_on, state FROM promise WHERE customer_id = :customer_id"
    " ORDER BY pay_on DESC, promise_id LIMIT 100"
)


class CustomerUnknown(Refused):
    """Say the same of a customer that is unknown, of another branch, or seconds young (events.md section 6)."""

    code, status = "customer.unknown", 404
    zh, en = "没有找到该客户，或您无权查看。", "No such customer, or not yours to see."
    advice_zh, advice_en = "新客户可能需要几秒钟才能下单。", "A new customer may take some seconds to arrive."


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A customer's card, credit, standing and exposure at one instant."""

    customer_id: UUID
    branch_id: UUID
    owner_id: UUID | None
    customer_no: str
    name: str
    status: str
    channel: str | None
    territory_id: UUID | None
    grade: str | None
    missing_documents: Sequence[str]
    ship_to: Sequence[dict[str, Any]]
    card_version: int
    currency: str
    credit_limit: Decimal
    term_days: int
    provisional: bool
    credit_until: date | None
    contract_overdue: bool
    credit_version: int
    standing: str
    net: Decimal
    overdue: Decimal
    overdue_since: date | None
    overdue_items: Sequence[dict[str, Any]]
    overdue_more: int
    account_version: int
    reserved: Decimal
    waiting: int
    level: int

    def money(self, amount: Decimal) -> Money:
        """Give an amount in the account's currency."""
        return Money(amount=amount, currency=self.currency)

    def limit(self, today: date) -> Money:
        """Tell the limit in force on a day; without credit it is nothing (C5)."""
        ended = self.credit_until is not None and self.credit_until < today
        return self.money(Decimal(0) if ended else self.credit_limit)

    def terms(self, today: date) -> str:
        """Tell the terms that an order of today gets: cash against goods without granted credit (C5)."""
        return "credit" if self.limit(today) else "cash"

    def exposure(self, today: date) -> Exposure:
        """State what the customer's credit carries."""
        return Exposure(
            currency=self.currency,
            reserved=self.money(self.reserved),
            account_net=self.money(self.net),
            exposure=self.money(self.reserved + self.net),
            limit=self.limit(today),
            account_version=self.account_version,
            credit_version=self.credit_version,
        )

    def common(self) -> dict[str, Any]:
        """Give what every event about the customer carries."""
        return {"customer_id": self.customer_id, "branch_id": self.branch_id, "owner_id": self.owner_id}


def account_of(row: Any) -> Account:
    """Make an account of a row or of a mapping."""
    return Account(**row)


async def lock(tx: Tx, customer_id: UUID) -> Account:
    """Lock the customer's row: first of all rows, so that decisions about one customer follow one another."""
    row = (await tx.execute(LOCK, {"customer_id": customer_id})).mappings().first()
    if row is None:
        raise CustomerUnknown
    return account_of(row)


async def one(tx: Tx, customer_id: UUID) -> Account:
    """Read a customer without locking."""
    row = (await tx.execute(ONE, {"customer_id": customer_id})).mappings().first()
    if row is None or not row["card_version"]:
        raise CustomerUnknown
    return account_of(row)


async def accounts(tx: Tx, after: UUID | None, limit: int) -> list[Account]:
    """List customers."""
    return [account_of(row) for row in (await tx.execute(LIST, {"after": after, "limit": limit})).mappings()]


async def promises(tx: Tx, customer_id: UUID) -> Sequence[Any]:
    """List the customer's promises to pay, the latest first."""
    return (await tx.execute(PROMISES, {"customer_id": customer_id})).all()
