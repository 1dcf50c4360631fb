"""What the API shows of customers."""

from typing import Any, Literal
from uuid import UUID

from fastapi import Response
from pydantic import BaseModel, ConfigDict

from chassis.defaults import Scope
from chassis.tx import Tx
from contracts.values import Day, Instant
from customers import defaults
from customers.dossiers import queries, rules
from customers.dossiers.model import Customer
from edge.http import tag

Status = Literal["pending", "active", "lapsed", "closed"]
Grade = Literal["A", "B", "C", "D"]


class CustomerItem(BaseModel):
    """A customer in a list."""

    model_config = ConfigDict(from_attributes=True)

    customer_id: UUID
    customer_no: str
    name: str
    status: Status
    branch_id: UUID
    branch_name: str | None = None
    owner_id: UUID | None
    owner_name: str | None = None
    channel: str | None
    grade: Grade | None
    missing: list[str]
    version: int


class DocumentView(BaseModel):
    """A paper on file."""

    model_config = ConfigDict(from_attributes=True)

    kind: str
    number: str
    issued_on: Day | None
    expires_on: Day | None
    file_id: UUID | None
    checksum: str | None
    filed_at: Instant


class NoticeView(BaseModel):
    """Something to know that stops nothing."""

    model_config = ConfigDict(from_attributes=True)

    code: str
    zh: str
    en: str


class CustomerView(CustomerItem):
    """A customer's dossier."""

    credit_code: str | None
    territory_id: UUID | None
    dealer_id: UUID | None
    grade_reason: str | None
    invoicing: dict[str, Any] | None
    ship_to: list[dict[str, Any]]
    contacts: list[dict[str, Any]]
    papers_until: Day | None
    closed_because: str | None
    opened_at: Instant
    documents: list[DocumentView] = []
    warnings: list[NoticeView] = []


def item(tx: Tx, row: Any) -> CustomerItem:
    """Show a customer in a list."""
    return CustomerItem.model_validate(row).model_copy(update=_names(tx, row))


async def show(tx: Tx, response: Response, customer: Customer) -> CustomerView:
    """Show a customer with its papers and what one should know."""
    tag(response, customer.version)
    papers = await queries.documents(tx, [customer.customer_id])
    scope = Scope(branch_id=customer.branch_id, customer_id=customer.customer_id)
    warn_from = rules.warn_from(tx.today, tx.setting(defaults.WARN_BEFORE_EXPIRY, scope))
    found = rules.notices(customer.name, customer.credit_code, customer.papers_until, warn_from)
    return CustomerView.model_validate(customer).model_copy(
        update=_names(tx, customer)
        | {
            "documents": [DocumentView.model_validate(paper) for paper in papers[customer.customer_id]],
            "warnings": [NoticeView.model_validate(notice) for notice in found],
        }
    )


def _names(tx: Tx, row: Any) -> dict[str, str | None]:
    branch, owner = tx.reference.branches.get(row.branch_id), tx.reference.people.get(row.owner_id)
    return {"branch_name": branch.name if branch else None, "owner_name": owner.name if owner else None}
