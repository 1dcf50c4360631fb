"""What every act on a form leaves: the row, the history, the event, and who is told or no longer waited for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.ids import new_id
from chassis.tx import Tx
from contracts.notifications import ApprovalActed, ApprovalDecided, Decider
from notifications import causes, posts, telling
from notifications.approvals import words
from notifications.approvals.queries import CHAIN, Known
from notifications.approvals.rules import Form
from notifications.cards import queries as cards
from notifications.matters import queries as matters

UPDATE = text(
    "UPDATE form SET chain = CAST(:chain AS jsonb), step = :step, state = :state, due_at = :due_at,"
    " granted = CAST(:granted AS jsonb), granted_amount = :granted_amount, valid_until = :valid_until,"
    " conditions = coalesce(:conditions, conditions), reason = :reason, ended_at = :ended_at WHERE form_id = :form_id"
)
ACT = text(
    "INSERT INTO form_act (act_id, form_id, at, actor, for_person_id, action, step, comment)"
    " VALUES (:act_id, :form_id, :at, :actor, :for_person_id, :action, :step, :comment)"
)
SEATS = text(
    "INSERT INTO form_party (form_id, person_id, waiting)"
    " SELECT * FROM unnest(CAST(:forms AS uuid[]), CAST(:people AS uuid[]), CAST(:waits AS boolean[]))"
    " ON CONFLICT (form_id, person_id) DO UPDATE SET waiting = excluded.waiting"
)
SEE = text(
    "INSERT INTO form_party (form_id, person_id, waiting)"
    " SELECT form_id, person_id, false FROM unnest(CAST(:forms AS uuid[]), CAST(:people AS uuid[]))"
    " AS p(form_id, person_id) ON CONFLICT DO NOTHING"
)
# What people are told of an end; a form that its owner closed or replaced says it elsewhere.
TOLD_ENDS = frozenset({"approved", "refused", "sent_back", "expired"})
DECIDED = TOLD_ENDS | {"withdrawn"}


@dataclass(frozen=True, slots=True)
class Change:
    """A form before and after an act, and what was said with it."""

    known: Known
    after: Form
    action: str
    actor_id: UUID | None = None
    for_person_id: UUID | None = None
    comment: str | None = None
    conditions: str | None = None


async def keep(tx: Tx, *changes: Change) -> None:
    """Write acts on forms, emit their events, and tell whom they concern (N2)."""
    await tx.execute(UPDATE, [_row(tx, change) for change in changes])
    await tx.execute(ACT, [_act(tx, change) for change in changes])
    await _seat(tx, [(change.known.form, change.after) for change in changes])
    for change in changes:
        _emit(tx, change)
    if gone := [about for change in changes for about in seats(change.known.form).keys() - seats(change.after).keys()]:
        await matters.recall(tx, gone, words.HANDLED)
    await telling.tell(tx, [each for change in changes for each in _tellings(tx, change)])


async def begin(tx: Tx, known: Known) -> None:
    """Seat the signers of a form that was just opened, emit that, and tell the first ones (N1)."""
    blank = replace(known.form, state="closed")
    await _seat(tx, [(blank, known.form)])
    change = Change(Known(blank, known.row), known.form, "opened", known.form.requester_id)
    await tx.execute(ACT, [_act(tx, change)])
    _emit(tx, change)
    await telling.tell(tx, _tellings(tx, change))


def seats(form: Form) -> dict[str, UUID]:
    """Name each seat that is waited for, so that its message can be recalled alone."""
    return {f"approval/{form.form_id}#{form.step}.{person}": person for person in form.waiting()}


def _row(tx: Tx, change: Change) -> dict[str, Any]:
    form, is_open = change.after, change.after.state == "open"
    granted = form.granted.amount if form.state == "approved" else None
    return {
        "form_id": form.form_id, "chain": CHAIN.dump_json(form.chain).decode(), "step": form.step,
        "state": form.state, "due_at": form.due_at, "granted": form.granted.model_dump_json(),
        "granted_amount": granted.amount if granted else None, "valid_until": _valid_until(tx, change),
        "conditions": change.conditions, "reason": None if is_open else change.comment,
        "ended_at": None if is_open else tx.now,
    }  # fmt: skip


def _valid_until(tx: Tx, change: Change) -> datetime | None:
    if change.after.state != "approved":
        return None
    if to_on := change.after.granted.to_on:
        return tx.calendar.start_of_day(to_on + timedelta(days=1))
    days: int | None = change.known.row.valid_days
    return tx.now + timedelta(days=days) if days else None


def _act(tx: Tx, change: Change) -> dict[str, Any]:
    return {
        "act_id": new_id(), "form_id": change.after.form_id, "at": tx.now, "actor": tx.actor.id,
        "for_person_id": change.for_person_id, "action": change.action, "step": change.known.form.step + 1,
        "comment": change.comment,
    }  # fmt: skip


async def _seat(tx: Tx, pairs: Sequence[tuple[Form, Form]]) -> None:
    rows: dict[tuple[UUID, UUID], bool] = {}
    for before, after in pairs:
        rows |= {(after.form_id, person): False for person in before.waiting()}
        for step in after.chain:
            rows |= {(after.form_id, seat.person_id): False for seat in step.seats}
        rows[after.form_id, after.requester_id] = False
        rows |= {(after.form_id, person): True for person in after.waiting()}
    # A deputy may live in a branch that does not see the form; being a party opens it.
    away = await cards.away(tx, {person for (_, person), waits in rows.items() if waits})
    for (form_id, person), waits in list(rows.items()):
        if waits and (deputy := away.get(person)):
            rows.setdefault((form_id, deputy), False)
    keys = sorted(rows)
    facts = {"forms": [f for f, _ in keys], "people": [p for _, p in keys], "waits": [rows[k] for k in keys]}
    await tx.execute(SEATS, facts)


def _emit(tx: Tx, change: Change) -> None:
    row, form = change.known.row, change.after
    common: dict[str, Any] = {
        "approval_id": form.form_id, "customer_id": row.customer_id, "branch_id": row.branch_id,
        "owner_id": row.owner_id, "request_id": row.request_id, "form_kind": row.kind, "revision": row.revision,
    }  # fmt: skip
    if form.state in DECIDED:
        causes.emit(tx, ApprovalDecided(**common, **_decision(tx, change)), change.known.because)
    elif form.state == "open":
        causes.emit(tx, ApprovalActed(**common, **_acted(change)), change.known.because)


def _acted(change: Change) -> dict[str, Any]:
    form = change.after
    return {
        "action": change.action, "actor_id": change.actor_id, "for_person_id": change.for_person_id,
        "step": form.step + 1, "waiting_for": form.waiting(), "due_at": form.due_at,
    }  # fmt: skip


def _decision(tx: Tx, change: Change) -> dict[str, Any]:
    row, form = change.known.row, change.after
    deciders = tuple(
        Decider(
            person_id=seat.by,
            for_person_id=seat.person_id if seat.by != seat.person_id else None,
            step=number,
            at=seat.at,
        )
        for number, step in enumerate(form.chain, 1)
        for seat in step.seats
        if seat.by and seat.at and seat.state != "handed_on"
    )
    return {
        "about": row.about, "content_hash": form.content_hash, "decision": form.state,
        "granted": form.granted if form.state == "approved" else None,
        "conditions": change.conditions or row.conditions, "reason": change.comment,
        "valid_until": _valid_until(tx, change), "decided_at": tx.now, "deciders": deciders,
    }  # fmt: skip


def _tellings(tx: Tx, change: Change) -> list[telling.Telling]:
    row, form = change.known.row, change.after
    before, after = seats(change.known.form), seats(form)
    about = f"approval/{form.form_id}"
    asks = words.waiting(tx, change.known, form.due_at)
    told = [
        message(change.known, [after[where]], "waiting", asks, where, tied=True)
        for where in after.keys() - before.keys()
    ]
    if form.state in TOLD_ENDS:
        how = words.ended(change.known, form.state, change.comment)
        told.append(message(change.known, [form.requester_id], "ended", how, about, tied=False))
    if form.state == "approved" and row.copy_to:
        people = [p for role in row.copy_to for p in posts.nearest(tx.reference, role, row.branch_id)]
        told.append(message(change.known, people, "copied", words.copied(change.known), about, tied=False))
    return told


async def copy_to(tx: Tx, known: Known, people: Sequence[UUID], by: UUID) -> None:
    """Let people see a form and tell them; nothing about it changes (N2)."""
    await tx.execute(SEE, {"forms": [known.form.form_id for _ in people], "people": list(people)})
    change = Change(known, known.form, "copied", by)
    await tx.execute(ACT, [_act(tx, change)])
    if known.form.state == "open":
        _emit(tx, change)
    about = f"approval/{known.form.form_id}"
    await telling.tell(tx, [message(known, people, "copied", words.copied(known), about, tied=False)])


def message(
    known: Known, people: Sequence[UUID], name: str, said: telling.Words, where: str, *, tied: bool
) -> telling.Telling:
    """Write a message about a form; `where` names what it is tied to."""
    return telling.Telling(
        people,
        f"{where}|{name}",
        f"approval.{name.split('|', maxsplit=1)[0]}",
        where,
        said,
        known.row.cause_id,
        tied=tied,
        customer_id=known.row.customer_id,
        branch_id=known.row.branch_id,
        urgent=name.startswith("urged"),
    )
