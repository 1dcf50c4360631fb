"""The way in from Kafka: FastStream's subscriber, which hands batches of records to a consumer (rule 3)."""

from collections.abc import Awaitable, Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from aiokafka import TopicPartition
from faststream import AckPolicy
from faststream.kafka import KafkaBroker, KafkaMessage

from chassis.consumer import LIMITS, hint
from chassis.crash import crash_point
from chassis.inbox import Stream
from contracts.partition import partition_of
from contracts.topics import PARTITIONS, service_topic
from edge.polling import Poll

# Idle, FastStream sleeps this long after each empty poll: at its default of 200 it is deaf half the time.
BATCH_TIMEOUT_MS = 10
FETCH_BYTES_MAX = 8 * 1024 * 1024


async def _parser(message: Any) -> KafkaMessage:
    """Keep the raw records: FastStream's own parser loses a batch to one header that is not UTF-8."""
    return KafkaMessage(body=b"", raw_message=message, headers={}, consumer=None)  # type: ignore[arg-type]


async def _decoder(message: KafkaMessage) -> Any:
    return message.raw_message


def subscribe(
    broker: KafkaBroker,
    group: str,
    topics: Sequence[str],
    slot: str,
    handle: Callable[[list[Any]], Awaitable[None]],
    full: AbstractSet[Stream] = frozenset(),
) -> Any:
    """Subscribe a group in batches with manual acknowledgement; `handle` must not raise."""
    subscriber = broker.subscriber(
        *topics,
        batch=True,
        group_id=group,
        group_instance_id=f"{group}-{slot}",
        auto_offset_reset="earliest",
        ack_policy=AckPolicy.MANUAL,
        batch_timeout_ms=BATCH_TIMEOUT_MS,
        max_records=LIMITS.records,
        fetch_max_bytes=FETCH_BYTES_MAX,
        session_timeout_ms=10_000,
        heartbeat_interval_ms=2_000,
        rebalance_timeout_ms=60_000,
        parser=_parser,
        decoder=_decoder,
    )

    @subscriber
    async def on_batch(message: KafkaMessage) -> None:
        records = message.raw_message
        batch = list(records) if isinstance(records, tuple | list) else [records]
        await crash_point("consumer.received")
        await handle(batch)
        await crash_point("consumer.handled")
        hold(subscriber.consumer, full)
        await hint(subscriber.consumer, batch)

    subscriber.get_msg = Poll(subscriber)  # type: ignore[method-assign, assignment]
    return subscriber


def hold(kafka: Any, full: AbstractSet[Stream]) -> None:
    """Pause the partitions of full streams, and resume those of others; the replay topic, which heals, is read on."""
    if kafka is None:
        return
    wanted = {
        TopicPartition(service_topic(source.rpartition("/")[2]), partition_of(shard, PARTITIONS))
        for source, shard in full
    }
    kafka.pause(*(wanted & kafka.assignment()))
    kafka.resume(*(kafka.paused() - wanted))
