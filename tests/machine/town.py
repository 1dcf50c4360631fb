"""The four services on their real databases under one clock, and the state from which every example starts."""

import asyncio
from collections.abc import Coroutine, Iterable
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from branchline import databases
from branchline.estate import service
from branchline.testing import START, House, prepared, small_firm
from chassis import organisation
from contracts.customers import BranchChanged, PersonChanged
from tests.machine.trouble import Trouble

SNAPSHOT = (Path(__file__).parent / "snapshot.sql").read_text()


class Town:
    """Four houses; everything runs on one loop that the town owns, since Hypothesis calls from outside of any."""

    def __init__(self, postgres_url: str) -> None:
        self._loop = asyncio.new_event_loop()
        self._postgres_url = postgres_url
        self.houses: dict[str, House] = {}
        self.rooms: dict[str, Any] = {}
        self.trouble: dict[str, Trouble] = {}

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
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
        _, events = small_firm()
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

    def move_to(self, at: datetime) -> None:
        """Move business time of all four."""
        for house in self.houses.values():
            house.clock.advance(at - house.clock.now())

    async def keep(self) -> None:
        """Remember all rows as they are now."""
        for room in self.rooms.values():
            await room.execute(SNAPSHOT)

    async def restore(self) -> None:
        """Put all rows back as they were kept, and the clock to its start."""
        for name, room in self.rooms.items():
            await room.execute("CALL kept.restore()")
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
