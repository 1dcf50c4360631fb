"""Create the declared topics; nothing else ever does (architecture, Contracts)."""

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic, RecordsToDelete
from aiokafka.errors import TopicAlreadyExistsError, for_code

from contracts.topics import TOPICS, Topic

DAY_MS = 24 * 60 * 60 * 1000
NO_ERROR = 0
TO_THE_END = -1


async def create(kafka: str, topics: tuple[Topic, ...] = TOPICS) -> list[str]:
    """Create the missing topics and return their names."""
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await admin.start()
    try:
        known = set(await admin.list_topics())
        missing = [topic for topic in topics if topic.name not in known]
        if missing:
            answer = await admin.create_topics([_new(topic) for topic in missing])
            for name, code, *_ in answer.topic_errors:
                if code != NO_ERROR and for_code(code) is not TopicAlreadyExistsError:
                    raise for_code(code)(name)
        if missing:
            await _ready(kafka, topics)
        return [topic.name for topic in missing]
    finally:
        await admin.close()


async def _ready(kafka: str, topics: tuple[Topic, ...]) -> None:
    """Wait until every partition answers: just created, one refuses records for a moment."""
    consumer = AIOKafkaConsumer(bootstrap_servers=kafka, retry_backoff_ms=50)
    await consumer.start()
    try:
        await consumer.end_offsets(_places(topics))
    finally:
        await consumer.stop()


async def empty(kafka: str) -> None:
    """Have all declared topics, without a record: for tests, whose events are of services that never were."""
    if set(await create(kafka)) == {topic.name for topic in TOPICS}:
        return
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await admin.start()
    try:
        await admin.delete_records(dict.fromkeys(_places(TOPICS), RecordsToDelete(TO_THE_END)))
    finally:
        await admin.close()


def _places(topics: tuple[Topic, ...]) -> list[TopicPartition]:
    return [TopicPartition(topic.name, number) for topic in topics for number in range(topic.partitions)]


def _new(topic: Topic) -> NewTopic:
    settings = {"retention.ms": str(topic.retention_days * DAY_MS), "max.message.bytes": "1048588"}
    return NewTopic(topic.name, topic.partitions, 1, topic_configs=settings)
