"""The consumer's cursors: what of a batch is due now, what came early, what is a duplicate (architecture)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
import structlog

from chassis.clock import real_now
from chassis.statements import statements
from chassis.telemetry import ALARMS, EARLY, GAPS
from chassis.tx import Tx
from contracts.cloudevents import Envelope, headers, parse

SQL = statements(__name__)

log = structlog.get_logger(__name__)
HEARTBEAT = "branchline.heartbeat.v1"
EARLY_MAX = 10_000


@dataclass(frozen=True, slots=True)
class Arrival:
    """An event as it came from Kafka or from a table."""

    envelope: Envelope
    body: bytes

    @property
    def stream(self) -> tuple[str, int]:
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


async def take(tx: Tx, group: str, arrivals: Sequence[Arrival]) -> list[Arrival]:
    """Lock the cursors, move them over what is due, set aside what is early; return what is due, in order."""
    streams: dict[tuple[str, int], list[Arrival]] = defaultdict(list)
    for arrival in arrivals:
        streams[arrival.stream].append(arrival)
    if not streams:
        return []
    names = _names(group, streams)
    await tx.execute(SQL.ensure, names)
    cursors = {(row.source, row.shard): Cursor(**row._mapping) for row in await tx.execute(SQL.lock, names)}
    if any(cursor.early for cursor in cursors.values()):
        for row in await tx.execute(SQL.take_early, names):
            arrival = restored(row.key, row.headers, row.body)
            streams[arrival.stream].append(arrival)
    due: list[Arrival] = []
    early: list[Arrival] = []
    for stream in sorted(streams):
        _walk(cursors[stream], streams[stream], due, early)
    if early:
        await tx.execute(SQL.keep_early, [_early_row(group, arrival) for arrival in early])
    await _move(tx, group, list(cursors.values()))
    return due


def _walk(cursor: Cursor, arrivals: Iterable[Arrival], due: list[Arrival], early: list[Arrival]) -> None:
    events = []
    for arrival in arrivals:
        if arrival.envelope.type == HEARTBEAT:
            _heartbeat(cursor, arrival)
        else:
            events.append(arrival)
    set_aside: dict[tuple[int, int], Arrival] = {}
    for arrival in sorted(events, key=lambda a: (a.envelope.sequence, a.envelope.epoch)):
        envelope = arrival.envelope
        if envelope.epoch > cursor.epoch:
            set_aside[envelope.epoch, envelope.sequence] = arrival
        elif envelope.epoch < cursor.epoch and envelope.sequence > cursor.base:
            continue  # Written before a restore that lost it: the new epoch's event has this position now.
        elif envelope.sequence <= cursor.position:
            _check_double(cursor, envelope)
        elif envelope.sequence == cursor.position + 1:
            cursor.position, cursor.event_id = envelope.sequence, envelope.id
            due.append(arrival)
        else:
            set_aside[envelope.epoch, envelope.sequence] = arrival
    cursor.early = len(set_aside)
    cursor.head = max(cursor.head, cursor.position)
    early.extend(set_aside.values())


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


async def _move(tx: Tx, group: str, cursors: list[Cursor]) -> None:
    now = real_now()
    behind = [c.early > 0 or c.head > c.position for c in cursors]
    for cursor, is_behind in zip(cursors, behind, strict=True):
        if cursor.early > EARLY_MAX:
            ALARMS.labels("early_overflow").inc()
        if is_behind and cursor.early:
            GAPS.labels(cursor.source).inc()
        EARLY.labels(cursor.source).set(cursor.early)
    facts: dict[str, Any] = {
        "consumer_group": group,
        "sources": [c.source for c in cursors], "shards": [c.shard for c in cursors],
        "epochs": [c.epoch for c in cursors], "bases": [c.base for c in cursors],
        "positions": [c.position for c in cursors], "event_ids": [c.event_id for c in cursors],
        "earlies": [c.early for c in cursors], "heads": [c.head for c in cursors],
        "behinds": behind, "heads_at": [now for _ in cursors],
    }  # fmt: skip
    await tx.execute(SQL.move, facts)


def _names(group: str, streams: Iterable[tuple[str, int]]) -> dict[str, Any]:
    ordered = sorted(streams)
    return {
        "consumer_group": group, "sources": [s for s, _ in ordered], "shards": [n for _, n in ordered],
    }  # fmt: skip


def _early_row(group: str, arrival: Arrival) -> dict[str, Any]:
    envelope = arrival.envelope
    return {
        "consumer_group": group, "source": envelope.source, "shard": envelope.shard, "epoch": envelope.epoch,
        "position": envelope.sequence, "event_id": envelope.id, "key": envelope.key.encode(),
        "headers": stored_headers(envelope), "body": arrival.body,
    }  # fmt: skip
