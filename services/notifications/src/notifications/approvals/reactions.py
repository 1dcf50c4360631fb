"""Requests of the other services open forms, and end them (events.md, section 3)."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import text

from chassis.defaults import Scope
from chassis.ids import new_id
from chassis.tx import Tx
from contracts.blocks import Granted
from contracts.content import content_hash
from contracts.customers import AbsenceRecorded
from contracts.families import RequestWithdrawnFamily
from notifications import defaults, posts
from notifications.approvals import deputies, progress, queries, rules, words
from notifications.approvals.chains import LADDER, Asking, Kind, freeze
from notifications.approvals.queries import CHAIN, Known
from notifications.approvals.rules import Form
from notifications.cards import queries as cards

INSERT = text(
    "INSERT INTO form (form_id, request_id, revision, kind, customer_id, branch_id, owner_id, requester_id, about,"
    " title_zh, title_en, content_hash, asked, facts, granted, chain, step, copy_to, state, decide_by, due_at,"
    " valid_days, reason, opened_at, ended_at, cause_id, correlation_id)"
    " VALUES (:form_id, :request_id, :revision, :kind, :customer_id, :branch_id, :owner_id, :requester_id, :about,"
    " :title_zh, :title_en, :content_hash, CAST(:asked AS jsonb), CAST(:facts AS jsonb), CAST(:granted AS jsonb),"
    " CAST(:chain AS jsonb), :step, :copy_to, :state, :decide_by, :due_at, :valid_days, :reason, :opened_at,"
    " :ended_at, :cause_id, :correlation_id) RETURNING *"
)


class ContentHashDiffers(ValueError):
    """Tell that a request's hash is not that of its content: the event parks until a person has looked."""


async def on_requested(tx: Tx, event: Any) -> None:
    """Open the form of a request with its chain frozen; a higher revision voids the lower form (N1)."""
    asked = event.approval
    if content_hash(asked.form_kind, asked.subject, asked.revision, asked.asked, event.facts) != asked.content_hash:
        raise ContentHashDiffers(str(asked.request_id))
    last = await queries.last_of(tx, asked.request_id)
    if tx.cause.quiet or (last and last.row.revision >= asked.revision):
        return
    if last and last.form.state == "open":
        await progress.keep(tx, progress.Change(last, rules.ended(last.form, "voided"), "voided"))
    kind = await queries.kind(tx, asked.form_kind) or Kind(asked.form_kind, asked.form_kind, ())
    form = await _frozen(tx, event, kind)
    row = (await tx.execute(INSERT, _row(tx, event, kind, form))).one()
    if form.state == "open":
        await progress.begin(tx, Known(form, row))
    else:
        await progress.keep(tx, progress.Change(Known(form, row), form, "refused", comment=words.NO_APPROVER))


async def _frozen(tx: Tx, event: Any, kind: Kind) -> Form:
    asked = event.approval
    holders: Callable[[str], Any] = lambda role: posts.by_distance(tx.reference, role, event.branch_id)  # noqa: E731
    roles = {*LADDER, *(role for step in kind.steps for role in step.roles)}
    people = {person for role in roles for group in holders(role) for person in group}
    asking = Asking(asked.requester_id, await _amount(tx, event), await cards.away(tx, people))
    form = Form(
        form_id=new_id(), requester_id=asked.requester_id, state="open", content_hash=asked.content_hash,
        decide_by=asked.decide_by, chain=freeze(kind, asking, holders), step=0, due_at=None,
        granted=Granted.model_validate(asked.asked.model_dump()),
    )  # fmt: skip
    return rules.opened(form, tx.now) if form.chain else rules.ended(form, "refused")


async def _amount(tx: Tx, event: Any) -> Decimal | None:
    """Add what the customer got under this kind of late, so that a sum cannot be asked for in slices (N1)."""
    asked = event.approval
    if asked.asked.amount is None:
        return None
    days = tx.setting(defaults.LOOKS_BACK, Scope(branch_id=event.branch_id, customer_id=event.customer_id))
    since = tx.now - timedelta(days=days)
    amount: Decimal = asked.asked.amount.amount
    return amount + await queries.granted_since(tx, event.customer_id, asked.form_kind, since)


def _row(tx: Tx, event: Any, kind: Kind, form: Form) -> dict[str, Any]:
    asked = event.approval
    customer = getattr(event.facts, "customer_name", "")
    is_open = form.state == "open"
    return {
        "form_id": form.form_id, "request_id": asked.request_id, "revision": asked.revision,
        "kind": asked.form_kind, "customer_id": event.customer_id, "branch_id": event.branch_id,
        "owner_id": event.owner_id, "requester_id": form.requester_id, "about": asked.subject,
        "title_zh": f"{kind.zh}（{customer}）", "title_en": f"{kind.en} ({customer})",
        "content_hash": form.content_hash, "asked": asked.asked.model_dump_json(),
        "facts": event.facts.model_dump_json(), "granted": form.granted.model_dump_json(),
        "chain": CHAIN.dump_json(form.chain).decode(), "step": form.step, "copy_to": list(kind.copy_to),
        "state": form.state, "decide_by": form.decide_by, "due_at": form.due_at, "valid_days": kind.valid_days,
        "reason": None if is_open else words.NO_APPROVER, "opened_at": tx.now, "ended_at": None if is_open else tx.now,
        "cause_id": tx.cause.cause_id, "correlation_id": tx.cause.correlation_id,
    }  # fmt: skip


async def on_request_withdrawn(tx: Tx, event: RequestWithdrawnFamily) -> None:
    """Close the form whose request its owner has ended (N2)."""
    last = await queries.last_of(tx, event.request_id)
    if last and last.form.state == "open" and last.row.revision <= event.revision:
        change = progress.Change(last, rules.ended(last.form, "closed"), "closed", comment=event.reason)
        await progress.keep(tx, change)


async def on_absence_recorded(tx: Tx, event: AbsenceRecorded) -> None:
    """Hand what waits for somebody who is away to the deputy (P6, N2)."""
    if not event.cancelled and not tx.cause.quiet:
        await deputies.tell(tx, [event.person_id])
