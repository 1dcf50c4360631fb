"""The evidence of a run, read when all is quiet: journals, topics, cursors, and the effects of commands."""

from dataclasses import dataclass, field
from typing import Any

import asyncpg
from aiokafka import AIOKafkaConsumer, TopicPartition

from branchline.estate import Estate
from contracts.cloudevents import Envelope, parse
from contracts.topics import PARTITIONS, service_topic
from tests.chaos.history import Cursor, Effect, Entry, Sent

HEARTBEAT = "branchline.heartbeat.v1"
POLL_MS = 2000
JOURNAL = """SELECT shard, position, event_id, type, key, subject, cause_id, xmin::text::bigint AS tx FROM journal
ORDER BY shard, position"""
CURSORS = "SELECT consumer_group, source, shard, position, event_id, early FROM consumer_cursor"
OPEN = "SELECT count(*) FROM parked WHERE state IN ('retrying', 'waiting', 'parked', 'released')"
DEAD = "SELECT count(*) FROM dead_letter"
BREACHES = "SELECT DISTINCT invariant || ' ' || subject FROM invariant_breach"
# By service: the mark, how many rows bear it, how many events tell of them. $1 is the pattern of the marks.
EFFECTS = {
    "orders": (
        """SELECT o.remarks, count(DISTINCT o.order_id), count(j.event_id) FROM sales_order o LEFT JOIN journal j
        ON j.subject = 'order/' || o.order_id AND j.type = 'orders.order.placed.v1'
        WHERE o.remarks LIKE $1 GROUP BY 1""",
        """SELECT s.plate, count(DISTINCT s.shipment_id), count(j.event_id) FROM shipment s LEFT JOIN journal j
        ON j.subject = 'shipment/' || s.shipment_id AND j.type = 'orders.shipment.dispatched.v1'
        WHERE s.plate LIKE $1 GROUP BY 1""",
        """SELECT s.shipment_id::text, count(DISTINCT s.shipment_id), count(j.event_id) FROM shipment s
        LEFT JOIN journal j ON j.subject = 'shipment/' || s.shipment_id AND j.type = 'orders.shipment.delivered.v1'
        WHERE s.plate LIKE $1 AND s.state = 'delivered' GROUP BY 1""",
    ),
    "receivables": (
        """SELECT r.bank_ref, count(DISTINCT r.receipt_id), count(j.event_id) FROM receipt r LEFT JOIN journal j
        ON j.subject = 'receipt/' || r.receipt_id AND j.type = 'receivables.receipt.booked.v1'
        AND j.body::jsonb ->> 'version' = '1' WHERE r.bank_ref LIKE $1 GROUP BY 1""",
        """SELECT r.reversed_reason, count(DISTINCT r.receipt_id), count(j.event_id) FROM receipt r
        LEFT JOIN journal j ON j.subject = 'receipt/' || r.receipt_id AND j.type = 'receivables.receipt.reversed.v1'
        WHERE r.reversed_reason LIKE $1 GROUP BY 1""",
    ),
    "customers": (
        """SELECT c.description, count(DISTINCT c.complaint_id), count(j.event_id) FROM complaint c
        LEFT JOIN journal j ON j.subject = 'complaint/' || c.complaint_id AND j.type = 'customers.complaint.filed.v1'
        WHERE c.description LIKE $1 GROUP BY 1""",
        """SELECT c.findings, count(DISTINCT c.complaint_id), count(j.event_id) FROM complaint c LEFT JOIN journal j
        ON j.subject = 'complaint/' || c.complaint_id AND j.type = 'customers.complaint.confirmed.v1'
        WHERE c.findings LIKE $1 GROUP BY 1""",
        """SELECT r.reasons, count(DISTINCT r.request_id), count(j.event_id) FROM credit_request r
        LEFT JOIN journal j ON j.key = r.customer_id::text AND j.type = 'customers.credit.requested.v1'
        AND strpos(j.body, r.request_id::text) > 0 WHERE r.reasons LIKE $1 GROUP BY 1""",
    ),
    "notifications": (
        """SELECT a.comment, count(DISTINCT a.act_id), count(DISTINCT j.event_id) FROM form_act a LEFT JOIN journal j
        ON j.subject = 'approval/' || a.form_id AND j.actor = a.actor AND j.type
        IN ('notifications.approval.acted.v1', 'notifications.approval.decided.v1')
        WHERE a.comment LIKE $1 GROUP BY 1""",
    ),
}


@dataclass(slots=True)
class Evidence:
    """What databases and broker hold."""

    journals: dict[str, list[Entry]] = field(default_factory=dict)
    topics: dict[str, list[Sent]] = field(default_factory=dict)
    cursors: list[Cursor] = field(default_factory=list)
    effects: dict[str, Effect] = field(default_factory=dict)
    parked: dict[str, int] = field(default_factory=dict)
    dead: dict[str, int] = field(default_factory=dict)
    breaches: list[str] = field(default_factory=list)


async def gather(estate: Estate, marks: str) -> Evidence:
    """Read everything; `marks` is the pattern of this run's marks."""
    found = Evidence()
    for name, address in estate.services.items():
        room = await asyncpg.connect(address.worker_database)
        try:
            await _service(found, name, room, marks)
        finally:
            await room.close()
        found.topics[name] = await topic(estate.kafka, name)
    return found


async def _service(found: Evidence, name: str, room: Any, marks: str) -> None:
    found.journals[name] = [
        Entry(shard, position, str(event_id), kind, key, subject, str(cause_id), tx)
        for shard, position, event_id, kind, key, subject, cause_id, tx in await room.fetch(JOURNAL)
    ]
    found.cursors += [
        Cursor(group, source.removeprefix("branchline/"), shard, position, event_id and str(event_id), early)
        for group, source, shard, position, event_id, early in await room.fetch(CURSORS)
    ]
    for statement in EFFECTS[name]:
        found.effects |= {marker: Effect(rows, events) for marker, rows, events in await room.fetch(statement, marks)}
    found.parked[name], found.dead[name] = await room.fetchval(OPEN), await room.fetchval(DEAD)
    found.breaches += [f"{name}: {row[0]}" for row in await room.fetch(BREACHES)]


async def topic(kafka: str, name: str) -> list[Sent]:
    """Read all partitions of a service's topic from the beginning to the present end."""
    partitions = [TopicPartition(service_topic(name), number) for number in range(PARTITIONS)]
    consumer = AIOKafkaConsumer(bootstrap_servers=kafka, enable_auto_commit=False, auto_offset_reset="earliest")
    await consumer.start()
    try:
        consumer.assign(partitions)
        ends = await consumer.end_offsets(partitions)
        await consumer.seek_to_beginning()
        found: list[Sent] = []
        while any([await consumer.position(place) < ends[place] for place in partitions]):
            for records in (await consumer.getmany(timeout_ms=POLL_MS)).values():
                found += [sent for record in records if (sent := _sent(record))]
        return found
    finally:
        await consumer.stop()


def _sent(record: Any) -> Sent | None:
    envelope = parse(record.key, record.headers, record.value)
    if not isinstance(envelope, Envelope) or envelope.type == HEARTBEAT:
        return None
    return Sent(record.partition, record.offset, envelope.shard, envelope.sequence, str(envelope.id))
