"""The consumer's cursors: what of a batch is due now, what came early, what is a duplicate (architecture)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
import structlog

from chassis.clock import real_now
from chassis.statements import statements
from chassis.telemetry import ALARMS, EARLY, GAPS
from chassis.tx import Tx
from contracts.cloudevents import HEARTBEAT, Envelope, headers, parse

SQL = statements(__name__)

log = structlog.get_logger(__name__)
Stream = tuple[str, int]
"""Source and shard."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one transaction takes on, and how many early events a shard may have (architecture, Failing)."""

    records: int = 500
    reactions: int = 50
    seconds: float = 0.2
    early: int = 10_000


@dataclass(frozen=True, slots=True)
class Arrival:
    """An event as it came from Kafka or from a table."""

    envelope: Envelope
    body: bytes

    @property
    def stream(self) -> Stream:
        """Return source and shard."""
        return self.envelope.source, self.envelope.shard


@dataclass(slots=True)
class Cursor:
    """How far a group has read one shard of a source."""

    source: str
    shard: int
    epoch: int
    base: int
    position: int
    event_id: UUID | None
    early: int
    head: int


def stored_headers(envelope: Envelope) -> str:
    """Write the headers of an event as JSON text."""
    return orjson.dumps({name: value.decode() for name, value in headers(envelope)}).decode()


def restored(key: bytes, stored: dict[str, str], body: bytes) -> Arrival:
    """Read an event back from a table."""
    envelope = parse(key, [(name, value.encode()) for name, value in stored.items()], body)
    if not isinstance(envelope, Envelope):
        msg = f"a stored event cannot be read: {envelope}"
        raise TypeError(msg)
    return Arrival(envelope, body)


async def take(
    tx: Tx, group: str, arrivals: Sequence[Arrival], limits: Limits
) -> tuple[dict[Stream, Cursor], list[Arrival]]:
    """Lock the cursors, move them over what is due, set aside what is early; return both, what is due in order."""
    streams: dict[Stream, list[Arrival]] = defaultdict(list)
    for arrival in arrivals:
        streams[arrival.stream].append(arrival)
    if not streams:
        return {}, []
    names = _names(group, streams)
    await tx.execute(SQL.ensure, names)
    cursors = {(row.source, row.shard): Cursor(**row._mapping) for row in await tx.execute(SQL.lock, names)}
    due: list[Arrival] = []
    early = {stream: _walk(cursors[stream], streams[stream], due) for stream in sorted(streams)}
    if any(cursor.early for cursor in cursors.values()):
        # One more than a transaction applies: of a longer run something is left, and the next one goes on with it.
        for row in await tx.execute(SQL.early, _places(group, cursors) | {"limit": limits.records + 1}):
            arrival = restored(row.key, row.headers, row.body)
            early[arrival.stream].append(arrival)
        early = {stream: _walk(cursors[stream], found, due) for stream, found in early.items()}
    if aside := [arrival for found in early.values() for arrival in found]:
        for row in await tx.execute(SQL.keep_early, _early_rows(group, aside)):
            cursors[row.source, row.shard].early += row.n
    await _move(tx, group, cursors)
    return cursors, due


async def settle(tx: Tx, group: str, cursors: Mapping[Stream, Cursor], left: Sequence[Arrival]) -> None:
    """Take the cursors back before what is left for the next transaction; drop what is early no longer."""
    for arrival in reversed(left):
        cursor = cursors[arrival.stream]
        cursor.position, cursor.event_id = arrival.envelope.sequence - 1, None
    dropped: Sequence[Any] = ()
    if any(cursor.early for cursor in cursors.values()):
        dropped = (await tx.execute(SQL.drop_early, _places(group, cursors))).all()
    for row in dropped:
        cursors[row.source, row.shard].early -= row.n
    if left or dropped:
        await _move(tx, group, cursors)


def report(cursors: Iterable[Cursor], early_max: int) -> None:
    """Tell metrics and alarms how many events are early."""
    for cursor in cursors:
        if cursor.early > early_max:
            ALARMS.labels("early_overflow").inc()
        if cursor.early:
            GAPS.labels(cursor.source).inc()
        EARLY.labels(cursor.source).set(cursor.early)


def _walk(cursor: Cursor, arrivals: Iterable[Arrival], due: list[Arrival]) -> list[Arrival]:
    events = []
    for arrival in arrivals:
        if arrival.envelope.type == HEARTBEAT:
            _heartbeat(cursor, arrival)
        else:
            events.append(arrival)
    early: dict[tuple[int, int], Arrival] = {}
    for arrival in sorted(events, key=lambda a: (a.envelope.sequence, a.envelope.epoch)):
        envelope = arrival.envelope
        if envelope.epoch > cursor.epoch:
            early[envelope.epoch, envelope.sequence] = arrival
        elif envelope.epoch < cursor.epoch and envelope.sequence > cursor.base:
            continue  # Written before a restore that lost it: the new epoch's event has this position now.
        elif envelope.sequence <= cursor.position:
            _check_double(cursor, envelope)
        elif envelope.sequence == cursor.position + 1:
            cursor.position, cursor.event_id = envelope.sequence, envelope.id
            due.append(arrival)
        else:
            early[envelope.epoch, envelope.sequence] = arrival
    cursor.head = max(cursor.head, cursor.position)
    return list(early.values())


def _check_double(cursor: Cursor, envelope: Envelope) -> None:
    if envelope.sequence == cursor.position and cursor.event_id not in (None, envelope.id):
        ALARMS.labels("position_reused").inc()
        log.error("consumer.position_reused", source=cursor.source, shard=cursor.shard,
                  position=envelope.sequence, event_id=str(envelope.id), known=str(cursor.event_id))  # fmt: skip


def _heartbeat(cursor: Cursor, arrival: Arrival) -> None:
    beat = orjson.loads(arrival.body)
    if arrival.envelope.epoch > cursor.epoch:
        if cursor.position > beat["base"]:
            ALARMS.labels("journal_restored").inc()
            log.error("consumer.source_lost_events", source=cursor.source, shard=cursor.shard,
                      from_position=beat["base"] + 1, to_position=cursor.position,
                      last_event_id=str(cursor.event_id))  # fmt: skip
            cursor.position, cursor.event_id = beat["base"], None
        cursor.epoch, cursor.base, cursor.head = arrival.envelope.epoch, beat["base"], cursor.position
    if arrival.envelope.epoch == cursor.epoch:
        cursor.head = max(cursor.head, beat["head"])


async def _move(tx: Tx, group: str, cursors: Mapping[Stream, Cursor]) -> None:
    now, rows = real_now(), cursors.values()
    facts = {
        "event_ids": [c.event_id for c in rows], "earlies": [c.early for c in rows], "heads": [c.head for c in rows],
        "behinds": [c.early > 0 or c.head > c.position for c in rows], "heads_at": [now for _ in rows],
    }  # fmt: skip
    await tx.execute(SQL.move, _places(group, cursors) | facts)


def _names(group: str, streams: Iterable[Stream]) -> dict[str, Any]:
    ordered = sorted(streams)
    return {"consumer_group": group, "sources": [s for s, _ in ordered], "shards": [n for _, n in ordered]}


def _places(group: str, cursors: Mapping[Stream, Cursor]) -> dict[str, Any]:
    rows = cursors.values()
    return {
        "consumer_group": group, "sources": [c.source for c in rows], "shards": [c.shard for c in rows],
        "epochs": [c.epoch for c in rows], "bases": [c.base for c in rows], "positions": [c.position for c in rows],
    }  # fmt: skip


def _early_rows(group: str, early: Sequence[Arrival]) -> dict[str, Any]:
    found = [arrival.envelope for arrival in early]
    return {
        "consumer_group": group, "sources": [e.source for e in found], "shards": [e.shard for e in found],
        "epochs": [e.epoch for e in found], "positions": [e.sequence for e in found],
        "event_ids": [e.id for e in found], "keys": [e.key.encode() for e in found],
        "headers": [stored_headers(e) for e in found], "bodies": [arrival.body for arrival in early],
    }  # fmt: skip
