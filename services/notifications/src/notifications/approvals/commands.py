"""What people do to a form (N2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from chassis.refusals import NotFound, Refused
from chassis.tx import Tx
from contracts.blocks import ContentHash, Granted
from edge.inputs import Command, Count, PositiveMoney, StrictDay, Text, Uuid
from notifications import telling
from notifications.approvals import progress, queries, rules, words
from notifications.approvals.progress import Change
from notifications.approvals.queries import Known
from notifications.approvals.rules import Form, Signing
from notifications.cards import queries as cards

BATCH_MAX = 100
COPIES_MAX = 50


class Grant(Command):
    """What is granted where it is less than what was asked."""

    amount: PositiveMoney | None = None
    term_days: Count | None = None
    to_on: StrictDay | None = None


class Decide(Command):
    """A verdict on just the content that was seen."""

    verdict: Literal["approve", "refuse", "send_back"]
    content_hash: ContentHash
    comment: Text | None = None
    conditions: Text | None = None
    granted: Grant | None = None


class DecideOne(Command):
    """One form of a batch, with the content that was seen."""

    approval_id: Uuid
    content_hash: ContentHash


class DecideMany(Command):
    """One verdict on several forms, each answered for itself (N2)."""

    verdict: Literal["approve", "refuse", "send_back"]
    forms: Annotated[tuple[DecideOne, ...], Field(min_length=1, max_length=BATCH_MAX)]
    comment: Text | None = None


class HandOn(Command):
    """A person who takes a seat, or an additional one."""

    person_id: Uuid
    comment: Text | None = None


class Remark(Command):
    """A word on an act."""

    comment: Text | None = None


class Copy(Command):
    """People to whom a form is sent for information (抄送)."""

    people: Annotated[tuple[Uuid, ...], Field(min_length=1, max_length=COPIES_MAX)]


Act = Literal["approve", "refuse", "send_back", "hand_on", "add_signer", "withdraw", "urge"]
SIGNERS: tuple[Act, ...] = ("approve", "refuse", "send_back", "hand_on", "add_signer")
REQUESTERS: tuple[Act, ...] = ("withdraw", "urge")


@dataclass(frozen=True, slots=True)
class Allowed:
    """What somebody may do to a form now; else the code of the reason why not to decide."""

    acts: tuple[Act, ...]
    why_not: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one form of a batch."""

    approval_id: UUID
    known: Known | None = None
    refused: Refused | None = None


async def decide(tx: Tx, form_id: UUID, command: Decide) -> Known:
    """Take a verdict; the row's lock lets one outcome win (N1, reliability rule 17)."""
    known = await _locked(tx, form_id)
    signing = await _signing(tx, known.form)
    wanted = Granted(**dict(command.granted)) if command.granted else None
    seat = rules.seat_of(known.form, signing)
    after = rules.decide(known.form, signing, command.verdict, command.content_hash, wanted)
    stood_in = seat.person_id if seat.person_id != signing.actor_id else None
    action = {"refuse": "refused", "send_back": "sent_back"}.get(command.verdict)
    change = Change(
        known, after, action or ("deputy_stepped_in" if stood_in else "agreed"), signing.actor_id, stood_in,
        command.comment, command.conditions,
    )  # fmt: skip
    await progress.keep(tx, change)
    return await _after(tx, form_id)


async def allowed(tx: Tx, known: Known) -> Allowed:
    """Tell what the asker may do to a form now, by the rules that decide it afterwards (N2)."""
    is_own = known.form.requester_id == tx.actor.person_id
    try:
        rules.check_open(known.form, tx.now)
        if is_own:
            return Allowed(REQUESTERS, rules.SelfApproval.code)
        rules.seat_of(known.form, await _signing(tx, known.form))
    except Refused as refused:
        return Allowed((), refused.code)
    return Allowed(SIGNERS, None)


async def decide_many(tx: Tx, command: DecideMany) -> Sequence[Answer]:
    """Take one verdict on several forms; what is refused leaves no trace and does not stop the rest (N2)."""
    answers: dict[UUID, Answer] = {}
    # In the order of ids, so that two batches lock in one order.
    for one in sorted(command.forms, key=lambda each: each.approval_id):
        written = len(tx.entries)
        verdict = Decide(verdict=command.verdict, content_hash=one.content_hash, comment=command.comment)
        try:
            async with tx.session.begin_nested():
                known = await decide(tx, one.approval_id, verdict)
            answers[one.approval_id] = Answer(one.approval_id, known)
        except Refused as refused:
            del tx.entries[written:]
            answers[one.approval_id] = Answer(one.approval_id, refused=refused)
    return [answers[one.approval_id] for one in command.forms]


async def withdraw(tx: Tx, form_id: UUID, command: Remark) -> Known:
    """Take a form back; only whoever asked may (撤回, N2)."""
    known = await _locked(tx, form_id)
    if known.form.requester_id != tx.actor.person_id:
        raise rules.NotYours
    rules.check_open(known.form, tx.now)
    after = rules.ended(known.form, "withdrawn")
    await progress.keep(tx, Change(known, after, "withdrawn", tx.actor.person_id, comment=command.comment))
    return await _after(tx, form_id)


async def hand_on(tx: Tx, form_id: UUID, command: HandOn) -> Known:
    """Pass one's seat to somebody else (转交, N2)."""
    known = await _locked(tx, form_id)
    signing = await _signing(tx, known.form, command.person_id)
    after = rules.hand_on(known.form, signing, command.person_id, is_active=_is_active(tx, command.person_id))
    await progress.keep(tx, Change(known, after, "handed_on", signing.actor_id, command.person_id, command.comment))
    return await _after(tx, form_id)


async def add_signer(tx: Tx, form_id: UUID, command: HandOn) -> Known:
    """Ask one more person at this step (加签, N2)."""
    known = await _locked(tx, form_id)
    signing = await _signing(tx, known.form, command.person_id)
    after = rules.add_signer(known.form, signing, command.person_id, is_active=_is_active(tx, command.person_id))
    await progress.keep(tx, Change(known, after, "signer_added", signing.actor_id, command.person_id, command.comment))
    return await _after(tx, form_id)


async def urge(tx: Tx, form_id: UUID, command: Remark) -> Known:
    """Remind those who are waited for, at most once an hour (催办, N2)."""
    known = await _locked(tx, form_id)
    if known.form.requester_id != tx.actor.person_id:
        raise rules.NotYours
    rules.check_open(known.form, tx.now)
    await progress.keep(tx, Change(known, known.form, "urged", tx.actor.person_id, comment=command.comment))
    hour = tx.now.strftime("%Y-%m-%dT%H")
    said = words.urged(tx, known)
    waiting = progress.seats(known.form).items()
    await telling.tell(
        tx, [progress.message(known, [person], f"urged|{hour}", said, where, tied=True) for where, person in waiting]
    )
    return known


async def copy(tx: Tx, form_id: UUID, command: Copy) -> Known:
    """Send a form to people for information; they may look at it, not decide (抄送, N2)."""
    known = await _locked(tx, form_id)
    if not await queries.is_party(tx, form_id, tx.actor.person_id):
        raise rules.NotYours
    people = sorted(person for person in set(command.people) if _is_active(tx, person))
    await progress.copy_to(tx, known, people, tx.actor.person_id)
    return known


async def _locked(tx: Tx, form_id: UUID) -> Known:
    known = await queries.locked(tx, form_id)
    if known is None:
        raise NotFound
    return known


async def _after(tx: Tx, form_id: UUID) -> Known:
    known = await queries.seen(tx, form_id)
    if known is None:
        raise NotFound
    return known


async def _signing(tx: Tx, form: Form, *others: UUID) -> Signing:
    waiting: Iterable[UUID] = form.waiting()
    actor_id = tx.actor.person_id
    away = await cards.away(tx, {*waiting, *others})
    at_other_times = await cards.is_deputy_at_other_times(tx, actor_id, waiting)
    return Signing(actor_id, tx.now, away, at_other_times)


def _is_active(tx: Tx, person_id: UUID) -> bool:
    person = tx.reference.people.get(person_id)
    return person is not None and person.active
