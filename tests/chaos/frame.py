"""The frame of every scenario: load, the fault, quiet, then every check; the verdict is one line of JSON."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Collection, Iterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from itertools import chain
from math import isfinite
from random import Random
from statistics import median
from typing import Any

import structlog

from branchline import books, settled
from branchline.estate import service
from chassis.clock import monotonic
from tests.chaos import evidence, history
from tests.chaos.answers import ANSWERS, LATER, OFTEN
from tests.chaos.evidence import Evidence
from tests.chaos.ground import Ground
from tests.chaos.history import Fault
from tests.chaos.lag import EVERY_S, STAYS_S, Watch
from tests.chaos.ledger import Ledger
from tests.chaos.load import Load, outcomes, troubles
from tests.chaos.scenario import Run, Scenario, Size

log = structlog.get_logger(__name__)
# A client gives up after the longest outage that a scenario brings about.
PATIENCE_S = 180
FAULTS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Terms:
    """The seed, the size of the set, commands a second, and by how much time limits are longer."""

    seed: int = 1
    size: Size = "ci"
    rate: float = 30
    slack: float = 1


async def play(ground: Ground, scenario: Scenario, terms: Terms) -> dict[str, Any]:
    """Play a scenario and return its verdict."""
    began = monotonic()
    load = Load(ground.estate, ground.work(terms.seed), terms.rate, PATIENCE_S)
    run = Run(
        ground, load, Watch(ground.estate), Random(terms.seed * 100 + scenario.number), scenario.counts[terms.size],
        slack=terms.slack,
    )  # fmt: skip
    ledger = Ledger(ground.estate)
    async with _beside(run.watch.run(), ledger.run()):
        async with _loaded(load):
            await _struck(run, scenario)
            run.times["window_s"] = round(monotonic() - began, 1)
        await _quiet(run, scenario.quiet_s * terms.slack)
        # A group that is only just back is seen to stay so.
        await run.pause(STAYS_S + 2 * EVERY_S)
    await _judge(run, ledger, scenario)
    return _line(scenario, terms, run, monotonic() - began)


async def _struck(run: Run, scenario: Scenario) -> None:
    """Strike; a scenario that breaks off has a fault, and does not take the others with it."""
    try:
        await scenario.strike(run)
    except Exception as error:
        log.warning("scenario.broke_off", scenario=scenario.number, exc_info=error)
        run.faults.append(Fault("broke off", repr(error)))


@asynccontextmanager
async def _beside(*works: Any) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(work) for work in works]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@asynccontextmanager
async def _loaded(load: Load) -> AsyncIterator[None]:
    task = asyncio.create_task(load.run())
    try:
        yield
        load.stop()
        await task
    finally:
        await load.close()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _quiet(run: Run, within_s: float) -> None:
    """Wait until every service has applied everything; it must not take longer than the frame allows."""
    began = monotonic()
    try:
        await settled.everywhere(run.ground.estate, within_s)
    except TimeoutError as error:
        run.faults.append(Fault("not settled", str(error)))
    run.times["quiet_s"] = round(monotonic() - began, 1)


async def _judge(run: Run, ledger: Ledger, scenario: Scenario) -> None:
    found = await evidence.gather(run.ground.estate, f"c{run.load.work.seed}-%")
    for look in run.also:
        run.faults += await look(found)
    if scenario.is_lossy:
        return
    run.faults += _history(run, found, ledger, scenario)
    run.faults += [Fault("books", each) for each in await books.breaches(run.ground.estate)]
    run.faults += [Fault("invariant in the run", each) for each in found.breaches]
    run.faults += _recoveries(run, scenario.back_within_s * run.slack)
    run.faults += _troubles(run, scenario.allows)
    for name in run.ground.supervisor.names():
        run.expect(not run.ground.supervisor.crashes(name), "process ended", name)
    run.counts["republished"] = sum(map(history.republished, found.topics.values())) - run.ground.republished
    run.ground.republished += run.counts["republished"]
    run.expect(run.counts["republished"] or not scenario.is_republishing, "no effect", "no event was sent again")
    run.counts["events"] = sum(map(len, found.journals.values()))
    run.counts["readings"] = len(ledger.readings)


def _history(run: Run, found: Evidence, ledger: Ledger, scenario: Scenario) -> Iterator[Fault]:
    ops, journals = run.load.ops, found.journals
    follows = {name: service(name).table.sources() - {name} for name in journals}
    yield from chain(
        history.commands(ops, found.effects),
        history.places(ops, journals),
        history.consumption(found.cursors, journals, follows),
        history.answered(ANSWERS, journals),
        history.ledger(ledger.readings),
    )
    for name, journal in journals.items():
        yield from history.numbering(name, journal)
        run.ground.unsent |= history.unsent(journal, found.topics[name]) if scenario.has_unsent else set()
        yield from history.publication(name, journal, found.topics[name], run.ground.unsent)
        yield from history.reactions(name, journals, LATER, OFTEN)
    yield from (Fault("parked", f"{name}: {n}") for name, n in found.parked.items() if n)
    for name, n in found.dead.items():
        more, run.ground.dead[name] = n - run.ground.dead[name], n
        if more != run.dead[name]:
            yield Fault("dead letters", f"{name}: {more} more, {run.dead[name]} expected")


def _recoveries(run: Run, within_s: float) -> Iterator[Fault]:
    """Measure how long each group took to be back after a fault."""
    took = []
    for number, each in enumerate(run.returns, 1):
        took.append(seconds := run.watch.back_after(each.group, each.since, each.until))
        if seconds > within_s:
            yield Fault("recovery", f"{each.group}: {seconds:.1f} s after return {number}")
    back = [seconds for seconds in took if isfinite(seconds)]
    if back:
        run.times["recovery_s"] = {"n": len(took), "median": _round(median(back)), "max": _round(max(back))}


def _troubles(run: Run, allows: Collection[str]) -> Iterator[Fault]:
    for trouble, n in troubles(run.load.ops).items():
        if trouble not in allows:
            yield Fault("trouble of clients", f"{trouble}, {n} times")


def _line(scenario: Scenario, terms: Terms, run: Run, seconds: float) -> dict[str, Any]:
    lags = [max(lags.values()) for _, lags in run.watch.samples]
    finite = [lag for lag in lags if isfinite(lag)]
    return {
        "scenario": scenario.number, "title": scenario.title, **asdict(terms),
        "verdict": "faulty" if run.faults else "clean",
        "faults": [str(fault) for fault in run.faults[:FAULTS_SHOWN]], "faults_total": len(run.faults),
        "counts": {
            "strikes": run.count, "commands": len(run.load.ops), **outcomes(run.load.ops), **run.counts,
            "kinds": dict(Counter(op.kind for op in run.load.ops if op.outcome == "ok")),
            "troubles": troubles(run.load.ops),
            "refusals": dict(Counter(op.code for op in run.load.ops if op.code)),
        },
        "times": {
            "seconds": round(seconds, 1), "late_s": _round(run.load.late_s), **run.times,
            "lag_s": {"median": _round(median(finite)), "max": _round(max(finite))} if finite else None,
        },
    }  # fmt: skip


def _round(seconds: float) -> float:
    return round(seconds, 2)
