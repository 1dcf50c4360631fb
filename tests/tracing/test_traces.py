"""One trace leads from a request in one service to its effect in another; off, nothing of it is loaded."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from aiokafka import AIOKafkaConsumer, ConsumerRecord
from opentelemetry.trace import SpanKind, format_trace_id
from sqlalchemy import text

from branchline.testing import House
from chassis.ids import new_id
from chassis.relay import Relay
from contracts.cloudevents import Envelope, parse
from contracts.topics import service_topic
from edge import topics
from services.orders.tests.builders import open_shop
from tests.probe import counted

PATIENCE_S = 30
# FastAPI itself needs the interface; what makes and sends spans is the extra.
LOADED = """
import sys, edge.process, orders.app
sys.exit(any(name.split(".")[1:2] in (["sdk"], ["exporter"], ["instrumentation"])
             for name in sys.modules if name.startswith("opentelemetry.")))
"""


@asynccontextmanager
async def reading(kafka: str, topic: str) -> AsyncIterator[AIOKafkaConsumer]:
    """Read a topic from its present end."""
    consumer = AIOKafkaConsumer(topic, bootstrap_servers=kafka, auto_offset_reset="latest")
    await consumer.start()
    try:
        for partition in consumer.assignment():
            await consumer.position(partition)
        yield consumer
    finally:
        await consumer.stop()


async def relayed(house: House, kafka: str, consumer: AIOKafkaConsumer, wanted: str) -> list[ConsumerRecord]:
    """Relay a journal to Kafka and read it there until an event of a type has come."""
    relay = Relay(house.database, kafka, 3600)
    try:
        while await relay.run_once():
            pass
    finally:
        await relay.stop()
    found = []
    async with asyncio.timeout(PATIENCE_S):
        async for record in consumer:
            found.append(record)
            envelope = parse(record.key, record.headers, record.value)
            if isinstance(envelope, Envelope) and envelope.type == wanted:
                return found
    raise AssertionError


async def written(orders: House) -> str:
    """Return the trace context in the journal row of the order."""
    wanted = text("SELECT traceparent FROM journal WHERE type = 'orders.order.placed.v1'")
    async with orders.tx() as tx:
        return str((await tx.execute(wanted)).scalar_one())


async def test_one_trace_leads_from_the_order_to_the_notification(houses, spans, kafka):
    orders, notifications = houses["orders"], houses["notifications"]
    await topics.create(kafka)
    shop = await open_shop(orders)
    await notifications.given(*shop.firm.events, shop.card(), quiet=True)
    spans.clear()
    async with reading(kafka, service_topic("orders")) as consumer:
        placed = await shop.place()
        records = await relayed(orders, kafka, consumer, "orders.order.placed.v1")
    await notifications.consumer.apply(records)

    async with notifications.client("representative-1") as client:
        inbox = (await client.get("/inbox")).json()["items"]
    assert any(placed["order_no"] in str(message) for message in inbox)

    ended = spans.get_finished_spans()
    (request,) = (span for span in ended if span.name == "POST /orders" and span.parent is None)
    trace = {span.context.span_id: span for span in ended if span.context.trace_id == request.context.trace_id}
    (effect,) = (span for span in trace.values() if span.name == "process orders.order.placed.v1")
    way = [effect]
    while way[-1].parent is not None:
        way.append(trace[way[-1].parent.span_id])
    assert [span.name for span in way] == [
        "process orders.order.placed.v1",
        "send branchline.orders",
        "POST /orders",
    ]
    assert request.end_time < effect.start_time
    # A heartbeat serves nobody's request.
    assert sum(span.name == "send branchline.orders" for span in ended) < len(records)
    # What the reaction did to its database is seen below it.
    assert any(span.parent and span.parent.span_id == effect.context.span_id for span in trace.values())
    assert (await written(orders)).split("-")[1:3] == [
        format_trace_id(request.context.trace_id),
        f"{request.context.span_id:016x}",
    ]


async def test_each_event_of_a_batch_continues_its_own_trace(house, spans):
    firm = await house.organisation()
    spans.clear()
    traces = [f"00-{number:032x}-{number:016x}-01" for number in (1, 2)]
    customers = [new_id() for _ in traces]
    records = [
        with_trace(house.record(counted(customer, 1, firm.branches[0])), trace)
        for customer, trace in zip(customers, traces, strict=True)
    ]
    await house.consumer.apply(records)

    ended = spans.get_finished_spans()
    (batch,) = (span for span in ended if span.name == "process batch")
    assert batch.parent is None
    assert {link.context.trace_id for link in batch.links} == {1, 2}
    effects = {span.context.trace_id: span for span in ended if span.name == "process customers.credit.ended.v1"}
    assert effects.keys() == {1, 2}
    assert all(span.parent.span_id == trace for trace, span in effects.items())
    assert all(span.links[0].context == batch.context for span in effects.values())
    async with house.tx() as tx:
        rows = {row.key: row.traceparent for row in await tx.execute(text("SELECT key, traceparent FROM journal"))}
    for customer, number in zip(customers, (1, 2), strict=True):
        span = effects[number].context
        assert rows[str(customer)] == f"00-{number:032x}-{span.span_id:016x}-01"


async def test_a_trace_tells_neither_what_was_searched_for_nor_that_machines_ask(house, spans):
    await house.organisation()
    spans.clear()
    async with house.client("clerk-1") as client:
        await client.get(f"/notes/{new_id()}", params={"name": "张三"})
        await client.get("/livez")
    ended = spans.get_finished_spans()
    (request,) = (span for span in ended if span.kind is SpanKind.SERVER)
    assert request.name == "GET /notes/{id}"
    assert not any("name=" in str(value) for span in ended for value in span.attributes.values())


def with_trace(record: ConsumerRecord, traceparent: str) -> ConsumerRecord:
    head = [(name, value) for name, value in record.headers if name != "traceparent"]
    return replace(record, headers=(*head, ("traceparent", traceparent.encode())))


def test_nothing_of_it_is_loaded_until_it_is_asked_for():
    assert subprocess.run([sys.executable, "-c", LOADED], check=False).returncode == 0
