"""A service's database is lost and restored from a dump that is older than what others know (scenario 34)."""

import asyncio
import re
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from branchline import databases
from branchline.cli_journal import BACK, BASE, EPOCH
from branchline.estate import SERVICES, service
from branchline.infrastructure.postgres import binaries
from branchline.places import build
from chassis.clock import monotonic
from chassis.database import Database
from tests.chaos.evidence import Evidence
from tests.chaos.history import Fault
from tests.chaos.scenario import CUT, Run, Scenario

LOST = "orders"
READY_WITHIN_S = 60
TOOL_TIMEOUT_S = 120
ALARM = re.compile(r'"consumer.source_lost_events"')
HEADS = "SELECT shard, position FROM journal_head WHERE position > 0"
GROUPS = """SELECT shard, position, epoch FROM consumer_cursor WHERE source = 'branchline/orders'"""


async def restore(run: Run) -> None:
    """Dump, go on, lose the database, restore it, say so: followers tell what is gone and go on from there."""
    names = [name for name in run.ground.supervisor.names() if name.startswith(f"{LOST}.")]
    dump = build() / "chaos" / "orders.dump"
    await run.pause(3)
    await _tool("pg_dump", "-Fc", "-f", str(dump), _database(run))
    await run.pause(run.count)
    run.strikes(SERVICES)
    for name in names:
        run.ground.supervisor.hold(name)
    before = await _heads(run)
    await _replaced(run, dump)
    kept = await _heads(run)
    run.counts["events lost"] = sum(before.values()) - sum(kept.values())
    run.expect(run.counts["events lost"], "no effect", "nothing was lost between dump and crash")
    await _told(run)
    for name in names:
        run.ground.supervisor.release(name)
    await run.until(lambda: all(map(run.ground.supervisor.is_ready, names)), READY_WITHIN_S, "orders is ready")
    began = monotonic()
    await run.pause(run.count)
    run.times["after_s"] = round(monotonic() - began, 1)
    run.also.append(lambda found: _named(run, found, before, kept))


def _database(run: Run) -> str:
    name = urlsplit(run.ground.estate.services[LOST].owner_database).path
    return urlunsplit(urlsplit(run.ground.administrator)._replace(path=name))


async def _tool(name: str, *arguments: str) -> None:
    process = await asyncio.create_subprocess_exec(str(binaries() / name), *arguments)
    async with asyncio.timeout(TOOL_TIMEOUT_S):
        if await process.wait() != 0:
            raise RuntimeError(f"{name} failed")


async def _heads(run: Run) -> dict[int, int]:
    room = await asyncpg.connect(run.ground.estate.services[LOST].owner_database)
    try:
        return {row["shard"]: row["position"] for row in await room.fetch(HEADS)}
    finally:
        await room.close()


async def _replaced(run: Run, dump: Path) -> None:
    """Put the dump in the place of the database."""
    name = urlsplit(run.ground.estate.services[LOST].owner_database).path.lstrip("/")
    await databases.drop(run.ground.administrator, name)
    room = await asyncpg.connect(run.ground.administrator)
    try:
        await room.execute(f'CREATE DATABASE "{name}" OWNER {LOST}_owner TEMPLATE template0')  # lint: sql-text: ours
    finally:
        await room.close()
    await _tool("pg_restore", "-d", _database(run), str(dump))


async def _told(run: Run) -> None:
    """Raise the epoch and say where the old one ended, as `branchline journal restored` does."""
    database = Database(LOST, run.ground.estate.services[LOST].owner_database, run.ground.estate.clock(), pool_size=1)
    try:
        async with database.begin() as tx:
            epoch = (await tx.execute(EPOCH, {"reason": "drill"})).scalar_one()
            await tx.execute(BASE, {"epoch": epoch})
            await tx.execute(BACK)
    finally:
        await database.stop()


async def _named(run: Run, found: Evidence, before: dict[int, int], kept: dict[int, int]) -> list[Fault]:
    """Check that each follower told of every shard that went back, and stands at the new heads of the new epoch."""
    faults = []
    gone = [shard for shard, head in before.items() if head > kept.get(shard, 0)]
    followers = [name for name in SERVICES if name != LOST and LOST in service(name).table.sources()]
    for name in followers:
        log = (build() / "logs" / f"{name}.worker-0.log").read_text(errors="replace")
        told = len(ALARM.findall(log))
        run.counts[f"{name} alarms"] = told
        if told < len(gone):
            faults.append(Fault("not told", f"{name} named {told} of {len(gone)} shards that lost events"))
        room = await asyncpg.connect(run.ground.estate.services[name].worker_database)
        try:
            rows = await room.fetch(GROUPS)
        finally:
            await room.close()
        old = [row["shard"] for row in rows if row["shard"] in gone and row["epoch"] == 1]
        faults += [Fault("old epoch", f"{name}, shard {shard}") for shard in old]
    return faults


SCENARIOS = (
    Scenario(
        34, "A database restored from an older dump", restore, {"check": 5, "ci": 8, "full": 20, "night": 120},
        allows=CUT, quiet_s=180, is_lossy=True,
    ),
)  # fmt: skip
