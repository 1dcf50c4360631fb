"""A reader of the ledger all through a run: every snapshot balances, nothing booked ever vanishes (scenario 27)."""

import asyncio
from dataclasses import dataclass, field

import asyncpg

from branchline.estate import Estate
from tests.chaos.history import Reading

EVERY_S = 0.5
TOTALS = """SELECT coalesce(100 * sum(amount) FILTER (WHERE amount > 0), 0)::bigint,
coalesce(-100 * sum(amount) FILTER (WHERE amount < 0), 0)::bigint FROM posting"""


@dataclass(slots=True)
class Ledger:
    """What the reader saw."""

    estate: Estate
    readings: list[Reading] = field(default_factory=list)

    async def run(self) -> None:
        """Read until cancelled; an outage of the database is waited out."""
        while True:
            try:
                room = await asyncpg.connect(self.estate.services["receivables"].worker_database)
            except (OSError, asyncpg.PostgresError):
                await asyncio.sleep(EVERY_S)  # lint: sleep: the period of a measurement
                continue
            try:
                while True:
                    self.readings.append(Reading(*await room.fetchrow(TOTALS)))
                    await asyncio.sleep(EVERY_S)  # lint: sleep: the period of a measurement
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                continue
            finally:
                room.terminate()
