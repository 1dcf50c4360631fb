"""What notifications decides about credit applications (C5, N1)."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import text

from chassis.defaults import Scope
from chassis.tx import Tx
from contracts.notifications import ApprovalActed, ApprovalDecided
from contracts.values import Money
from customers import deadlines, defaults
from customers.credit import pools, queries, rules
from customers.credit.model import FORM_KIND, CreditLine, CreditRequest
from customers.dossiers import queries as dossiers

WAITING = text(
    "UPDATE credit_request SET waiting_for = :waiting_for, approval_id = :approval_id"
    " WHERE request_id = :request_id AND revision = :revision AND status = 'open'"
)


async def project_waiting(tx: Tx, events: Sequence[ApprovalActed]) -> None:
    """Keep whom an application waits for (N1)."""
    newest = {event.request_id: event for event in events if event.form_kind == FORM_KIND}
    rows = [
        {
            "waiting_for": list(newest[request_id].waiting_for),
            "approval_id": newest[request_id].approval_id,
            "request_id": request_id,
            "revision": newest[request_id].revision,
        }
        for request_id in sorted(newest, key=str)
    ]
    if rows:
        await tx.execute(WAITING, rows)


async def on_approval_decided(tx: Tx, event: ApprovalDecided) -> None:
    """Grant credit as it was decided, or keep why the decision gives nothing (C5, L9)."""
    if event.form_kind != FORM_KIND or event.customer_id is None:
        return
    customer = await dossiers.find_locked(tx, event.customer_id)
    request = await queries.locked_request(tx, event.request_id)
    if customer is None or request is None or request.customer_id != customer.customer_id:
        return
    found = rules.effect(_application(request, customer.status), _decision(event))
    if isinstance(found, rules.Terms) and not await _grant(tx, request, found, event, customer.owner_id):
        found = rules.NoEffect("void", "pool_used_up")
    if isinstance(found, rules.Terms):
        found = rules.NoEffect("approved", "granted")
    if found.reason == "not_open":
        return
    request.status, request.outcome, request.approval_id = found.status, found.reason, event.approval_id
    request.waiting_for, request.ended_at = [], tx.now


async def _grant(
    tx: Tx, request: CreditRequest, terms: rules.Terms, event: ApprovalDecided, owner_id: UUID | None
) -> bool:
    """Put terms in force until the contract comes back; tell whether the branch's pool allows it (C6)."""
    line = await queries.line(tx, request.customer_id)
    before = line.limit if line else Money.zero(request.currency)
    if not await pools.draw(tx, request.branch_id, before, terms.limit):
        return False
    if line is None:
        line = CreditLine(customer_id=request.customer_id, branch_id=request.branch_id, version=0)
        tx.add(line)
    scope = Scope(branch_id=line.branch_id, customer_id=line.customer_id)
    term = deadlines.in_working_days(tx, defaults.CONTRACT_RETURN_WITHIN, scope)
    line.status, line.credit_limit, line.currency = "in_force", terms.limit.amount, terms.limit.currency
    line.term_days, line.valid_until_on = terms.term_days, terms.valid_until_on
    line.approval_id, line.granted_at, line.provisional = event.approval_id, tx.now, True
    line.contract_days, line.contract_due_at = term.working_days, term.due_at
    line.dated_by = line.overdue_at = None
    line.contract_file_id = line.returned_on = line.ended_because = None
    line.version += 1
    tx.emit(line.granted(owner_id))
    return True


def _application(request: CreditRequest, customer_status: str) -> rules.Application:
    return rules.Application(
        status=request.status,
        revision=request.revision,
        content_hash=request.content_hash,
        requester_id=request.requester_id,
        asked=request.asked,
        decide_by=request.decide_by,
        is_customer_closed=customer_status == "closed",
    )


def _decision(event: ApprovalDecided) -> rules.Decision:
    return rules.Decision(
        decision=event.decision,
        revision=event.revision,
        content_hash=event.content_hash,
        granted=event.granted,
        decided_at=event.decided_at,
        deciders=frozenset(decider.person_id for decider in event.deciders),
    )
