"""The relay: from the journal to Kafka, in order by shard, at least once (architecture, Relaying)."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import orjson
import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError, MessageSizeTooLargeError
from faststream.kafka.security import parse_security

from chassis import dead_letters, spans
from chassis.clock import monotonic, real_now
from chassis.crash import crash_point
from chassis.database import Database
from chassis.ids import new_id
from chassis.statements import statements
from chassis.telemetry import (
    ALARMS,
    JOURNAL_LAG,
    RELAY_SENT,
    RESENDS,
    SHARD_GROUPS,
    shard_group,
)
from contracts.cloudevents import HEARTBEAT, Envelope, headers
from contracts.partition import partition_of
from contracts.topics import (
    DEAD_LETTER_PARTITIONS,
    PARTITIONS,
    replay_topic,
    service_topic,
)

SQL = statements(__name__)

log = structlog.get_logger(__name__)
POLL_S = 0.03
BATCH_MAX = 1000
LEASE_S = 10
SEND_TIMEOUT_S = 30
STOP_TIMEOUT_S = 5
RECORD_BYTES_MAX = 1_000_000


class Relay:
    """One process's share of the shards."""

    def __init__(
        self, database: Database, kafka: str, heartbeat_every_s: float, member: str = "", security: Any = None
    ) -> None:
        self._database, self._heartbeat_every_s = database, heartbeat_every_s
        self._client = {"bootstrap_servers": kafka, **parse_security(security)}
        # A process that comes back in its slot takes its own leases up again, without waiting for their end.
        self._me = member or str(new_id())
        self._producer: AIOKafkaProducer | None = None
        self._shards: list[int] = []
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
        if monotonic() - self._leased_at > LEASE_S / 4:
            await self._lease()
        if monotonic() - self._chores_at > 1:
            await self._chores()
            self._chores_at = monotonic()
        if not self._shards:
            return False
        async with self._database.begin() as tx:
            rows = (await tx.execute(SQL.unsent, {"shards": self._shards, "limit": BATCH_MAX})).all()
        if rows:
            await self._send_rows(rows)
        self.progress_at = monotonic()
        return len(rows) >= BATCH_MAX

    async def _lease(self) -> None:
        now = real_now()
        dead = now.timestamp() - LEASE_S
        facts = {"me": self._me, "now": now, "dead": now.fromtimestamp(dead, now.tzinfo),
                 "until": now.fromtimestamp(now.timestamp() + LEASE_S, now.tzinfo)}  # fmt: skip
        async with self._database.begin() as tx:
            await tx.execute(SQL.join, facts)
            await tx.execute(SQL.forget, facts)
            share = (await tx.execute(SQL.share, facts)).scalar_one()
            self._shards = sorted((await tx.execute(SQL.lease, {**facts, "share": share})).scalars())
        self._leased_at = monotonic()

    async def _send_rows(self, rows: Sequence[Any]) -> None:
        topic = service_topic(self._database.service)
        sent = await self._send_all(topic, rows)
        reached: dict[int, int] = {}
        failed: dict[int, BaseException] = {}
        for row, outcome in zip(rows, sent, strict=True):
            if row.shard in failed:
                continue
            if isinstance(outcome, BaseException):
                failed[row.shard] = outcome
            else:
                reached[row.shard] = row.position
                RELAY_SENT.labels(row.type).inc()
        if reached:
            async with self._database.begin() as tx:
                shards = sorted(reached)
                await tx.execute(SQL.move, {"shards": shards, "positions": [reached[s] for s in shards]})
        for shard, error in failed.items():
            await self._failed(shard, error)

    async def _failed(self, shard: int, error: BaseException) -> None:
        if not isinstance(error, MessageSizeTooLargeError):
            raise error
        ALARMS.labels("relay_stopped").inc()
        log.error("relay.shard_stopped", shard=shard, error=repr(error))
        async with self._database.begin() as tx:
            await tx.execute(SQL.stop, {"shard": shard, "reason": repr(error)})
        await self._drop_producer()

    async def _send_all(self, topic: str, rows: Sequence[Any]) -> list[Any]:
        # Handed over one after the other, so that order holds; awaited together, so that batches fill.
        futures: list[Any] = []
        for row in rows:
            try:
                futures.append(await self._send(topic, row))
            except MessageSizeTooLargeError as error:
                futures.append(_failed_already(error))
        async with asyncio.timeout(SEND_TIMEOUT_S):
            sent = await asyncio.gather(*futures, return_exceptions=True)
        await crash_point("relay.sent")
        return sent

    async def _send(self, topic: str, row: Any) -> Any:
        kind, body = row.type, row.body
        if row.void is not None:
            kind = f"{self._database.service}.journal.voided.v1"
            facts = {"voided_event_id": str(row.event_id), "voided_type": row.type, "voided_key": row.key,
                     "branch_id": row.branch_id and str(row.branch_id), "reason": row.void}  # fmt: skip
            body = orjson.dumps(facts).decode()
        envelope = Envelope(
            id=row.event_id, source=f"branchline/{self._database.service}", type=kind, time=row.occurred_at,
            subject=row.subject, key=row.key, shard=row.shard, sequence=row.position, epoch=row.epoch,
            actor=row.actor, branch=row.branch_id, quiet=row.quiet, twin=row.twin,
            correlation_id=row.correlation_id, causation_id=row.cause_id, traceparent=spans.active.sent(topic, row),
            recorded=row.recorded_at,
        )  # fmt: skip
        return await self._hand_over(topic, row.shard, row.key.encode(), headers(envelope), body.encode())

    async def _deliver(self, topic: str, shard: int, key: bytes | None, head: Any, body: bytes | None) -> None:
        async with asyncio.timeout(SEND_TIMEOUT_S):
            await (await self._hand_over(topic, shard, key, head, body))
            await crash_point("relay.delivered")

    async def _hand_over(self, topic: str, shard: int, key: bytes | None, head: Any, body: bytes | None) -> Any:
        producer = await self._ready()
        partitions = DEAD_LETTER_PARTITIONS if "dead-letter" in topic else PARTITIONS
        async with asyncio.timeout(SEND_TIMEOUT_S):
            sent = await producer.send(topic, body, key=key, partition=partition_of(shard, partitions), headers=head)
        await crash_point("relay.handed_over")
        return sent

    async def _chores(self) -> None:
        await self._beat()
        await self._resend()
        await dead_letters.send(self._database, self._deliver)

    async def _beat(self) -> None:
        now = real_now()
        due = now.fromtimestamp(now.timestamp() - self._heartbeat_every_s, now.tzinfo)
        async with self._database.begin() as tx:
            beats = (await tx.execute(SQL.beats, {"shards": self._shards, "now": now, "due": due})).all()
        topic = service_topic(self._database.service)
        lag: dict[str, int] = defaultdict(int)
        for beat in beats:
            lag[shard_group(beat.shard)] += beat.head - beat.sent
            envelope = Envelope(
                id=new_id(), source=f"branchline/{self._database.service}", type=HEARTBEAT, time=now,
                subject=f"shard/{beat.shard}", key=f"shard-{beat.shard}", shard=beat.shard, sequence=beat.sent,
                epoch=beat.epoch, actor="system", branch=None, quiet=True, twin=False, correlation_id=new_id(),
                causation_id=new_id(), traceparent=None, recorded=now,
            )  # fmt: skip
            body = orjson.dumps({"head": beat.sent, "base": beat.base})
            await self._deliver(topic, beat.shard, envelope.key.encode(), headers(envelope), body)
        if len(beats) > SHARD_GROUPS:
            for group, events in lag.items():
                JOURNAL_LAG.labels(group).set(events)

    async def _resend(self) -> None:
        async with self._database.begin() as tx:
            wanted = (await tx.execute(SQL.resend, {"shards": self._shards})).all()
        for want in wanted:
            facts = dict(want._mapping) | {"limit": BATCH_MAX}
            async with self._database.begin() as tx:
                rows = (await tx.execute(SQL.again, facts)).all()
            topic = replay_topic(want.consumer_group)
            for outcome in await self._send_all(topic, rows):
                if isinstance(outcome, BaseException):
                    raise outcome
            sent = rows[-1].position if len(rows) == BATCH_MAX else want.to_position
            async with self._database.begin() as tx:
                await tx.execute(SQL.resent, {**facts, "sent": sent})
            RESENDS.labels(want.consumer_group, "sent").inc()

    async def _ready(self) -> AIOKafkaProducer:
        if self._producer is None:
            producer = AIOKafkaProducer(
                **self._client, acks="all", enable_idempotence=True, linger_ms=0,
                max_request_size=RECORD_BYTES_MAX, request_timeout_ms=10_000,
            )  # fmt: skip
            async with asyncio.timeout(SEND_TIMEOUT_S):
                await producer.start()  # lint: crash: nothing is sent yet
            self._producer = producer
        return self._producer

    async def _drop_producer(self) -> None:
        producer, self._producer = self._producer, None
        if producer is not None:
            try:
                async with asyncio.timeout(STOP_TIMEOUT_S):
                    await producer.stop()
            except (KafkaError, TimeoutError, OSError) as error:
                log.info("relay.producer_not_stopped", error=repr(error))

    async def stop(self) -> None:
        """Give the leases back and let the producer go."""
        await self._drop_producer()
        async with self._database.begin() as tx:
            await tx.execute(SQL.leave, {"me": self._me})
            await tx.execute(SQL.give_back, {"me": self._me})


async def _failed_already(error: Exception) -> None:
    raise error
