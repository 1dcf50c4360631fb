"""Goal 12: a projection is built anew from a million events, as fast as at any time, flat in memory, silent."""

import time
from collections.abc import Sequence
from typing import Any

import psutil

from bench import backlog, wire
from bench.compare import compared
from bench.goal import Bar, Goal
from bench.goals.projection import EVENT, SERVICE, SOURCE, Projection
from bench.row import Row
from bench.stage import Stage
from bench.stream import Stream
from bench.watch import Sample, Watch

TOPIC = "bench.replay"
ROUNDS = 3
PARTS = 10
# Records made at a time, so that the bench itself stays small.
CHUNK = 50_000
MIB = 1024 * 1024
LOAD = "events lie on the topic; consumer in the bench's own process, uvloop"
RATE = Bar(12, "replay, all of it, against its first tenth alone", "events/s", "at least", 0.8, 1.0, LOAD)
SLOWEST = Bar(12, "replay, its slowest tenth, against its first tenth alone", "events/s", "at least", 0.8, load=LOAD)
MEMORY = Bar(12, "memory at the end of the replay, against after two tenths", "MiB", "at most", 1.1, load=LOAD)


class Parts:
    """When each part of the events was done, and how much memory the process took then."""

    def __init__(self, size: int) -> None:
        self._part, self._handled = size // PARTS, 0
        self.done_at: list[float] = []
        self.mib: list[float] = []

    def count(self, records: Sequence[Any]) -> None:
        """Note what was handled."""
        if not self.done_at:
            self._note()
        self._handled += len(records)
        if self._handled >= self._part * len(self.done_at):
            self._note()

    @property
    def slowest(self) -> float:
        """Return the events a second of the slowest part."""
        return self._part / max(b - a for a, b in zip(self.done_at, self.done_at[1:], strict=False))

    def _note(self) -> None:
        self.done_at.append(time.perf_counter())
        self.mib.append(psutil.Process().memory_info().rss / MIB)


async def measure(stage: Stage) -> Sequence[Row]:
    """Build the projection from all events in each round, between builds from the first tenth."""
    size = stage.pick(1_000_000, 50_000)
    await stage.topics(TOPIC)
    await _tell(stage, size)
    projection = Projection(stage, await stage.database(SERVICE, "replay"), TOPIC)

    async def first_tenth(watch: Watch) -> Sample:
        return await projection.batches(watch, size // PARTS)

    async def replay(watch: Watch) -> Sample:
        parts = Parts(size)
        sample = await projection.batches(watch, size, parts.count)
        await _check(projection, size)
        return Sample(
            {**sample.figures, "slowest": parts.slowest, "mib": parts.mib[-1], "early_mib": parts.mib[2]},
            sample.cpu_ms, sample.others,
        )  # fmt: skip

    try:
        measured = await stage.rounds(first_tenth, {"replay": replay}, ROUNDS)
    finally:
        await projection.stop()
    return [
        compared(RATE, measured, "replay"),
        compared(SLOWEST, measured, "replay.slowest"),
        compared(MEMORY, measured, "replay.mib", "replay.early_mib"),
    ]


async def _tell(stage: Stage, size: int) -> None:
    keys, stream = backlog.customers(), Stream(SOURCE)
    told = backlog.events(EVENT, keys, size)
    async with wire.producer(stage.infra.kafka) as sender:
        while records := stream.records(told, CHUNK):
            await wire.send_batches(sender, TOPIC, records)


async def _check(projection: Projection, size: int) -> None:
    oldest = await projection.execute("SELECT min(version) FROM customer_credit")
    if oldest != size // backlog.CUSTOMERS:
        raise AssertionError(f"a customer was left at version {oldest} of {size // backlog.CUSTOMERS}")
    if told := await projection.execute("SELECT count(*) FROM journal"):
        raise AssertionError(f"the replay told {told} events")


GOAL = Goal(12, "replay", measure)
