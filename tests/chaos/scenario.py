"""What a scenario is, and what it has at hand while it runs."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from math import inf
from random import Random
from typing import Any, Literal

from chassis.clock import monotonic
from tests.chaos.evidence import Evidence
from tests.chaos.ground import Ground
from tests.chaos.history import Fault
from tests.chaos.lag import Watch
from tests.chaos.load import Load

Size = Literal["check", "ci", "full", "night"]
POLL_S = 0.05
# What an overloaded service may answer; a client comes back.
BUSY = frozenset({"503", "busy"})
# What a client meets whose server is killed.
CUT = BUSY | {"ConnectError", "ReadError", "RemoteProtocolError", "WriteError", "ReadTimeout", "ConnectTimeout"}


@dataclass(slots=True)
class Return:
    """A group that must be back soon after a moment; it is watched until the next fault strikes it."""

    group: str
    since: float
    until: float = inf


@dataclass(slots=True)
class Run:
    """A scenario under way: what it harms, what it sees, what it finds."""

    ground: Ground
    load: Load
    watch: Watch
    rng: Random
    count: int
    faults: list[Fault] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    times: dict[str, Any] = field(default_factory=dict)
    returns: list[Return] = field(default_factory=list)
    also: list[Callable[[Evidence], Awaitable[Iterable[Fault]]]] = field(default_factory=list)
    """What else to look for in the evidence."""
    dead: Counter[str] = field(default_factory=Counter)
    """How many dead letters each group must have more than before."""
    slack: float = 1
    """By how much every time limit is longer, on a machine that others use too."""

    def expect(self, holds: object, rule: str, detail: str) -> None:
        """Note a fault unless something holds."""
        if not holds:
            self.faults.append(Fault(rule, detail))

    def strikes(self, groups: Iterable[str]) -> None:
        """Say that groups are harmed now: what they owed after the fault before is measured up to here."""
        for each in self.returns:
            if each.group in groups:
                each.until = min(each.until, monotonic())

    def heals(self, groups: Iterable[str], since: float) -> None:
        """Say that the fault was over at a moment: the groups must be back soon after."""
        self.returns += [Return(group, since) for group in groups]

    async def back(self, groups: Collection[str], since: float, within_s: float, after: str) -> None:
        """Say that the fault was over at a moment, and wait until the groups are seen to be back from it."""
        self.heals(groups, since)
        await self.until(lambda: self.are_back(groups), within_s, f"{', '.join(groups)} back from {after}")

    def are_back(self, groups: Collection[str]) -> bool:
        """Tell whether groups are back from the last fault that each had."""
        last = {each.group: each for each in self.returns if each.group in groups}
        return all(self.watch.back_after(each.group, each.since) < inf for each in last.values())

    async def pause(self, least_s: float, most_s: float | None = None) -> None:
        """Let load and faults work for a while, chosen by the seed between two lengths."""
        seconds = self.rng.uniform(least_s, least_s if most_s is None else most_s)
        await asyncio.sleep(seconds)  # lint: sleep: the length of a fault is what is tried

    async def until(self, holds: Callable[[], object], patience_s: float, what: str) -> bool:
        """Wait for something; note a fault when it does not come in time."""
        end = monotonic() + patience_s * self.slack
        while not holds():
            if monotonic() > end:
                self.faults.append(Fault("not in time", f"{what}: not within {patience_s:g} s"))
                return False
            await asyncio.sleep(POLL_S)  # lint: sleep: another process is waited for
        return True


Strike = Callable[[Run], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A numbered fault of docs/reliability.md, and how often it strikes by the size of the set."""

    number: int
    title: str
    strike: Strike
    counts: Mapping[Size, int]
    allows: frozenset[str] = BUSY
    """Troubles of single attempts that this scenario may bring about."""
    back_within_s: float = 10
    quiet_s: float = 60
    """Within what time all must be applied once the load is over."""
    has_unsent: bool = False
    """Whether events were kept from the topics, so that only their consumers can have them, by a resend."""
    is_lossy: bool = False
    """Whether what was acknowledged is lost by design, so that only this scenario's own checks hold, and no other
    may follow on its ground."""
    is_republishing: bool = False
    """Whether events must have been sent again, since the fault showed nothing otherwise."""
