"""The four services on their real databases under one clock, and the state from which every example starts."""

import asyncio
from collections.abc import Coroutine, Iterable
from datetime import datetime
from importlib import import_module
from typing import Any, TypeVar
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from branchline import databases
from branchline.estate import service
from branchline.testing import START, House, prepared, small_firm
from chassis import organisation
from contracts.customers import BranchChanged, PersonChanged
from tests.machine.trouble import Trouble

T = TypeVar("T")
# Rows that stand for the whole run: made by migrations or at the start, and never changed by an example.
KEPT = "kept"
TABLES = """
    SELECT c.oid::regclass::text AS name, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition GROUP BY c.oid
"""
SEQUENCES = "SELECT format('%I', sequencename) AS name, last_value FROM pg_sequences WHERE schemaname = 'public'"


class Town:
    """Four houses; everything runs on one loop that the town owns, since Hypothesis calls from outside of any."""

    def __init__(self, postgres_url: str) -> None:
        self._loop = asyncio.new_event_loop()
        self._postgres_url = postgres_url
        self._restore: dict[str, str] = {}
        self.houses: dict[str, House] = {}
        self.rooms: dict[str, Any] = {}
        self.trouble: dict[str, Trouble] = {}

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Do asynchronous work to its end."""
        return self._loop.run_until_complete(work)

    async def open(self) -> None:
        """Make the databases, the services and the organisation."""
        for name in databases.SERVICES:
            found = await prepared(self._postgres_url, service(name), f"machine_{name}")
            house = self.houses[name] = House(service(name), found.api, found.worker)
            self.trouble[name] = Trouble(house)
            # The administrator's own connection: it sees every row, and puts them back without triggers.
            place = urlunsplit(urlsplit(self._postgres_url)._replace(path=urlsplit(found.owner).path))
            self.rooms[name] = await asyncpg.connect(place)
        self.firm, events = small_firm()
        async with self.houses["customers"].tx() as tx:
            await organisation.project_branches(tx, [each for each in events if isinstance(each, BranchChanged)])
            await organisation.project_people(tx, [each for each in events if isinstance(each, PersonChanged)])
            tx.emit(*events, quiet=True)

    async def close(self) -> None:
        """Stop the services."""
        for room in self.rooms.values():
            await room.close()
        for house in self.houses.values():
            await house.stop()

    def stop(self) -> None:
        """Let everything go."""
        self.run(self.close())
        self._loop.close()

    def now(self) -> datetime:
        """Tell business time."""
        return self.houses["customers"].clock.now()

    def move_to(self, at: datetime) -> None:
        """Move business time of all four."""
        for house in self.houses.values():
            house.clock.advance(at - house.clock.now())

    async def keep(self) -> None:
        """Remember all rows as they are now."""
        for name, room in self.rooms.items():
            await room.execute(f"DROP SCHEMA IF EXISTS {KEPT} CASCADE; CREATE SCHEMA {KEPT}")
            clear, fill = [], []
            for table in await room.fetch(TABLES):
                copy, columns = f"{KEPT}.{table['name']}", table["columns"]
                await room.execute(f"CREATE TABLE {copy} AS SELECT {columns} FROM {table['name']}")
                clear.append(f"DELETE FROM {table['name']}")
                if await room.fetchval(f"SELECT EXISTS (SELECT FROM {copy})"):
                    fill.append(
                        f"INSERT INTO {table['name']} ({columns}) OVERRIDING SYSTEM VALUE SELECT {columns} FROM {copy}"
                    )
            wound = [f"SELECT setval('{each['name']}', {each['last_value'] or 1}, {each['last_value'] is not None})"
                     for each in await room.fetch(SEQUENCES)]  # fmt: skip
            # How old the view of another service is, is real time; in an example nothing is stale.
            fresh = ["UPDATE consumer_cursor SET head_at = clock_timestamp()"]
            work = ["BEGIN", "SET LOCAL session_replication_role = replica", *clear, *fill, *wound, *fresh, "COMMIT"]
            self._restore[name] = ";\n".join(work)

    async def restore(self) -> None:
        """Put all rows back as they were kept, and the clock to its start."""
        for name, room in self.rooms.items():
            await room.execute(self._restore[name])
            self.trouble[name].disarm()
        self.move_to(START)

    async def call(self, name: str, subject: str, method: str, path: str, body: Any = None, **head: str) -> Any:
        """Send a request to a service's real API."""
        async with self.houses[name].client(subject) as client:
            headers = {key.replace("_", "-"): value for key, value in head.items()}
            return await client.request(method, path, json=body, headers=headers)

    async def breaches(self, name: str) -> Iterable[tuple[str, ...]]:
        """Tell what breaks a service's own invariants."""
        return await self.houses[name].breaches(import_module(f"{name}.invariants").INVARIANTS)
