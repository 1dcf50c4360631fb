"""The servers under test: started once a run, shared by all workers, stopped at its end."""

import fcntl
import os
from collections.abc import AsyncIterator
from contextlib import ExitStack

import pytest
from aiokafka import TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, RecordsToDelete

from branchline.infrastructure import started
from branchline.places import home
from contracts.topics import TOPICS
from edge import topics

TO_THE_END = -1
STACK = pytest.StashKey[ExitStack]()
TURN = home() / "kafka-tests.lock"
POSTGRES, KAFKA = "BRANCHLINE_POSTGRES", "BRANCHLINE_KAFKA"


@pytest.hookimpl(tryfirst=True, optionalhook=True)
def pytest_xdist_setupnodes(config: pytest.Config) -> None:
    """Start the servers in the controller, so that all workers share them."""
    _ensure(config)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what this run started."""
    if (stack := config.stash.get(STACK, None)) is not None:
        stack.close()


def _ensure(config: pytest.Config) -> None:
    if STACK in config.stash or (os.environ.get(POSTGRES) and os.environ.get(KAFKA)):
        return
    with ExitStack() as stack:
        servers = stack.enter_context(started(f"test-{os.getpid()}", keep_data=False))
        # Workers of a parallel run are children: they find the servers through the environment.
        os.environ[POSTGRES], os.environ[KAFKA] = servers.postgres_url, servers.kafka
        config.stash[STACK] = stack.pop_all()


@pytest.fixture(scope="session")
def servers(request: pytest.FixtureRequest) -> None:
    """Have the servers, in a run without workers too."""
    _ensure(request.config)


@pytest.fixture(scope="session")
def postgres_url(servers: None) -> str:
    """Return the administrator's URL of PostgreSQL."""
    return os.environ[POSTGRES]


@pytest.fixture
async def kafka(servers: None) -> AsyncIterator[str]:
    """Yield a broker with empty topics to one test at a time: workers share it."""
    TURN.parent.mkdir(parents=True, exist_ok=True)
    with TURN.open("a") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        await _empty(os.environ[KAFKA])
        yield os.environ[KAFKA]


async def _empty(kafka: str) -> None:
    """Have all topics without a record: the events of other tests are of services that never were."""
    if set(await topics.create(kafka)) == {topic.name for topic in TOPICS}:
        return
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await admin.start()
    try:
        places = [TopicPartition(topic.name, number) for topic in TOPICS for number in range(topic.partitions)]
        await admin.delete_records(dict.fromkeys(places, RecordsToDelete(TO_THE_END)))
    finally:
        await admin.close()
