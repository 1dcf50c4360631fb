"""Rows of complaints (C9 to C11)."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Numeric
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chassis.defaults import Scope
from contracts.customers import ComplaintLine as Told
from contracts.customers import ConfirmedLine
from contracts.values import Money, Quantity
from customers import deadlines, rows

QUANTITY = Numeric(18, 3)


class ComplaintLine(rows.Row):
    """A delivered line that is complained of, and what was accepted of it."""

    __tablename__ = "complaint_line"

    complaint_id: Mapped[UUID] = mapped_column(ForeignKey("complaint.complaint_id"), primary_key=True)
    line_no: Mapped[int] = mapped_column(primary_key=True)
    branch_id: Mapped[UUID]
    shipment_id: Mapped[UUID]
    line_id: Mapped[UUID]
    order_id: Mapped[UUID]
    order_no: Mapped[str]
    product_id: Mapped[UUID]
    product_name: Mapped[str]
    qty: Mapped[Decimal] = mapped_column(QUANTITY)
    unit: Mapped[str]
    amount: Mapped[Decimal]
    currency: Mapped[str]
    accepted_qty: Mapped[Decimal | None] = mapped_column(QUANTITY)
    accepted_amount: Mapped[Decimal | None]

    def told(self) -> Told:
        """State the line as it was filed."""
        return Told(
            order_id=self.order_id,
            order_no=self.order_no,
            line_id=self.line_id,
            shipment_id=self.shipment_id,
            product_id=self.product_id,
            product_name=self.product_name,
            qty=Quantity.of(self.qty, self.unit),
            amount=Money.of(self.amount, self.currency),
        )

    def confirmed(self) -> ConfirmedLine:
        """State the line with what was accepted."""
        return ConfirmedLine(
            **dict(self.told()),
            accepted_qty=Quantity.of(self.accepted_qty or Decimal(0), self.unit),
            accepted_amount=Money.of(self.accepted_amount or Decimal(0), self.currency),
        )


class Complaint(rows.Row):
    """A complaint and the step it is at; `due_at` is that step's time."""

    __tablename__ = "complaint"

    complaint_id: Mapped[UUID] = mapped_column(primary_key=True)
    complaint_no: Mapped[str]
    customer_id: Mapped[UUID]
    branch_id: Mapped[UUID]
    kind: Mapped[str]
    severity: Mapped[str]
    status: Mapped[str]
    description: Mapped[str]
    photographs: Mapped[list[dict[str, Any]]]
    disputed: Mapped[Decimal]
    currency: Mapped[str]
    specialist_id: Mapped[UUID | None]
    settled_on_spot: Mapped[bool]
    step_from: Mapped[datetime]
    step_days: Mapped[int | None]
    due_at: Mapped[datetime | None]
    dated_by: Mapped[int | None]
    overdue_at: Mapped[datetime | None]
    round: Mapped[int]
    answer: Mapped[str | None]
    findings: Mapped[str | None]
    remedy: Mapped[str | None]
    remedied_by: Mapped[str | None]
    satisfied: Mapped[bool | None]
    confirmation_file_id: Mapped[UUID | None]
    outcome: Mapped[str | None]
    closed_because: Mapped[str | None]
    filed_at: Mapped[datetime]
    filed_by: Mapped[str]
    version: Mapped[int]
    lines: Mapped[list[ComplaintLine]] = relationship(order_by=ComplaintLine.line_no, lazy="raise")

    def enter(self, status: str, term: deadlines.Term) -> None:
        """Begin a step, with its time."""
        self.status, self.due_at = status, term.due_at
        self.step_from, self.step_days = term.from_at, term.working_days
        self.dated_by = self.overdue_at = None
        self.version += 1

    def close(self, outcome: str, because: str | None) -> None:
        """End it; no time runs any more."""
        self.status, self.outcome, self.closed_because = "closed", outcome, because
        self.due_at = self.overdue_at = None
        self.version += 1

    @property
    def scope(self) -> Scope:
        """Return for whom settings are asked."""
        return Scope(branch_id=self.branch_id, customer_id=self.customer_id)

    @property
    def disputed_money(self) -> Money:
        """Return what is disputed."""
        return Money.of(self.disputed, self.currency)

    @property
    def names(self) -> dict[str, Any]:
        """Return what every event of the complaint says, but for the owner of that moment."""
        return {
            "customer_id": self.customer_id,
            "branch_id": self.branch_id,
            "complaint_id": self.complaint_id,
            "complaint_no": self.complaint_no,
        }
