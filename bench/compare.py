"""From rounds and sizes to rows: medians of both sides, the ratio of each round, and the bar."""

from collections.abc import Mapping

from bench import figures
from bench.goal import Bar
from bench.rounds import CONTROL, Rounds
from bench.row import Row

# What n log n needs between a thousand and a million.
EXPONENT_MAX = 1.15


def compared(
    bar: Bar, measured: Rounds, side: str, *, figure: str = "rate", against: str = CONTROL, of: str = ""
) -> Row:
    """Compare a figure of a side with that of another, or with another `of` it; the ratio is the rounds' median."""
    ours = [each.figure(side, figure) for each in measured.kept]
    raw = [each.figure(against, of or figure) for each in measured.kept]
    ratios = [one / other for one, other in zip(ours, raw, strict=True)]
    ratio = figures.median(ratios)
    return Row(
        bar.goal_id, bar.name, bar.unit, figures.median(ours), figures.median(raw), ratio, figures.spread(ratios),
        bar.text, bar.met(ratio), None if bar.stretch is None else bar.stretched(ratio),
        _cpu_ms(measured, side), _cpu_ms(measured, against), len(measured.kept), tuple(measured.thrown),
        measured.is_quiet, bar.load,
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
