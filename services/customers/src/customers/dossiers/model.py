"""Rows of customers and of the papers in their dossiers (C1)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Text
from sqlalchemy.orm import Mapped, mapped_column

from contracts.customers import CustomerChanged
from customers import rows


class Customer(rows.Row):
    """A customer's card, as it is told to others with each change."""

    __tablename__ = "customer"

    customer_id: Mapped[UUID] = mapped_column(primary_key=True)
    customer_no: Mapped[str]
    name: Mapped[str]
    name_key: Mapped[str]
    credit_code: Mapped[str | None]
    branch_id: Mapped[UUID]
    owner_id: Mapped[UUID | None]
    territory_id: Mapped[UUID | None]
    dealer_id: Mapped[UUID | None]
    channel: Mapped[str | None]
    status: Mapped[str]
    grade: Mapped[str | None]
    grade_reason: Mapped[str | None]
    invoicing: Mapped[dict[str, Any] | None]
    ship_to: Mapped[list[dict[str, Any]]]
    contacts: Mapped[list[dict[str, Any]]]
    missing: Mapped[list[str]] = mapped_column(ARRAY(Text))
    papers_until: Mapped[date | None]
    closed_because: Mapped[str | None]
    opened_at: Mapped[datetime]
    opened_by: Mapped[str]
    version: Mapped[int]

    def changed(self, *fields: str) -> CustomerChanged:
        """State the card as a whole, and which fields of it moved."""
        return CustomerChanged(
            customer_id=self.customer_id,
            branch_id=self.branch_id,
            owner_id=self.owner_id,
            customer_no=self.customer_no,
            name=self.name,
            status=self.status,
            channel=self.channel,
            territory_id=self.territory_id,
            grade=self.grade,
            grade_reason=self.grade_reason,
            missing_documents=tuple(self.missing),
            invoicing=self.invoicing,  # type: ignore[arg-type]
            ship_to=self.ship_to,  # type: ignore[arg-type]
            changed=fields,
            version=self.version,
        )


class CustomerDocument(rows.Row):
    """A paper of the dossier; a newer one of its kind replaces it."""

    __tablename__ = "customer_document"

    document_id: Mapped[UUID] = mapped_column(primary_key=True)
    customer_id: Mapped[UUID]
    branch_id: Mapped[UUID]
    kind: Mapped[str]
    number: Mapped[str]
    issued_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    file_id: Mapped[UUID | None]
    checksum: Mapped[str | None]
    filed_at: Mapped[datetime]
    filed_by: Mapped[str]
    replaced_at: Mapped[datetime | None]
