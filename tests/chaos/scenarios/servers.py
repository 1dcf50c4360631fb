"""The broker and the database fail, freeze, and come back (scenarios 13 to 17)."""

import asyncio
from itertools import cycle
from math import inf

from branchline.estate import SERVICES, Post
from chassis.clock import monotonic
from tests.chaos.history import Op
from tests.chaos.lag import percentile
from tests.chaos.scenario import BUSY, Run, Scenario

BROKER_DOWN_S, DATABASE_DOWN_S = 10, 5
BROKER_BACK_S, DATABASE_BACK_S = 30, 30
FROZEN_S = (5, 12, 45, 120)
FROZEN_P99_S = 0.2
STOP_WITHIN_S = 25
READY_WITHIN_S = 10
BETWEEN_S = (3, 6)
DRILL_SLOT = 9


async def kill_broker(run: Run) -> None:
    """Kill the broker and leave it down for a while; commands go on all the time."""
    for _ in range(run.count):
        await run.pause(*BETWEEN_S)
        run.strikes(SERVICES)
        await run.ground.crash("kafka")
        await run.pause(BROKER_DOWN_S)
        back_at = await run.ground.revive("kafka")
        await run.back(SERVICES, back_at, BROKER_BACK_S, "the broker's death")


async def kill_database(run: Run) -> None:
    """Stop the database as a power cut would; commands are told to come back, none breaks."""
    for _ in range(run.count):
        await run.pause(*BETWEEN_S)
        run.strikes(SERVICES)
        await run.ground.crash("postgres")
        await run.pause(DATABASE_DOWN_S)
        back_at = await run.ground.revive("postgres")
        await run.back(SERVICES, back_at, DATABASE_BACK_S, "the power cut")
    run.counts["told to come back"] = sum("503" in op.troubles for op in run.load.ops)
    run.expect(run.counts["told to come back"], "no effect", "nobody met the outage")


async def freeze_broker(run: Run) -> None:
    """Freeze the broker for longer and longer; commands stay quick, and a process can stop meanwhile."""
    for number, seconds in zip(range(run.count), cycle(FROZEN_S)):
        extra = await run.ground.post(Post("orders", ("worker", "relay"), DRILL_SLOT))
        await run.pause(*BETWEEN_S)
        began = monotonic()
        run.strikes(SERVICES)
        run.ground.freeze("kafka")
        try:
            stopping = asyncio.create_task(run.ground.supervisor.dismiss(extra, timeout_s=STOP_WITHIN_S + 10))
            await run.pause(seconds)
            took = await stopping
        finally:
            run.ground.thaw("kafka")
        run.times[f"stop_{number}_s"] = round(took, 1)
        run.expect(took <= STOP_WITHIN_S, "stop", f"{took:.1f} s with a frozen broker")
        _quick(run, [op for op in run.load.ops if began <= op.invoked_at <= began + seconds])
        # What was kept back meanwhile is caught up with beside the load.
        await run.back(SERVICES, monotonic(), BROKER_BACK_S + seconds / 2, "the freeze")


def _quick(run: Run, ops: list[Op]) -> None:
    waits = [op.ended_at - op.invoked_at for op in ops if op.ended_at < inf]
    slowest = percentile(waits, 0.99)
    run.times["api_p99_s"] = round(max(slowest, run.times.get("api_p99_s", 0.0)), 3)
    run.expect(slowest <= FROZEN_P99_S * run.slack, "API with a frozen broker", f"p99 {slowest:.3f} s")


async def start_without_servers(run: Run) -> None:
    """Start services while database and broker are away: they wait, tell so, and are ready soon after."""
    names = [name for name in run.ground.supervisor.names() if name != "issuer"]
    for _ in range(run.count):
        await run.pause(*BETWEEN_S)
        run.strikes(SERVICES)
        for name in names:
            run.ground.supervisor.hold(name)
        await asyncio.gather(run.ground.crash("kafka"), run.ground.crash("postgres"))
        for name in names:
            run.ground.supervisor.release(name)
        await run.pause(BROKER_DOWN_S)
        run.expect(not any(map(run.ground.supervisor.is_ready, names)), "readiness", "ready without its servers")
        await asyncio.gather(run.ground.revive("kafka"), run.ground.revive("postgres"))
        since = monotonic()
        await run.until(lambda: all(map(run.ground.supervisor.is_ready, names)), READY_WITHIN_S, "all are ready")
        run.times["ready_s"] = round(monotonic() - since, 1)
        await run.back(SERVICES, since, BROKER_BACK_S, "the late start")


CUT_OFF = BUSY | {"ConnectError", "ReadError", "RemoteProtocolError", "ReadTimeout", "ConnectTimeout"}
SCENARIOS = (
    Scenario(
        13, "SIGKILL of the broker, 10 s down", kill_broker, {"check": 1, "ci": 1, "full": 2, "night": 10},
        allows=frozenset(), back_within_s=BROKER_BACK_S,
    ),
    Scenario(
        14, "Power cut of PostgreSQL, 5 s down", kill_database, {"check": 1, "ci": 1, "full": 2, "night": 10},
        back_within_s=DATABASE_BACK_S,
    ),
    Scenario(
        15, "Broker frozen for 5, 12, 45, 120 s", freeze_broker, {"check": 1, "ci": 2, "full": 4, "night": 8},
        allows=frozenset(), back_within_s=BROKER_BACK_S + max(FROZEN_S) / 2,
    ),
    Scenario(
        17, "Services started before their servers", start_without_servers,
        {"check": 1, "ci": 1, "full": 1, "night": 5}, allows=CUT_OFF, back_within_s=BROKER_BACK_S,
    ),
)  # fmt: skip
