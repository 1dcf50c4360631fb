"""What the relay promises when sends fail, relays overlap and requests come twice (architecture, Relaying)."""

import asyncio
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson
import pytest
from aiokafka import AIOKafkaConsumer
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from sqlalchemy import text

from branchline.testing import House
from chassis.clock import monotonic
from chassis.ids import new_id
from chassis.relay import Relay, _Crowded
from chassis.resend import keep
from contracts.cloudevents import HEARTBEAT
from contracts.partition import SHARDS, partition_of, shard_of
from contracts.topics import PARTITIONS, service_topic
from tests.probe import told
from tests.probe.reading import until

TOPIC = service_topic("orders")
# Below what the client takes, so that it is the broker that refuses.
TAKEN_BYTES_MAX = 20_000
# More than the client's stop takes.
TURNS_OF_A_STOP = 12


class Greedy(Relay):
    """A relay that takes all shards, whoever else has them."""

    async def _lease(self) -> None:
        self._shards, self._leased_at = list(range(SHARDS)), monotonic()


class Overtaken(Greedy):
    """A relay that is slower than another one, which sends more in the meantime."""

    meanwhile: Any

    async def _send_all(self, topic: str, rows: Sequence[Any]) -> Any:
        if any(row.type != HEARTBEAT for row in rows):
            await self.meanwhile()
        return await super()._send_all(topic, rows)


class Unlucky(Greedy):
    """A relay that meets an error as soon as it has a producer."""

    failing: asyncio.Event

    async def run_once(self) -> bool:
        await self._ready()
        self.failing.set()
        raise ConnectionError


async def write(house: House, *keys: UUID, size: int = 1) -> None:
    """Write an event of each key, one after the other."""
    for key in keys:
        async with house.tx() as tx:
            tx.emit(told(tx, key, None).model_copy(update={"reason": "x" * size}))


async def reached(house: House, key: UUID) -> tuple[int, int, bool]:
    """Return how far the shard of a key is sent, how far it is written, and whether it is stopped."""
    async with house.tx() as tx:
        statement = text(
            "SELECT c.position, h.position, c.stopped IS NOT NULL FROM relay_cursor c JOIN journal_head h USING (shard)"
            " WHERE shard = :shard"
        )
        return tuple((await tx.execute(statement, {"shard": shard_of(str(key))})).one())


async def test_a_relay_that_was_overtaken_does_not_move_the_cursor_back(house: House, kafka: str) -> None:
    key, fast, slow = new_id(), Greedy(house.database, kafka, 30), Overtaken(house.database, kafka, 30)

    async def overtake() -> None:
        await write(house, key)
        await fast.run_once()

    slow.meanwhile = overtake
    await write(house, key)
    await slow.run_once()
    assert await reached(house, key) == (2, 2, False)
    await fast.stop()
    await slow.stop()


async def test_relays_share_the_shards_and_take_none_that_another_holds(house: House, kafka: str) -> None:
    relays = [Relay(house.database, kafka, 30, member=name) for name in "abc"]
    # The first takes all; each learns at its next look what it has to give back.
    for relay in relays * 2:
        await relay._lease()
    assert sorted(shard for relay in relays for shard in relay._shards) == list(range(SHARDS))
    assert min(len(relay._shards) for relay in relays) >= SHARDS // 3 - 1


async def test_a_record_that_the_broker_refuses_stops_its_shard_alone(house: House, kafka: str) -> None:
    bad = new_id()
    # In the same partition, so that one producer has to go on after the refusal.
    near = next(k for k in iter(new_id, None) if shard_of(str(k)) != shard_of(str(bad)) and _place(k) == _place(bad))
    await limited(kafka, TAKEN_BYTES_MAX)
    relay = Greedy(house.database, kafka, 30)
    running = asyncio.ensure_future(relay.run())
    try:
        await write(house, bad)
        await write(house, bad, size=2 * TAKEN_BYTES_MAX)
        await write(house, bad)
        await until("its shard is stopped", _is_at, house, bad, (1, 3, True))
        await write(house, *[near] * 20)
        await until("the others go on", _is_at, house, near, (20, 20, False))
        assert await reached(house, bad) == (1, 3, True)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await relay.stop()
        await limited(kafka, 1_048_588)


async def test_a_batch_that_the_broker_refuses_goes_record_by_record_whatever_comes_between(
    house: House, kafka: str
) -> None:
    key = new_id()
    relay = Greedy(house.database, kafka, 30)
    await relay.run_once()
    await limited(kafka, TAKEN_BYTES_MAX)
    try:
        await write(house, key, key, key, size=TAKEN_BYTES_MAX // 2)
        with pytest.raises(_Crowded):
            await relay.run_once()
        # As after every error; and a heartbeat that is not due sends nothing.
        await relay._drop_producer()
        relay._chores_at = float("-inf")
        await relay.run_once()
        assert await reached(house, key) == (3, 3, False)
    finally:
        await relay.stop()
        await limited(kafka, 1_048_588)


async def test_a_relay_that_is_cancelled_while_its_producer_stops_ends(house: House, kafka: str) -> None:
    for turns in range(TURNS_OF_A_STOP):
        relay = Unlucky(house.database, kafka, 30)
        relay.failing = asyncio.Event()
        running = asyncio.ensure_future(relay.run())
        await relay.failing.wait()
        for _ in range(turns):
            # One turn of the event loop: the client waits for something else at each.
            await asyncio.sleep(0)
        running.cancel()
        done, _ = await asyncio.wait({running}, timeout=5)
        assert done, turns
        assert running.cancelled()


def _place(key: UUID) -> int:
    return partition_of(shard_of(str(key)), PARTITIONS)


async def _is_at(house: House, key: UUID, wanted: tuple[int, int, bool]) -> bool:
    return await reached(house, key) == wanted


async def limited(kafka: str, size: int) -> None:
    """Say how large a record of the topic may be."""
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await admin.start()
    try:
        wanted = {"max.message.bytes": str(size)}
        await admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, TOPIC, configs=wanted)])
    finally:
        await admin.close()


async def test_a_heartbeat_tells_what_was_sent_not_what_was_written(house: House, kafka: str) -> None:
    key = new_id()
    relay = Greedy(house.database, kafka, 30)
    await write(house, key, key)
    await relay.run_once()
    async with house.tx() as tx:
        await tx.execute(text("UPDATE relay_cursor SET stopped = 'for now', heartbeat_at = '-infinity'"))
    await write(house, key)
    consumer = AIOKafkaConsumer(TOPIC, bootstrap_servers=kafka, auto_offset_reset="latest")
    await consumer.start()
    await consumer.seek_to_end()
    for partition in consumer.assignment():
        await consumer.position(partition)
    relay._chores_at = float("-inf")
    await relay.run_once()
    beat = None
    while beat is None:
        record = await asyncio.wait_for(consumer.getone(), 30)
        head = dict(record.headers)
        if (head["ce_type"], head["ce_shard"]) == (HEARTBEAT.encode(), str(shard_of(str(key))).encode()):
            beat = head["ce_sequence"], orjson.loads(record.value)["head"]
    await consumer.stop()
    await relay.stop()
    assert beat == (b"2", 2)


async def test_a_resend_that_is_asked_for_again_is_not_begun_again_until_it_is_done(house: House) -> None:
    request = orjson.dumps({"source": "branchline/orders", "group": "receivables", "shard": 5, "from": 1, "to": 9})
    record = type("Record", (), {"value": request})()
    rows = text("SELECT sent_up_to, done_at IS NOT NULL FROM resend")

    async def ask_after(progress: str) -> list[tuple[Any, ...]]:
        async with house.tx() as tx:
            await tx.execute(text(progress))
        await keep(house.database, [record, record])
        async with house.tx() as tx:
            return [tuple(row) for row in await tx.execute(rows)]

    assert await ask_after("SELECT 1") == [(0, False)]
    assert await ask_after("UPDATE resend SET sent_up_to = 5") == [(5, False)]
    assert await ask_after("UPDATE resend SET sent_up_to = 9, done_at = now()") == [(0, False)]
