"""What all four share: business time, the customers, what is said and heard, refusals and rounding."""

from collections.abc import Iterable
from copy import deepcopy
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from types import SimpleNamespace
from typing import Any

NOTHING = Decimal(0)
Place = tuple[str, str]  # a shipment, and a line of its order


class Thing(SimpleNamespace):
    """A thing with facts; two with the same facts are still two."""

    __eq__, __hash__ = object.__eq__, object.__hash__


class No(Exception):
    """A refusal, by its code."""


def refuse(when: object, code: str) -> None:
    if when:
        raise No(code)


def total(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, NOTHING)


def share(amount: Decimal, part: Decimal, of: Decimal = Decimal(1)) -> Decimal:
    """Take a part of an amount, rounded half away from zero to the cent."""
    return (amount * part / of).quantize(Decimal("0.01"), ROUND_HALF_UP) if of else NOTHING


class World(Thing):
    """Business time (now, calendar), the customers, and what was said: type without version, customer, facts."""

    @property
    def today(self) -> date:
        return self.calendar.local_day(self.now)

    def say(self, kind: str, party: Thing, **facts: Any) -> None:
        self.said.append(Thing(kind=kind, customer=party.customer, facts=facts))

    def in_working_days(self, count: int) -> datetime:
        return self.calendar.deadline_in_working_days(self.now, count).at


class Service:
    def __init__(self, world: World, **facts: Any) -> None:
        self.world = world
        self.parties = {customer: Thing(customer=customer, **deepcopy(facts)) for customer in world.customers}

    def hear(self, batch: Iterable[Thing]) -> None:
        """Take news in one transaction: first all that is only noted, then act on each."""
        for prefix in ("note", "on"):
            for said in batch:
                act = getattr(self, "_".join((prefix, *said.kind.split(".")[1:])), lambda *_, **__: None)
                act(self.parties[said.customer], **said.facts)
