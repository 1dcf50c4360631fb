"""Subscribe to Branchline's events with plain Kafka: each event once, in order by shard (X1)."""

import asyncio
import json
import sys

from aiokafka import AIOKafkaConsumer

TOPICS = [f"branchline.{name}" for name in ("customers", "orders", "receivables", "notifications")]


async def main(servers: str) -> None:
    consumer = AIOKafkaConsumer(*TOPICS, bootstrap_servers=servers, auto_offset_reset="earliest", group_id=None)
    await consumer.start()
    position: dict[tuple[str, str], int] = {}  # keep this with your own data, in the same transaction
    early: dict[tuple[str, str, int], dict] = {}
    try:
        async for record in consumer:
            head = {name: value.decode() for name, value in record.headers}
            if head["ce_type"] == "branchline.heartbeat.v1":
                continue  # it tells how far the shard is, outside the sequence
            stream, number = (head["ce_source"], head["ce_shard"]), int(head["ce_sequence"])
            if number <= position.get(stream, 0):
                continue  # a duplicate: Kafka and the relay deliver at least once
            early[*stream, number] = {"head": head, "body": json.loads(record.value)}
            while event := early.pop((*stream, position.get(stream, 0) + 1), None):
                position[stream] = position.get(stream, 0) + 1
                handle(event)
    finally:
        await consumer.stop()


def handle(event: dict) -> None:
    print(
        event["head"]["ce_id"],
        event["head"]["ce_type"],
        event["head"]["ce_shard"],
        event["head"]["ce_sequence"],
        flush=True,
    )


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
