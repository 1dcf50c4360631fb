"""A partition with too many early events pauses until the gap heals (architecture, Consuming)."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import pytest
from aiokafka import AIOKafkaProducer
from faststream.kafka import KafkaBroker
from sqlalchemy import text

from branchline.testing import House
from chassis.clock import monotonic
from chassis.consumer import Consumer
from chassis.ids import new_id
from chassis.inbox import Limits
from contracts.partition import partition_of, shard_of
from contracts.topics import PARTITIONS, TOPICS, replay_topic, service_topic
from edge import topics
from edge.subscription import hold, subscribe
from tests.probe import PROBE, counted

BRANCH = new_id()
TOPIC = service_topic("customers")
PATIENCE_S = 30
FEW = Limits(early=5)


def place(customer: UUID) -> int:
    """Return the partition of a customer's events."""
    return partition_of(shard_of(str(customer)), PARTITIONS)


class Reading:
    """A worker as the process has it: it reads the topic of customers and its group's replay topic."""

    def __init__(self, house: House, broker: KafkaBroker, group: str) -> None:
        self.house = house
        self.worker = Consumer(house.database, "orders", PROBE.table, 0, FEW)
        wanted = [TOPIC, replay_topic("orders")]
        self.subscriber = subscribe(broker, group, wanted, "0", self.worker.handle, self.worker.full)

    async def holds(self, customer: UUID) -> bool:
        """Tell whether just the customer's partition is paused, for its early events."""
        held = {(each.topic, each.partition) for each in self.subscriber.consumer.paused()}
        return await self.early() > FEW.early and held == {(TOPIC, place(customer))}

    async def looks(self, customer: UUID) -> bool:
        """Look for full streams, as the process does at intervals, and tell whether the partition is paused."""
        await self.worker.refresh()
        hold(self.subscriber.consumer, self.worker.full)
        return await self.holds(customer)

    async def has(self, customer: UUID, numbers: list[int]) -> bool:
        """Tell whether just these events of a customer were applied."""
        async with self.house.tx() as tx:
            found = await tx.execute(text("SELECT seen FROM tally WHERE customer_id = :c"), {"c": customer})
            return list(found.scalar_one_or_none() or []) == numbers

    async def early(self) -> int:
        """Count the early events."""
        async with self.house.tx() as tx:
            return int((await tx.execute(text("SELECT count(*) FROM consumer_early"))).scalar_one())


@asynccontextmanager
async def reading(house: House, kafka: str, group: str) -> AsyncIterator[Reading]:
    """Start a worker, and stop it."""
    broker = KafkaBroker(kafka, allow_auto_create_topics=False)
    worker = Reading(house, broker, group)
    await broker.start()
    try:
        yield worker
    finally:
        await broker.stop()


async def until(what: str, condition: Callable[..., Awaitable[bool]], *facts: Any) -> None:
    """Wait until an asynchronous condition holds."""
    end = monotonic() + PATIENCE_S
    while monotonic() < end:
        if await condition(*facts):
            return
    pytest.fail(f"not in time: {what}")


@pytest.fixture
async def send(kafka: str) -> AsyncIterator[Callable[..., Awaitable[None]]]:
    """Send records to a topic as the relay would."""
    await topics.create(kafka, TOPICS)
    producer = AIOKafkaProducer(bootstrap_servers=kafka)
    await producer.start()

    async def send(*records: Any, topic: str = TOPIC) -> None:
        for each in records:
            await producer.send_and_wait(topic, each.value, each.key, each.partition, headers=list(each.headers))

    yield send
    await producer.stop()


async def test_a_partition_pauses_until_the_gap_heals_also_over_a_restart(house: House, kafka: str, send: Any) -> None:
    customer, group = new_id(), f"orders-{new_id()}"
    elsewhere = next(each for each in iter(new_id, None) if place(each) != place(customer))
    first, *batch = [house.record(counted(customer, n, BRANCH)) for n in range(1, 41)]
    beats = [house.record(counted(elsewhere, n, BRANCH)) for n in (1, 2)]
    async with reading(house, kafka, group) as worker:
        await send(*batch[:10])
        await until("the partition pauses", worker.holds, customer)
        kept = await worker.early()
        assert FEW.early < kept <= 10
        await send(*batch[10:], beats[0])
        await until("others are read on", worker.has, elsewhere, [1])
        assert await worker.early() == kept
    async with reading(house, kafka, group) as worker:
        await until("the partition pauses again", worker.looks, customer)
        await send(beats[1])
        await until("others are read on", worker.has, elsewhere, [1, 2])
        await send(first, topic=replay_topic("orders"))
        await until("the gap heals, and nothing is lost", worker.has, customer, list(range(1, 41)))
        assert not await worker.holds(customer)
