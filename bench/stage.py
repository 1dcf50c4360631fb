"""Where the goals are measured: servers of their own, fresh databases, topics, and how much effort to make."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urlsplit, urlunsplit

from aiokafka.admin import AIOKafkaAdminClient

from bench import wire
from bench.rounds import Rounds, Side, interleaved
from bench.watch import Watch
from branchline import databases
from branchline.databases import Urls
from branchline.estate import service
from branchline.infrastructure import Infrastructure
from chassis.migrations import upgrade
from contracts.topics import TOPICS, Topic
from edge import topics

INSTANCE = "bench"
PASSWORD = "bench"  # noqa: S105 - a login of servers that listen on loopback alone
# Goals with long rounds ask for three.
ROUNDS = 5
QUICK_ROUNDS = 2
PATIENCE_S = 60
DELETED_EVERY_S = 0.1
T = TypeVar("T")


@dataclass(slots=True)
class Stage:
    """What a goal's measure is given."""

    infra: Infrastructure
    quick: bool
    """Fewer rounds and smaller sizes: a look, not a judgement."""
    say: Callable[[str], None]
    databases: dict[str, tuple[str, Urls]] = field(default_factory=dict)
    """Service and addresses of each database made, by its name."""

    def pick(self, full: T, quick: T) -> T:
        """Choose a size by the effort to make."""
        return quick if self.quick else full

    async def database(self, service_name: str, label: str) -> Urls:
        """Make an empty, migrated database of a service; the label names what it is for."""
        name = f"{INSTANCE}_{label}_{service_name}"
        await databases.drop(self.infra.postgres_url, name)
        made = await databases.create(self.infra.postgres_url, service_name, name, PASSWORD)
        # Alembic runs its own event loop.
        await asyncio.to_thread(upgrade, service(service_name), made.owner)
        self.databases[name] = (service_name, made)
        return made

    async def copy(self, urls: Urls, service_name: str, label: str) -> Urls:
        """Copy a database that nobody is connected to, file by file; the label names what the copy is for."""
        name = f"{INSTANCE}_{label}_{service_name}"
        await databases.drop(self.infra.postgres_url, name)
        await databases.copy(self.infra.postgres_url, urls, name)
        made = await databases.create(self.infra.postgres_url, service_name, name, PASSWORD)
        self.databases[name] = (service_name, made)
        return made

    async def forget(self, urls: Urls) -> None:
        """Drop a database, so that the disk does not fill."""
        name = urlsplit(urls.owner).path.removeprefix("/")
        await databases.drop(self.infra.postgres_url, name)
        self.databases.pop(name, None)

    def admin(self, urls: Urls) -> str:
        """Return the administrator's way into a database: no row-level security, as bare SQL has none."""
        path = urlsplit(urls.owner).path
        return urlunsplit(urlsplit(self.infra.postgres_url)._replace(path=path))

    async def topics(self, *more: str) -> None:
        """Create the declared topics anew, so that no group has read them, and further ones of the same shape."""
        shape = TOPICS[0]
        wanted = (*TOPICS, *(Topic(name, shape.partitions, 1, "the raw limit") for name in more))
        await _forget(self.infra.kafka, wanted)
        await topics.create(self.infra.kafka, wanted)
        for topic in wanted:
            await wire.ends(self.infra.kafka, topic)  # Answered once each partition has its leader.

    def watch(self) -> Watch:
        """Return a stop-watch that counts the servers' CPU as ours."""
        return Watch(self.infra.pids, knows_servers=self.infra.source == "embedded")

    async def rounds(self, raw: Side, sides: Mapping[str, Side], rounds: int = ROUNDS) -> Rounds:
        """Measure sides between readings of the raw limit; at most as many rounds again if others disturb."""
        wanted = self.pick(rounds, QUICK_ROUNDS)
        return await interleaved(raw, sides, rounds=wanted, extra=self.pick(rounds, 1), new_watch=self.watch)


async def _forget(kafka: str, unwanted: Sequence[Topic]) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await admin.start()
    try:
        async with asyncio.timeout(PATIENCE_S):
            while known := {topic.name for topic in unwanted} & set(await admin.list_topics()):
                await admin.delete_topics(sorted(known))
                await asyncio.sleep(DELETED_EVERY_S)
    finally:
        await admin.close()
