"""Credit over HTTP (C5, C6)."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Path, Response
from pydantic import BaseModel, ConfigDict

from chassis.refusals import NotFound
from chassis.tx import Tx
from contracts.customers import CreditFacts
from contracts.values import Day, Instant, Money
from customers.credit import commands, queries
from customers.credit.model import CreditLine, CreditRequest
from customers.dossiers import queries as dossiers
from edge.access import OPERATOR, action
from edge.http import Version, router, tag
from edge.inputs import Uuid

routes = router(tags=["credit"])
READERS = (
    "representative", "clerk", "department_manager", "regional_manager", "deputy_general_manager",
    "executive_deputy_general_manager", "general_manager", "finance", "market_administration", OPERATOR,
)  # fmt: skip
APPLICANTS = ("representative", "clerk", "department_manager")
CustomerId = Annotated[Uuid, Path(alias="id")]


class ApplicationView(BaseModel):
    """A credit application, what its approvers see, and whom it waits for; its version is the revision."""

    model_config = ConfigDict(from_attributes=True)

    request_id: UUID
    customer_id: UUID
    revision: int
    status: Literal["open", "approved", "refused", "sent_back", "withdrawn", "expired", "void"]
    requester_id: UUID
    limit: Money
    term_days: int
    valid_until_on: Day | None
    facts: CreditFacts
    content_hash: str
    asked_at: Instant
    decide_by: Instant
    waiting_for: list[UUID]
    approval_id: UUID | None
    outcome: str | None


class CreditView(BaseModel):
    """The credit that a customer has."""

    model_config = ConfigDict(from_attributes=True)

    customer_id: UUID
    status: Literal["in_force", "ended"]
    limit: Money
    term_days: int
    provisional: bool
    valid_until_on: Day | None
    contract_due_at: Instant | None
    contract_file_id: UUID | None
    returned_on: Day | None
    approval_id: UUID | None
    ended_because: str | None
    version: int


@routes.get("/customers/{id}/credit")
async def get_credit(
    customer_id: CustomerId, response: Response, tx: Annotated[Tx, action(*READERS, logs="credit")]
) -> CreditView:
    """Show a customer's credit (C5)."""
    await dossiers.customer(tx, customer_id)
    line = await queries.line(tx, customer_id)
    if line is None:
        raise NotFound
    return _line(response, line)


@routes.get("/customers/{id}/credit-applications")
async def list_applications(
    customer_id: CustomerId, tx: Annotated[Tx, action(*READERS, logs="credit")]
) -> list[ApplicationView]:
    """List a customer's credit applications, the newest first (C5)."""
    await dossiers.customer(tx, customer_id)
    return [ApplicationView.model_validate(each) for each in await queries.requests(tx, customer_id)]


@routes.get("/credit-applications/{id}")
async def get_application(
    request_id: CustomerId, response: Response, tx: Annotated[Tx, action(*READERS, logs="credit")]
) -> ApplicationView:
    """Show a credit application and whom it waits for (C5)."""
    return _request(response, await queries.request(tx, request_id))


@routes.post("/customers/{id}/credit-applications", status_code=201)
async def apply_for_credit(
    customer_id: CustomerId,
    body: commands.ApplyForCredit,
    response: Response,
    tx: Annotated[Tx, action(*APPLICANTS)],
) -> ApplicationView:
    """Apply for credit (C5)."""
    return _request(response, await commands.apply_for_credit(tx, customer_id, body))


@routes.put("/credit-applications/{request_id}")
async def edit_application(
    request_id: Uuid,
    body: commands.ApplyForCredit,
    tx: Annotated[Tx, action(*APPLICANTS)],
    response: Response,
    version: Version,
) -> ApplicationView:
    """Edit an application: a new revision is decided anew (C5)."""
    return _request(response, await commands.edit_application(tx, request_id, version, body))


@routes.put("/credit-applications/{request_id}/withdrawal")
async def withdraw_application(
    request_id: Uuid, tx: Annotated[Tx, action(*APPLICANTS)], response: Response, version: Version
) -> ApplicationView:
    """Take an application back (N2)."""
    return _request(response, await commands.withdraw_application(tx, request_id, version))


@routes.put("/customers/{id}/credit-contract")
async def return_contract(
    customer_id: CustomerId,
    body: commands.ReturnContract,
    tx: Annotated[Tx, action(*APPLICANTS, "market_administration")],
    response: Response,
    version: Version,
) -> CreditView:
    """Take the signed contract in; If-Match is the credit's version (C6)."""
    return _line(response, await commands.return_contract(tx, customer_id, version, body))


@routes.put("/customers/{id}/credit-end")
async def end_credit(
    customer_id: CustomerId,
    body: commands.EndCredit,
    tx: Annotated[Tx, action("department_manager", "finance", "market_administration")],
    response: Response,
    version: Version,
) -> CreditView:
    """Withdraw credit (C5)."""
    return _line(response, await commands.end_credit(tx, customer_id, version, body))


def _request(response: Response, request: CreditRequest) -> ApplicationView:
    tag(response, request.revision)
    return ApplicationView.model_validate(request)


def _line(response: Response, line: CreditLine) -> CreditView:
    tag(response, line.version)
    return CreditView.model_validate(line)
