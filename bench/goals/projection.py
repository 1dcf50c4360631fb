"""Goal 6: a projection applies events in batches with its cursors, against bare getmany and the same rows."""

from collections.abc import Callable, Sequence
from typing import Any

import asyncpg

from bench import backlog, wire
from bench.compare import compared, grown
from bench.consuming import Handle, Reading, consumed
from bench.goal import Bar, Goal
from bench.goals.bare_projection import BareProjection
from bench.row import Row
from bench.stage import Stage
from bench.stream import Stream
from bench.watch import Sample, Watch
from branchline.databases import Urls
from branchline.estate import service
from chassis.clock import SystemClock
from chassis.consumer import Consumer
from chassis.database import Database

SOURCE, SERVICE = "customers", "receivables"
EVENT = "customers.credit.granted.v1"
TOPIC = "bench.projection"
LOAD = "events lie on the topic; consumer in the bench's own process, uvloop"
RAW = Bar(6, "projection, against bare getmany and UNNEST", "events/s", "at least", 0.4, 0.6, LOAD)
EACH = Bar(6, "projection, against one by one", "events/s", "at least", 10, 20, LOAD)


class Projection:
    """The terms of customers, as receivables keeps them, built anew each time."""

    def __init__(self, stage: Stage, urls: Urls, topic: str) -> None:
        self.kafka, self.urls, self.topic = stage.infra.kafka, urls, topic
        self.database = Database(SERVICE, urls.worker, SystemClock())
        self._times = 0

    async def batches(self, watch: Watch, size: int, seen: Callable[[list[Any]], None] = lambda _: None) -> Sample:
        """Apply the first events as the worker does; `seen` is told of each batch that was applied."""
        consumer = await self._consumer()

        async def handle(records: list[Any]) -> None:
            await consumer.handle(records)
            seen(records)

        applied = await self.read(watch, consumer.group, handle, size)
        await self._check(consumer.group, applied)
        return watch.rate(applied)

    async def each(self, watch: Watch, size: int) -> Sample:
        """Apply the first events in a transaction each."""
        consumer = await self._consumer()

        async def handle(records: list[Any]) -> None:
            for record in records:
                await consumer.handle([record])

        return watch.rate(await self.read(watch, consumer.group, handle, size))

    async def read(self, watch: Watch, group: str, handle: Handle, size: int) -> int:
        """Let a group read the topic from its start."""
        return await consumed(self.kafka, Reading(group, self.topic, size), handle, watch)

    async def stop(self) -> None:
        """Give back what was taken."""
        await self.database.stop()

    async def _consumer(self) -> Consumer:
        self._times += 1
        await self.execute("TRUNCATE customer_credit")
        return Consumer(self.database, f"{self.topic}-{self._times}", service(SERVICE).table, 1)

    async def _check(self, group: str, size: int) -> None:
        applied = await self.execute(
            "SELECT sum(position)::bigint FROM consumer_cursor WHERE consumer_group = $1"
            " AND EXISTS (SELECT FROM customer_credit)", group,
        )  # fmt: skip
        if applied != size:
            raise AssertionError(f"{applied} of {size} events were applied")

    async def execute(self, statement: str, *values: object) -> Any:
        """Run a statement as the owner of the tables."""
        connection = await asyncpg.connect(self.urls.owner)
        try:
            return await connection.fetchval(statement, *values)
        finally:
            await connection.close()


async def measure(stage: Stage) -> Sequence[Row]:
    """Build the projection in each round, between bare readings of the same events."""
    size = stage.pick(100_000, 10_000)
    await stage.topics(TOPIC)
    async with wire.producer(stage.infra.kafka) as sender:
        told = backlog.events(EVENT, backlog.customers(), size)
        await wire.send_batches(sender, TOPIC, Stream(SOURCE).records(told))
    urls = await stage.database(SERVICE, "projection")
    projection = Projection(stage, urls, TOPIC)
    bare = BareProjection(stage.infra.kafka, stage.admin(urls), TOPIC)

    async def raw(watch: Watch) -> Sample:
        await projection.execute("TRUNCATE customer_credit")
        return watch.rate(await bare.read(watch, size))

    async def batches(watch: Watch) -> Sample:
        return await projection.batches(watch, size)

    async def each(watch: Watch) -> Sample:
        return await projection.each(watch, size // 50)

    try:
        measured = await stage.rounds(raw, {"batches": batches, "each": each})
        costs = {}
        for part in (size // 100, size // 10, size):
            watch = stage.watch()
            sample = await projection.batches(watch, part)
            costs[part] = part / sample.first
    finally:
        await projection.stop()
    return [
        compared(RAW, measured, "batches"),
        compared(EACH, measured, "batches", "each"),
        grown(GOAL.goal_id, "projection", costs),
    ]


GOAL = Goal(6, "projection in batches", measure)
