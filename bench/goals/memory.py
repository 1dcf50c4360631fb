"""Goal 13: the memory of a role, and of all roles in one process, against a worker of the peer."""

import asyncio
from collections.abc import Sequence

import psutil
from sqlalchemy import text

from bench import backlog, peer, wire
from bench.goal import Bar, Goal
from bench.row import Row
from bench.stage import Stage
from bench.stream import Stream
from bench.town import town
from branchline.estate import Post
from chassis.clock import SystemClock
from chassis.database import Database
from contracts.topics import service_topic
from edge.process import ROLES

SERVICE, SOURCE = "orders", "customers"
TOLD, HEARD = "orders.order.placed.v1", "customers.credit.granted.v1"
LOAD = "resident memory after each role has done its work; the bench made the events"
ONE = Bar(13, "memory of the largest role", "MiB", "at most", 1.25, 1.0, LOAD)
ALL = Bar(13, "memory of all roles in one process", "MiB", "at most", 2.0, 1.5, LOAD)
MIB = 1024 * 1024
PATIENCE_S = 300
POLL_S = 0.5
DONE = text(
    "SELECT (SELECT coalesce(sum(position), 0) FROM relay_cursor) AS relayed,"
    " (SELECT coalesce(sum(position), 0) FROM consumer_cursor) AS applied"
)


async def measure(stage: Stage) -> Sequence[Row]:
    """Let each role do its work in a process of its own, then all of them in one."""
    events = stage.pick(20_000, 2_000)
    apart = await _used(stage, "apart", [Post(SERVICE, (role,)) for role in ROLES], events)
    largest = max(apart, key=lambda role: apart[role])
    note = ", ".join(f"{name} {mib:.0f} MiB" for name, mib in apart.items())
    together = await _used(stage, "together", [Post(SERVICE)], events)
    return [
        peer.compared(ONE, [apart[largest]], "worker_mib", note=f"{note}; {events:,} events"),
        peer.compared(ALL, list(together.values()), "worker_mib", note=f"{events:,} events"),
    ]


async def _used(stage: Stage, label: str, posts: Sequence[Post], events: int) -> dict[str, float]:
    await stage.topics()
    async with town(stage, f"memory_{label}", [SERVICE]) as place:
        database = Database(SERVICE, place.estate.services[SERVICE].worker_database, SystemClock())
        try:
            await _work(stage, database, events)
            await place.start(*posts)
            await _until_done(database, events)
        finally:
            await database.stop()
        return {name: _resident(pid) for name, pid in place.supervisor.pids().items()}


async def _work(stage: Stage, database: Database, events: int) -> None:
    keys = backlog.customers()
    await backlog.fill(database, backlog.events(TOLD, keys, events))
    async with wire.producer(stage.infra.kafka) as sender:
        await wire.send_batches(
            sender, service_topic(SOURCE), Stream(SOURCE).records(backlog.events(HEARD, keys, events))
        )


async def _until_done(database: Database, events: int) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while True:
            async with database.begin() as tx:
                done = (await tx.execute(DONE)).one()
            if done.relayed >= events and done.applied >= events:
                return
            await asyncio.sleep(POLL_S)


def _resident(pid: int) -> float:
    return float(psutil.Process(pid).memory_info().rss) / MIB


GOAL = Goal(13, "memory", measure)
