"""Create the declared topics; nothing else ever does (architecture, Contracts): `python -m edge.topics`."""

import asyncio

import structlog
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import TopicAlreadyExistsError, for_code
from faststream.kafka.security import parse_security
from faststream.security import BaseSecurity
from pydantic_settings import SettingsConfigDict

from contracts.topics import TOPICS, Topic
from edge import logs
from edge.config import Broker

DAY_MS = 24 * 60 * 60 * 1000
NO_ERROR = 0

log = structlog.get_logger(__name__)


class Settings(Broker):
    """Where the topics are created, by a login that may."""

    model_config = SettingsConfigDict(env_prefix="BRANCHLINE_")

    topics_replication: int = 1
    """Copies of each partition; 3 in production."""


async def create(
    kafka: str, topics: tuple[Topic, ...] = TOPICS, *, security: BaseSecurity | None = None, replication: int = 1
) -> list[str]:
    """Create the missing topics and return their names."""
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka, **parse_security(security))
    await admin.start()
    try:
        known = set(await admin.list_topics())
        missing = [topic for topic in topics if topic.name not in known]
        if missing:
            answer = await admin.create_topics([_new(topic, replication) for topic in missing])
            for name, code, *_ in answer.topic_errors:
                if code != NO_ERROR and for_code(code) is not TopicAlreadyExistsError:
                    raise for_code(code)(name)
            await _answered(kafka, topics, security)
        return [topic.name for topic in missing]
    finally:
        await admin.close()


async def _answered(kafka: str, topics: tuple[Topic, ...], security: BaseSecurity | None) -> None:
    """Wait until every partition answers: just created, one refuses records for a moment."""
    consumer = AIOKafkaConsumer(bootstrap_servers=kafka, retry_backoff_ms=50, **parse_security(security))
    await consumer.start()
    try:
        await consumer.end_offsets([TopicPartition(t.name, n) for t in topics for n in range(t.partitions)])
    finally:
        await consumer.stop()


def _new(topic: Topic, replication: int) -> NewTopic:
    settings = {
        "retention.ms": str(topic.retention_days * DAY_MS),
        "max.message.bytes": "1048588",
        # What the broker has acknowledged outlives the loss of one copy.
        "min.insync.replicas": str(max(1, replication - 1)),
    }
    return NewTopic(topic.name, topic.partitions, replication, topic_configs=settings)


def create_from_environment() -> list[str]:
    """Create the missing topics at BRANCHLINE_KAFKA and return their names."""
    settings = Settings()
    return asyncio.run(create(settings.kafka, security=settings.security(), replication=settings.topics_replication))


if __name__ == "__main__":
    logs.configure("branchline", "topics")
    log.info("topics.created", topics=create_from_environment())
