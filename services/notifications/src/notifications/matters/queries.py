"""Whether a matter is still open, and the recall of what was said about it."""

from collections.abc import Sequence

from sqlalchemy import text

from chassis.tx import Tx
from contracts.blocks import Text
from contracts.events import Event
from notifications.matters import rules

CLOSED = text("SELECT about FROM matter WHERE about = ANY(CAST(:abouts AS text[])) AND state = 'closed'")
RECALL = text("SELECT recall(CAST(:gone AS text[]), CAST(:at AS timestamptz), CAST(:zh AS text), CAST(:en AS text))")


def matter_of(event: Event) -> str:
    """Name the matter that an event is about."""
    return rules.matter_of(event)


def dated(about: str) -> tuple[str, ...]:
    """Name the matters whose deadline an owner dates anew under the name of a thing."""
    return rules.dated(about)


async def closed(tx: Tx, abouts: Sequence[str]) -> frozenset[str]:
    """Return which of the matters are closed; what was never heard of is open."""
    return frozenset((await tx.execute(CLOSED, {"abouts": sorted(set(abouts))})).scalars())


async def recall(tx: Tx, gone: Sequence[str], words: Text) -> None:
    """End messages, deliveries and timers of matters with a reason, for all people at once."""
    await tx.execute(RECALL, {"gone": sorted(gone), "at": tx.now, "zh": words.zh, "en": words.en})
