"""Apply for credit, bring its contract back, end it (C5, C6)."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field, StrictInt

from chassis.calendar import day_of_month
from chassis.defaults import Scope
from chassis.ids import new_id
from chassis.refusals import NotFound, PreconditionFailed
from chassis.tx import Tx
from contracts.content import content_hash
from contracts.customers import CreditContractReturned, CreditFacts, RequestWithdrawn
from customers import deadlines, defaults
from customers.accounts import queries as accounts
from customers.credit import pools, queries, rules
from customers.credit.model import FORM_KIND, CreditLine, CreditRequest
from customers.dossiers import queries as dossiers
from edge.inputs import Command, Flag, PositiveMoney, StrictDay, Text, Uuid


class ApplyForCredit(Command):
    """What is asked for, and why."""

    limit: PositiveMoney
    term_days: Annotated[StrictInt, Field(ge=1, le=365)]
    reasons: Text
    guarantor: Flag = False
    valid_until_on: StrictDay | None = None


class ReturnContract(Command):
    """The signed contract that came back."""

    file_id: Uuid
    returned_on: StrictDay


class EndCredit(Command):
    """Why credit ends."""

    reason: Text


async def apply_for_credit(tx: Tx, customer_id: UUID, command: ApplyForCredit) -> CreditRequest:
    """Ask the chain for credit; until it is granted the customer pays cash (C5)."""
    customer = await dossiers.locked(tx, customer_id)
    if customer.status == "closed":
        raise NotFound
    if await queries.has_open_request(tx, customer_id):
        raise rules.CreditRequestStands
    request = CreditRequest(
        request_id=new_id(),
        customer_id=customer_id,
        branch_id=customer.branch_id,
        revision=0,
        requester_id=tx.actor.person_id,
    )
    await _ask(tx, request, customer.name, customer.owner_id, command)
    tx.add(request)
    return request


async def edit_application(tx: Tx, request_id: UUID, revision: int, command: ApplyForCredit) -> CreditRequest:
    """Ask anew with another content; what was decided on the old one counts no more (C5)."""
    customer_id = (await queries.request(tx, request_id)).customer_id
    customer = await dossiers.locked(tx, customer_id)
    request = await _own_open_request(tx, request_id, revision)
    await _ask(tx, request, customer.name, customer.owner_id, command)
    return request


async def withdraw_application(tx: Tx, request_id: UUID, revision: int) -> CreditRequest:
    """Take an application back before its decision (N2)."""
    customer = await dossiers.locked(tx, (await queries.request(tx, request_id)).customer_id)
    request = await _own_open_request(tx, request_id, revision)
    request.status, request.outcome, request.ended_at = "withdrawn", "by_requester", tx.now
    tx.emit(
        RequestWithdrawn(
            customer_id=request.customer_id,
            branch_id=request.branch_id,
            owner_id=customer.owner_id,
            request_id=request.request_id,
            revision=request.revision,
            form_kind=FORM_KIND,
            reason="by_requester",
        )
    )
    return request


async def return_contract(tx: Tx, customer_id: UUID, version: int, command: ReturnContract) -> CreditLine:
    """Take the signed contract in; the credit is provisional no longer (C6)."""
    customer = await dossiers.locked(tx, customer_id)
    line = await _line_in_force(tx, customer_id, version)
    if not line.provisional:
        raise rules.ContractNotAwaited
    if command.returned_on > tx.today:
        raise rules.ContractDateWrong(field="/returned_on")
    line.provisional, line.contract_due_at, line.overdue_at = False, None, None
    line.contract_file_id, line.returned_on = command.file_id, command.returned_on
    line.version += 1
    returned = CreditContractReturned(
        customer_id=customer_id,
        branch_id=line.branch_id,
        owner_id=customer.owner_id,
        instrument="contract",
        file_id=command.file_id,
        approval_id=line.approval_id,
        returned_on=command.returned_on,
    )
    tx.emit(returned, line.granted(customer.owner_id))
    return line


async def end_credit(tx: Tx, customer_id: UUID, version: int, command: EndCredit) -> CreditLine:
    """Withdraw credit; from now on the customer pays cash (C5)."""
    customer = await dossiers.locked(tx, customer_id)
    line = await _line_in_force(tx, customer_id, version)
    await pools.release(tx, {line.branch_id: line.credit_limit})
    line.end(command.reason)
    tx.emit(line.ended(customer.owner_id, "withdrawn"))
    return line


async def _own_open_request(tx: Tx, request_id: UUID, revision: int) -> CreditRequest:
    request = await queries.locked_request(tx, request_id)
    if request is None:
        raise NotFound
    if request.revision != revision:
        raise PreconditionFailed
    if request.requester_id != tx.actor.person_id:
        raise rules.NotTheRequester
    if request.status not in ("open", "sent_back"):
        raise rules.CreditRequestEnded
    return request


async def _line_in_force(tx: Tx, customer_id: UUID, version: int) -> CreditLine:
    line = await queries.line(tx, customer_id)
    if line is None or line.status != "in_force":
        raise rules.CreditNotGranted
    if line.version != version:
        raise PreconditionFailed
    return line


async def _ask(tx: Tx, request: CreditRequest, name: str, owner_id: UUID | None, command: ApplyForCredit) -> None:
    scope = Scope(branch_id=request.branch_id, customer_id=request.customer_id)
    currency = tx.setting(defaults.CREDIT_CURRENCY, scope)
    rules.check_application(command.limit, currency, command.valid_until_on, tx.today)
    facts = await _facts(tx, request, name, command)
    request.credit_limit, request.currency = command.limit.amount, currency
    request.term_days, request.valid_until_on = command.term_days, command.valid_until_on
    request.reasons, request.guarantor = command.reasons, command.guarantor
    request.facts = facts.model_dump(mode="json")
    request.revision += 1
    request.content_hash = content_hash(FORM_KIND, request.subject, request.revision, request.asked, facts)
    request.status, request.outcome, request.ended_at, request.waiting_for = "open", None, None, []
    request.asked_at = tx.now
    request.decide_by = deadlines.in_working_days(tx, defaults.CREDIT_DECIDE_WITHIN, scope).due_at
    tx.emit(request.requested(owner_id))


async def _facts(tx: Tx, request: CreditRequest, name: str, command: ApplyForCredit) -> CreditFacts:
    currency = command.limit.currency
    known = await accounts.history(tx, request.customer_id, _year_before(tx.today), currency)
    line = await queries.line(tx, request.customer_id)
    return CreditFacts(
        customer_name=name,
        limit=command.limit,
        term_days=command.term_days,
        reasons=command.reasons,
        guarantor=command.guarantor,
        limit_before=line.limit if line else None,
        turnover_12m=known.turnover,
        payment=known.payment,
        pool_left=await pools.left(tx, request.branch_id, currency),
    )


def _year_before(day: date) -> date:
    return day_of_month(day.year - 1, day.month, day.day)
