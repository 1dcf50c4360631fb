"""What the API shows of complaints."""

from typing import Any, Literal
from uuid import UUID

from fastapi import Response
from pydantic import BaseModel

from chassis.tx import Tx
from contracts.customers import ConfirmedLine
from contracts.values import Instant, Money
from customers.complaints import forms
from customers.complaints.model import Complaint
from customers.dossiers import queries as dossiers
from edge.http import tag

Status = Literal["filed", "answered", "confirmed", "remedied", "closed"]
Outcome = Literal["satisfied", "unfounded", "taken_back"]
# What is not a column of the complaint.
ADDED = ("customer_no", "customer_name", "specialist_name", "lines", "disputed")


class ComplaintItem(BaseModel):
    """A complaint in a list."""

    complaint_id: UUID
    complaint_no: str
    customer_id: UUID
    customer_no: str | None
    customer_name: str | None
    kind: forms.Kind
    severity: forms.Severity
    status: Status
    disputed: Money
    due_at: Instant | None
    overdue_at: Instant | None
    specialist_id: UUID | None
    specialist_name: str | None
    filed_at: Instant


class ComplaintView(ComplaintItem):
    """A complaint with its lines and what became of it."""

    description: str
    photographs: list[dict[str, Any]]
    lines: list[ConfirmedLine]
    settled_on_spot: bool
    round: int
    answer: str | None
    findings: str | None
    remedy: forms.Remedy | None
    remedied_by: str | None
    satisfied: bool | None
    confirmation_file_id: UUID | None
    outcome: Outcome | None
    closed_because: str | None
    version: int


def item(tx: Tx, row: Any) -> ComplaintItem:
    """Show a complaint in a list."""
    return ComplaintItem.model_validate(
        {
            **row._mapping,
            "disputed": Money.of(row.disputed, row.currency),
            "specialist_name": _name(tx, row.specialist_id),
        }
    )


async def show(tx: Tx, response: Response, complaint: Complaint) -> ComplaintView:
    """Show a complaint with its lines and the names of its customer and specialist."""
    tag(response, complaint.version)
    customer = await dossiers.customer(tx, complaint.customer_id)
    plain = {name: getattr(complaint, name) for name in ComplaintView.model_fields if name not in ADDED}
    return ComplaintView(
        **plain,
        customer_no=customer.customer_no,
        customer_name=customer.name,
        specialist_name=_name(tx, complaint.specialist_id),
        lines=[line.confirmed() for line in complaint.lines],
        disputed=complaint.disputed_money,
    )


def _name(tx: Tx, person_id: UUID | None) -> str | None:
    person = tx.reference.people.get(person_id) if person_id else None
    return person.name if person else None
