"""Create the declared topics; nothing else ever does (architecture, Contracts)."""

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import TopicAlreadyExistsError, for_code

from contracts.topics import TOPICS, Topic

DAY_MS = 24 * 60 * 60 * 1000
NO_ERROR = 0


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
        return [topic.name for topic in missing]
    finally:
        await admin.close()


def _new(topic: Topic) -> NewTopic:
    settings = {"retention.ms": str(topic.retention_days * DAY_MS), "max.message.bytes": "1048588"}
    return NewTopic(topic.name, topic.partitions, 1, topic_configs=settings)
