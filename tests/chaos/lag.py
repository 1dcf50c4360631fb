"""How far behind each consumer is, sampled all through a run: the age of the oldest event not yet applied."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import inf
from typing import Any

import asyncpg

from branchline.estate import Estate, service
from chassis.clock import monotonic

EVERY_S = 0.25
QUERY_TIMEOUT_S = 5
# A consumer is back when nothing older than this waits for it.
RECENT_S = 1.0
# Just after a fault nothing is old yet: only a lag that stays low tells that work goes on.
STAYS_S = 1.5
CURSORS = "SELECT source, shard, position FROM consumer_cursor WHERE consumer_group = $1"
HEADS = "SELECT shard, position FROM journal_head WHERE position > 0"
OLDEST = """SELECT extract(epoch FROM clock_timestamp() - min(j.recorded_at))::float8
FROM unnest($1::smallint[], $2::bigint[]) AS w(shard, position) JOIN journal j USING (shard, position)"""


@dataclass(slots=True)
class Watch:
    """The samples: when, and the lag of each group in seconds (infinite while it cannot be seen)."""

    estate: Estate
    samples: list[tuple[float, dict[str, float]]] = field(default_factory=list)
    _rooms: dict[str, Any] = field(default_factory=dict)

    async def run(self) -> None:
        """Sample until cancelled."""
        try:
            while True:
                self.samples.append((monotonic(), await self.look()))
                await asyncio.sleep(EVERY_S)  # lint: sleep: the period of a measurement
        finally:
            for room in self._rooms.values():
                room.terminate()

    async def look(self) -> dict[str, float]:
        """Measure once."""
        cursors, heads = {}, {}
        for name in self.estate.services:
            # Cursors first: heads that are read later make a lag too long, never too short.
            cursors[name] = await self._fetch(name, CURSORS, name)
        for name in self.estate.services:
            heads[name] = await self._fetch(name, HEADS)
        return {name: await self._lag(name, cursors, heads) for name in self.estate.services}

    async def _lag(self, group: str, cursors: dict[str, Any], heads: dict[str, Any]) -> float:
        if cursors[group] is None:
            return inf
        at = {(row["source"].removeprefix("branchline/"), row["shard"]): row["position"] for row in cursors[group]}
        worst = 0.0
        for source in service(group).table.sources() & heads.keys() - {group}:
            if heads[source] is None:
                return inf
            behind = [row["shard"] for row in heads[source] if row["position"] > at.get((source, row["shard"]), 0)]
            if behind:
                rows = await self._fetch(source, OLDEST, behind, [at.get((source, each), 0) + 1 for each in behind])
                worst = max(worst, inf if rows is None else rows[0][0] or 0.0)
        return worst

    async def _fetch(self, name: str, statement: str, *values: Any) -> Any:
        try:
            async with asyncio.timeout(QUERY_TIMEOUT_S):
                if (room := self._rooms.get(name)) is None or room.is_closed():
                    self._rooms[name] = room = await asyncpg.connect(self.estate.services[name].worker_database)
                return await room.fetch(statement, *values)
        except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
            if (room := self._rooms.pop(name, None)) is not None:
                room.terminate()
            return None

    def back_after(self, group: str, since: float, until: float = inf) -> float:
        """Tell how many seconds after a moment the group was back and stayed so; infinite if it never was."""
        seen = [(at, lags[group]) for at, lags in self.samples if since <= at <= until]
        first = None
        for at, lag in seen:
            first = None if lag > RECENT_S else at if first is None else first
            if first is not None and at - first >= STAYS_S:
                return first - since
        return inf

    def is_back(self, group: str) -> bool:
        """Tell whether the group is back and has stayed so."""
        return self.back_after(group, monotonic() - STAYS_S - 4 * EVERY_S) < inf and self.is_recent(group)

    def is_recent(self, group: str) -> bool:
        """Tell whether the last sample shows nothing old."""
        return bool(self.samples) and self.samples[-1][1][group] <= RECENT_S


def percentile(values: Iterable[float], part: float) -> float:
    """Tell what a part of the values does not exceed; 0 without any."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else 0.0
