"""The second half: two workers read what Kafka holds and park what fails (inbox.py, consumer.py, parking.py).

A transaction that holds the cursor's lock is one step, since nobody else can look in between.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from tests.model.sending import SHARD, Places

TRIES_MAX = 2
BATCH_MAX = 3
Row = tuple[str, int]
"""A parked event's state and its tries; without a state it is not in the table."""
Worker = tuple[bool, tuple[Any, ...], tuple[Any, ...]]
"""Whether the partition is its own; offset after the batch in hand, and the batch; event and row of a failed retry."""


class Inbox(NamedTuple):
    """What the database of the group holds."""

    cursors: tuple[int, ...]
    parked: tuple[Row, ...]
    early: Places = ()
    applied: Places = ()
    """In the order of their effects; across keys that order means nothing, so it is sorted by key."""


class Read(NamedTuple):
    """The inbox, the workers, the offsets, and what may still befall them."""

    inbox: Inbox
    workers: tuple[Worker, Worker]
    is_broken: bool
    crashes: int
    rebalances: int
    setbacks: int
    committed: int = 0
    position: int = 0
    resent: Places = ()


class Reading:
    """A log to read, the key of each event, and the one event that its handler cannot take until it is mended."""

    OPEN = frozenset({"retrying", "waiting", "parked", "released"})

    def __init__(self, log: Places, keys: dict[int, str], poison: int, faults: tuple[int, int, int]) -> None:
        self.log, self.keys, self.poison, self.faults = log, keys, poison, faults
        self.events = tuple(sorted(keys))
        self.heads = [sum(e // SHARD == shard for e in self.events) for shard in range(1 + self.events[-1] // SHARD)]

    def start(self) -> Read:
        inbox = Inbox((0,) * len(self.heads), (("", 0),) * len(self.events))
        return Read(inbox, ((False, (), ()), (True, (), ())), bool(self.poison), *self.faults)

    def steps(self, s: Read) -> Iterator[Any]:
        for which, (owns, batch, failed) in enumerate(s.workers):
            if batch:
                yield from self.apply(s, which)
            elif owns:
                yield from self.fetch(s, which)
            yield from self.note(s, which) if failed else self.retry(s, which)
            if s.crashes and (batch or failed):
                yield ("a worker crashes",), self.crashed(s, which), False
        yield from self.people(s)
        yield from self.kafka(s)

    # The consumer: one batch, one transaction, then the offset as a hint.

    def fetch(self, s: Read, which: int) -> Iterator[Any]:
        log = self.log + s.resent
        for end in range(s.position + 1, min(s.position + BATCH_MAX, len(log)) + 1):
            batch = log[s.position : end]
            after = self.set(s, which, batch=(end, batch))._replace(position=end)
            yield ("the worker takes {} from Kafka", batch), after, True

    def apply(self, s: Read, which: int) -> Iterator[Any]:
        owns, (end, batch), _ = s.workers[which]
        s = s._replace(inbox=self.taken(s.inbox, batch, s.is_broken))
        done = self.set(s, which, batch=())._replace(committed=end if owns else s.committed)
        yield ("a worker commits {}, and then the offset", batch), done, True
        if s.crashes:
            yield ("a worker commits {} and crashes before the offset", batch), self.crashed(s, which), False

    def taken(self, inbox: Inbox, batch: Places, is_broken: bool) -> Inbox:
        cursors, due, early = self.walk(list(inbox.cursors), (*batch, *inbox.early))
        parked, fine = self.lined_up(inbox.parked, due, is_broken)
        return Inbox(tuple(cursors), parked, tuple(sorted(early)), self.joined(inbox.applied, fine))

    def walk(self, cursors: list[int], events: Places) -> tuple[list[int], list[int], set[int]]:
        due, early = [], set()
        for event in sorted(events):
            shard, position = divmod(event, SHARD)
            if position == cursors[shard] + 1:
                cursors[shard] = position
                due.append(event)
            elif position > cursors[shard]:
                early.add(event)
        return cursors, due, early

    def lined_up(self, parked: tuple[Row, ...], due: list[int], is_broken: bool) -> tuple[tuple[Row, ...], list[int]]:
        fine, closed = [], self.closed(parked)
        for event in due:
            if self.keys[event] in closed:
                parked = self.row(parked, event, "waiting", 0)
            elif is_broken and event == self.poison:
                closed.add(self.keys[event])
                parked = self.row(parked, event, "retrying", 1)
            else:
                fine.append(event)
        return parked, fine

    def closed(self, parked: tuple[Row, ...]) -> set[str]:
        return {self.keys[event] for event, row in self.rows(parked) if row[0] in self.OPEN}

    # The retries: the first of each closed key, under the cursor's lock; a failure is written down afterwards.

    def tried(self, parked: tuple[Row, ...]) -> list[tuple[int, Row]]:
        heads: dict[str, tuple[int, Row]] = {}
        for event, row in self.rows(parked):
            if row[0] in self.OPEN:
                heads.setdefault(self.keys[event], (event, row))
        return [head for head in heads.values() if head[1][0] != "parked"]

    def retry(self, s: Read, which: int) -> Iterator[Any]:
        for event, row in self.tried(s.inbox.parked):
            if s.is_broken and event == self.poison:
                yield ("a worker tries {} again, in vain", event), self.set(s, which, failed=(event, row)), True
            else:
                applied = self.joined(s.inbox.applied, [event])
                inbox = s.inbox._replace(parked=self.row(s.inbox.parked, event, "applied", 0), applied=applied)
                yield ("a worker applies {} from the table", event), s._replace(inbox=inbox), True

    def note(self, s: Read, which: int) -> Iterator[Any]:
        event, seen = s.workers[which][2]
        tries = min(seen[1] + 1, TRIES_MAX)
        after = self.set(s, which, failed=())
        if self.is_as_seen(dict(self.rows(s.inbox.parked))[event], seen):
            after = self.marked(after, event, "parked" if tries == TRIES_MAX else "retrying", tries)
        yield ("a worker writes down that {} failed again", event), after, True

    def is_as_seen(self, row: Row, seen: Row) -> bool:
        return row == seen

    # People and faults.

    def people(self, s: Read) -> Iterator[Any]:
        if s.is_broken:
            yield ("the handler is mended",), s._replace(is_broken=False), True
        for event, (state, tries) in self.rows(s.inbox.parked):
            if state in ("retrying", "parked"):
                yield ("a person releases {}", event), self.marked(s, event, "released", tries), True
                yield ("a person discards {}", event), self.marked(s, event, "discarded", tries), False

    def kafka(self, s: Read) -> Iterator[Any]:
        if s.rebalances:
            workers = tuple(sorted((not owns, batch, failed) for owns, batch, failed in s.workers))
            after = s._replace(workers=workers, position=s.committed, rebalances=s.rebalances - 1)
            yield ("the partition goes to the other worker",), after, False
        if s.setbacks and s.committed:
            after = s._replace(committed=0, position=0, setbacks=s.setbacks - 1)
            yield ("the offsets are set back to 0",), after, False
        if s.position == len(self.log) + len(s.resent) and len(s.resent) < 2 * len(self.events):
            for gap in self.gaps(s.inbox):
                yield ("the group asks for {}, and it is sent again", gap), s._replace(resent=s.resent + gap), True

    def gaps(self, inbox: Inbox) -> Iterator[Places]:
        # Nobody may need to ask for more unless the broker has lost something.
        for shard, cursor in enumerate(inbox.cursors if set(self.events) - set(self.log) else ()):
            # Up to the first early event, else up to the head that a heartbeat told.
            aside = [event for event in inbox.early if event // SHARD == shard]
            end = min(aside, default=shard * SHARD + self.heads[shard] + 1)
            if gap := tuple(range(shard * SHARD + cursor + 1, end)):
                yield gap

    def crashed(self, s: Read, which: int) -> Read:
        position = s.committed if s.workers[which][0] else s.position
        return self.set(s, which, batch=(), failed=())._replace(position=position, crashes=s.crashes - 1)

    def set(self, s: Read, which: int, **changes: Any) -> Read:
        owns, batch, failed = s.workers[which]
        worker = (owns, changes.get("batch", batch), changes.get("failed", failed))
        return s._replace(workers=tuple(sorted((worker, s.workers[1 - which]))))

    def rows(self, parked: tuple[Row, ...]) -> Iterator[tuple[int, Row]]:
        return zip(self.events, parked, strict=True)

    def row(self, parked: tuple[Row, ...], event: int, state: str, tries: int) -> tuple[Row, ...]:
        return tuple((state, tries) if each == event else row for each, row in self.rows(parked))

    def marked(self, s: Read, event: int, state: str, tries: int) -> Read:
        return s._replace(inbox=s.inbox._replace(parked=self.row(s.inbox.parked, event, state, tries)))

    def joined(self, applied: Places, fine: list[int]) -> Places:
        return tuple(sorted((*applied, *fine), key=self.keys.__getitem__))

    def wrong(self, s: Read) -> str:
        applied, states = s.inbox.applied, {event: row[0] for event, row in self.rows(s.inbox.parked)}
        for at, event in enumerate(applied):
            if event in applied[:at]:
                return f"{event} is applied twice"
            if states[event] not in ("", "applied"):
                return f"{event} is applied, and {states[event]} as well"
            for other in self.events:
                is_before = other < event and self.keys[other] == self.keys[event]
                if is_before and other not in applied[:at] and states[other] != "discarded":
                    return f"{event} is applied before {other} of the same key"
        for event in self.events:
            if event % SHARD <= s.inbox.cursors[event // SHARD] and event not in applied and not states[event]:
                return f"the cursor is beyond {event}, which is neither applied nor parked"
        return ""

    def is_done(self, s: Read) -> bool:
        settled = {event for event, row in self.rows(s.inbox.parked) if row[0] == "discarded"}
        return settled.union(s.inbox.applied) == set(self.events) and not s.inbox.early
