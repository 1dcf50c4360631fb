"""The arithmetic of figures: median, spread, quantile, how cost grows with size."""

import math
import statistics
from collections.abc import Mapping, Sequence


def median(values: Sequence[float]) -> float:
    """Return the middle of the values."""
    return statistics.median(values)


def spread(values: Sequence[float]) -> float:
    """Return how far the values lie apart, as a share of their median."""
    middle = median(values)
    return (max(values) - min(values)) / abs(middle) if middle else 0.0


def quantile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def moved(before: float, after: float) -> float:
    """Return how far a control moved between two readings, as a share of their mean."""
    mean = (before + after) / 2
    return abs(after - before) / abs(mean) if mean else 0.0


def exponent(costs: Mapping[int, float]) -> float:
    """Return k of cost ~ size**k, by least squares on the logarithms; cost by size, both above 0."""
    slope, _ = statistics.linear_regression([math.log(n) for n in costs], [math.log(c) for c in costs.values()])
    return slope
