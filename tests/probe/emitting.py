"""Emitting events, interrupted by a crash or not: told by what lasts, which is the same."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import orjson
from aiokafka import AIOKafkaConsumer
from faststream.kafka import KafkaBroker
from sqlalchemy import text

from branchline.testing import House
from chassis import resend
from chassis.clock import monotonic, real_now
from chassis.ids import new_id
from chassis.relay import Relay
from chassis.sweeper import CHUNK, Sweeper
from contracts.cloudevents import HEARTBEAT, Envelope, parse
from contracts.partition import SHARDS
from contracts.topics import CONTROL, dead_letter_topic, replay_topic, service_topic
from edge.upkeep import KEPT_DAYS, UPKEEP
from tests.probe import broken, counted, told
from tests.probe.reading import PATIENCE_S
from tests.probe.receiving import Arm, Result, again

EVENTS = 40
TOO_LARGE = 1_100_000
SENT, AGAIN, DEAD = service_topic("orders"), replay_topic("receivables"), dead_letter_topic("orders")
LEFT = text(
    "SELECT (SELECT count(*) FROM relay_cursor c JOIN journal_head h USING (shard)"
    " WHERE c.position < h.position AND c.stopped IS NULL) + (SELECT count(*) FROM resend WHERE done_at IS NULL)"
    " + (SELECT count(*) FROM dead_letter WHERE sent_at IS NULL)"
    " + (SELECT count(*) FROM parked WHERE dead_lettered_at IS NULL) AS work,"
    " (SELECT count(*) FROM relay_cursor WHERE stopped IS NOT NULL) AS stopped,"
    " (SELECT count(*) FROM relay_member) + (SELECT count(*) FROM relay_cursor WHERE holder IS NOT NULL) AS held"
)


class Subscriber:
    """Somebody who reads all that goes out."""

    def __init__(self) -> None:
        self.positions: dict[str, dict[int, list[int]]] = {SENT: defaultdict(list), AGAIN: defaultdict(list)}
        self.beating: set[int] = set()
        self.letters: set[tuple[int, ...]] = set()

    async def read(self, consumer: AIOKafkaConsumer) -> None:
        """Take down what has come."""
        for records in (await consumer.getmany(timeout_ms=100)).values():
            for record in records:
                self._see(record)

    def _see(self, record: Any) -> None:
        if record.topic == DEAD:
            self.letters.add(tuple(record.value))
            return
        envelope = parse(record.key, record.headers, record.value)
        assert isinstance(envelope, Envelope)
        if envelope.type == HEARTBEAT:
            self.beating.add(envelope.shard)
        else:
            self.positions[record.topic][envelope.shard].append(envelope.sequence)

    def result(self) -> Result:
        """Tell how much has come, and whether the first comings of each shard are in order and gapless."""
        firsts = {topic: [list(dict.fromkeys(n)) for n in shards.values()] for topic, shards in self.positions.items()}
        gapless = all(n == list(range(1, len(n) + 1)) for shards in firsts.values() for n in shards)
        counts = {topic: sum(map(len, shards)) for topic, shards in firsts.items()}
        return counts | {"gapless": gapless, "beating": len(self.beating), "letters": len(self.letters)}


async def relaying(house: House, kafka: str, arm: Arm) -> Result:
    """Send events, heartbeats, dead letters and a resend, with a shard that is stopped; then leave."""
    await _two_letters(house)
    await _events(house)
    relay = Relay(house.database, kafka, heartbeat_every_s=1)
    subscriber = Subscriber()
    arm()
    wanted = {SENT: EVENTS, AGAIN: EVENTS // 2, "gapless": True, "beating": SHARDS, "letters": 2}
    async with listening(kafka, SENT, AGAIN, DEAD) as consumer:
        running = asyncio.create_task(relay.run())
        end = monotonic() + PATIENCE_S
        while monotonic() < end and (subscriber.result() != wanted or (await _left(house))["work"]):
            await subscriber.read(consumer)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    await again(relay.stop)
    return subscriber.result() | await _left(house)


async def _two_letters(house: House) -> None:
    customer = new_id()
    broken.add(customer)
    foreign = house.record(counted(customer, 9, customer), headers=())
    await house.consumer.apply([house.record(counted(customer, 1, customer)), foreign])
    broken.clear()


async def _events(house: House) -> None:
    """Write events of which one shard's are asked for again, and of which one is too large to be sent."""
    async with house.tx() as tx:
        one = new_id()
        tx.emit(*(told(tx, who, None) for who in [one, new_id()] for _ in range(EVENTS // 2)))
    shard = max(position for position in tx.positions)[1]
    async with house.tx() as tx:
        tx.emit(told(tx, new_id(), None))
        tx.entries[0] = replace(tx.entries[0], body="x" * TOO_LARGE)
    request = {"source": "branchline/orders", "group": "receivables", "shard": shard, "from": 1, "to": EVENTS // 2}
    await resend.keep(house.database, [SimpleNamespace(value=orjson.dumps(request))])


async def _left(house: House) -> dict[str, int]:
    async with house.tx() as tx:
        return dict((await tx.execute(LEFT)).one()._mapping)


@asynccontextmanager
async def listening(kafka: str, *topics: str) -> AsyncIterator[AIOKafkaConsumer]:
    """Read topics from their present ends."""
    consumer = AIOKafkaConsumer(*topics, bootstrap_servers=kafka, auto_offset_reset="latest")
    await consumer.start()
    try:
        await consumer.seek_to_end()
        for place in consumer.assignment():
            await consumer.position(place)
        yield consumer
    finally:
        await consumer.stop()


async def asking(house: House, kafka: str, arm: Arm) -> Result:
    """Ask for a gap on the control topic, and keep such a request as its source does."""
    customer = new_id()
    await house.consumer.apply([house.record(counted(customer, n, customer)) for n in range(1, 6)][3:])
    broker = KafkaBroker(kafka, allow_auto_create_topics=False, logger=None)
    await broker.connect()
    asked: list[Any] = []
    arm()
    async with listening(kafka, CONTROL) as consumer:
        await again(lambda: resend.ask(house.database, "orders", broker, 0))
        end = monotonic() + PATIENCE_S
        while not asked and monotonic() < end:
            for records in (await consumer.getmany(timeout_ms=100)).values():
                asked += [SimpleNamespace(value=record.value) for record in records]
    await broker.stop()
    mine = [SimpleNamespace(value=record.value.replace(b"/customers", b"/orders")) for record in asked]
    await again(lambda: resend.keep(house.database, mine))
    async with house.tx() as tx:
        rows = (await tx.execute(text("SELECT consumer_group, from_position, to_position FROM resend"))).all()
    return {"kept": [tuple(row) for row in rows]}


async def sweeping(house: House, kafka: str, arm: Arm) -> Result:
    """Clear away more than a chunk; the sweep that comes after a crash finishes the work."""
    async with house.tx() as tx:
        await tx.execute(
            text(
                "INSERT INTO idempotency (principal, route, key, request_hash, created_at)"
                " SELECT 'p', 'r', n::text, '', :old FROM generate_series(1, :n) n"
            ),
            {"n": CHUNK + 1, "old": real_now() - timedelta(days=KEPT_DAYS + 1)},
        )
    arm()
    sweeper = Sweeper(house.database, UPKEEP, 1)
    await sweeper.run_once()
    await sweeper.run_once()
    async with house.tx() as tx:
        return {"left": (await tx.execute(text("SELECT count(*) FROM idempotency"))).scalar_one()}


async def requesting(house: House, kafka: str, arm: Arm) -> Result:
    """Post three times with the same key, as somebody who has got no answer."""
    async with house.tx() as tx:
        branch = next(each.branch_id for each in tx.reference.branches.values() if each.code == "B1")
    arm()
    head = {"idempotency-key": str(new_id())}
    async with house.client("clerk-1") as client:
        answers = [
            await client.post("/notes", json={"branch_id": str(branch), "text": "x"}, headers=head) for _ in range(3)
        ]
    async with house.tx() as tx:
        notes = [str(row.note_id) for row in await tx.execute(text("SELECT note_id FROM note"))]
    return {
        "statuses": [answer.status_code for answer in answers][1:],
        "told": {answer.json()["note_id"] for answer in answers[1:]} == set(notes),
        "notes": len(notes),
        "events": len(await house.journal("orders.setting.changed.v1")),
    }
