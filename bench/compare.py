"""From rounds and sizes to rows: medians of both sides, the ratio of each round, and the bar."""

from collections.abc import Mapping, Sequence

from bench import figures
from bench.goal import Bar
from bench.rounds import CONTROL, Rounds
from bench.row import Row

# What n log n needs between a thousand and a million.
EXPONENT_MAX = 1.15


def compared(bar: Bar, measured: Rounds, ours: str, against: str = CONTROL, *, note: str = "") -> Row:
    """Compare a figure with another, each a side's first or named as "side.figure"; the ratio is the rounds' median."""
    values = [each.figure(ours) for each in measured.kept]
    raw = [each.figure(against) for each in measured.kept]
    ratios = [one / other for one, other in zip(values, raw, strict=True)]
    ratio = figures.median(ratios)
    return Row(
        bar.goal_id, bar.name, bar.unit, figures.median(values), figures.median(raw), ratio, figures.spread(ratios),
        bar.text, bar.met(ratio), None if bar.stretch is None else bar.stretched(ratio),
        _cpu_ms(measured, ours), _cpu_ms(measured, against), len(measured.kept), tuple(measured.thrown),
        measured.is_quiet, bar.load, note,
    )  # fmt: skip


def judged(bar: Bar, values: Sequence[float], anchor: float, *, note: str = "") -> Row:
    """Compare what was measured with a figure that is known; the ratio is that of the median."""
    value = figures.median(values)
    ratio = value / anchor
    return Row(
        bar.goal_id, bar.name, bar.unit, value, anchor, ratio, figures.spread(values), bar.text, bar.met(ratio),
        None if bar.stretch is None else bar.stretched(ratio), rounds=len(values), load=bar.load, note=note,
    )  # fmt: skip


def grown(goal_id: int, name: str, costs: Mapping[int, float]) -> Row:
    """Judge how the seconds of the work grow with its size: the exponent of the power law through them."""
    bar = Bar(goal_id, f"{name}: growth", "exponent", "at most", EXPONENT_MAX)
    exponent = figures.exponent(costs)
    note = ", ".join(f"{size:,}: {cost:.3g} s" for size, cost in costs.items())
    return Row(
        goal_id, bar.name, bar.unit, exponent, None, exponent, 0.0, bar.text, bar.met(exponent),
        rounds=len(costs), note=note,
    )  # fmt: skip


def _cpu_ms(measured: Rounds, side: str) -> float | None:
    read = [ms for each in measured.kept if (ms := each.cpu_ms(side)) is not None]
    return figures.median(read) if read else None
