"""The whole of Branchline on one machine: servers, databases, issuer and four services."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, ExitStack, asynccontextmanager
from dataclasses import asdict, dataclass, field
from importlib import import_module
from importlib.resources import files
from pathlib import Path

import psutil

from branchline import databases
from branchline.infrastructure import Infrastructure, started
from branchline.infrastructure.servers import free_port
from branchline.places import build, console, instance_folder
from branchline.supervisor import Child, Supervisor
from chassis.blueprint import Service
from chassis.clock import Clock, make_clock
from chassis.migrations import upgrade
from edge import topics
from edge.process import ROLES

SERVICES = databases.SERVICES
OPERATOR = "operator"
# The sweeper of a development estate looks often, since its clock is moved in leaps.
SWEEP_EVERY_S = 0.5
PASSWORD = "development"  # noqa: S105 - a login of servers that listen on loopback alone
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Address:
    """Where one service is: its API, and its database for operators' commands."""

    url: str
    worker_database: str
    owner_database: str
    api_database: str


@dataclass(frozen=True, slots=True)
class Post:
    """A process of a service: its roles, and its slot among its peers."""

    service: str
    roles: tuple[str, ...] = ROLES
    slot: int = 0

    @property
    def name(self) -> str:
        """Name the process: a service in one process goes by its own name."""
        return self.service if self.roles == ROLES else f"{self.service}.{'+'.join(self.roles)}-{self.slot}"


@dataclass(frozen=True, slots=True)
class Estate:
    """What runs, and how to reach it."""

    instance: str
    issuer: str
    kafka: str
    clock_file: str
    services: dict[str, Address]
    people: str
    pid: int = field(default_factory=os.getpid)
    environment: str = "development"
    token: str = ""
    """What to call the APIs with, where there is no development issuer to ask."""

    def clock(self) -> Clock:
        """Return business time: real time unless development moves it."""
        return make_clock(self.environment, Path(self.clock_file) if self.clock_file else None)

    def write(self) -> None:
        """Tell other commands where everything is."""
        _state(self.instance).write_text(json.dumps(asdict(self), indent=2))

    @classmethod
    def read(cls, instance: str) -> "Estate":
        """Find a running estate; FileNotFoundError when there is none."""
        stored = json.loads(_state(instance).read_text())
        stored["services"] = {name: Address(**address) for name, address in stored["services"].items()}
        return cls(**stored)


def refuse_second(instance: str) -> None:
    """Refuse to run beside an estate of the same name that is still up."""
    try:
        running = json.loads(_state(instance).read_text())["pid"]
    except (OSError, ValueError, KeyError):
        return
    if psutil.pid_exists(running):
        raise SystemExit(f"{instance} 已在运行（进程 {running}）/ is running already, as process {running}")


def _state(instance: str) -> Path:
    return instance_folder(instance) / "estate.json"


def service(name: str) -> Service:
    """Load a service's composition root."""
    found: Service = import_module(f"{name}.app").SERVICE
    return found


@asynccontextmanager
async def running(
    instance: str, people: Path, *, keep_data: bool, say: Say
) -> AsyncIterator[tuple[Estate, Supervisor]]:
    """Start servers and one process a service, yield, and stop whatever this started."""
    servers = started(instance, keep_data=keep_data, say=say)
    async with standing(instance, people, servers, say) as (estate, supervisor):
        await supervisor.start([issuer(estate), *(child(estate, Post(name)) for name in SERVICES)])
        estate.write()
        yield estate, supervisor


@asynccontextmanager
async def standing(
    instance: str, people: Path, servers: AbstractContextManager[Infrastructure], say: Say
) -> AsyncIterator[tuple[Estate, Supervisor]]:
    """Have servers, databases and topics with nothing running on them yet; stop all in the end."""
    refuse_second(instance)
    with ExitStack() as stack:
        infra = await asyncio.to_thread(stack.enter_context, servers)
        folder = instance_folder(instance)
        folder.mkdir(parents=True, exist_ok=True)
        estate = await _prepared(instance, infra, people)
        supervisor = Supervisor(build() / "logs", say)
        try:
            yield estate, supervisor
        finally:
            await supervisor.stop()
            _state(instance).unlink(missing_ok=True)
            # Stopping waits for processes: not on the loop that others still use.
            await asyncio.to_thread(stack.close)


async def _prepared(instance: str, infra: Infrastructure, people: Path) -> Estate:
    addresses = {}
    for name in SERVICES:
        urls = await databases.create(infra.postgres_url, name, f"branchline_{instance}_{name}", PASSWORD)
        await asyncio.to_thread(upgrade, service(name), urls.owner)
        addresses[name] = Address(f"http://127.0.0.1:{free_port()}", urls.worker, urls.owner, urls.api)
    await topics.create(infra.kafka)
    return Estate(
        instance, f"http://127.0.0.1:{free_port()}", infra.kafka, str(instance_folder(instance) / "clock.json"),
        addresses, str(people),
    )  # fmt: skip


def issuer(estate: Estate) -> Child:
    """Describe the process that logs the people in."""
    port = estate.issuer.rsplit(":", 1)[1]
    argv = ["-m", "branchline.issuer", "--port", port, "--people", estate.people, "--operator", OPERATOR]
    return Child("issuer", [sys.executable, *argv], _environment(), f"{estate.issuer}/.well-known/openid-configuration")


def gateway(estate: Estate, port: int) -> Child:
    """Describe the process that gives browsers the console and the four APIs under one origin."""
    argv = ["-m", "branchline.gateway", "--port", str(port), "--files", str(console()), "--issuer", estate.issuer]
    argv += [part for name, at in estate.services.items() for part in ("--service", f"{name}={at.url}")]
    return Child("gateway", [sys.executable, *argv], _environment(), f"http://127.0.0.1:{port}/config.json")


def child(estate: Estate, post: Post, **others: str) -> Child:
    """Describe a process of a service; `others` are settings of its own (`kafka="…"`)."""
    address = estate.services[post.service]
    url = address.url if "api" in post.roles else f"http://127.0.0.1:{free_port()}"
    settings = {
        "environment": "development",
        "api_database": address.api_database,
        "worker_database": address.worker_database,
        "kafka": estate.kafka,
        "issuer": estate.issuer,
        "operators": json.dumps([OPERATOR]),
        "port": url.rsplit(":", 1)[1],
        "slot": str(post.slot),
        "clock_file": estate.clock_file,
        "sweep_every_s": str(SWEEP_EVERY_S),
        "docs_assets": str(files("fastapi_offline") / "static"),
        **others,
    }
    own = {f"{post.service}_{key}".upper(): value for key, value in settings.items()}
    argv = [sys.executable, "-m", post.service, *post.roles]
    return Child(post.name, argv, {**_environment(), **own}, f"{url}/readyz")


def _environment() -> dict[str, str]:
    return {**os.environ, "BRANCHLINE_ENVIRONMENT": "development", "PYTHONUNBUFFERED": "1"}
