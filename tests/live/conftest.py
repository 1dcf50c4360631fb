"""What services at work stand on: new databases, a login."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from os import environ
from pathlib import Path
from sys import executable

import pytest

from branchline.estate import OPERATOR
from branchline.infrastructure.servers import free_port
from branchline.supervisor import Child, Supervisor
from branchline.testing import House, prepared
from chassis.blueprint import Service

StandUp = Callable[[Service], Awaitable[House]]


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
