"""Rows of credit applications and of credit in force (C5, C6)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from contracts.blocks import Approval, Asked
from contracts.customers import CreditEnded, CreditFacts, CreditGranted, CreditRequested
from contracts.values import Money
from customers import rows

FORM_KIND = "credit_application"


class CreditRequest(rows.Row):
    """A credit application at its present revision."""

    __tablename__ = "credit_request"

    request_id: Mapped[UUID] = mapped_column(primary_key=True)
    customer_id: Mapped[UUID]
    branch_id: Mapped[UUID]
    revision: Mapped[int]
    status: Mapped[str]
    content_hash: Mapped[str]
    requester_id: Mapped[UUID]
    credit_limit: Mapped[Decimal]
    currency: Mapped[str]
    term_days: Mapped[int]
    reasons: Mapped[str]
    guarantor: Mapped[bool]
    valid_until_on: Mapped[date | None]
    facts: Mapped[dict[str, Any]]
    asked_at: Mapped[datetime]
    decide_by: Mapped[datetime]
    waiting_for: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    approval_id: Mapped[UUID | None]
    outcome: Mapped[str | None]
    ended_at: Mapped[datetime | None]

    @property
    def subject(self) -> str:
        """Name what the application is about."""
        return f"credit/{self.customer_id}"

    @property
    def limit(self) -> Money:
        """Return the limit asked for."""
        return Money.of(self.credit_limit, self.currency)

    @property
    def asked(self) -> Asked:
        """Return what is asked for."""
        return Asked(amount=self.limit, term_days=self.term_days, to_on=self.valid_until_on)

    def requested(self, owner_id: UUID | None) -> CreditRequested:
        """State the application for its approvers."""
        return CreditRequested(
            customer_id=self.customer_id,
            branch_id=self.branch_id,
            owner_id=owner_id,
            approval=Approval(
                request_id=self.request_id,
                form_kind=FORM_KIND,
                revision=self.revision,
                content_hash=self.content_hash,
                subject=self.subject,
                requester_id=self.requester_id,
                asked=self.asked,
                decide_by=self.decide_by,
            ),
            facts=CreditFacts.model_validate(self.facts),
        )


class CreditLine(rows.Row):
    """The credit that a customer has, or had."""

    __tablename__ = "credit_line"

    customer_id: Mapped[UUID] = mapped_column(primary_key=True)
    branch_id: Mapped[UUID]
    status: Mapped[str]
    credit_limit: Mapped[Decimal]
    currency: Mapped[str]
    term_days: Mapped[int]
    provisional: Mapped[bool]
    valid_until_on: Mapped[date | None]
    granted_at: Mapped[datetime]
    contract_days: Mapped[int | None]
    contract_due_at: Mapped[datetime | None]
    dated_by: Mapped[int | None]
    overdue_at: Mapped[datetime | None]
    contract_file_id: Mapped[UUID | None]
    returned_on: Mapped[date | None]
    approval_id: Mapped[UUID | None]
    ended_because: Mapped[str | None]
    version: Mapped[int]

    @property
    def limit(self) -> Money:
        """Return the limit in force."""
        return Money.of(self.credit_limit, self.currency)

    def granted(self, owner_id: UUID | None) -> CreditGranted:
        """State the terms in force."""
        return CreditGranted(
            customer_id=self.customer_id,
            branch_id=self.branch_id,
            owner_id=owner_id,
            limit=self.limit,
            term_days=self.term_days,
            provisional=self.provisional,
            valid_until_on=self.valid_until_on,
            contract_due_at=self.contract_due_at,
            approval_id=self.approval_id,
            version=self.version,
        )

    def end(self, because: str) -> None:
        """Grant nothing any more."""
        self.status, self.ended_because, self.credit_limit = "ended", because, Decimal(0)
        self.provisional, self.contract_due_at, self.overdue_at = False, None, None
        self.version += 1

    def ended(self, owner_id: UUID | None, reason: str) -> CreditEnded:
        """State that nothing is granted any more."""
        return CreditEnded(
            customer_id=self.customer_id,
            branch_id=self.branch_id,
            owner_id=owner_id,
            reason=reason,
            version=self.version,
        )
