"""What a stretch of work cost: seconds, our CPU, and how much of the machine others used meanwhile."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import psutil

MS_A_S = 1000


@dataclass(frozen=True, slots=True)
class Sample:
    """What one side of a comparison did in one round."""

    figures: Mapping[str, float]
    """By name; the first is what the noise control looks at."""
    cpu_ms: float | None = None
    """CPU of all our processes, servers included, for one operation."""
    others: float = 0.0
    """Cores that others used meanwhile."""

    @property
    def first(self) -> float:
        """Return the figure that stands for the sample."""
        return next(iter(self.figures.values()))


@dataclass(slots=True)
class Watch:
    """A stop-watch around the measured part of a side's work; it may be started more than once."""

    servers: Iterable[int] = ()
    """Processes of ours that are not this one's children."""
    knows_servers: bool = True
    """False where the servers are somebody else's: what others use cannot be told then."""
    seconds: float = 0.0
    cpu_s: float = 0.0
    _busy_s: float = 0.0
    _since: tuple[float, float, float] = field(default=(0.0, 0.0, 0.0))

    def start(self) -> None:
        """Begin to count."""
        self._since = (time.perf_counter(), self._ours(), _busy())

    def stop(self) -> None:
        """Count what has passed since the start."""
        at, cpu, busy = self._since
        self.seconds += time.perf_counter() - at
        self.cpu_s += self._ours() - cpu
        self._busy_s += _busy() - busy

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def others(self) -> float:
        """Return how many cores others used."""
        return max(0.0, (self._busy_s - self.cpu_s) / self.seconds) if self.knows_servers and self.seconds else 0.0

    def rate(self, operations: int, **more: float) -> Sample:
        """Make a sample of operations a second."""
        return self.sample(operations, rate=operations / self.seconds, **more)

    def took(self, operations: int = 1, **more: float) -> Sample:
        """Make a sample of the seconds that all of it took."""
        return self.sample(operations, seconds=self.seconds, **more)

    def sample(self, operations: int, **figures: float) -> Sample:
        """Make a sample of named figures, the most important first."""
        return Sample(figures, self.cpu_s * MS_A_S / operations, self.others)

    def _ours(self) -> float:
        return sum(_cpu_s(process) for process in family([psutil.Process().pid, *self.servers]))


def family(pids: Iterable[int]) -> list[psutil.Process]:
    """Return processes with all that they started, each once."""
    found: dict[int, psutil.Process] = {}
    for pid in pids:
        try:
            parent = psutil.Process(pid)
            found |= {each.pid: each for each in (parent, *parent.children(recursive=True))}
        except psutil.NoSuchProcess:
            continue
    return list(found.values())


def _cpu_s(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    # Of children that have ended, too: a connection of PostgreSQL is a process.
    return float(times.user + times.system + times.children_user + times.children_system)


def _busy() -> float:
    times = psutil.cpu_times()
    return float(times.user + times.nice + times.system + times.irq + times.softirq + times.steal)
