"""Rounds: the control before and after the sides that are compared with it, again when others disturbed."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from bench import figures
from bench.watch import Sample, Watch

# Beyond these the round tells more of the machine than of the code (docs/performance.md).
CONTROL_MOVES_MAX = 0.20
OTHERS_CORES_MAX = 0.35
CONTROL = "raw"

Side = Callable[[Watch], Awaitable[Sample]]
NewWatch = Callable[[], Watch]


@dataclass(frozen=True, slots=True)
class Round:
    """One reading of every side, between two readings of the control."""

    before: Sample
    after: Sample
    sides: Mapping[str, Sample]

    @property
    def disturbance(self) -> str | None:
        """Say why the round does not count, if it does not."""
        if (moved := figures.moved(self.before.first, self.after.first)) > CONTROL_MOVES_MAX:
            return f"the control moved by {moved:.0%}"
        if (others := max(each.others for each in (self.before, self.after, *self.sides.values()))) > OTHERS_CORES_MAX:
            return f"others used {others:.2f} core"
        return None

    def figure(self, reading: str) -> float:
        """Return a figure named as "side.figure", or a side's first; of the control, the mean of before and after."""
        side, _, name = reading.partition(".")
        samples = (self.before, self.after) if side == CONTROL else (self.sides[side],)
        return sum(each.figures[name] if name else each.first for each in samples) / len(samples)

    def cpu_ms(self, reading: str) -> float | None:
        """Return the CPU that an operation of a side took, in ms."""
        side = reading.partition(".")[0]
        return (self.after if side == CONTROL else self.sides[side]).cpu_ms


@dataclass(frozen=True, slots=True)
class Rounds:
    """The rounds that count, and why others do not."""

    kept: Sequence[Round]
    thrown: Sequence[str] = ()
    is_quiet: bool = True
    """False when too few rounds were undisturbed, so that disturbed ones are among the kept."""


async def interleaved(
    control: Side, sides: Mapping[str, Side], *, rounds: int, extra: int, new_watch: NewWatch
) -> Rounds:
    """Measure control, sides, control, sides, … control, until enough rounds count or `extra` were in vain."""
    kept: list[Round] = []
    disturbed: list[Round] = []
    before = await control(new_watch())
    while len(kept) < rounds and len(disturbed) <= extra:
        read = {name: await side(new_watch()) for name, side in sides.items()}
        after = await control(new_watch())
        one = Round(before, after, read)
        (disturbed if one.disturbance else kept).append(one)
        before = after
    missing = rounds - len(kept)
    # The later ones: whatever was cold at first is warm by then.
    kept += disturbed[len(disturbed) - missing :] if missing else []
    return Rounds(kept, [str(each.disturbance) for each in disturbed], is_quiet=not missing)
