"""What services at work stand on: an empty broker, new databases, a login."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from os import environ
from pathlib import Path
from sys import executable

import pytest
from aiokafka import TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, RecordsToDelete

from branchline.estate import OPERATOR
from branchline.infrastructure.servers import free_port
from branchline.supervisor import Child, Supervisor
from branchline.testing import House, prepared
from chassis.blueprint import Service
from contracts.topics import TOPICS
from edge import topics

TO_THE_END = -1
StandUp = Callable[[Service], Awaitable[House]]


@pytest.fixture
async def broker(kafka: str) -> str:
    """Give the broker with all topics made and empty: other tests leave events of services that never were."""
    if await topics.create(kafka):
        return kafka
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await admin.start()
    try:
        places = [TopicPartition(topic.name, number) for topic in TOPICS for number in range(topic.partitions)]
        await admin.delete_records(dict.fromkeys(places, RecordsToDelete(TO_THE_END)))
    finally:
        await admin.close()
    return kafka


@pytest.fixture
async def stand_up(postgres_url: str) -> AsyncIterator[StandUp]:
    """Give what makes a service's house on a new database."""
    async with AsyncExitStack() as stack:

        async def make(service: Service) -> House:
            urls = await prepared(postgres_url, service, name=f"live_{service.name}")
            house = House(service, urls.api, urls.worker)
            stack.push_async_callback(house.stop)
            return house

        yield make


@pytest.fixture
async def issuer(tmp_path: Path) -> AsyncIterator[str]:
    """Run the development issuer, at which the operator logs in."""
    people, port = tmp_path / "people.csv", free_port()
    people.write_text("staff_no,name,title,branch\n")
    argv = [executable, "-m", "branchline.issuer", "--port", str(port), "--people", str(people), "--operator", OPERATOR]
    url = f"http://127.0.0.1:{port}"
    env = {**environ, "BRANCHLINE_ENVIRONMENT": "development"}
    supervisor = Supervisor(tmp_path / "logs", print)
    try:
        await supervisor.start([Child("issuer", argv, env, f"{url}/.well-known/openid-configuration")])
        yield url
    finally:
        await supervisor.stop()
