"""The consumer: batches of Kafka records, applied once in effect in one transaction (architecture)."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any

import orjson
import structlog
from aiokafka import ConsumerRecord, TopicPartition
from aiokafka.errors import KafkaError
from faststream import AckPolicy
from faststream.kafka import KafkaBroker, KafkaMessage
from sqlalchemy import text

from chassis.clock import monotonic, real_now
from chassis.database import Database, is_outage, is_transient, pause
from chassis.inbox import Arrival, take
from chassis.parking import closed_keys, park
from chassis.reactions import Poison, Table
from chassis.statements import statements
from chassis.telemetry import ALARMS, EFFECT_SECONDS
from chassis.tx import Tx
from contracts.cloudevents import Envelope, parse

SQL = statements(__name__)

log = structlog.get_logger(__name__)
# Idle, FastStream sleeps this long after each empty poll: at its default of 200 it is deaf half the time.
BATCH_TIMEOUT_MS = 10
BATCH_RECORDS_MAX = 500
# At some milliseconds each about 200 ms of work.
BATCH_REACTIONS_MAX = 50
FETCH_BYTES_MAX = 8 * 1024 * 1024
COMMIT_TIMEOUT_S = 5
OUTAGE_PAUSE_S = 0.5
# Clocks of two hosts differ by seconds; an event beyond this has a wrong time, and is applied all the same.
AHEAD = timedelta(days=1)


class Consumer:
    """One service's group: its subscriber, and the transaction around each batch."""

    def __init__(self, database: Database, group: str, table: Table, retry_base_s: float) -> None:
        self.database, self.group, self.table, self.retry_base_s = database, group, table, retry_base_s
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
                self.progress_at = monotonic()
                return

    async def apply(self, records: Sequence[ConsumerRecord[Any, Any]]) -> None:
        """Run records in batches that close after some reactions, so that no transaction holds its locks for long."""
        arrivals, dead = self._read(records)
        part: list[Arrival] = []
        reactions = 0
        for arrival in arrivals:
            part.append(arrival)
            reactions += self.table.reacts(arrival)
            if reactions >= BATCH_REACTIONS_MAX:
                await self._batch(part, dead)
                part, dead, reactions = [], [], 0
        await self._batch(part, dead)

    async def _batch(self, arrivals: list[Arrival], dead: list[dict[str, Any]]) -> None:
        """Run one batch; park what a handler names, and find out what it does not name."""
        poison: dict[Any, str] = {}
        while True:
            try:
                applied = await self._transaction(arrivals, dead, poison)
            except Poison as error:
                poison[error.arrival.envelope.id] = str(error)
            except Exception as error:
                if is_outage(error) or is_transient(error):
                    raise
                poison |= await self._search(arrivals, poison, error)
            else:
                self._measure(applied)
                return

    async def _transaction(self, arrivals: list[Arrival], dead: list[dict[str, Any]], poison: dict[Any, str]) -> Any:
        async with self.database.begin() as tx:
            due = await take(tx, self.group, arrivals)
            if dead:
                await tx.execute(SQL.keep_dead, dead)
            fine = await self._set_aside(tx, due, poison)
            await self.table.apply(tx, fine)
        return fine

    async def _set_aside(self, tx: Tx, due: list[Arrival], poison: dict[Any, str]) -> list[Arrival]:
        closed = await closed_keys(tx, self.group, due)
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

    async def _search(self, arrivals: list[Arrival], poison: dict[Any, str], error: Exception) -> dict[Any, str]:
        """Find the event behind an error that names none, by savepoints; nothing of this is kept."""
        found: dict[Any, str] = {}
        try:
            async with self.database.begin() as tx:
                due = await self._set_aside(tx, await take(tx, self.group, arrivals), poison)
                for arrival in due:
                    try:
                        async with tx.session.begin_nested():
                            await self.table.apply(tx, [arrival])
                            for step in tx.finishing:
                                await step()
                            await tx.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
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
            envelope = parse(record.key, record.headers, record.value)
            if isinstance(envelope, Envelope):
                arrivals.append(Arrival(envelope, record.value or b""))
            else:
                dead.append(_dead_row(self.group, record, envelope.reason))
        return arrivals, dead

    def _measure(self, applied: Sequence[Arrival]) -> None:
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


def _dead_row(group: str, record: ConsumerRecord[Any, Any], reason: str) -> dict[str, Any]:
    headers = [[name, None if value is None else value.hex()] for name, value in record.headers]
    return {
        "consumer_group": group, "topic": record.topic, "partition": record.partition,
        "record_offset": record.offset, "key": record.key, "headers": orjson.dumps(headers).decode(),
        "body": record.value, "reason": reason,
    }  # fmt: skip


async def _parser(message: Any) -> KafkaMessage:
    """Keep the raw records: FastStream's own parser loses a batch to one header that is not UTF-8."""
    return KafkaMessage(body=b"", raw_message=message, headers={}, consumer=None)  # type: ignore[arg-type]


async def _decoder(message: KafkaMessage) -> Any:
    return message.raw_message


def subscribe(
    broker: KafkaBroker,
    group: str,
    topics: Sequence[str],
    slot: str,
    handle: Callable[[list[Any]], Awaitable[None]],
) -> None:
    """Subscribe a group in batches with manual acknowledgement; `handle` must not raise."""
    subscriber = broker.subscriber(
        *topics,
        batch=True,
        group_id=group,
        group_instance_id=f"{group}-{slot}",
        auto_offset_reset="earliest",
        ack_policy=AckPolicy.MANUAL,
        batch_timeout_ms=BATCH_TIMEOUT_MS,
        max_records=BATCH_RECORDS_MAX,
        fetch_max_bytes=FETCH_BYTES_MAX,
        session_timeout_ms=10_000,
        heartbeat_interval_ms=2_000,
        rebalance_timeout_ms=60_000,
        parser=_parser,
        decoder=_decoder,
    )

    @subscriber
    async def on_batch(message: KafkaMessage) -> None:
        records = message.raw_message
        batch = list(records) if isinstance(records, tuple | list) else [records]
        await handle(batch)
        await hint(subscriber.consumer, batch)


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
    except (KafkaError, TimeoutError, OSError) as error:
        log.info("consumer.offsets_not_committed", error=repr(error))
