"""The relay: from the journal to Kafka, in order by shard, at least once (architecture, Relaying)."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.errors import MessageSizeTooLargeError
from aiokafka.record.default_records import DefaultRecordBatchBuilder
from faststream.kafka.security import parse_security

from chassis import dead_letters, spans
from chassis.clock import monotonic, real_now
from chassis.crash import crash_point
from chassis.database import Database
from chassis.ids import new_id
from chassis.statements import statements
from chassis.telemetry import ALARMS, JOURNAL_LAG, RELAY_SENT, RESENDS, SHARD_GROUPS, shard_group
from contracts.cloudevents import HEARTBEAT, Envelope, headers
from contracts.partition import partition_of
from contracts.topics import DEAD_LETTER_PARTITIONS, PARTITIONS, replay_topic, service_topic

SQL = statements(__name__)

log = structlog.get_logger(__name__)
POLL_S = 0.03
RESEND_MAX = 1000
# Of each shard at a time: a backlog of all of them stays some megabytes, and one that is busy starves no other.
SHARD_ROWS_MAX = 100
BATCH_BYTES, BATCH_ROWS_MAX = 128 * 1024, 1000
# Of an envelope before its trace context, in the statements' order; mypy cannot count those of a row.
FIELDS = 15
LEASE = timedelta(seconds=10)
SEND_TIMEOUT_S = 30
STOP_TIMEOUT_S = 5
RECORD_BYTES_MAX = 1_000_000


class Relay:
    """One process's share of the shards."""

    def __init__(
        self, database: Database, kafka: str, heartbeat_every_s: float, member: str = "", security: Any = None
    ) -> None:
        self._database, self._heartbeat_every = database, timedelta(seconds=heartbeat_every_s)
        self._client = {"bootstrap_servers": kafka, **parse_security(security)}
        self._names = {
            "source": f"branchline/{database.service}", "voided": f"{database.service}.journal.voided.v1",
            "heartbeat": HEARTBEAT,
        }  # fmt: skip
        # A process that comes back in its slot takes its own leases up again, without waiting for their end.
        self._me = member or str(new_id())
        self._producer: AIOKafkaProducer | None = None
        self._shards: list[int] = []
        self._next: Sequence[Any] = ()
        self._batch_rows_max = BATCH_ROWS_MAX
        self._leased_at = float("-inf")
        self._chores_at = float("-inf")
        self._wake = asyncio.Event()
        self.progress_at = monotonic()

    def wake(self) -> None:
        """Look at the journal now: a transaction of this process has just committed."""
        self._wake.set()

    async def run(self) -> None:
        """Relay until cancelled; an error of Kafka or the database costs a new producer and a pause."""
        while True:
            try:
                more = await self.run_once()
            except asyncio.CancelledError:
                raise
            except Exception as error:
                log.warning("relay.outage", error=repr(error))
                await self._drop_producer()
                await asyncio.sleep(0.5)
                continue
            if not more:
                await self._rest()

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(POLL_S):
                await self._wake.wait()
        except TimeoutError:
            pass
        self._wake.clear()

    async def run_once(self) -> bool:
        """Send one batch; tell whether there may be more."""
        if monotonic() - self._leased_at > LEASE.total_seconds() / 4:
            await self._lease()
        if monotonic() - self._chores_at > 1:
            await self._chores()
            self._chores_at = monotonic()
        if not self._shards or not (self._next or await self._database.peek(SQL.waiting, {"shards": self._shards})):
            self.progress_at = monotonic()
            return False
        rows, self._next = self._next or await self._read({}), ()
        if rows:
            await self._send_rows(rows)
        self.progress_at = monotonic()
        return bool(self._next)

    async def _read(self, reached: dict[int, int]) -> Sequence[Any]:
        """Move the cursors to what Kafka has acknowledged, and read what follows, in one transaction."""
        async with self._database.begin() as tx:
            if shards := sorted(reached):
                await tx.execute(SQL.move, {"shards": shards, "positions": [reached[s] for s in shards]})
            facts = {"shards": self._shards, "limit": SHARD_ROWS_MAX, **self._names}
            return (await tx.execute(SQL.unsent, facts)).all()

    async def _lease(self) -> None:
        now = real_now()
        facts = {"me": self._me, "now": now, "dead": now - LEASE, "until": now + LEASE}
        async with self._database.begin() as tx:
            await tx.execute(SQL.join, facts)
            await tx.execute(SQL.forget, facts)
            share = (await tx.execute(SQL.share, facts)).scalar_one()
            self._shards = sorted((await tx.execute(SQL.lease, {**facts, "share": share})).scalars())
        self._leased_at, self._next = monotonic(), ()

    async def _send_rows(self, rows: Sequence[Any]) -> None:
        reached, failed = await self._send_all(service_topic(self._database.service), rows)
        for kind, count in Counter(row.type for row in rows if row.sequence <= reached.get(row.shard, 0)).items():
            RELAY_SENT.labels(kind).inc(count)
        self._next = await self._read(reached)
        for shard, error in failed.items():
            self._next = ()
            await self._failed(shard, error)

    async def _failed(self, shard: int, error: BaseException) -> None:
        if not isinstance(error, MessageSizeTooLargeError):
            raise error
        ALARMS.labels("relay_stopped").inc()
        log.error("relay.shard_stopped", shard=shard, error=repr(error))
        async with self._database.begin() as tx:
            await tx.execute(SQL.stop, {"shard": shard, "reason": repr(error)})
        await self._drop_producer()

    async def _send_all(self, topic: str, rows: Sequence[Any]) -> tuple[dict[int, int], dict[int, BaseException]]:
        """Send rows, all partitions side by side; tell how far each shard came, and what stopped it."""
        reached: dict[int, int] = {}
        lost: dict[int, BaseException] = {}
        refused: dict[int, BaseException] = {}
        parts: dict[int, list[Any]] = defaultdict(list)
        for row in rows:
            parts[partition_of(row.shard, PARTITIONS)].append(row)
        producer = await self._ready()

        async def send(partition: int) -> None:
            # Handed over one after the other, so that order holds; awaited together, so that none waits for the last.
            sent: list[tuple[Any, list[Any]]] = []
            for batch, inside in _batches(producer, topic, parts[partition], refused, self._batch_rows_max):
                sent.append((await producer.send_batch(batch, topic, partition=partition), inside))
                await crash_point("relay.handed_over")
            outcomes: list[Any] = await asyncio.gather(*(future for future, _ in sent), return_exceptions=True)
            for outcome, (_, inside) in zip(outcomes, sent, strict=True):
                if isinstance(outcome, BaseException):
                    is_crowded = isinstance(outcome, MessageSizeTooLargeError) and len(inside) > 1
                    lost.update({row.shard: _Crowded() if is_crowded else outcome for row in inside})
                reached.update({row.shard: row.sequence for row in inside if row.shard not in lost})

        async with asyncio.timeout(SEND_TIMEOUT_S):
            await asyncio.gather(*map(send, parts))
        await crash_point("relay.sent")
        if any(isinstance(each, _Crowded) for each in lost.values()):
            self._batch_rows_max = 1
        elif rows:
            self._batch_rows_max = BATCH_ROWS_MAX
        return reached, refused | lost

    async def _send_or_raise(self, topic: str, rows: Sequence[Any]) -> None:
        for error in (await self._send_all(topic, rows))[1].values():
            raise error

    async def _deliver(self, topic: str, shard: int, key: bytes | None, head: Any, body: bytes | None) -> None:
        place = partition_of(shard, DEAD_LETTER_PARTITIONS if "dead-letter" in topic else PARTITIONS)
        async with asyncio.timeout(SEND_TIMEOUT_S):
            await (await self._ready()).send_and_wait(topic, body, key=key, partition=place, headers=head)
            await crash_point("relay.delivered")

    async def _chores(self) -> None:
        await self._beat()
        await self._resend()
        await dead_letters.send(self._database, self._deliver)

    async def _beat(self) -> None:
        now = real_now()
        facts = {"shards": self._shards, "now": now, "due": now - self._heartbeat_every, **self._names}
        async with self._database.begin() as tx:
            beats = (await tx.execute(SQL.beats, facts)).all()
        await self._send_or_raise(service_topic(self._database.service), beats)
        if len(beats) > SHARD_GROUPS:
            lag: dict[str, int] = defaultdict(int)
            for beat in beats:
                lag[shard_group(beat.shard)] += beat.lag
            for group, events in lag.items():
                JOURNAL_LAG.labels(group).set(events)

    async def _resend(self) -> None:
        async with self._database.begin() as tx:
            wanted = (await tx.execute(SQL.resend, {"shards": self._shards})).all()
        for want in wanted:
            facts = dict(want._mapping) | self._names | {"limit": RESEND_MAX}
            async with self._database.begin() as tx:
                rows = (await tx.execute(SQL.again, facts)).all()
            await self._send_or_raise(replay_topic(want.consumer_group), rows)
            sent = rows[-1].sequence if len(rows) == RESEND_MAX else want.to_position
            async with self._database.begin() as tx:
                await tx.execute(SQL.resent, {**facts, "sent": sent})
            RESENDS.labels(want.consumer_group, "sent").inc()

    async def _ready(self) -> AIOKafkaProducer:
        if self._producer is None:
            producer = AIOKafkaProducer(
                **self._client, acks="all", enable_idempotence=True, linger_ms=0,
                max_request_size=RECORD_BYTES_MAX, max_batch_size=BATCH_BYTES, request_timeout_ms=10_000,
            )  # fmt: skip
            async with asyncio.timeout(SEND_TIMEOUT_S):
                await producer.start()  # lint: crash: nothing is sent yet
            self._producer = producer
        return self._producer

    async def _drop_producer(self) -> None:
        producer, self._producer = self._producer, None
        if producer is not None:
            # On its own, since it swallows a cancellation that comes while it stops.
            stopping = asyncio.gather(producer.stop(), return_exceptions=True)
            done, _ = await asyncio.wait({stopping}, timeout=STOP_TIMEOUT_S)
            if error := stopping.result()[0] if done else TimeoutError():
                stopping.cancel()
                log.info("relay.producer_not_stopped", error=repr(error))

    async def stop(self) -> None:
        """Give the leases back and let the producer go."""
        await self._drop_producer()
        async with self._database.begin() as tx:
            await tx.execute(SQL.leave, {"me": self._me})
            await tx.execute(SQL.give_back, {"me": self._me})


class _Crowded(Exception):
    """A batch of several records that the broker finds too large: it does not say which, so each goes alone."""


def _batches(
    producer: AIOKafkaProducer, topic: str, rows: Sequence[Any], refused: dict[int, BaseException], most: int
) -> Iterator[tuple[Any, list[Any]]]:
    """Build batches by hand, each with the rows inside; a record that is too large stops its shard."""
    batch, inside = producer.create_batch(), list[Any]()
    for row in rows:
        envelope = Envelope(*row[:FIELDS], spans.active.sent(topic, row), row.recorded)  # type: ignore[call-arg]
        key, value, head = row.key.encode(), row.body.encode(), headers(envelope)
        if DefaultRecordBatchBuilder.estimate_size_in_bytes(key, value, head) > RECORD_BYTES_MAX:
            refused.setdefault(row.shard, MessageSizeTooLargeError(f"{row.shard};{row.sequence}"))
        if row.shard in refused:
            continue
        if len(inside) == most or batch.append(timestamp=None, key=key, value=value, headers=head) is None:
            yield batch, inside
            batch, inside = producer.create_batch(), []
            batch.append(timestamp=None, key=key, value=value, headers=head)
        inside.append(row)
    if inside:
        yield batch, inside
