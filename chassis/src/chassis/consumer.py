"""The consumer: batches of Kafka records, applied once in effect in one transaction (architecture)."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

import orjson
import structlog
from aiokafka import ConsumerRecord, TopicPartition
from aiokafka.errors import KafkaError
from sqlalchemy import text

from chassis import spans
from chassis.clock import monotonic, real_now
from chassis.crash import crash_point
from chassis.database import Database, is_outage, is_transient, pause
from chassis.inbox import Arrival, Cursor, Limits, Stream, report, settle, take
from chassis.parking import closed_keys, park
from chassis.reactions import Poison, Table
from chassis.statements import statements
from chassis.telemetry import ALARMS, EFFECT_SECONDS
from chassis.tx import Tx
from contracts.cloudevents import Envelope, parse

SQL = statements(__name__)

log = structlog.get_logger(__name__)
LIMITS = Limits()
COMMIT_TIMEOUT_S = 5
OUTAGE_PAUSE_S = 0.5
# Clocks of two hosts differ by seconds; an event beyond this has a wrong time, and is applied all the same.
AHEAD = timedelta(days=1)
UNREAD: tuple[tuple[str, bytes], ...] = (("branchline_unread", b"1"),)
"""The headers of a record whose own the client cannot read; a foreign record's are never this very object."""


class Consumer:
    """One service's group: its subscriber, and the transaction around each batch."""

    def __init__(
        self, database: Database, group: str, table: Table, retry_base_s: float, limits: Limits = LIMITS
    ) -> None:
        self.database, self.group, self.table, self.retry_base_s = database, group, table, retry_base_s
        self.limits = limits
        self.full: set[Stream] = set()
        """Streams with so many early events that their partitions pause."""
        self.progress_at = monotonic()

    async def handle(self, records: Sequence[ConsumerRecord[Any, Any]]) -> None:
        """Apply a batch; outages are waited out here, since an exception that leaves would skip records."""
        attempt = 0
        while True:
            try:
                await self.apply(records)
            except Exception as error:
                attempt += 1
                if not (is_outage(error) or is_transient(error)):
                    log.error("consumer.batch_failed", exc_info=error)
                else:
                    log.warning("consumer.outage", error=repr(error))
                await (pause(min(attempt, 5), error) if is_transient(error) else asyncio.sleep(OUTAGE_PAUSE_S))
            else:
                return

    async def apply(self, records: Sequence[ConsumerRecord[Any, Any]]) -> None:
        """Apply records in transactions that close early, so that none holds its locks for long."""
        left, dead = self._read(records)
        while left or dead:
            left, dead = await self._batch(left, dead), []

    async def _batch(self, arrivals: list[Arrival], dead: list[dict[str, Any]]) -> list[Arrival]:
        """Run one transaction, return what it left; park what a handler names, find what it does not name."""
        poison: dict[Any, str] = {}
        while True:
            try:
                return await self._transaction(arrivals, dead, poison)
            except Poison as error:
                poison[error.arrival.envelope.id] = str(error)
            except Exception as error:
                if is_outage(error) or is_transient(error):
                    raise
                poison |= await self._search(arrivals, poison, error)

    async def _transaction(
        self, arrivals: list[Arrival], dead: list[dict[str, Any]], poison: dict[Any, str]
    ) -> list[Arrival]:
        applied: list[Arrival] = []
        async with spans.active.batch(arrivals), self.database.begin() as tx:
            cursors, due = await take(tx, self.group, arrivals, self.limits)
            if dead:
                await tx.execute(SQL.keep_dead, dead)
            closed = await closed_keys(tx, self.group, due)
            until, done = monotonic() + self.limits.seconds, 0
            parts = list(self._parts(due))
            await self.table.lock(tx, (arrival for part in parts for arrival in part))
            for part in parts:
                fine = await self._set_aside(tx, part, poison, closed)
                await self.table.apply(tx, fine)
                applied += fine
                done += len(part)
                if monotonic() >= until:
                    break
            await settle(tx, self.group, cursors, due[done:])
        await crash_point("consumer.committed")
        self._committed(cursors, applied)
        return due[done:]

    def _parts(self, due: list[Arrival]) -> Iterator[list[Arrival]]:
        """Cut what one transaction may take into parts, each with as many reactions as all before it.

        So little more than twice the time is spent, and most projections still fold many events at once.
        """
        start = reactions = 0
        target = 1
        for end, arrival in enumerate(due[: self.limits.records], start=1):
            reactions += self.table.reacts(arrival)
            if reactions == target:
                yield due[start:end]
                start, target = end, min(2 * target, self.limits.reactions)
                if reactions == self.limits.reactions:
                    return
        if rest := due[start : self.limits.records]:
            yield rest

    async def _set_aside(
        self, tx: Tx, due: list[Arrival], poison: dict[Any, str], closed: set[tuple[str, str]]
    ) -> list[Arrival]:
        fine: list[Arrival] = []
        aside: list[tuple[Arrival, str]] = []
        for arrival in due:
            pair = (arrival.envelope.source, arrival.envelope.key)
            if pair in closed:
                aside.append((arrival, ""))
            elif arrival.envelope.id in poison:
                closed.add(pair)
                aside.append((arrival, poison[arrival.envelope.id]))
            else:
                fine.append(arrival)
        await park(tx, self.group, aside, self.retry_base_s)
        return fine

    async def refresh(self) -> None:
        """See which streams are full: another worker may have filled or healed them."""
        async with self.database.begin() as tx:
            facts = {"consumer_group": self.group, "limit": self.limits.early}
            rows = (await tx.execute(SQL.full, facts)).all()
        self.full.clear()
        self.full.update((row.source, row.shard) for row in rows)

    async def _search(self, arrivals: list[Arrival], poison: dict[Any, str], error: Exception) -> dict[Any, str]:
        """Find the event behind an error that names none, by savepoints; nothing of this is kept."""
        found: dict[Any, str] = {}
        try:
            async with self.database.begin() as tx:
                _, due = await take(tx, self.group, arrivals, self.limits)
                closed = await closed_keys(tx, self.group, due)
                for arrival in await self._set_aside(tx, due, poison, closed):
                    try:
                        async with tx.session.begin_nested():
                            await self.table.apply(tx, [arrival])
                            for step in tx.finishing:
                                await step()
                            await tx.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
                            await crash_point("consumer.searched")
                    except Exception as one:
                        if is_outage(one) or is_transient(one):
                            raise
                        found[arrival.envelope.id] = str(one) or type(one).__name__
                    tx.finishing.clear()
                raise _Undone
        except _Undone:
            pass
        if not found:
            raise error
        return found

    def _read(self, records: Sequence[ConsumerRecord[Any, Any]]) -> tuple[list[Arrival], list[dict[str, Any]]]:
        arrivals: list[Arrival] = []
        dead: list[dict[str, Any]] = []
        for record in records:
            found = _arrival(record)
            if isinstance(found, Arrival):
                arrivals.append(found)
            else:
                dead.append(_dead_row(self.group, record, found))
        return arrivals, dead

    def _committed(self, cursors: Mapping[Stream, Cursor], applied: Sequence[Arrival]) -> None:
        report(cursors.values(), self.limits.early)
        self.full.difference_update(cursors)
        self.full.update(stream for stream, cursor in cursors.items() if cursor.early > self.limits.early)
        self.progress_at = monotonic()
        self.table.count_unknown(applied)
        now, latest = real_now(), self.database.clock.now() + AHEAD
        hops = []
        for arrival in applied:
            if arrival.envelope.time > latest:
                ALARMS.labels("time_ahead").inc()
                log.error("consumer.time_ahead", event_id=str(arrival.envelope.id), time=str(arrival.envelope.time))
            seconds = (now - arrival.envelope.recorded).total_seconds()
            EFFECT_SECONDS.labels(arrival.envelope.type).observe(seconds)
            if not arrival.envelope.quiet:
                hops.append([arrival.envelope.type, round(seconds * 1000, 1)])
        if applied:
            log.info("consumer.applied", events=len(applied), hops=hops[:50])


class _Undone(Exception):
    pass


def _arrival(record: ConsumerRecord[Any, Any]) -> Arrival | str:
    """Read a record, or say why it is none of ours."""
    if record.headers is UNREAD:
        return "a header's name is not UTF-8"
    envelope = parse(record.key, record.headers, record.value)
    return Arrival(envelope, record.value) if isinstance(envelope, Envelope) else envelope.reason


def _dead_row(group: str, record: ConsumerRecord[Any, Any], reason: str) -> dict[str, Any]:
    # All in hex: a name may hold NUL, which JSON in PostgreSQL cannot.
    headers = [[name.encode().hex(), None if value is None else value.hex()] for name, value in record.headers]
    return {
        "consumer_group": group, "topic": record.topic, "partition": record.partition,
        "record_offset": record.offset, "key": record.key, "headers": orjson.dumps(headers).decode(),
        "body": record.value, "reason": reason,
    }  # fmt: skip


async def hint(kafka: Any, records: Sequence[ConsumerRecord[Any, Any]]) -> None:
    """Commit the offsets as a hint where to start reading; the truth is in the database."""
    if kafka is None:
        return
    owned = kafka.assignment()
    offsets: dict[TopicPartition, int] = {}
    for record in records:
        place = TopicPartition(record.topic, record.partition)
        if place in owned:
            offsets[place] = max(offsets.get(place, 0), record.offset + 1)
    try:
        async with asyncio.timeout(COMMIT_TIMEOUT_S):
            await kafka.commit(offsets)
            await crash_point("consumer.offsets_committed")
    except (KafkaError, TimeoutError, OSError) as error:
        log.info("consumer.offsets_not_committed", error=repr(error))
