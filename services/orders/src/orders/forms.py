"""Forms that ask for a decision: opened, decided once, withdrawn with their content or reason (section 3)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.defaults import Scope
from chassis.ids import new_id
from chassis.tx import Tx
from contracts.blocks import Approval, Asked
from contracts.content import content_hash
from contracts.events import Block
from contracts.notifications import ApprovalDecided
from contracts.orders import AllowanceEnded, RequestWithdrawn
from orders import defaults
from orders.accounts.queries import Account

OPEN = text(
    "INSERT INTO form_request (request_id, form_kind, customer_id, branch_id, subject, revision, content_hash, asked,"
    " facts, requester_id, decide_by, opened_at, state) VALUES (:request_id, :form_kind, :customer_id, :branch_id,"
    " :subject, :revision, :content_hash, CAST(:asked AS jsonb), CAST(:facts AS jsonb), :requester_id, :decide_by,"
    " :now, 'open')"
)
LOCK = text("SELECT * FROM form_request WHERE request_id = :request_id FOR UPDATE")
END = text(
    "UPDATE form_request SET state = :state, because = :because, approval_id = :approval_id, ended_at = :now,"
    " version = version + 1 WHERE request_id = :request_id"
)
WITHDRAW = text(
    "UPDATE form_request SET state = 'withdrawn', because = :because, ended_at = :now, version = version + 1"
    " WHERE customer_id = :customer_id AND state = 'open'"
    " AND (CAST(:request_id AS uuid) IS NULL OR request_id = :request_id)"
    # The form of an allowance is about each order that it names, not just the one that it was asked from.
    " AND (CAST(:subject AS text) IS NULL OR subject = :subject"
    " OR EXISTS (SELECT FROM jsonb_array_elements(facts -> 'wanted') w"
    " WHERE :subject = 'order/' || (w ->> 'order_id')))"
    " AND (CAST(:form_kind AS text) IS NULL OR form_kind = :form_kind)"
    " RETURNING request_id, revision, form_kind, subject"
)
# What a return had set aside is free again when its form is taken back (L7).
DROP_RETURNS = text(
    "WITH dropped AS (UPDATE goods_return SET state = 'withdrawn', version = version + 1 WHERE state = 'requested'"
    " AND 'return/' || return_id = ANY(CAST(:subjects AS text[])) RETURNING return_id)"
    " UPDATE shipment_line x SET coming_back = x.coming_back - r.qty FROM return_line r JOIN dropped USING (return_id)"
    " WHERE x.shipment_id = r.shipment_id AND x.line_id = r.line_id"
)
VOID_PRICES = text(
    "UPDATE price_release SET voided_at = :now WHERE order_id = :order_id AND voided_at IS NULL RETURNING approval_id"
)
RELEASED_HOLDS = text(
    "SELECT hold_id FROM hold WHERE order_id = :order_id AND approval_id = ANY(CAST(:approvals AS uuid[]))"
    " ORDER BY hold_id"
)
END_ALLOWANCES = text(
    "UPDATE allowance SET ended_at = :now, end_reason = :reason WHERE ended_at IS NULL AND customer_id = :customer_id"
    " AND (CAST(:order_id AS uuid) IS NULL OR :order_id = ANY(order_ids))"
    " AND (CAST(:promise_id AS uuid) IS NULL OR :promise_id = ANY(promise_ids))"
    " AND (CAST(:allowance_id AS uuid) IS NULL OR allowance_id = :allowance_id)"
    " RETURNING allowance_id, amount, drawn"
)


@dataclass(frozen=True, slots=True)
class Form:
    """A form that has ended; only `approved` gives what was granted."""

    state: str
    request_id: UUID
    subject_id: UUID
    revision: int
    asked: dict[str, Any]
    facts: dict[str, Any]
    approval_id: UUID
    valid_until: datetime | None


@dataclass(frozen=True, slots=True)
class Request:
    """What a form asks for, and what its approver sees."""

    kind: str
    subject: str
    asked: Asked
    facts: Block
    requester_id: UUID
    revision: int = 1


async def ask(tx: Tx, account: Account, request: Request) -> Approval:
    """Write a form down and frame the block that every request for a decision carries (N1)."""
    scope = Scope(account.branch_id, account.customer_id)
    decide_by = tx.calendar.deadline_in_working_days(tx.now, tx.setting(defaults.DECIDE_WITHIN, scope)).at
    digest = content_hash(request.kind, request.subject, request.revision, request.asked, request.facts)
    approval = Approval(
        request_id=new_id(),
        form_kind=request.kind,
        revision=request.revision,
        content_hash=digest,
        subject=request.subject,
        requester_id=request.requester_id,
        asked=request.asked,
        decide_by=decide_by,
    )
    row = {
        **approval.model_dump(include={"request_id", "form_kind", "revision", "content_hash", "requester_id"}),
        "customer_id": account.customer_id,
        "branch_id": account.branch_id,
        "subject": request.subject,
        "asked": request.asked.model_dump_json(),
        "facts": request.facts.model_dump_json(),
        "decide_by": decide_by,
        "now": tx.now,
    }
    # A new form for the same thing supersedes the open one; a decision that crosses it finds it closed.
    await withdraw(tx, account, "content_changed", subject=request.subject, kind=request.kind)
    await tx.execute(OPEN, row)
    return approval


async def decide(tx: Tx, event: ApprovalDecided) -> Form | None:
    """Close an open form by its decision; approved is only what was asked, unchanged and in time (N1, N2)."""
    row = (await tx.execute(LOCK, {"request_id": event.request_id})).first()
    if row is None or row.state != "open":
        return None
    state, because = _outcome(row, event)
    facts = {"request_id": row.request_id, "state": state, "because": because, "now": tx.now}
    await tx.execute(END, {**facts, "approval_id": event.approval_id})
    granted = event.granted.model_dump(mode="json") if event.granted else row.asked
    subject_id = UUID(row.subject.partition("/")[2])
    return Form(
        state, row.request_id, subject_id, row.revision, granted, row.facts, event.approval_id,
        event.valid_until,
    )  # fmt: skip


def _outcome(row: Any, event: ApprovalDecided) -> tuple[str, str | None]:
    if event.decision != "approved":
        known = event.decision in {"refused", "sent_back", "withdrawn", "expired"}
        return (event.decision if known else "refused"), event.reason
    if (event.revision, event.content_hash) != (row.revision, row.content_hash):
        return "void", "another content was decided"
    if event.decided_at > row.decide_by:
        return "void", "decided too late"
    return "approved", event.reason


async def void(tx: Tx, request_id: UUID, because: str) -> None:
    """Take back the effect of a decision that the facts have overtaken; the row says why (L9)."""
    facts = {"request_id": request_id, "state": "void", "because": because, "approval_id": None, "now": tx.now}
    await tx.execute(END, facts)


async def withdraw(
    tx: Tx,
    account: Account,
    because: str,
    *,
    subject: str | None = None,
    kind: str | None = None,
    request_id: UUID | None = None,
) -> int:
    """Withdraw the customer's open forms of a subject or kind, or one alone, whose content or reason is gone (N2)."""
    facts = {
        "customer_id": account.customer_id, "subject": subject, "form_kind": kind, "request_id": request_id,
        "because": because, "now": tx.now,
    }  # fmt: skip
    rows = (await tx.execute(WITHDRAW, facts)).all()
    if returns := [row.subject for row in rows if row.form_kind == "return"]:
        await tx.execute(DROP_RETURNS, {"subjects": returns})
    for row in rows:
        tx.emit(
            RequestWithdrawn(
                **account.common(),
                request_id=row.request_id,
                revision=row.revision,
                form_kind=row.form_kind,
                reason=because,
            )
        )
    return len(rows)


async def void_releases(tx: Tx, account: Account, order_id: UUID) -> tuple[UUID, ...]:
    """End everything that was released for an order's content; return the holds whose release is void (O1, O6)."""
    facts = {"order_id": order_id, "now": tx.now}
    approvals = [row.approval_id for row in await tx.execute(VOID_PRICES, facts)]
    await end_allowances(tx, account, "edited", order_id=order_id)
    if not approvals:
        return ()
    found = await tx.execute(RELEASED_HOLDS, {"order_id": order_id, "approvals": approvals})
    return tuple(row.hold_id for row in found)


async def end_allowances(
    tx: Tx,
    account: Account,
    reason: str,
    *,
    order_id: UUID | None = None,
    promise_id: UUID | None = None,
    allowance_id: UUID | None = None,
) -> None:
    """End the customer's open allowances that an order, a promise or an id names (O6)."""
    facts = {
        "customer_id": account.customer_id, "order_id": order_id, "promise_id": promise_id,
        "allowance_id": allowance_id, "reason": reason, "now": tx.now,
    }  # fmt: skip
    for row in (await tx.execute(END_ALLOWANCES, facts)).all():
        tx.emit(
            AllowanceEnded(
                **account.common(),
                allowance_id=row.allowance_id,
                reason=reason,
                drawn=account.money(row.drawn),
                left=account.money(row.amount - row.drawn),
            )
        )
