"""Processes of the services on a stage, each with the roles that a goal needs."""

import csv
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import httpx

from bench.stage import INSTANCE, Stage
from branchline import estate as estates
from branchline.client import GRANT
from branchline.databases import Urls
from branchline.estate import Address, Estate, Post
from branchline.infrastructure.servers import free_port
from branchline.places import build
from branchline.supervisor import Child, Supervisor

# As in production: no movable clock, and the sweeper once a minute.
SETTINGS = {"environment": "production", "sweep_every_s": "60"}
OF_DEVELOPMENT = ("_CLOCK_FILE", "_DOCS_ASSETS")


@dataclass(frozen=True, slots=True)
class Town:
    """Where the processes are, and the one that starts and stops them."""

    estate: Estate
    supervisor: Supervisor

    def urls(self, service: str) -> Urls:
        """Return the ways into a service's database."""
        found = self.estate.services[service]
        return Urls(found.owner_database, found.api_database, found.worker_database)

    def child(self, post: Post) -> Child:
        """Describe a process as production runs it."""
        described = estates.child(self.estate, post, **SETTINGS)
        environment = {k: v for k, v in described.environment.items() if not k.endswith(OF_DEVELOPMENT)}
        return replace(described, environment=environment)

    async def start(self, *posts: Post) -> None:
        """Start processes and wait until they are ready."""
        await self.supervisor.start([self.child(post) for post in posts])

    async def another(self, post: Post) -> str:
        """Start a second API beside the first; return its address."""
        address = self.estate.services[post.service]
        moved = replace(address, url=f"http://127.0.0.1:{free_port()}")
        beside = replace(self.estate, services={**self.estate.services, post.service: moved})
        await replace(self, estate=beside).start(post)
        return moved.url

    async def log_in(self) -> None:
        """Start the issuer of tokens."""
        await self.supervisor.start([estates.issuer(self.estate)])

    async def tokens(self, subjects: Iterable[str]) -> dict[str, str]:
        """Log people in; return the bearer token of each."""
        async with httpx.AsyncClient(base_url=self.estate.issuer) as client:
            return {each: await _token(client, each) for each in subjects}


@asynccontextmanager
async def town(stage: Stage, label: str, services: Sequence[str], subjects: Iterable[str] = ()) -> AsyncIterator[Town]:
    """Prepare databases for some services and nothing running yet; stop all in the end."""
    addresses = {}
    for name in services:
        urls = await stage.database(name, label)
        addresses[name] = Address(f"http://127.0.0.1:{free_port()}", urls.worker, urls.owner, urls.api)
    people = _people(build() / "bench.people.csv", subjects)
    issuer = f"http://127.0.0.1:{free_port()}"
    estate = Estate(INSTANCE, issuer, stage.infra.kafka, "", addresses, str(people))
    supervisor = Supervisor(build() / "logs" / INSTANCE, stage.say)
    try:
        yield Town(estate, supervisor)
    finally:
        await supervisor.stop()


def _people(path: Path, subjects: Iterable[str]) -> Path:
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([["subject", "name"], *([each, each] for each in subjects)])
    return path


async def _token(client: httpx.AsyncClient, subject: str) -> str:
    answer = await client.post("/token", data={"grant_type": GRANT, "subject": subject})
    return str(answer.raise_for_status().json()["access_token"])
