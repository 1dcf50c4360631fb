"""The ground under the scenarios: servers of their own, services in processes that can be killed apart, customers."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from pathlib import Path
from signal import SIGCONT, SIGSTOP
from typing import Any

from rich.console import Console

from branchline import estate as estates
from branchline import settled
from branchline.client import Person
from branchline.estate import OPERATOR, SERVICES, Estate, Post
from branchline.importing import imported
from branchline.infrastructure import Infrastructure, embedded
from branchline.infrastructure.servers import LOOPBACK, Listening, Server, free_port
from branchline.places import build
from branchline.supervisor import Child, Say, Supervisor
from chassis.calendar import SHANGHAI
from chassis.clock import monotonic, real_now
from chassis.database import Database
from tests.chaos import company
from tests.chaos.work import Customer, Product, Work

INSTANCE = "chaos"
SERVERS = ("postgres", "kafka")
# Sweeps look over whole tables; half a second, as in development, would measure them.
SETTINGS = {"sweep_every_s": "5"}
RESERVED = 40
# What scenarios kill one by one; a sweeper idles most of the time and costs a process of its own little use.
APART: tuple[tuple[str, ...], ...] = (("api",), ("worker",), ("relay", "sweeper"))


@dataclass(slots=True)
class Ground:
    """What runs, what was learnt of the company, and the ways to harm it."""

    estate: Estate
    supervisor: Supervisor
    at: dict[str, Listening]
    say: Say
    administrator: str
    customers: list[Customer] = field(default_factory=list)
    products: list[Product] = field(default_factory=list)
    runs: int = 0
    sheets: int = 0
    republished: int = 0
    """How many records the topics held twice after the last run."""
    dead: Counter[str] = field(default_factory=Counter)
    """How many dead letters each group had after the last run."""
    unsent: set[str] = field(default_factory=set)
    """Events that a scenario kept from the topics."""

    def work(self, seed: int) -> Work:
        """Begin a day of work; marks never repeat on one ground."""
        self.runs += 1
        return Work(self.customers[:-RESERVED], self.products, self.today(), seed * 1000 + self.runs)

    @property
    def reserved(self) -> list[Customer]:
        """List the customers whom no load serves: what happens to them is a scenario's alone."""
        return self.customers[-RESERVED:]

    def today(self) -> date:
        """Tell the firm's date."""
        return self.estate.clock().now().astimezone(SHANGHAI).date()

    def database(self, service: str, pool_size: int = 4) -> Database:
        """Open a service's database as its worker does."""
        url = self.estate.services[service].worker_database
        return Database(service, url, self.estate.clock(), pool_size=pool_size)

    def named(self, role: str) -> list[str]:
        """List the processes of a role."""
        return [name for name in self.supervisor.names() if role in name.partition(".")[2].partition("-")[0].split("+")]

    async def post(self, post: Post, **others: str) -> str:
        """Start one more process of a service; it is ready when this returns."""
        await self.supervisor.start([self.again(post, **others)])
        return post.name

    def again(self, post: Post, **others: str) -> Child:
        """Describe a process of a service anew, with other settings."""
        return estates.child(self.estate, post, **{**SETTINGS, **others})

    async def crash(self, server: str) -> None:
        """End a server at once, as a power cut would."""
        await asyncio.to_thread(embedded.crash, INSTANCE, server)

    async def revive(self, server: str) -> float:
        """Start a crashed server again at its address; return the moment at which it answers."""
        await asyncio.to_thread(embedded.revive, INSTANCE, server, self.at[server], self.say)
        return monotonic()

    def freeze(self, server: str) -> None:
        """Let a server hold its connections and answer nothing."""
        embedded.send(INSTANCE, server, SIGSTOP)

    def thaw(self, server: str) -> None:
        """Let it go on."""
        embedded.send(INSTANCE, server, SIGCONT)


def today() -> date:
    """Tell the firm's date."""
    return real_now().astimezone(SHANGHAI).date()


@asynccontextmanager
async def standing(say: Say) -> AsyncIterator[Ground]:
    """Have the ground ready for load; stop all of it in the end."""
    at = {"postgres": Listening(free_port()), "kafka": Listening(free_port(), _doors())}
    sheets = company.generate(build() / "chaos", today())
    found: dict[str, Server] = {}
    servers = _servers(at, say, found)
    async with estates.standing(INSTANCE, sheets["login"], servers, say) as (estate, supervisor):
        ground = Ground(estate, supervisor, at, say, found["postgres"].address)
        await supervisor.start(
            [
                estates.issuer(estate),
                *(estates.child(estate, Post(service, roles), **SETTINGS) for service in SERVICES for roles in APART),
            ]
        )
        await _move_in(ground, sheets)
        yield ground


def _doors() -> tuple[tuple[int, str], ...]:
    """Give each service's link to the broker a door of its own; a proxy may stand before it."""
    return tuple((free_port(), f"{LOOPBACK}:{free_port()}") for _ in SERVICES)


@contextmanager
def _servers(at: dict[str, Listening], say: Say, found: dict[str, Server]) -> Iterator[Infrastructure]:
    with embedded.running(INSTANCE, frozenset(SERVERS), keep_data=False, say=say, at=at) as servers:
        found.update(servers)
        yield Infrastructure(servers["postgres"].address, servers["kafka"].address, "embedded")


async def _move_in(ground: Ground, sheets: dict[str, Path]) -> None:
    operator, manager = Person(ground.estate, OPERATOR), Person(ground.estate, "u-gm")
    quiet = Console(file=StringIO())
    try:
        for kind in company.KINDS_USED:
            report = await imported(ground.estate, kind, sheets[kind], quiet)
            if not report.ok:
                raise SystemExit(report.to_json())
            await settled.everywhere(ground.estate)
            if kind == "branches":
                for year in (today().year, today().year + 1):
                    await operator.post("customers", "/calendar", {"year": year})
                await settled.everywhere(ground.estate)
        ground.customers += [_customer(each) for each in await _all(manager, "customers", "/customers")]
        codes = {row["code"] for row in company.products()}
        found = await _all(manager, "orders", "/products")
        ground.products += [Product(each["product_id"], each["unit"]) for each in found if each["code"] in codes]
    finally:
        await operator.close()
        await manager.close()


async def _all(person: Person, service: str, path: str) -> list[dict[str, Any]]:
    found, after = [], ""
    while True:
        page = await person.get(service, f"{path}?limit=200{after}")
        found += page["items"]
        if page["next"] is None:
            return found
        after = f"&after={page['next']}"


def _customer(row: dict[str, Any]) -> Customer:
    planned = company.customer(int(row["customer_no"][1:]))
    branch, owner = int(planned["branch_code"][2:]), planned["owner_staff_no"]
    return Customer(row["customer_id"], row["customer_no"], branch, owner)
