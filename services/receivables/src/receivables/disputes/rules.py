"""Rules of disputes: just the disputed amount leaves dunning, and shrinks as facts are confirmed (C9)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeVar

Key = TypeVar("Key")
NOTHING = Decimal(0)


def confirmed(disputed: Mapping[Key, Decimal], accepted: Mapping[Key, Decimal], left: Decimal) -> dict[Key, Decimal]:
    """Shrink each line to what was accepted of it, all of them to what stays in dispute (C9)."""
    shrunk: dict[Key, Decimal] = {}
    for key, amount in disputed.items():
        shrunk[key] = min(amount, accepted.get(key, NOTHING), left)
        left -= shrunk[key]
    return shrunk


def returned(disputed: Mapping[Key, Decimal], back: Mapping[Key, Decimal]) -> dict[Key, Decimal]:
    """Take what came back out of the dispute (O7)."""
    return {key: max(NOTHING, amount - back.get(key, NOTHING)) for key, amount in disputed.items()}
