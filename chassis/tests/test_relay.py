"""What relay, resend and process promise on a real broker (architecture, Relaying and Consuming)."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer
from sqlalchemy import text

from branchline.testing import House
from chassis.clock import monotonic
from chassis.ids import new_id
from chassis.relay import Relay
from chassis.resend import keep
from contracts.cloudevents import HEARTBEAT, Envelope, parse
from contracts.topics import TOPICS, replay_topic, service_topic
from edge import topics
from tests.probe import told

PATIENCE_S = 30


@pytest.fixture
async def topics_made(kafka: str) -> str:
    await topics.create(kafka, TOPICS)
    return kafka


@asynccontextmanager
async def reading(kafka: str, topic: str) -> AsyncIterator[AIOKafkaConsumer]:
    """Read a topic from its present end, as an outside subscriber does."""
    consumer = AIOKafkaConsumer(topic, bootstrap_servers=kafka, auto_offset_reset="latest")
    await consumer.start()
    try:
        await consumer.seek_to_end()
        for partition in consumer.assignment():
            await consumer.position(partition)
        yield consumer
    finally:
        await consumer.stop()


async def envelopes(consumer: AIOKafkaConsumer, wanted: int) -> list[Envelope]:
    """Collect events until as many different ones as wanted have come."""
    found: list[Envelope] = []
    until = monotonic() + PATIENCE_S
    while len({e.id for e in found}) < wanted and monotonic() < until:
        for records in (await consumer.getmany(timeout_ms=200)).values():
            for record in records:
                envelope = parse(record.key, record.headers, record.value)
                assert isinstance(envelope, Envelope)
                if envelope.type != HEARTBEAT:
                    found.append(envelope)
    return found


async def relayed(house: House, *relays: Relay) -> None:
    """Relay until the journal has nothing left."""
    behind = text("SELECT count(*) FROM relay_cursor c JOIN journal_head h USING (shard) WHERE c.position < h.position")
    until = monotonic() + PATIENCE_S
    while monotonic() < until:
        await asyncio.gather(*(relay.run_once() for relay in relays))
        async with house.tx() as tx:
            if (await tx.execute(behind)).scalar_one() == 0:
                return
    pytest.fail("the journal was not relayed in time")


async def write(house: House, number: int, each: int = 1) -> None:
    """Write events of many keys."""
    for _ in range(number):
        async with house.tx() as tx:
            tx.emit(*(told(tx, new_id(), None) for _ in range(each)))


async def test_two_relays_share_the_shards_and_keep_the_order(house: House, topics_made: str) -> None:
    one, two = (Relay(house.database, topics_made, 30) for _ in range(2))
    async with reading(topics_made, service_topic("orders")) as consumer:
        await write(house, 20, 10)
        await relayed(house, one, two)
        found = await envelopes(consumer, 200)
    await one.stop()
    await two.stop()
    assert len({e.id for e in found}) == 200
    by_shard: dict[int, list[int]] = defaultdict(list)
    for envelope in found:
        by_shard[envelope.shard].append(envelope.sequence)
    for numbers in by_shard.values():
        firsts = list(dict.fromkeys(numbers))
        assert firsts == list(range(1, len(firsts) + 1))


async def test_a_resend_goes_to_the_replay_topic_of_the_group_alone(house: House, topics_made: str) -> None:
    relay = Relay(house.database, topics_made, 30)
    await write(house, 1, 30)
    await relayed(house, relay)
    async with house.tx() as tx:
        shard, head = (
            await tx.execute(text("SELECT shard, position FROM journal_head ORDER BY position DESC LIMIT 1"))
        ).one()
    request = f'{{"source":"branchline/orders","group":"receivables","shard":{shard},"from":1,"to":{head}}}'
    await keep(house.database, [type("Record", (), {"value": request.encode()})()])
    async with reading(topics_made, replay_topic("receivables")) as consumer:
        relay._chores_at = float("-inf")
        await relay.run_once()
        found = await envelopes(consumer, head)
    await relay.stop()
    assert [e.sequence for e in found] == list(range(1, head + 1))


async def test_a_voided_position_is_told_so(house: House, topics_made: str) -> None:
    relay = Relay(house.database, topics_made, 30)
    await write(house, 1)
    async with house.tx() as tx:
        await tx.execute(
            text(
                "INSERT INTO journal_void (shard, position, reason, actor)"
                " SELECT shard, position, 'torn', 'u' FROM journal"
            )
        )
    async with reading(topics_made, service_topic("orders")) as consumer:
        await relayed(house, relay)
        (found,) = await envelopes(consumer, 1)
    await relay.stop()
    assert found.type == "orders.journal.voided.v1"


async def test_a_restored_journal_is_noticed_and_the_new_epoch_is_read(house: House) -> None:
    customer = new_id()
    from tests.probe import counted

    old = [house.record(counted(customer, n, customer)) for n in (1, 2, 3)]
    await house.consumer.apply(old)
    envelope = parse(old[0].key, old[0].headers, old[0].value)
    assert isinstance(envelope, Envelope)
    # The source was restored to position 1 and goes on in epoch 2.
    beat = replace(envelope, type=HEARTBEAT, epoch=2, sequence=1, id=new_id())
    again = [replace(envelope, epoch=2, sequence=n, id=new_id()) for n in (2, 3, 4)]
    await house.consumer.apply([_raw(old[0], beat, b'{"head": 1, "base": 1}')])
    await house.consumer.apply(
        [_raw(old[0], e, counted(customer, 10 + e.sequence, customer).model_dump_json().encode()) for e in again]
    )
    async with house.tx() as tx:
        seen = (await tx.execute(text("SELECT seen FROM tally WHERE customer_id = :c"), {"c": customer})).scalar_one()
    assert seen == [1, 2, 3, 12, 13, 14]


def _raw(like: Any, envelope: Envelope, value: bytes) -> Any:
    from contracts.cloudevents import headers

    return replace(like, headers=tuple(headers(envelope)), value=value)
