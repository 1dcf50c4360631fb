"""Goal 5: a backlog of 100,000 events goes to Kafka, in order by shard, against bare aiokafka."""

from collections.abc import Sequence

import asyncpg

from bench import backlog, wire
from bench.compare import compared, grown
from bench.goal import Bar, Goal
from bench.row import Row
from bench.stage import Stage
from bench.watch import Sample, Watch
from branchline.databases import Urls
from chassis.clock import SystemClock
from chassis.database import Database
from chassis.relay import Relay
from contracts.topics import TOPICS, service_topic

SERVICE = "orders"
EVENT = "orders.order.placed.v1"
TOPIC = next(topic for topic in TOPICS if topic.name == service_topic(SERVICE))
RAW_TOPIC = "bench.raw"
LOAD = "relay and bare producer in the bench's own process, uvloop, one after the other"
BATCHES = Bar(5, "relay, against send_batch of the same bytes", "events/s", "at least", 0.5, 0.7, LOAD)
EACH = Bar(5, "relay, against send of each record", "events/s", "at least", 1.0, load=LOAD)
LONG = 3600.0


class Backlog:
    """A journal that waits to be relayed, again and again."""

    def __init__(self, stage: Stage, urls: Urls, size: int) -> None:
        self.stage, self.urls, self.size = stage, urls, size
        self.kafka = stage.infra.kafka
        self.database = Database(SERVICE, urls.worker, SystemClock())
        self.relay = Relay(self.database, self.kafka, LONG, "bench")

    async def fill(self) -> None:
        """Write the events; relay once, so that leases, heartbeats and connections are there."""
        await backlog.fill(self.database, backlog.events(EVENT, backlog.customers(), self.size))
        await self.send(self.stage.watch())

    async def send(self, watch: Watch, size: int | None = None) -> Sample:
        """Relay the last `size` events again."""
        size = size or self.size
        await self._rewind(size)
        with watch:
            while await self.relay.run_once():
                pass
        await self._check_sent()
        return watch.rate(size)

    async def stop(self) -> None:
        """Give back what was taken."""
        await self.relay.stop()
        await self.database.stop()

    async def _rewind(self, size: int) -> None:
        share = size / self.size
        await self._execute(
            "UPDATE relay_cursor c SET position = h.position - ceil(h.position * $1::numeric)::bigint"
            " FROM journal_head h WHERE h.shard = c.shard", share,
        )  # fmt: skip

    async def _check_sent(self) -> None:
        left = await self._execute(
            "SELECT sum(h.position - c.position) FROM journal_head h JOIN relay_cursor c USING (shard)"
        )
        if left:
            raise AssertionError(f"{left} events were not relayed")

    async def _execute(self, statement: str, *values: float) -> int | None:
        connection = await asyncpg.connect(self.urls.owner)
        try:
            found: int | None = await connection.fetchval(statement, *values)
            return found
        finally:
            await connection.close()


async def measure(stage: Stage) -> Sequence[Row]:
    """Relay the same backlog in each round, between bare sends of the same bytes."""
    waiting = Backlog(stage, await stage.database(SERVICE, "relay"), stage.pick(100_000, 10_000))
    await stage.topics(RAW_TOPIC)
    try:
        await waiting.fill()
        sent = await wire.read(waiting.kafka, TOPIC)
        check_order(sent, waiting.size)
        rows = await _compared(stage, waiting, sent)
        rows.append(await _growth(stage, waiting))
        return rows
    finally:
        await waiting.stop()


async def _compared(stage: Stage, waiting: Backlog, sent: wire.ByPartition) -> list[Row]:
    async with wire.producer(waiting.kafka) as sender:

        async def batches(watch: Watch) -> Sample:
            with watch:
                await wire.send_batches(sender, RAW_TOPIC, sent)
            return watch.rate(waiting.size)

        async def each(watch: Watch) -> Sample:
            with watch:
                await wire.send_each(sender, RAW_TOPIC, sent)
            return watch.rate(waiting.size)

        await batches(stage.watch())
        measured = await stage.rounds(batches, {"relay": waiting.send, "send": each})
    return [
        compared(BATCHES, measured, "relay"),
        compared(EACH, measured, "relay", "send"),
    ]


async def _growth(stage: Stage, waiting: Backlog) -> Row:
    costs = {}
    for size in (waiting.size // 100, waiting.size // 10, waiting.size):
        watch = stage.watch()
        await waiting.send(watch, size)
        costs[size] = watch.seconds
    return grown(GOAL.goal_id, "relay", costs)


def check_order(sent: wire.ByPartition, size: int) -> None:
    """Make sure that each event was sent once, and the events of each shard in their order."""
    seen: dict[bytes, int] = {}
    events = 0
    for records in sent.values():
        for record in records:
            head = dict(record.headers)
            if head["ce_type"].decode() != EVENT:
                continue
            events += 1
            shard, position = head["ce_shard"], int(head["ce_sequence"])
            if position != seen.get(shard, 0) + 1:
                raise AssertionError(f"shard {shard.decode()}: {position} came after {seen.get(shard, 0)}")
            seen[shard] = position
    if events != size:
        raise AssertionError(f"{events} events were sent, {size} are in the journal")


GOAL = Goal(5, "relay of a backlog", measure)
