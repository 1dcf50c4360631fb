"""Goal 9: the overdue sweep over a million open invoices: the first ever, a normal day, and nothing due."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import asyncpg
import psutil

from bench import figures, peer
from bench.compare import compared, grown, judged
from bench.goal import Bar, Goal
from bench.goals import bare_sweep
from bench.ledgers import SERVICE, VISITS, Ledger, Shape, filled
from bench.rounds import Rounds, Side
from bench.row import Row
from bench.stage import Stage
from bench.watch import MS_A_S, Sample, Watch
from branchline.databases import Urls
from chassis.clock import SystemClock, real_now
from chassis.database import Database
from chassis.ids import new_id
from chassis.sweeper import CHUNK, Sweep
from chassis.tx import Cause
from receivables.invoices.sweeps import advance_stages

ROUNDS = 3
MIB = 1024 * 1024
SWEEP = Sweep("advance_stages", advance_stages)
COUNTS = "SELECT (SELECT count(*) FROM invoice_stage) AS stages, (SELECT count(*) FROM journal) AS events"
LOAD = "the sweeper's chunks one after the other in the bench's own process, uvloop; raw is one SQL statement"
FIRST = Bar(9, "overdue sweep, first ever, against one SQL statement", "s", "at most", 2.0, 1.3, LOAD)
DAY = Bar(9, "overdue sweep, a normal day, against one SQL statement", "s", "at most", 2.0, 1.3, LOAD)
LONGEST = Bar(9, "overdue sweep, longest transaction, against 1 s", "s", "at most", 1.0, load=LOAD)
MEMORY = Bar(9, "overdue sweep, memory that it adds, against 20 MiB", "MiB", "at most", 1.0, load=LOAD)
NOTHING = Bar(9, "overdue sweep, nothing due, against 50 ms", "ms", "at most", 1.0, load=LOAD)
PEER = Bar(9, "overdue sweep, against the peer", "invoices/s", "at least", 20, 40, LOAD)
SHIPPED = Bar(9, "overdue sweep, against the peer as shipped", "invoices/s", "at least", 100, load=LOAD)


@dataclass(frozen=True, slots=True)
class Sweeping:
    """A ledger that is swept, each time in a fresh copy."""

    stage: Stage
    ledger: Ledger
    label: str

    async def product(self, watch: Watch) -> Sample:
        """Sweep as the sweeper does, and look once more when nothing is due."""
        urls = await self.stage.copy(self.ledger.urls, SERVICE, self.label)
        database = Database(SERVICE, urls.worker, SystemClock())
        try:
            await _reference(database)
            before = psutil.Process().memory_info().rss
            took: list[float] = []
            with watch:
                while await _chunk(database, took) >= CHUNK:
                    pass
            added = psutil.Process().memory_info().rss - before
            idle: list[float] = []
            await _chunk(database, idle)
        finally:
            await database.stop()
        stages, events = await self._counts(urls)
        return watch.took(
            stages, longest=max(took), mib=max(0.0, added / MIB), idle_ms=idle[0] * MS_A_S, stages=stages, events=events
        )

    async def raw(self, watch: Watch) -> Sample:
        """Write the same by one statement."""
        urls = await self.stage.copy(self.ledger.urls, SERVICE, f"{self.label}_raw")
        connection = await asyncpg.connect(self.stage.admin(urls))
        try:
            with watch:
                await connection.execute(bare_sweep.SWEEP, real_now(), self.ledger.today, list(VISITS), new_id())
            began = time.perf_counter()
            await connection.fetch(bare_sweep.NOTHING, real_now())
            idle = time.perf_counter() - began
        finally:
            await connection.close()
        stages, events = await self._counts(urls)
        await self.stage.forget(urls)
        return watch.took(stages, idle_ms=idle * MS_A_S, stages=stages, events=events)

    async def measured(self) -> Rounds:
        """Sweep in each round, between the bare statement on equal copies; both write the same rows."""
        sides: dict[str, Side] = {"sweep": self.product}
        measured = await self.stage.rounds(self.raw, sides, ROUNDS)
        for each in measured.kept:
            for name in ("sweep.stages", "sweep.events"):
                ours, bare = each.figure(name), each.figure(name.replace("sweep", "raw"))
                if not ours or ours != bare:
                    raise AssertionError(f"{name}: {ours} written by the sweep, {bare} by the statement")
        return measured

    async def _counts(self, urls: Urls) -> tuple[int, int]:
        connection = await asyncpg.connect(self.stage.admin(urls))
        try:
            row = await connection.fetchrow(COUNTS)
            return int(row["stages"]), int(row["events"])
        finally:
            await connection.close()


async def measure(stage: Stage) -> Sequence[Row]:
    """Sweep a ledger that never was swept, then one that was swept yesterday."""
    invoices = stage.pick(1_000_000, 20_000)
    customers = invoices // 10
    never = Sweeping(stage, await filled(stage, "never_swept", Shape(customers, invoices)), "sweep_first")
    first = await never.measured()
    await stage.forget(never.ledger.urls)
    daily = Sweeping(stage, await filled(stage, "swept", Shape(customers, invoices, swept=1)), "sweep_day")
    day = await daily.measured()
    await stage.forget(daily.ledger.urls)
    seconds = figures.median([each.figure("sweep") for each in first.kept])
    costs = {size: await _cost(stage, size) for size in (invoices // 100, invoices // 10)}
    return [
        *_first(first),
        compared(DAY, day, "sweep", note=f"{day.kept[-1].figure('sweep.stages'):,.0f} of {invoices:,} invoices"),
        judged(NOTHING, [each.figure("sweep.idle_ms") for each in (*first.kept, *day.kept)], 50.0, note=_idle(day)),
        grown(GOAL.goal_id, "overdue sweep, first ever", {**costs, invoices: seconds}),
    ]


def _first(first: Rounds) -> list[Row]:
    stages = first.kept[-1].figure("sweep.stages")
    rates = [stages / each.figure("sweep") for each in first.kept]
    events = first.kept[-1].figure("sweep.events")
    return [
        compared(FIRST, first, "sweep", note=f"{stages:,.0f} invoices, {events:,.0f} events"),
        judged(LONGEST, [each.figure("sweep.longest") for each in first.kept], 1.0),
        judged(MEMORY, [each.figure("sweep.mib") for each in first.kept], 20.0),
        peer.compared(PEER, rates, "dunning"),
        peer.compared(SHIPPED, rates, "dunning_shipped"),
    ]


def _idle(day: Rounds) -> str:
    return f"the bare look takes {figures.median([each.figure('raw.idle_ms') for each in day.kept]):.2g} ms"


async def _cost(stage: Stage, invoices: int) -> float:
    ledger = await filled(stage, "never_swept", Shape(invoices // 10, invoices))
    watch = stage.watch()
    await Sweeping(stage, ledger, "sweep_part").product(watch)
    return watch.seconds


async def _reference(database: Database) -> None:
    """Let the pool read organisation, calendar and settings, as its first transaction does."""
    async with database.begin():
        pass


async def _chunk(database: Database, took: list[float]) -> int:
    began = time.perf_counter()
    found = await database.run(SWEEP.run, Cause.fresh())
    took.append(time.perf_counter() - began)
    return found


GOAL = Goal(9, "overdue sweep", measure)
