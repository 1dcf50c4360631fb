"""When rows were committed, by PostgreSQL's own clock: hops between the databases of one cluster."""

import asyncio
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import asyncpg

POLL_S = 0.005
PATIENCE_S = 60


@dataclass(frozen=True, slots=True)
class Side:
    """A database, and how its rows of some keys tell when they were committed (`key`, `at`)."""

    database: str
    statement: str


@dataclass(frozen=True, slots=True)
class Hops:
    """Both ends of a hop."""

    source: asyncpg.Connection
    target: asyncpg.Connection
    told: str
    heard: str

    async def arrive(self, keys: Collection[str]) -> None:
        """Wait until all effects are committed."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                if len(await self.target.fetch(self.heard, list(keys))) >= len(keys):
                    return
                await asyncio.sleep(POLL_S)

    async def seconds(self, keys: Sequence[str]) -> list[float]:
        """Return the time from commit to the effect's commit of each."""
        told = {row["key"]: row["at"] for row in await self.source.fetch(self.told, list(keys))}
        heard = {row["key"]: row["at"] for row in await self.target.fetch(self.heard, list(keys))}
        return [(heard[key] - told[key]).total_seconds() for key in keys]


@asynccontextmanager
async def hops(source: Side, target: Side) -> AsyncIterator[Hops]:
    """Look at both ends."""
    first, second = await asyncpg.connect(source.database), await asyncpg.connect(target.database)
    try:
        if await first.fetchval("SHOW track_commit_timestamp") != "on":
            raise RuntimeError("PostgreSQL must run with track_commit_timestamp = on")
        yield Hops(first, second, source.statement, target.statement)
    finally:
        await first.close()
        await second.close()
