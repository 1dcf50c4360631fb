"""The first half of the model: writers append to the journal, two relays bring it to Kafka (journal.py, relay.py)."""

from collections.abc import Iterator
from typing import Any, NamedTuple

SHARD = 10
"""A place is shard * SHARD + position: 1, 2, 3 are positions of shard 0, and 11 is the first of shard 1."""
Places = tuple[int, ...]
FREE: tuple[Places, tuple[bool, ...]] = ((), ())


class Sent(NamedTuple):
    """Where writers and relays stand."""

    taken: tuple[Places | None, ...]
    """By transaction: the places that it has taken and not committed; None when it has committed."""
    heads: tuple[int, ...]
    cursors: tuple[int, ...]
    furthest: tuple[int, ...]
    journal: Places = ()
    relays: tuple[tuple[Places, tuple[bool, ...]], ...] = (FREE, FREE)
    """What each relay has read, and which of it the broker has acknowledged so far."""
    acknowledged: Places = ()
    log: Places = ()
    rollbacks: int = 0
    failures: int = 0
    crashes: int = 0


class Sending:
    """Transactions, each with the shards that it writes to; two relays that both think the shards are theirs."""

    def __init__(self, transactions: tuple[tuple[int, ...], ...], faults: tuple[int, int, int]) -> None:
        self.transactions, self.faults = transactions, faults
        self.shards = 1 + max(map(max, transactions))

    def start(self) -> Sent:
        none = (0,) * self.shards
        rollbacks, failures, crashes = self.faults
        taken = ((),) * len(self.transactions)
        return Sent(taken, none, none, none, rollbacks=rollbacks, failures=failures, crashes=crashes)

    def steps(self, s: Sent) -> Iterator[Any]:
        for number, places in enumerate(s.taken):
            if places is not None and (number == 0 or s.taken[number - 1] != ()):
                yield from self.write(s, number, places)
        for which, (batch, sent) in enumerate(s.relays):
            yield from self.relay(s, which, batch, sent) if batch else self.read(s, which)

    # Writing: heads are taken in the order of their shards, and held until the commit.

    def order(self, shards: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(sorted(shards))

    def is_held(self, s: Sent, shard: int) -> bool:
        return any(place // SHARD == shard for places in s.taken for place in places or ())

    def write(self, s: Sent, number: int, places: Places) -> Iterator[Any]:
        wanted = self.order(self.transactions[number])[len(places) :]
        if not wanted:
            after = s._replace(taken=_put(s.taken, number, None), journal=tuple(sorted((*s.journal, *places))))
            yield ("transaction {} commits", number + 1), after, True
            if s.rollbacks:
                after = self.undo(s, number, places)._replace(rollbacks=s.rollbacks - 1)
                yield ("transaction {} is rolled back", number + 1), after, False
        elif not self.is_held(s, wanted[0]):
            place = wanted[0] * SHARD + s.heads[wanted[0]] + 1
            yield (
                ("transaction {} takes the head of its shard, for {}", number + 1, place),
                self.take(s, number, place),
                True,
            )

    def take(self, s: Sent, number: int, place: int) -> Sent:
        heads = _put(s.heads, place // SHARD, place % SHARD)
        return s._replace(taken=_put(s.taken, number, (*(s.taken[number] or ()), place)), heads=heads)

    def undo(self, s: Sent, number: int, places: Places) -> Sent:
        shards = [place // SHARD for place in places]
        heads = tuple(head - shards.count(shard) for shard, head in enumerate(s.heads))
        return s._replace(taken=_put(s.taken, number, ()), heads=heads)

    # Relaying: read above the cursor, send in order, move over what was acknowledged without a gap.

    def read(self, s: Sent, which: int) -> Iterator[Any]:
        if batch := tuple(place for place in s.journal if place % SHARD > s.cursors[place // SHARD]):
            yield ("a relay reads {}", batch), self.set(s, which, batch, ()), True

    def relay(self, s: Sent, which: int, batch: Places, sent: tuple[bool, ...]) -> Iterator[Any]:
        if len(sent) < len(batch):
            place = batch[len(sent)]
            acknowledged, log = tuple(sorted({*s.acknowledged, place})), (*s.log, place)
            good = self.set(s, which, batch, (*sent, True))
            yield ("it sends {}", place), good._replace(log=log, acknowledged=acknowledged), True
            if s.failures:
                bad = self.set(s, which, batch, (*sent, False))._replace(failures=s.failures - 1)
                yield ("it sends {}, which does not arrive", place), bad, False
                yield ("it sends {}, which arrives and seems to fail", place), bad._replace(log=log), False
        else:
            cursors = self.moved(s.cursors, batch, sent)
            yield ("a relay moves its cursor to {}", cursors), self.move(self.set(s, which, *FREE), cursors), True
        if s.crashes:
            yield ("a relay crashes",), self.set(s, which, *FREE)._replace(crashes=s.crashes - 1), False

    def moved(self, cursors: tuple[int, ...], batch: Places, sent: tuple[bool, ...]) -> tuple[int, ...]:
        failed = [place for place, is_sent in zip(batch, sent, strict=True) if not is_sent]
        reached = list(cursors)
        for place in batch:
            if not any(place >= bad and place // SHARD == bad // SHARD for bad in failed):
                reached[place // SHARD] = max(reached[place // SHARD], place % SHARD)
        return tuple(reached)

    def move(self, s: Sent, cursors: tuple[int, ...]) -> Sent:
        return s._replace(cursors=cursors, furthest=tuple(map(max, s.furthest, cursors)))

    def set(self, s: Sent, which: int, batch: Places, sent: tuple[bool, ...]) -> Sent:
        # The two relays are alike, so it only counts which states they are in.
        return s._replace(relays=tuple(sorted(((batch, sent), s.relays[1 - which]))))

    def wrong(self, s: Sent) -> str:
        if not set(s.log) <= set(s.journal):
            return "an event is on Kafka that was not committed, and may yet be rolled back"
        if s.cursors != s.furthest:
            return f"a relay's cursor moved backwards, from {s.furthest} to {s.cursors}"
        covered = [shard * SHARD + n for shard, cursor in enumerate(s.cursors) for n in range(1, cursor + 1)]
        lost = set(covered) - set(s.acknowledged)
        return f"the relay's cursor is beyond {min(lost)}, which was not acknowledged" if lost else ""

    def is_done(self, s: Sent) -> bool:
        return not any(s.taken) and () not in s.taken and s.cursors == s.heads and set(s.log) == set(s.journal)


def _put(values: tuple[Any, ...], index: int, value: Any) -> tuple[Any, ...]:
    return (*values[:index], value, *values[index + 1 :])
