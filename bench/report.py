"""The report: a file for programs and a table for people."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.plans import Plan
from bench.row import Row

QUERY_SHOWN = 90


@dataclass(frozen=True, slots=True)
class Report:
    """All that a run found."""

    machine: Mapping[str, Any]
    quick: bool
    rows: Sequence[Row]
    plans: Sequence[Plan] = ()
    failures: Mapping[int, str] = field(default_factory=dict)
    """Goals that could not be measured, with the error."""

    @property
    def is_sound(self) -> bool:
        """Tell whether everything was measured and no statement reads a growing table as a whole."""
        return not self.failures and not any(plan.scans for plan in self.plans)

    def write(self, path: Path) -> None:
        """Write the file."""
        found = {
            "rows": [row.as_json() for row in self.rows],
            "machine": dict(self.machine),
            "quick": self.quick,
            "plans": [asdict(plan) for plan in self.plans],
            "failures": dict(self.failures),
        }
        path.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")

    def show(self, console: Console) -> None:
        """Print the tables."""
        console.print(_rows(self))
        for remark in dict.fromkeys(_remarks(self.rows)):
            console.print(remark, style="dim", highlight=False)
        if self.plans:
            console.print(_plans(self.plans))
        for goal_id, error in self.failures.items():
            console.print(f"goal {goal_id} could not be measured: {error}", style="red", highlight=False)


def _rows(report: Report) -> Table:
    title = "Quick look: few rounds, small sizes" if report.quick else "Ratios of this run"
    table = Table(title=title)
    for name in ("goal", "compared", "unit", "value", "raw", "ratio", "spread", "bar", "met", "CPU ms", "rounds"):
        table.add_column(name, justify="left" if name in {"compared", "unit", "bar"} else "right")
    for row in report.rows:
        kept = f"{row.rounds}" if row.quiet else f"{row.rounds}, disturbed"
        table.add_row(
            str(row.goal_id), row.name, row.unit, _short(row.value), _short(row.raw), _ratio(row),
            f"{row.spread:.0%}", row.goal, _verdict(row), _short(row.cpu_ms), kept,
        )  # fmt: skip
    return table


def _ratio(row: Row) -> str:
    return "" if row.ratio is None else f"{row.ratio:.2f}"


def _remarks(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        if row.load:
            yield f"  goal {row.goal_id}, load: {row.load}"
        if row.note:
            yield f"  goal {row.goal_id}, {row.name}: {row.note}"
        yield from (f"  goal {row.goal_id}, a round thrown away: {reason}" for reason in row.thrown)


def _verdict(row: Row) -> str:
    if row.met is None:
        return "not measured"
    if not row.met:
        return "[red]no[/red]"
    return "[green]stretch[/green]" if row.stretch_met else "[green]yes[/green]"


def _plans(plans: Sequence[Plan]) -> Table:
    table = Table(title="The heaviest statements")
    for name in ("database", "calls", "ms", "reads as a whole", "statement"):
        table.add_column(name, justify="right" if name in {"calls", "ms"} else "left")
    for plan in plans:
        scans = f"[red]{', '.join(plan.scans)}[/red]" if plan.scans else plan.error or "nothing that grows"
        table.add_row(plan.database, f"{plan.calls:,}", f"{plan.ms:,.0f}", scans, plan.query[:QUERY_SHOWN])
    return table


def _short(number: float | None) -> str:
    if number is None:
        return ""
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}"  # noqa: PLR2004 - three digits that mean something
