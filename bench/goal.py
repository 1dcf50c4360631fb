"""What a goal is: what it compares, where its bar lies, and how it is measured."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from bench.row import Row
from bench.stage import Stage

Direction = Literal["at least", "at most"]
SIGNS = {"at least": "≥", "at most": "≤"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One comparison of a goal: a ratio, and how large or small it must be."""

    goal_id: int
    name: str
    unit: str
    """Of the value and of what it is compared with."""
    direction: Direction
    must: float
    """0 where nothing is promised."""
    stretch: float | None = None
    load: str = ""
    """What makes the load."""

    def met(self, ratio: float, *, limit: float | None = None) -> bool:
        """Tell whether a ratio reaches the bar, or another limit in its direction."""
        bound = self.must if limit is None else limit
        return ratio >= bound if self.direction == "at least" else ratio <= bound

    def stretched(self, ratio: float) -> bool:
        """Tell whether a ratio reaches the aim beyond the bar."""
        return self.stretch is not None and self.met(ratio, limit=self.stretch)

    @property
    def text(self) -> str:
        """Say the bar in a few signs."""
        if not self.must:
            return "none"
        aim = "" if self.stretch is None else f" ({self.stretch:g}x)"
        return f"{SIGNS[self.direction]} {self.must:g}x{aim}"


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal of the project's speed, by its number."""

    goal_id: int
    name: str
    measure: Callable[[Stage], Awaitable[Sequence[Row]]]
