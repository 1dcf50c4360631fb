"""Records as a harsh network hands them on: each several times, mixed, or not at all."""

import asyncio
from collections.abc import Sequence
from heapq import heappop, heappush
from random import Random
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from chassis.database import Database
from chassis.relay import Relay
from contracts.cloudevents import HEARTBEAT, Envelope, parse
from contracts.topics import SERVICES, service_topic

DISTANCE_MAX = 10_000
TIMES_MAX = 5
POLL_MS = 100


class Echo:
    """Sends each new record of every topic again, up to four times, at any distance."""

    def __init__(self, kafka: str, rng: Random) -> None:
        self._kafka, self._rng = kafka, rng
        self._seen: set[tuple[str, int, int]] = set()
        self._later: list[tuple[int, int, Any]] = []
        self._count = 0
        self.copies = 0
        self.stop = asyncio.Event()

    async def run(self) -> None:
        """Repeat until told to stop, then send what is left."""
        topics = [service_topic(name) for name in SERVICES]
        consumer = AIOKafkaConsumer(*topics, bootstrap_servers=self._kafka, auto_offset_reset="latest")
        producer = AIOKafkaProducer(bootstrap_servers=self._kafka, acks="all")
        await consumer.start()
        await producer.start()
        try:
            await consumer.seek_to_end()
            while not self.stop.is_set():
                for records in (await consumer.getmany(timeout_ms=POLL_MS)).values():
                    for record in records:
                        self._take(record)
                await self._send(producer, self._count)
            await self._send(producer, self._count + DISTANCE_MAX)
        finally:
            await consumer.stop()
            await producer.stop()

    def _take(self, record: Any) -> None:
        envelope = parse(record.key, record.headers, record.value)
        if not isinstance(envelope, Envelope):
            return
        place = (envelope.source, envelope.shard, envelope.sequence)
        # What we sent ourselves comes by here too.
        if place in self._seen:
            return
        self._seen.add(place)
        self._count += 1
        for number in range(self._rng.randrange(TIMES_MAX)):
            # Near ones are frequent: they meet the first within one batch.
            distance = int(DISTANCE_MAX ** self._rng.random())
            heappush(self._later, (self._count + distance, self._count * TIMES_MAX + number, record))

    async def _send(self, producer: AIOKafkaProducer, up_to: int) -> None:
        sent = []
        while self._later and self._later[0][0] <= up_to:
            _, _, record = heappop(self._later)
            sent.append(
                await producer.send(
                    record.topic, record.value, key=record.key, partition=record.partition, headers=list(record.headers)
                )
            )
        await asyncio.gather(*sent)
        self.copies += len(sent)


class Mixer(Relay):
    """A relay that sends what it read in any order, and some of it not at all."""

    def __init__(self, database: Database, kafka: str, rng: Random) -> None:
        super().__init__(database, kafka, 30, "slot-0")
        self._rng = rng
        self.by_key, self.drops = True, 0.0
        self.mixed = self.dropped = 0

    async def _send_all(self, topic: str, rows: Sequence[Any]) -> tuple[dict[int, int], dict[int, BaseException]]:
        if all(row.type == HEARTBEAT for row in rows):
            return await super()._send_all(topic, rows)
        kept = [rows[number] for number in self._order(rows) if not self._is_dropped()]
        self.mixed += len(kept)
        _, failed = await super()._send_all(topic, kept)
        # The cursor passes what was mixed or dropped as if it had been sent in order.
        ends = {row.shard: row.sequence for row in sorted(rows, key=lambda row: row.sequence)}
        return {shard: end for shard, end in ends.items() if shard not in failed}, failed

    def _order(self, rows: Sequence[Any]) -> list[int]:
        """Shuffle; where keys keep their order, each place that a key drew gets its next record."""
        places = list(range(len(rows)))
        self._rng.shuffle(places)
        if not self.by_key:
            return places
        waiting: dict[str, list[int]] = {}
        for number, row in enumerate(rows):
            waiting.setdefault(row.key, []).append(number)
        return [waiting[rows[number].key].pop(0) for number in places]

    def _is_dropped(self) -> bool:
        is_dropped = self._rng.random() < self.drops
        self.dropped += is_dropped
        return is_dropped
