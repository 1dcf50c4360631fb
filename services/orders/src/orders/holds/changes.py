"""How open holds follow the facts: which begin, change their cure or end (L8)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from contracts.values import Money
from orders.holds.rules import BY_HAND, Blocks, Due


@dataclass(frozen=True, slots=True)
class Held:
    """A hold that is open."""

    hold_id: UUID
    reason: str
    order_id: UUID | None
    blocks: Blocks
    zh: str
    en: str
    amount: Money | None
    refs: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def subject(self) -> tuple[str, UUID | None]:
        """Tell what is held and why."""
        return self.reason, self.order_id

    def covers(self, order_id: UUID) -> bool:
        """Tell whether the hold stops this order: a customer's hold stops all."""
        return self.order_id in {None, order_id}


@dataclass(frozen=True, slots=True)
class Changes:
    """How open holds follow the facts."""

    place: tuple[Due, ...]
    renew: tuple[tuple[Held, Due], ...]
    release: tuple[tuple[Held, str], ...]
    stay: tuple[Held, ...] = field(default=())


def compare(
    held: Iterable[Held], dues: Sequence[Due], open_orders: frozenset[UUID], approved: frozenset[UUID]
) -> Changes:
    """Tell which holds begin, change their cure or end, and how they end (L8)."""
    standing = {hold.subject: hold for hold in held}
    due = {each.subject: each for each in dues}
    renew: list[tuple[Held, Due]] = []
    release: list[tuple[Held, str]] = []
    stay: list[Held] = []
    for subject, hold in standing.items():
        if subject in due:
            if _says_the_same(hold, due[subject]):
                stay.append(hold)
            else:
                renew.append((hold, due[subject]))
        elif hold.order_id is not None and hold.order_id not in open_orders:
            release.append((hold, "subject_ended"))
        elif hold.reason in BY_HAND:
            stay.append(hold)
        elif hold.reason == "dossier_incomplete" and not open_orders:
            release.append((hold, "subject_ended"))
        else:
            is_approved = hold.reason == "price_below_list" and hold.order_id in approved
            release.append((hold, "approved" if is_approved else "cured"))
    place = tuple(each for subject, each in due.items() if subject not in standing)
    return Changes(place, tuple(renew), tuple(release), tuple(stay))


def _says_the_same(hold: Held, due: Due) -> bool:
    return (hold.blocks, hold.facts, hold.zh, hold.amount) == (due.blocks, due.facts, due.zh, due.amount)
