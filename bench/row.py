"""A row of the report: one comparison with its ratio, spread and goal."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured for one bar of a goal."""

    goal_id: int
    name: str
    unit: str
    value: float
    raw: float | None
    """What the value is compared with, measured in the same run; None where the value is itself a ratio."""
    ratio: float | None
    """None where there is nothing to compare with on this machine."""
    spread: float
    goal: str
    met: bool | None
    stretch_met: bool | None = None
    cpu_ms: float | None = None
    """CPU of all our processes for one operation, servers included."""
    raw_cpu_ms: float | None = None
    rounds: int = 1
    thrown: tuple[str, ...] = ()
    quiet: bool = True
    load: str = ""
    """What made the load."""
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the row as it stands in the report's file."""
        return asdict(self)
