"""Approvals over HTTP (N1, N2)."""

from datetime import datetime
from functools import partial
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, JsonValue

from chassis.refusals import NotFound
from chassis.tx import Tx
from edge.access import EVERY_ROLE, OPERATOR, action
from edge.http import router
from edge.inputs import Uuid
from edge.paging import Cursor, Page, PageQuery
from notifications import names
from notifications.approvals import commands, queries
from notifications.approvals.queries import Known
from notifications.approvals.rules import Step

routes = router(prefix="/approvals", tags=["approvals"])
batches = router(prefix="/approval-batches", tags=["approvals"])
PEOPLE = EVERY_ROLE - {OPERATOR}
# Whoever manages or checks sees the forms of the own branches; all others only what concerns themselves.
OVERSEERS = frozenset({
    "department_manager", "regional_manager", "deputy_general_manager", "executive_deputy_general_manager",
    "general_manager", "finance", "sales_administration", "market_administration", "administration_supervisor",
})  # fmt: skip
Person = Annotated[Tx, action(*PEOPLE)]
Reader = Annotated[Tx, action(*PEOPLE, logs="approval")]
CURSOR: Cursor[UUID] = Cursor(UUID)


class SeatView(BaseModel):
    """A person's place at a step."""

    person_id: UUID
    name: str | None
    state: str
    is_added: bool
    by: UUID | None
    at: datetime | None


class StepView(BaseModel):
    """A step of the frozen chain."""

    mode: str
    hours: int
    seats: list[SeatView]


class ApprovalView(BaseModel):
    """A form as lists show it."""

    approval_id: UUID
    request_id: UUID
    form_kind: str
    revision: int
    title_zh: str
    title_en: str
    customer_id: UUID | None
    branch_id: UUID
    requester_id: UUID
    requester_name: str | None
    about: str
    content_hash: str
    state: str
    step: int
    waiting_for: list[UUID]
    due_at: datetime | None
    decide_by: datetime
    opened_at: datetime
    ended_at: datetime | None


class ActView(BaseModel):
    """A line of a form's history."""

    at: datetime
    actor: str
    actor_name: str | None
    for_person_id: UUID | None
    for_name: str | None
    action: str
    step: int
    comment: str | None


class ApprovalDetail(ApprovalView):
    """A form with all that the approver decides on."""

    asked: dict[str, JsonValue]
    granted: dict[str, JsonValue]
    facts: dict[str, JsonValue]
    chain: list[StepView]
    conditions: str | None
    reason: str | None
    valid_until: datetime | None
    history: list[ActView]
    allowed: list[commands.Act]
    """What the asker may do now; `why_not` is the code of the reason that deciding is not among it."""
    why_not: str | None


class AnswerView(BaseModel):
    """What became of one form of a batch."""

    approval_id: UUID
    approval: ApprovalView | None
    code: str | None
    text_zh: str | None
    text_en: str | None


class ApprovalQuery(PageQuery):
    """Which forms a person wants to see."""

    box: Literal["waiting", "requested", "involved"] = "waiting"


def view(tx: Tx, known: Known) -> ApprovalView:
    """Show a form as lists do."""
    return ApprovalView(**_common(tx, known))


def _common(tx: Tx, known: Known) -> dict[str, Any]:
    row, form = known.row, known.form
    return {
        "approval_id": form.form_id, "request_id": row.request_id, "form_kind": row.kind,
        "revision": row.revision, "title_zh": row.title_zh, "title_en": row.title_en,
        "customer_id": row.customer_id, "branch_id": row.branch_id, "requester_id": form.requester_id,
        "requester_name": names.name_of(tx, form.requester_id),
        "about": row.about, "content_hash": form.content_hash, "state": form.state, "step": form.step + 1,
        "waiting_for": list(form.waiting()), "due_at": form.due_at, "decide_by": form.decide_by,
        "opened_at": row.opened_at, "ended_at": row.ended_at,
    }  # fmt: skip


def _step(tx: Tx, step: Step) -> StepView:
    seats = [
        SeatView(
            person_id=seat.person_id, name=names.name_of(tx, seat.person_id), state=seat.state,
            is_added=seat.is_added, by=seat.by, at=seat.at,
        )
        for seat in step.seats
    ]  # fmt: skip
    return StepView(mode=step.mode, hours=step.hours, seats=seats)


def _act(tx: Tx, act: Any) -> ActView:
    return ActView(
        at=act.at, actor=act.actor, actor_name=names.name_of(tx, act.actor), for_person_id=act.for_person_id,
        for_name=names.name_of(tx, act.for_person_id), action=act.action, step=act.step, comment=act.comment,
    )  # fmt: skip


@routes.get("")
async def approvals(tx: Person, query: Annotated[ApprovalQuery, Query()]) -> Page[ApprovalView]:
    """List what waits for oneself (also as deputy), what one asked for, or what concerns one (N2)."""
    found = await queries.listed(tx, query.box, CURSOR.decode(query.after), query.limit)
    return CURSOR.page(found, query.limit, lambda known: known.form.form_id, partial(view, tx))


@routes.get("/{id}")
async def approval(id: Uuid, tx: Reader) -> ApprovalDetail:  # noqa: A002 - the access log reads this name
    """Show a form with its facts, chain and history (N2)."""
    known = await queries.seen(tx, id)
    if known is None or not (tx.actor.roles & OVERSEERS or await queries.is_party(tx, id, tx.actor.person_id)):
        raise NotFound
    row = known.row
    may = await commands.allowed(tx, known)
    return ApprovalDetail(
        **_common(tx, known),
        asked=row.asked, granted=row.granted, facts=row.facts,
        chain=[_step(tx, step) for step in known.form.chain],
        conditions=row.conditions, reason=row.reason, valid_until=row.valid_until,
        history=[_act(tx, act) for act in await queries.acts(tx, id)],
        allowed=list(may.acts), why_not=may.why_not,
    )  # fmt: skip


@routes.post("/{approval_id}/decisions", status_code=201)
async def decide(approval_id: Uuid, body: commands.Decide, tx: Person) -> ApprovalView:
    """Approve, refuse or send back just the content that was seen (N1)."""
    return view(tx, await commands.decide(tx, approval_id, body))


@routes.post("/{approval_id}/withdrawal", status_code=201)
async def withdraw(approval_id: Uuid, body: commands.Remark, tx: Person) -> ApprovalView:
    """Take back what one asked for (撤回, N2)."""
    return view(tx, await commands.withdraw(tx, approval_id, body))


@routes.post("/{approval_id}/transfers", status_code=201)
async def hand_on(approval_id: Uuid, body: commands.HandOn, tx: Person) -> ApprovalView:
    """Pass one's seat to somebody else (转交, N2)."""
    return view(tx, await commands.hand_on(tx, approval_id, body))


@routes.post("/{approval_id}/signers", status_code=201)
async def add_signer(approval_id: Uuid, body: commands.HandOn, tx: Person) -> ApprovalView:
    """Ask one more person to sign (加签, N2)."""
    return view(tx, await commands.add_signer(tx, approval_id, body))


@routes.post("/{approval_id}/urges", status_code=201)
async def urge(approval_id: Uuid, body: commands.Remark, tx: Person) -> ApprovalView:
    """Remind those who are waited for (催办, N2)."""
    return view(tx, await commands.urge(tx, approval_id, body))


@routes.post("/{approval_id}/copies", status_code=201)
async def copy(approval_id: Uuid, body: commands.Copy, tx: Person) -> ApprovalView:
    """Send a form to people for information (抄送, N2)."""
    return view(tx, await commands.copy(tx, approval_id, body))


@batches.post("", status_code=201)
async def decide_many(body: commands.DecideMany, tx: Person) -> list[AnswerView]:
    """Take one verdict on several forms, each answered for itself (N2)."""
    return [
        AnswerView(
            approval_id=answer.approval_id,
            approval=view(tx, answer.known) if answer.known else None,
            code=answer.refused.code if answer.refused else None,
            text_zh=answer.refused.text("zh-CN") if answer.refused else None,
            text_en=answer.refused.text("en") if answer.refused else None,
        )
        for answer in await commands.decide_many(tx, body)
    ]
