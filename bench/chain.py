"""The raw limit of a hop: a bare commit, a bare send, a bare reader, a bare commit."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import asyncpg
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from bench import wire
from bench.commits import Hops, Side, hops
from chassis.ids import new_id

TABLES = """
CREATE TABLE IF NOT EXISTS told (key text PRIMARY KEY, body text NOT NULL);
CREATE TABLE IF NOT EXISTS heard (key text PRIMARY KEY, body text NOT NULL);
"""
TELL = "INSERT INTO told (key, body) VALUES ($1, $2)"
HEAR = "INSERT INTO heard (key, body) VALUES ($1, $2)"
TOLD = "SELECT key, pg_xact_commit_timestamp(xmin) AS at FROM told WHERE key = ANY($1::text[])"
HEARD = "SELECT key, pg_xact_commit_timestamp(xmin) AS at FROM heard WHERE key = ANY($1::text[])"
# As long as the body of an order's event.
BODY = "x" * 900
PATIENCE_S = 10


@dataclass(slots=True)
class Chain:
    """Both ends of the raw chain, warm."""

    topic: str
    hops: Hops
    sender: AIOKafkaProducer
    reader: AIOKafkaConsumer
    heard: asyncio.Queue[str] = field(default_factory=asyncio.Queue)

    async def one_by_one(self, count: int) -> list[float]:
        """Send so many messages, one after the other; return the seconds between the commits of each."""
        hearing = asyncio.create_task(self._hear())
        keys = [str(new_id()) for _ in range(count)]
        try:
            for key in keys:
                await self.hops.source.execute(TELL, key, BODY)
                await self.sender.send(self.topic, BODY.encode(), key=key.encode(), partition=0)
                async with asyncio.timeout(PATIENCE_S):
                    await self.heard.get()
        finally:
            hearing.cancel()
        return await self.hops.seconds(keys)

    async def _hear(self) -> None:
        async for record in self.reader:
            await self.hops.target.execute(HEAR, record.key.decode(), record.value.decode())
            await self.heard.put(record.key.decode())


@asynccontextmanager
async def chain(database: str, kafka: str, topic: str) -> AsyncIterator[Chain]:
    """Open the chain."""
    connection = await asyncpg.connect(database)
    await connection.execute(TABLES)
    await connection.close()
    reader = AIOKafkaConsumer(bootstrap_servers=kafka, enable_auto_commit=False)
    await reader.start()
    place = TopicPartition(topic, 0)
    reader.assign([place])
    await reader.seek_to_end(place)
    try:
        async with wire.producer(kafka) as sender, hops(Side(database, TOLD), Side(database, HEARD)) as ends:
            yield Chain(topic, ends, sender, reader)
    finally:
        await reader.stop()
