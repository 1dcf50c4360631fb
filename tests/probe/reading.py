"""A worker of the probe on a real broker, as the process has it."""

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
from chassis.consumer import LIMITS, Consumer
from chassis.inbox import Limits
from contracts.topics import replay_topic, service_topic
from edge.subscription import hold, subscribe
from tests.probe import PROBE

TOPIC = service_topic("customers")
PATIENCE_S = 30


class Reading:
    """A worker that reads the topic of customers and its group's replay topic."""

    def __init__(self, house: House, broker: KafkaBroker, group: str, limits: Limits) -> None:
        self.house = house
        self.worker = Consumer(house.database, "orders", PROBE.table, 0, limits)
        wanted = [TOPIC, replay_topic("orders")]
        self.subscriber = subscribe(broker, group, wanted, "0", self.worker.handle, self.worker.full)

    async def holds(self, partition: int) -> bool:
        """Tell whether just this partition is paused, for its early events."""
        held = {(each.topic, each.partition) for each in self.subscriber.consumer.paused()}
        return await self.early() > self.worker.limits.early and held == {(TOPIC, partition)}

    async def looks(self, partition: int) -> bool:
        """Look for full streams, as the process does at intervals, and tell whether the partition is paused."""
        await self.worker.refresh()
        hold(self.subscriber.consumer, self.worker.full)
        return await self.holds(partition)

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
async def reading(house: House, kafka: str, group: str, limits: Limits = LIMITS) -> AsyncIterator[Reading]:
    """Start a worker, and stop it."""
    broker = KafkaBroker(kafka, allow_auto_create_topics=False, logger=None)
    worker = Reading(house, broker, group, limits)
    await broker.start()
    try:
        yield worker
    finally:
        await broker.stop()


async def until(what: str, condition: Callable[..., Awaitable[bool]], *facts: Any) -> None:
    """Wait until a condition holds, which asks the database and so lets others run."""
    end = monotonic() + PATIENCE_S
    while monotonic() < end:
        if await condition(*facts):
            return
    pytest.fail(f"not in time: {what}")


@asynccontextmanager
async def sending(kafka: str) -> AsyncIterator[Callable[..., Awaitable[None]]]:
    """Send records to a topic as the relay would."""
    producer = AIOKafkaProducer(bootstrap_servers=kafka)
    await producer.start()

    async def send(*records: Any, topic: str = TOPIC) -> None:
        for each in records:
            await producer.send_and_wait(topic, each.value, each.key, each.partition, headers=list(each.headers))

    yield send
    await producer.stop()
