"""Half an hour at half the load, with a fault each minute: no process grows (scenario 44)."""

from collections.abc import Iterable
from itertools import cycle
from statistics import mean
from typing import Any

import psutil

from branchline.estate import SERVICES
from chassis.clock import monotonic
from tests.chaos.lag import percentile
from tests.chaos.proxy import Proxy
from tests.chaos.scenario import BUSY, Run, Scenario
from tests.chaos.scenarios.links import through

MINUTE_S = 60
DOWN_S = 5
SAMPLE_S = 10
BACK_WITHIN_S = 30
# The first minutes fill caches and pools.
GROWTH_MAX = 1.03
BROKER, DATABASE, FROZEN, LINKS = "broker", "database", "frozen broker", "links"
# Whose links to both servers are cut.
CUT_OFF = "orders"


async def soak(run: Run) -> None:
    """Let a fault strike broker, database or links each minute, never the processes that are measured."""
    samples: list[tuple[float, dict[str, tuple[int, int, int]]]] = []
    async with through(run, CUT_OFF) as links:
        began = monotonic()
        for _, fault in zip(range(run.count), cycle((BROKER, DATABASE, FROZEN, LINKS))):
            end = monotonic() + MINUTE_S
            await _strike(run, fault, links)
            while monotonic() < end:
                samples.append((monotonic() - began, _sizes(run)))
                await run.pause(SAMPLE_S)
        _judge(run, samples)


async def _strike(run: Run, fault: str, links: Iterable[Proxy]) -> None:
    run.strikes(SERVICES)
    if fault == FROZEN:
        run.ground.freeze("kafka")
        try:
            await run.pause(DOWN_S)
        finally:
            run.ground.thaw("kafka")
        back_at = monotonic()
    elif fault == LINKS:
        for link in links:
            link.mode = "deaf"
        await run.pause(DOWN_S)
        for link in links:
            link.mode = "open"
            link.reset()
        back_at = monotonic()
    else:
        server = "kafka" if fault == BROKER else "postgres"
        await run.ground.crash(server)
        await run.pause(DOWN_S)
        back_at = await run.ground.revive(server)
    run.counts[fault] += 1
    run.heals(SERVICES, back_at)


def _sizes(run: Run) -> dict[str, tuple[int, int, int]]:
    """Measure memory in MiB, connections and open files of each process."""
    memory = run.ground.supervisor.pss_mb()
    found = {}
    for name, pid in run.ground.supervisor.pids().items():
        process = psutil.Process(pid)
        found[name] = (memory[name], len(process.net_connections()), process.num_fds())
    return found


def _judge(run: Run, samples: list[tuple[float, dict[str, Any]]]) -> None:
    third = samples[-1][0] / 3
    middle = [sizes for at, sizes in samples if third <= at < 2 * third]
    last = [sizes for at, sizes in samples if at >= 2 * third]
    growth = {}
    for name in samples[-1][1]:
        before, after = (mean(sizes[name][0] for sizes in part if name in sizes) for part in (middle, last))
        growth[name] = round(after / before, 3)
        run.expect(after <= before * GROWTH_MAX, "growth", f"{name}: {before:.1f} to {after:.1f} MiB")
        for what, place in (("connections", 1), ("open files", 2)):
            most = [percentile((sizes[name][place] for sizes in part if name in sizes), 0.9) for part in (middle, last)]
            run.expect(most[1] <= most[0] + 2, "growth", f"{name}: {what} from {most[0]} to {most[1]}")
    run.times["growth"] = growth


SCENARIOS = (
    Scenario(
        44, "Soak: a fault a minute on broker, database and links", soak, {"check": 1, "ci": 1, "full": 6, "night": 30},
        allows=BUSY | {"ReadError", "ReadTimeout", "ConnectError", "RemoteProtocolError"}, back_within_s=BACK_WITHIN_S,
    ),
)  # fmt: skip
