"""What may happen to a form: one outcome, by those it waits for, on just what they saw (N1, N2)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from chassis.refusals import Forbidden, Invalid, Refused
from contracts.blocks import Granted
from contracts.values import CurrencyMismatch

State = Literal["open", "approved", "refused", "sent_back", "withdrawn", "expired", "voided", "closed"]
Verdict = Literal["approve", "refuse", "send_back"]
Mode = Literal["one_of", "all_of"]
OnTimeout = Literal["escalate", "expire"]

STATES: Mapping[State, tuple[str, str]] = {
    "open": ("审批中", "open"),
    "approved": ("已同意", "approved"),
    "refused": ("已拒绝", "refused"),
    "sent_back": ("已退回", "sent back"),
    "withdrawn": ("已撤回", "withdrawn"),
    "expired": ("已过期", "expired"),
    "voided": ("已被新版本取代", "replaced by a newer revision"),
    "closed": ("申请方已关闭", "closed by whoever asked"),
}


class SelfApproval(Forbidden):
    """Refuse whoever asked, also as a deputy or after a hand-on (reliability, rule 17)."""

    code, duty = "approval.self_approval", "N1"
    zh, en = "不能审批自己提交的申请。", "Nobody approves what they asked for."


class NotYours(Forbidden):
    """Refuse who is not waited for."""

    code, duty = "approval.not_yours", "N1"
    zh, en = "该审批不在等待您处理。", "This form does not wait for you."


class DeputyOutsidePeriod(Forbidden):
    """Refuse a deputy before or after the absence (P6)."""

    code, duty = "approval.deputy_outside_period", "P6"
    zh, en = "您的代理期限不包括现在。", "You are not the deputy at this time."


class NotOpen(Refused):
    """Refuse what comes after the end."""

    code, duty = "approval.not_open", "N2"
    zh, en = "该审批已结束（{state_zh}）。", "This form has ended: {state_en}."

    def __init__(self, state: State) -> None:
        zh, en = STATES[state]
        super().__init__(state=state, state_zh=zh, state_en=en)


class ContentChanged(Refused):
    """Refuse a decision on another content than the form holds."""

    code, duty = "approval.content_changed", "N1"
    zh, en = "申请内容已变更，请重新查看。", "The content has changed; look at it again."


class GrantTooHigh(Invalid):
    """Refuse to grant more than was asked."""

    code, duty = "approval.grant_too_high", "N1"
    zh, en = "批准的内容不能超出申请。", "No more can be granted than was asked for."


class HandOnInvalid(Invalid):
    """Refuse to pass a seat to somebody who cannot take it."""

    code, duty = "approval.hand_on_invalid", "N2"
    zh, en = "不能转交或加签给此人：{why_zh}。", "This person cannot take it: {why_en}."


@dataclass(frozen=True, slots=True)
class Seat:
    """A person's place at a step, and what became of it; `past` holds who handed it on."""

    person_id: UUID
    state: Literal["waiting", "agreed", "handed_on", "refused", "sent_back"] = "waiting"
    is_added: bool = False
    past: tuple[UUID, ...] = ()
    by: UUID | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A step with the people frozen into it."""

    mode: Mode
    hours: int
    on_timeout: OnTimeout
    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A form under decision."""

    form_id: UUID
    requester_id: UUID
    state: State
    content_hash: str
    decide_by: datetime
    chain: tuple[Step, ...]
    step: int
    due_at: datetime | None
    granted: Granted

    def waiting(self) -> tuple[UUID, ...]:
        """Return whom it waits for."""
        if self.state != "open":
            return ()
        return tuple(seat.person_id for seat in self.chain[self.step].seats if seat.state == "waiting")


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs, in whose seat and when; whoever is away lends the seat to the deputy."""

    actor_id: UUID
    now: datetime
    away: Mapping[UUID, UUID | None]
    is_deputy_at_other_times: bool = False


def opened(form: Form, now: datetime) -> Form:
    """Begin the first step."""
    return _at_step(form, 0, now)


def check_open(form: Form, now: datetime) -> None:
    """Refuse what comes after the end, also when no sweep has noticed it yet."""
    if form.state != "open":
        raise NotOpen(form.state)
    if now > form.decide_by:
        raise NotOpen("expired")


def seat_of(form: Form, signing: Signing) -> Seat:
    """Find the seat in which somebody may act, by right or as deputy."""
    if signing.actor_id == form.requester_id:
        raise SelfApproval
    check_open(form, signing.now)
    waiting = [seat for seat in form.chain[form.step].seats if seat.state == "waiting"]
    for seat in waiting:
        if seat.person_id == signing.actor_id:
            return seat
    for seat in waiting:
        if signing.away.get(seat.person_id) == signing.actor_id:
            return seat
    if signing.is_deputy_at_other_times:
        raise DeputyOutsidePeriod
    raise NotYours


def decide(form: Form, signing: Signing, verdict: Verdict, seen_hash: str, wanted: Granted | None) -> Form:
    """Take one person's verdict; a refusal ends the form, the last agreement approves it."""
    seat = seat_of(form, signing)
    if seen_hash != form.content_hash:
        raise ContentChanged
    if verdict != "approve":
        end = _ENDS[verdict]
        return ended(_mark(form, seat, replace(_signed(seat, signing), state=end)), end)
    form = replace(form, granted=_narrowed(form.granted, wanted))
    form = _mark(form, seat, replace(_signed(seat, signing), state="agreed"))
    if not _is_complete(form.chain[form.step]):
        return form
    return _next(form, signing.now) or ended(form, "approved")


_ENDS: Mapping[Verdict, Literal["refused", "sent_back"]] = {"refuse": "refused", "send_back": "sent_back"}


def hand_on(form: Form, signing: Signing, to: UUID, *, is_active: bool) -> Form:
    """Pass a seat to somebody else (转交)."""
    seat = seat_of(form, signing)
    _check_taker(form, signing, to, is_active=is_active)
    form = _mark(form, seat, replace(_signed(seat, signing), state="handed_on"))
    return _seated(form, Seat(to, is_added=seat.is_added, past=(*seat.past, seat.person_id)))


def add_signer(form: Form, signing: Signing, to: UUID, *, is_active: bool) -> Form:
    """Ask one more person at this step, who must agree as well (加签)."""
    seat_of(form, signing)
    _check_taker(form, signing, to, is_active=is_active)
    return _seated(form, Seat(to, is_added=True))


def time_out(form: Form, now: datetime) -> Form:
    """Pass a step that nobody decided in time to the next level; silence never approves."""
    is_last = now >= form.decide_by or form.chain[form.step].on_timeout == "expire"
    return (None if is_last else _next(form, now)) or ended(form, "expired")


def ended(form: Form, state: State) -> Form:
    """End a form without anybody's verdict."""
    return replace(form, state=state, due_at=None)


def _check_taker(form: Form, signing: Signing, to: UUID, *, is_active: bool) -> None:
    seats = form.chain[form.step].seats
    reasons = (
        (to == form.requester_id, "是申请人", "they asked for it"),
        (to == signing.actor_id, "是您本人", "that is yourself"),
        (not is_active, "不存在或已停用", "unknown or inactive"),
        (to in signing.away, "正在请假", "they are away"),
        (any(to == seat.person_id or to in seat.past for seat in seats), "已在本步骤中", "already at this step"),
    )
    for is_so, zh, en in reasons:
        if is_so:
            raise HandOnInvalid(field="/person_id", why_zh=zh, why_en=en)


def _signed(seat: Seat, signing: Signing) -> Seat:
    return replace(seat, by=signing.actor_id, at=signing.now)


def _mark(form: Form, seat: Seat, marked: Seat) -> Form:
    step = form.chain[form.step]
    return _with_seats(form, tuple(marked if each is seat else each for each in step.seats))


def _seated(form: Form, seat: Seat) -> Form:
    return _with_seats(form, (*form.chain[form.step].seats, seat))


def _with_seats(form: Form, seats: tuple[Seat, ...]) -> Form:
    step = replace(form.chain[form.step], seats=seats)
    return replace(form, chain=(*form.chain[: form.step], step, *form.chain[form.step + 1 :]))


def _is_complete(step: Step) -> bool:
    counted = [seat for seat in step.seats if seat.state != "handed_on"]
    added = all(seat.state == "agreed" for seat in counted if seat.is_added)
    own = [seat.state == "agreed" for seat in counted if not seat.is_added]
    return added and (any(own) if step.mode == "one_of" else all(own))


def _next(form: Form, now: datetime) -> Form | None:
    return _at_step(form, form.step + 1, now) if form.step + 1 < len(form.chain) else None


def _at_step(form: Form, step: int, now: datetime) -> Form:
    due_at = min(now + timedelta(hours=form.chain[step].hours), form.decide_by)
    return replace(form, step=step, due_at=due_at)


def _narrowed(before: Granted, wanted: Granted | None) -> Granted:
    """Take what is granted: of each figure the same or less than stood there before."""
    if wanted is None:
        return before
    _check_within(wanted.amount, before.amount)
    _check_within(wanted.term_days, before.term_days)
    _check_within(wanted.to_on, before.to_on)
    changes = {name: value for name, value in wanted if value not in (None, ())}
    return before.model_copy(update=changes)


def _check_within(new: Any, old: Any) -> None:
    if new is None:
        return
    try:
        is_within = old is not None and new <= old
    except CurrencyMismatch:
        is_within = False
    if not is_within:
        raise GrantTooHigh(field="/granted")
