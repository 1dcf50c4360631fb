"""Kafka bare: records as they stand on the wire, sent and read without anything of ours."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from contracts.topics import Topic

# Tried from 16 to 512 KiB: above this, larger batches are no faster.
BATCH_BYTES = 128 * 1024
FETCH_TIMEOUT_MS = 1000
SILENT_POLLS_MAX = 20


@dataclass(frozen=True, slots=True)
class Record:
    """The bytes of one record."""

    key: bytes
    value: bytes
    headers: list[tuple[str, bytes]]


ByPartition = Mapping[int, Sequence[Record]]


@asynccontextmanager
async def producer(kafka: str) -> AsyncIterator[AIOKafkaProducer]:
    """Provide a producer that is as safe as the relay's: acks=all, idempotent."""
    made = AIOKafkaProducer(
        bootstrap_servers=kafka, acks="all", enable_idempotence=True, linger_ms=0, max_batch_size=BATCH_BYTES
    )
    await made.start()
    try:
        yield made
    finally:
        await made.stop()


async def send_batches(sender: AIOKafkaProducer, topic: str, records: ByPartition) -> None:
    """Send records in batches built by hand, all partitions side by side."""
    await asyncio.gather(*(_send_batches(sender, topic, each, of) for each, of in records.items()))


async def _send_batches(sender: AIOKafkaProducer, topic: str, partition: int, records: Sequence[Record]) -> None:
    acknowledged = []
    batch = sender.create_batch()
    for record in records:
        while batch.append(timestamp=None, key=record.key, value=record.value, headers=record.headers) is None:
            acknowledged.append(await sender.send_batch(batch, topic, partition=partition))
            batch = sender.create_batch()
    acknowledged.append(await sender.send_batch(batch, topic, partition=partition))
    await asyncio.gather(*acknowledged)


async def send_each(sender: AIOKafkaProducer, topic: str, records: ByPartition) -> None:
    """Send records one by one, and wait for all of them."""
    acknowledged = [
        await sender.send(topic, each.value, key=each.key, partition=partition, headers=each.headers)
        for partition, of in records.items()
        for each in of
    ]
    await asyncio.gather(*acknowledged)


async def ends(kafka: str, topic: Topic) -> dict[int, int]:
    """Tell where each partition of a topic ends."""
    places = [TopicPartition(topic.name, each) for each in range(topic.partitions)]
    async with _reader(kafka) as reader:
        return {place.partition: offset for place, offset in (await reader.end_offsets(places)).items()}


async def read(kafka: str, topic: Topic) -> dict[int, list[Record]]:
    """Read all records of a topic."""
    found: dict[int, list[Record]] = defaultdict(list)
    until = await ends(kafka, topic)
    async with _reader(kafka) as reader:
        reader.assign([TopicPartition(topic.name, each) for each in until])
        await reader.seek_to_beginning()
        left = sum(until.values())
        for _ in range(SILENT_POLLS_MAX + left):
            if left <= 0:
                break
            for place, records in (await reader.getmany(timeout_ms=FETCH_TIMEOUT_MS)).items():
                found[place.partition] += [Record(each.key, each.value, list(each.headers)) for each in records]
                left -= len(records)
    return found


@asynccontextmanager
async def _reader(kafka: str) -> AsyncIterator[AIOKafkaConsumer]:
    reader = AIOKafkaConsumer(bootstrap_servers=kafka, enable_auto_commit=False)
    await reader.start()
    try:
        yield reader
    finally:
        await reader.stop()
