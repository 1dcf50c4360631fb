"""Kinds of form, and how a chain is frozen for one request (N1)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from notifications.approvals.rules import Mode, OnTimeout, Seat, Step

Posts = Callable[[str], Sequence[Sequence[UUID]]]

# A step that only the requester holds passes to the next of these above it.
LADDER = (
    "department_manager",
    "regional_manager",
    "deputy_general_manager",
    "executive_deputy_general_manager",
    "general_manager",
)


@dataclass(frozen=True, slots=True)
class KindStep:
    """One step as the kind of form asks for it: who may sign, from which amount it is needed."""

    roles: tuple[str, ...]
    mode: Mode = "one_of"
    from_amount: Decimal | None = None
    hours: int = 24
    on_timeout: OnTimeout = "escalate"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of form as data: its names, chain, who gets a copy, where it is filed (N1)."""

    zh: str
    en: str
    steps: tuple[KindStep, ...]
    copy_to: tuple[str, ...] = ()
    filed_with: str | None = None
    valid_days: int | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """What decides about a chain: who asks, for how much in all, who is away with which deputy."""

    requester_id: UUID
    amount: Decimal | None
    away: Mapping[UUID, UUID | None]


def freeze(kind: Kind, asking: Asking, posts: Posts) -> tuple[Step, ...]:
    """Choose the steps by amount and fill them with people; what nobody but the requester holds passes upward."""
    steps: list[Step] = []
    wanted = [step for step in kind.steps if _is_needed(step, asking.amount)]
    for place, step in enumerate(wanted):
        people = _signers(step.roles, asking, posts)
        if not people:
            later = {role for other in wanted[place + 1 :] for role in other.roles}
            people = _above(step.roles, later, asking, posts)
        if people:
            seats = tuple(Seat(person) for person in people)
            steps.append(Step(step.mode, step.hours, step.on_timeout, seats))
    return tuple(steps)


def _is_needed(step: KindStep, amount: Decimal | None) -> bool:
    # An unknown amount takes the long way.
    return step.from_amount is None or amount is None or amount >= step.from_amount


def _signers(roles: Sequence[str], asking: Asking, posts: Posts) -> list[UUID]:
    found: list[UUID] = []
    for role in roles:
        groups = ([p for p in group if _may_sign(p, asking)] for group in posts(role))
        found += next((group for group in groups if group), [])
    return list(dict.fromkeys(found))


def _may_sign(person: UUID, asking: Asking) -> bool:
    if person == asking.requester_id:
        return False
    # Somebody away without a deputy, or with the requester as deputy, could not decide in time.
    return person not in asking.away or asking.away[person] not in (None, asking.requester_id, person)


def _above(roles: Sequence[str], later: set[str], asking: Asking, posts: Posts) -> list[UUID]:
    height = max((LADDER.index(role) for role in roles if role in LADDER), default=-1)
    for role in LADDER[height + 1 :]:
        if role in later:
            return []
        if people := _signers([role], asking, posts):
            return people
    return []
