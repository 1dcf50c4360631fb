"""A service under test: its real schema, its real API and the real consumer, without the network between."""

import asyncio
import os
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
import orjson
import pytest
from aiokafka import ConsumerRecord
from sqlalchemy import text

from branchline import databases
from chassis import invariants
from chassis.blueprint import Service
from chassis.clock import FixedClock, real_now
from chassis.consumer import Consumer
from chassis.database import Database
from chassis.ids import new_id
from chassis.invariants import Invariant
from chassis.migrations import upgrade
from chassis.sweeper import Sweeper
from chassis.tx import Actor, Cause, Tx
from contracts.cloudevents import Envelope, headers
from contracts.customers import BranchChanged, PersonChanged, RoleInBranch
from contracts.events import EVENTS, Event
from contracts.partition import shard_of
from contracts.topics import service_topic
from edge import http
from edge.access import Runtime
from edge.health import Health, health_router
from edge.operations import operations_router
from edge.tokens import Claims

# A Wednesday in the middle of a month, at ten in Shanghai.
START = datetime(2026, 3, 11, 2, 0, tzinfo=UTC)
PASSWORD = "test"  # noqa: S105 - a database that lives for a test run
TRUNCATE_KEEPS = {
    "alembic_version", "journal_head", "journal_epoch", "journal_epoch_base", "relay_cursor", "reference_revision",
}  # fmt: skip
RESET = (
    "UPDATE journal_head SET position = 0 WHERE position > 0",
    "UPDATE relay_cursor SET position = 0, holder = NULL, held_until = '-infinity', stopped = NULL",
    "UPDATE relay_cursor SET heartbeat_at = '-infinity'",
    "DELETE FROM journal_epoch_base WHERE epoch > 1",
    "DELETE FROM journal_epoch WHERE epoch > 1",
    "UPDATE reference_revision SET revision = revision + 1",
)
EVERY_ROLE = (
    "representative", "clerk", "department_manager", "regional_manager", "deputy_general_manager",
    "executive_deputy_general_manager", "general_manager", "finance", "warehouse", "driver",
    "complaint_specialist", "quality_inspector", "market_administration", "administration_supervisor",
    "sales_administration", "repair_department",
)  # fmt: skip


class KnownTokens:
    """The identity provider's side: a token `test:<subject>` is genuine, all others are not."""

    async def verify(self, bearer: str) -> Claims:
        """Read the subject out of a test token."""
        from chassis.refusals import Unauthenticated

        if not bearer.startswith("test:"):
            raise Unauthenticated
        return Claims(bearer.removeprefix("test:"), None, real_now())


@dataclass(frozen=True, slots=True)
class Firm:
    """A small organisation: head office, one region, two branches, and a person a role in each branch."""

    head_office: UUID
    region: UUID
    branches: tuple[UUID, UUID]
    people: dict[str, UUID] = field(default_factory=dict)
    """By subject: `clerk-1` works in the first branch, `clerk-2` in the second, `clerk-0` at head office."""
    events: list[Event] = field(default_factory=list)
    """What customers tells of it, for another house of the same firm."""


class House:
    """A service with its database, clock, API and consumer."""

    def __init__(self, service: Service, api_url: str, worker_url: str) -> None:
        self.service = service
        self.clock = FixedClock(START)
        self.database = Database(service.name, worker_url, self.clock, pool_size=8)
        self.api_database = Database(service.name, api_url, self.clock, pool_size=16)
        self.consumer = Consumer(self.database, service.name, service.table, 0)
        self._positions: dict[tuple[str, int], int] = defaultdict(int)
        self._offset = 0
        self.config = _config(service, api_url, worker_url)
        followed = frozenset(service.table.sources()) - {service.name}
        runtime = Runtime(service.name, self.api_database, KnownTokens(), self.config.operators, followed)
        routers = [health_router(Health(self.database, ())), operations_router(service), *service.routers]
        self.app = http.make_app(self.config, runtime, service.title, routers)

    @asynccontextmanager
    async def tx(self, actor: Actor | None = None, cause: Cause | None = None) -> AsyncIterator[Tx]:
        """Open a transaction as the worker."""
        async with self.database.begin(cause, lambda _: actor or Actor()) as tx:
            yield tx

    def client(self, subject: str, **options: Any) -> httpx.AsyncClient:
        """Return a client of the real API that is logged in; each POST gets a key of its own unless it has one."""
        head = {"Authorization": f"Bearer test:{subject}", **options.pop("headers", {})}
        transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
        client = httpx.AsyncClient(transport=transport, base_url="http://test", headers=head, **options)
        client.event_hooks["request"].append(_key)
        return client

    async def given(self, *events: Event, quiet: bool = False, actor: str = "system") -> list[UUID]:
        """Apply events of other services as the consumer does, at their next positions."""
        records, ids = [], []
        for event in events:
            record, event_id = self._record(event, quiet=quiet, actor=actor)
            records.append(record)
            ids.append(event_id)
        await self.consumer.apply(records)
        return ids

    def record(self, event: Event, **changes: Any) -> Any:
        """Make the Kafka record of an event without applying it."""
        return self._record(event, quiet=False, actor="system", **changes)[0]

    def _record(self, event: Event, *, quiet: bool, actor: str, **changes: Any) -> tuple[Any, UUID]:
        source = event.type.split(".")[0]
        key, event_id = event.key(), new_id()
        shard = shard_of(key)
        if "headers" not in changes:
            self._positions[source, shard] += 1
        envelope = Envelope(
            id=event_id, source=f"branchline/{source}", type=event.type, time=self.clock.now(),
            subject=event.subject(), key=key, shard=shard, sequence=self._positions[source, shard], epoch=1,
            actor=actor, branch=event.branch(), quiet=quiet, twin=False, correlation_id=new_id(),
            causation_id=new_id(), traceparent=None, recorded=real_now(),
        )  # fmt: skip
        self._offset += 1
        record: ConsumerRecord[bytes, bytes] = ConsumerRecord(
            topic=service_topic(source), partition=shard % 16, offset=self._offset, timestamp=0, timestamp_type=0,
            key=key.encode(), value=event.model_dump_json().encode(), checksum=None, serialized_key_size=0,
            serialized_value_size=0, headers=tuple(changes.get("headers", headers(envelope))),
        )  # fmt: skip
        return record, event_id

    async def sweep(self) -> None:
        """Run every sweep once; one that fails is an error of the test."""
        for sweep in self.service.sweeps:
            await Sweeper(self.database, (), 1)._sweep(sweep)

    async def journal(self, kind: str | None = None) -> list[Event]:
        """Return the service's events in the order in which they were recorded, of one type or all."""
        async with self.database.begin() as tx:
            rows = (await tx.execute(text("SELECT type, body FROM journal ORDER BY recorded_at, event_id"))).all()
        return [
            EVENTS[row.type].model_validate(orjson.loads(row.body)) for row in rows if kind in (None, row.type)
        ]  # fmt: skip

    async def parked(self) -> list[Any]:
        """Return the events that a handler could not take."""
        async with self.database.begin() as tx:
            return list((await tx.execute(text("SELECT * FROM parked WHERE state <> 'applied'"))).all())

    async def breaches(self, checked: Sequence[Invariant]) -> list[tuple[str, ...]]:
        """Return what breaks the invariants."""
        async with self.database.begin() as tx:
            return [(each.name, *found) for each in checked for found in await invariants.breaches(tx, each)]

    async def organisation(self) -> Firm:
        """Seed a small organisation and the calendar through the events of customers."""
        firm, events = small_firm()
        if self.service.name == "customers":
            await _as_rows(self, events)
        else:
            await self.given(*events, quiet=True)
        return firm

    async def stop(self) -> None:
        """Close the connections."""
        await self.database.stop()
        await self.api_database.stop()


def small_firm() -> tuple[Firm, list[Event]]:
    """Describe the organisation, and the events that tell of it."""
    head, region, one, two = (new_id() for _ in range(4))
    firm = Firm(head, region, (one, two))
    nodes = [
        (head, "HO", None, (head,), "总公司", "head_office"),
        (region, "R1", head, (head, region), "华东大区", "region"),
    ]
    nodes += [(b, f"B{n}", region, (head, region, b), f"第{n}分公司", "branch") for n, b in enumerate((one, two), 1)]
    events: list[Event] = [
        BranchChanged(branch_id=i, code=code, parent_id=up, path=path, name=name, level=level, active=True, version=1)
        for i, code, up, path, name, level in nodes
    ]
    for role in EVERY_ROLE:
        for number, branch in enumerate((head, one, two)):
            subject = f"{role.replace('_', '-')}-{number}"
            firm.people[subject] = person_id = new_id()
            events.append(
                PersonChanged(
                    person_id=person_id,
                    name=f"{subject}某",
                    oidc_subject=subject,
                    home_branch_id=branch,
                    manager_id=None,
                    roles=(RoleInBranch(role=role, branch_id=branch),),
                    active=True,
                    version=1,
                )
            )
    firm.events.extend(events)
    return firm, events


async def _as_rows(house: House, events: Sequence[Event]) -> None:
    from chassis import organisation

    async with house.tx() as tx:
        await organisation.project_branches(tx, [e for e in events if isinstance(e, BranchChanged)])
        await organisation.project_people(tx, [e for e in events if isinstance(e, PersonChanged)])


async def _key(request: httpx.Request) -> None:
    if request.method == "POST" and "idempotency-key" not in request.headers:
        request.headers["idempotency-key"] = str(uuid4())


def _config(service: Service, api_url: str, worker_url: str) -> Any:
    return service.config(
        environment="development", api_database=api_url, worker_database=worker_url, kafka="127.0.0.1:1",
        issuer="http://127.0.0.1:1", operators=frozenset({"operator"}),
    )  # fmt: skip


async def _empty(worker: Database, owner_url: str) -> None:
    import asyncpg

    connection = await asyncpg.connect(owner_url)
    try:
        names = [
            row[0]
            for row in await connection.fetch(
                "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition"
            )
            if row[0] not in TRUNCATE_KEEPS
        ]
        quoted = ", ".join(f'"{name}"' for name in names)
        await connection.execute(f"TRUNCATE {quoted} CASCADE")  # lint: sql-text: names of our own tables
        for statement in RESET:
            await connection.execute(statement)
    finally:
        await connection.close()


def service_fixture(service: Service, checked: Sequence[Invariant] = ()) -> Any:
    """Make the fixture `house` of a service: one database a test worker, emptied before each test."""
    made: dict[str, databases.Urls] = {}

    @pytest.fixture(name="house")
    async def house(postgres_url: str) -> AsyncIterator[House]:
        if service.name not in made:
            made[service.name] = await prepared(postgres_url, service)
        found = made[service.name]
        under_test = House(service, found.api, found.worker)
        await _empty(under_test.database, found.owner)
        try:
            yield under_test
            assert await under_test.breaches(checked) == []
        finally:
            await under_test.stop()

    return house


async def prepared(postgres_url: str, service: Service, name: str = "") -> databases.Urls:
    """Make and migrate the database of this test worker, anew in each run."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    database = f"test_{name or service.name}_{worker}_{os.getpid()}"
    await databases.drop(postgres_url, database)
    found = await databases.create(postgres_url, service.name, database, PASSWORD)
    # Alembic runs its own event loop.
    await asyncio.to_thread(upgrade, service, found.owner)
    return found
