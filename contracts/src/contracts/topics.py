"""Topics as data: what is created, with how many partitions."""

from dataclasses import dataclass

SERVICES = ("customers", "orders", "receivables", "notifications")
PARTITIONS = 16  # a power of two up to 64, so that a shard lies in exactly one partition
DEAD_LETTER_PARTITIONS = 1  # read by people, whose order is that of arrival
RETENTION_DAYS = 90  # the journal is for ever; Kafka's copy ends here (events.md, Q4)
CONTROL = "branchline.control"


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic as it is declared to the broker."""

    name: str
    partitions: int
    retention_days: int
    holds: str


def service_topic(service: str) -> str:
    """Name the topic of a service's events."""
    return f"branchline.{service}"


def dead_letter_topic(group: str) -> str:
    """Name the topic of what a consumer group could not apply."""
    return f"branchline.dead-letter.{group}"


def replay_topic(group: str) -> str:
    """Name the topic on which a consumer group gets old events again, so that nobody else sees them."""
    return f"branchline.replay.{group}"


def topics_of(group: str) -> tuple[Topic, Topic]:
    """Declare the two topics of a consumer group."""
    return (
        Topic(dead_letter_topic(group), DEAD_LETTER_PARTITIONS, RETENTION_DAYS, f"what {group} set aside"),
        Topic(replay_topic(group), PARTITIONS, RETENTION_DAYS, f"old events sent again to {group}"),
    )


TOPICS: tuple[Topic, ...] = (
    *(Topic(service_topic(s), PARTITIONS, RETENTION_DAYS, f"all events of {s}") for s in SERVICES),
    Topic(CONTROL, PARTITIONS, RETENTION_DAYS, "requests between services: send a range again"),
    *(topic for group in SERVICES for topic in topics_of(group)),
)
