"""Many writers, two relays on the same shards, records that come again: nothing lost, doubled, reordered (L10, L11)."""

import asyncio
import os
import random
from collections import defaultdict
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest
from aiokafka import AIOKafkaConsumer
from sqlalchemy import text

from branchline.testing import House, prepared
from chassis.clock import monotonic
from chassis.ids import new_id
from chassis.relay import Relay
from contracts.topics import service_topic
from edge import topics
from tests.probe import follower, numbered

# A hundredth of the whole proof in every run; BRANCHLINE_PROOF_EVENTS=500000 gives all of it.
EVENTS = int(os.environ.get("BRANCHLINE_PROOF_EVENTS", "5000"))
WRITERS, KEYS, EACH = 16, 200, 3
TIMES, BATCHES_LATER = 5, 40
PATIENCE_S = 300 + EVENTS // 200
ROLLED_BACK = 0.2


class Greedy(Relay):
    """A relay that takes all shards, whoever else has them."""

    async def _lease(self) -> None:
        self._shards, self._leased_at = list(range(64)), monotonic()


READER = follower("orders")


@pytest.fixture
async def reader(postgres_url: str) -> AsyncIterator[House]:
    """Stand up a second service that follows the first."""
    found = await prepared(postgres_url, READER, name="reader")
    house = House(READER, found.api, found.worker)
    yield house
    await house.stop()


async def write(house: House, keys: list[UUID], chance: random.Random, share: int) -> int:
    """Write a share of the events, a fifth of the transactions rolled back; return what was committed."""
    written = 0
    while written < share:
        chosen = sorted(chance.sample(keys, EACH))
        try:
            async with house.tx() as tx:
                rows = await tx.execute(
                    text(
                        "UPDATE note n SET version = n.version + 1 FROM (SELECT note_id FROM note"
                        " WHERE note_id = ANY(:keys) ORDER BY note_id FOR UPDATE) l WHERE n.note_id = l.note_id"
                        " RETURNING n.note_id, n.version"
                    ),
                    {"keys": chosen},
                )
                for row in rows:
                    tx.emit(numbered(tx, row.note_id, row.version))
                if chance.random() < ROLLED_BACK:
                    raise ZeroDivisionError
        except ZeroDivisionError:
            continue
        written += EACH
    return written


async def relay_until(relay: Relay, done: asyncio.Event) -> None:
    """Relay until told to stop."""
    while not done.is_set():
        if not await relay.run_once():
            await asyncio.wait({asyncio.ensure_future(done.wait())}, timeout=0.02)


async def read_all(reader: House, consumer: AIOKafkaConsumer, heads: "asyncio.Future[dict[int, int]]") -> int:
    """Apply each record one to five times until every shard is at its head; return how many were applied in all."""
    chance, turn, applied = random.Random(11), 0, 0
    again: dict[int, list[Any]] = defaultdict(list)
    until = monotonic() + PATIENCE_S
    while monotonic() < until:
        turn += 1
        got = await consumer.getmany(timeout_ms=50, max_records=500)
        records = [record for batch in got.values() for record in batch]
        for record in records:
            for _ in range(chance.randrange(TIMES)):
                again[turn + chance.randint(1, BATCHES_LATER)].append(record)
        records += again.pop(turn, [])
        await reader.consumer.apply(records)
        applied += len(records)
        if heads.done() and not again and await at_heads(reader, heads.result()):
            return applied
    pytest.fail("the reader did not get to the heads in time")


async def at_heads(reader: House, heads: dict[int, int]) -> bool:
    """Tell whether the reader has applied everything."""
    async with reader.tx() as tx:
        rows = await tx.execute(text("SELECT shard, position FROM consumer_cursor WHERE source = 'branchline/orders'"))
        at = {row.shard: row.position for row in rows}
    return all(at.get(shard) == head for shard, head in heads.items() if head)


@pytest.mark.timeout(PATIENCE_S)
@pytest.mark.shows("L10", "L11")
async def test_nothing_is_lost_doubled_or_reordered(house: House, reader: House, kafka: str) -> None:
    await topics.create(kafka)
    keys = [new_id() for _ in range(KEYS)]
    async with house.tx() as tx:
        await tx.execute(
            text("INSERT INTO note (note_id, branch_id, text, version) VALUES (:key, :key, '', 0)"),
            [{"key": key} for key in keys],
        )
    consumer = AIOKafkaConsumer(service_topic("orders"), bootstrap_servers=kafka, auto_offset_reset="latest")
    await consumer.start()
    await consumer.seek_to_end()
    for partition in consumer.assignment():
        await consumer.position(partition)
    done, heads = asyncio.Event(), asyncio.get_running_loop().create_future()
    relays = [Greedy(house.database, kafka, 30) for _ in range(2)]
    relaying = [asyncio.ensure_future(relay_until(relay, done)) for relay in relays]
    reading = asyncio.ensure_future(read_all(reader, consumer, heads))
    written = sum(
        await asyncio.gather(*(write(house, keys, random.Random(n), EVENTS // WRITERS) for n in range(WRITERS)))
    )
    async with house.tx() as tx:
        heads.set_result(
            {r.shard: r.position for r in await tx.execute(text("SELECT shard, position FROM journal_head"))}
        )
    applied = await reading
    done.set()
    await asyncio.gather(*relaying)
    await consumer.stop()
    for relay in relays:
        await relay.stop()
    async with reader.tx() as tx:
        seen = {
            row.customer_id: list(row.seen) for row in await tx.execute(text("SELECT customer_id, seen FROM tally"))
        }
    assert applied > written * TIMES / 2
    assert sum(map(len, seen.values())) == written >= EVENTS - WRITERS * EACH
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in seen.values())
