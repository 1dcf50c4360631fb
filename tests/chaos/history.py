"""The history checker: what clients saw, what journals and topics hold, and what consumers made of it.

It is pure: it gets facts and names what breaks a promise (after Jepsen's Kafka checker and Elle).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from math import inf
from typing import Literal

Outcome = Literal["ok", "fail", "info"]
Place = tuple[str, int, int]
"""Service, shard and position."""


@dataclass(slots=True)
class Op:
    """A command: invoked, then ok, fail, or info, when nobody can tell whether it was done."""

    number: int
    kind: str
    marker: str
    customer: str
    invoked_at: float
    ended_at: float = inf
    outcome: Outcome = "info"
    status: int = 0
    code: str = ""
    places: tuple[Place, ...] = ()
    troubles: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Effect:
    """What of a command stands in its service: rows that bear its mark, and events that tell of them."""

    rows: int
    events: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a journal."""

    shard: int
    position: int
    event_id: str
    type: str
    key: str
    subject: str
    cause_id: str
    tx: int = 0
    """The transaction that wrote it; what one transaction did has no order among itself."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A record of a topic, by its place on Kafka."""

    partition: int
    offset: int
    shard: int
    position: int
    event_id: str


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a consumer is in a shard of a source."""

    group: str
    source: str
    shard: int
    position: int
    event_id: str | None
    early: int


@dataclass(frozen=True, slots=True)
class Reading:
    """The ledger's totals in one snapshot, in cents."""

    debits: int
    credits: int


@dataclass(frozen=True, slots=True)
class Fault:
    """A broken promise, with what shows it."""

    rule: str
    detail: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.detail}"


@dataclass(frozen=True, slots=True)
class Answer:
    """Each event of a type leads to an event of these types in a service; to one alone unless it may go on."""

    asks: str
    service: str
    answers: frozenset[str]
    once: bool = True


def commands(ops: Iterable[Op], effects: Mapping[str, Effect]) -> Iterator[Fault]:
    """Check that what was acknowledged stands, once and whole, and that what was refused left nothing."""
    for op in ops:
        found = effects.get(op.marker, Effect(0, 0))
        seen = f"{op.kind} {op.marker} was {op.outcome}, {found.rows} rows, {found.events} events"
        if max(found.rows, found.events) > 1:
            yield Fault("doubled effect", seen)
        elif found.rows != found.events:
            yield Fault("torn command", seen)
        elif op.outcome == "ok" and not found.rows:
            yield Fault("lost command", seen)
        elif op.outcome == "fail" and found.rows:
            yield Fault("aborted read", seen)
    known = {op.marker for op in ops}
    yield from (Fault("phantom", f"{marker} was never invoked") for marker in effects if marker not in known)


def places(ops: Iterable[Op], journals: Mapping[str, Sequence[Entry]]) -> Iterator[Fault]:
    """Check that the places that answers named exist, and that one shard's grow in real time."""
    heads = {(name, entry.shard): entry.position for name, journal in journals.items() for entry in journal}
    by_shard: dict[tuple[str, int], list[tuple[float, float, int, str]]] = defaultdict(list)
    for op in ops:
        for service, shard, position in op.places:
            if position > heads.get((service, shard), 0):
                yield Fault("lost event", f"{op.marker} was told {service};{shard};{position}, beyond the head")
            by_shard[service, shard].append((op.invoked_at, op.ended_at, position, op.marker))
    for shard, told in by_shard.items():
        yield from _real_time(shard, told)


def _real_time(shard: tuple[str, int], told: list[tuple[float, float, int, str]]) -> Iterator[Fault]:
    """Find a command that began after another had ended and yet stands before it."""
    ended = sorted(told, key=lambda each: each[1])
    highest, done = 0, 0
    for invoked_at, _, position, marker in sorted(told):
        while done < len(ended) and ended[done][1] < invoked_at:
            highest = max(highest, ended[done][2])
            done += 1
        if position <= highest:
            yield Fault("order against time", f"{shard}: {marker} at {position}, after {highest} was told")


def numbering(service: str, journal: Sequence[Entry]) -> Iterator[Fault]:
    """Check that the positions of a shard are 1 to n and no event stands twice (L11)."""
    for shard, group in _by_shard(journal).items():
        if [entry.position for entry in group] != list(range(1, len(group) + 1)):
            yield Fault("gap", f"{service}, shard {shard}: {len(group)} entries up to {group[-1].position}")
    twice = [event for event, n in Counter(entry.event_id for entry in journal).items() if n > 1]
    yield from (Fault("doubled event", f"{service}: {event}") for event in twice)


def publication(
    service: str, journal: Sequence[Entry], topic: Sequence[Sent], kept_back: Collection[str] = ()
) -> Iterator[Fault]:
    """Check that Kafka holds each event of the journal at its position, and nothing else (L10).

    What a fault has kept back on purpose can only reach its consumers by a resend.
    """
    known = {(entry.shard, entry.position): entry.event_id for entry in journal}
    sent: dict[tuple[int, int], set[str]] = defaultdict(set)
    for record in topic:
        sent[record.shard, record.position].add(record.event_id)
    for place, event_id in known.items():
        if place not in sent:
            if event_id in kept_back:
                continue
            yield Fault("lost event", f"{service};{place[0]};{place[1]} is not on Kafka")
        elif sent[place] != {event_id}:
            yield Fault("swapped pair", f"{service};{place[0]};{place[1]}: {sent[place]} for {event_id}")
    yield from (Fault("phantom", f"{service};{s};{p} is on Kafka alone") for s, p in sent.keys() - known.keys())
    yield from _offsets(service, topic)


def _offsets(service: str, topic: Sequence[Sent]) -> Iterator[Fault]:
    for one, two in pairwise(sorted(topic, key=lambda record: (record.partition, record.offset))):
        if one.partition == two.partition and one.offset >= two.offset:
            yield Fault("inconsistent offset", f"{service}, partition {one.partition}: {one.offset} twice")


def unsent(journal: Sequence[Entry], topic: Sequence[Sent]) -> set[str]:
    """Find the events that are not on Kafka."""
    return {entry.event_id for entry in journal} - {record.event_id for record in topic}


def republished(topic: Sequence[Sent]) -> int:
    """Count the records that Kafka holds beyond the first of each event."""
    return len(topic) - len({record.event_id for record in topic})


def consumption(
    cursors: Iterable[Cursor], journals: Mapping[str, Sequence[Entry]], follows: Mapping[str, Iterable[str]]
) -> Iterator[Fault]:
    """Check that each consumer stands at the head of each shard that it follows, with nothing set aside (L10)."""
    at = {(cursor.group, cursor.source, cursor.shard): cursor for cursor in cursors}
    for group, sources in follows.items():
        for source in sources:
            for shard, entries in _by_shard(journals[source]).items():
                yield from _at_head(f"{group}, {source};{shard}", entries[-1], at.get((group, source, shard)))


def _at_head(where: str, head: Entry, cursor: Cursor | None) -> Iterator[Fault]:
    if cursor is None or cursor.position < head.position:
        yield Fault("not consumed", f"{where}: at {cursor.position if cursor else 0} of {head.position}")
    elif cursor.position > head.position or cursor.event_id not in {None, head.event_id}:
        yield Fault("swapped pair", f"{where}: at {cursor.position}, {cursor.event_id}, for {head.event_id}")
    elif cursor.early:
        yield Fault("left early", f"{where}: {cursor.early} set aside")


def reactions(
    service: str, journals: Mapping[str, Sequence[Entry]], later: Collection[str] = (), often: Collection[str] = ()
) -> Iterator[Fault]:
    """Check that a service did what others' events led to once, and in their order by key.

    The types in `later` tell what people did long after the event that they go back to; those in `often` may be
    raised several times by one.
    """
    causes = {entry.event_id: (name, entry) for name, journal in journals.items() for entry in journal}
    done: Counter[tuple[str, str, str]] = Counter()
    streams: dict[tuple[str, str, str, int], list[tuple[Entry, Entry]]] = defaultdict(list)
    for entry in journals[service]:
        name, cause = causes.get(entry.cause_id, (service, entry))
        if name == service or entry.type in later:
            continue
        done[entry.cause_id, entry.type, entry.subject] += 1
        streams[entry.key, name, cause.key, cause.shard].append((entry, cause))
    for stream, effects in streams.items():
        yield from _in_order(f"{service}, {stream}", effects)
    for (cause_id, kind, subject), n in done.items():
        if n > 1 and kind not in often:
            yield Fault("doubled effect", f"{service}: {kind} of {subject} {n} times by {causes[cause_id][1].type}")


def _in_order(where: str, effects: Sequence[tuple[Entry, Entry]]) -> Iterator[Fault]:
    """Compare each transaction's causes with those of the transactions before it."""
    highest: tuple[Entry, Entry] | None = None
    for _, group in groupby(effects, key=lambda pair: pair[0].tx):
        pairs = list(group)
        for entry, cause in pairs:
            if highest and cause.position < highest[1].position:
                yield Fault(
                    "swapped pair",
                    f"{where}: {entry.type} at {entry.position} by {cause.type} {cause.position}, after"
                    f" {highest[0].type} at {highest[0].position} by {highest[1].type} {highest[1].position}",
                )
        top = max(pairs, key=lambda pair: pair[1].position)
        highest = max(highest or top, top, key=lambda pair: pair[1].position)


def answered(answers: Iterable[Answer], journals: Mapping[str, Sequence[Entry]]) -> Iterator[Fault]:
    """Check that what demands an answer has one: a cursor that moved without its effect shows here."""
    for each in answers:
        given = Counter(entry.cause_id for entry in journals[each.service] if entry.type in each.answers)
        for entry in journals[each.asks.split(".")[0]]:
            n = given[entry.event_id]
            if entry.type == each.asks and (n == 0 or (each.once and n > 1)):
                yield Fault("doubled effect" if n else "torn batch", f"{each.asks} {entry.subject}: {n} answers")


def ledger(readings: Iterable[Reading]) -> Iterator[Fault]:
    """Check that every snapshot of the ledger balances and that no posting ever vanished."""
    before = Reading(0, 0)
    for reading in readings:
        if reading.debits != reading.credits:
            yield Fault("unbalanced", f"{reading.debits} debits, {reading.credits} credits")
        if reading.debits < before.debits or reading.credits < before.credits:
            yield Fault("ledger went back", f"from {before.debits} to {reading.debits}")
        before = reading


def _by_shard(journal: Iterable[Entry]) -> dict[int, list[Entry]]:
    found: dict[int, list[Entry]] = defaultdict(list)
    for entry in journal:
        found[entry.shard].append(entry)
    return {shard: sorted(group, key=lambda entry: entry.position) for shard, group in found.items()}
