"""Check a whole sheet, cell by cell, before anything of it is applied."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from branchline.imports.cells import LOOSE, Cell
from branchline.imports.columns import Column, Heading, match
from branchline.imports.refusing import FileEmpty
from branchline.imports.wrong import Fault, Wrong

# Nobody repairs more by hand; the rest is counted.
FAULTS_MAX = 2000
BEYOND = Wrong(
    "该列没有标题", "this column has no heading", "请补上标题或清空该单元格", "add a heading or empty the cell"
)


@dataclass(slots=True)
class Sheet:
    """A sheet as it is read: good rows by column key, faults by cell."""

    columns: Sequence[Column]
    heading: Heading | None = None
    rows: list[dict[str, Any]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    """The row of the sheet that each of `rows` stands in."""
    faults: list[Fault] = field(default_factory=list)
    faults_total: int = 0
    faulty: dict[int, list[str]] = field(default_factory=dict)
    """What stands in each row with a fault, up to the limit."""

    def take(self, number: int, cells: list[Cell | None]) -> None:
        """Take the next row that is not empty; the first one holds the headings."""
        if self.heading is None:
            self.heading, faults = match(self.columns, number, cells)
            self.blame(faults, cells)
        elif self.is_understood:
            self._check(self.heading, number, cells)

    @property
    def is_understood(self) -> bool:
        """Tell whether the headings are all known, without which no row can be judged."""
        return self.heading is not None and self.heading.row not in self.faulty

    def end(self) -> None:
        """Refuse a sheet without a row."""
        if self.heading is None or (self.is_understood and not self.rows and not self.faults):
            raise FileEmpty

    def blame(self, faults: Sequence[Fault], cells: Sequence[Cell | None]) -> None:
        """Keep faults of one row, up to the limit, with the row as it stands."""
        self.faults_total += len(faults)
        kept = faults[: max(0, FAULTS_MAX - len(self.faults))]
        self.faults += kept
        if kept:
            self.faulty.setdefault(kept[0].row, [cell.text if cell else "" for cell in cells])

    def refuse(self, index: int, key: str, wrong: Wrong) -> None:
        """Keep what the service finds wrong with one of the rows."""
        if self.heading is None:
            raise AssertionError
        row, number = self.rows[index], self.numbers[index]
        places = self.heading.places
        width = max(places, default=0) + 1
        cells = [_written(row[places[place].key]) if place in places else None for place in range(width)]
        place = next((place for place, column in places.items() if column.key == key), 0)
        self.blame([self.heading.fault(number, place, cells[place], wrong)], cells)

    def _check(self, heading: Heading, number: int, cells: list[Cell | None]) -> None:
        row = {column.key: column.empty for column in self.columns}
        faults = [
            heading.fault(number, place, cell, BEYOND)
            for place, cell in enumerate(cells)
            if cell and place not in heading.places
        ]
        for place, column in heading.places.items():
            cell = cells[place] if place < len(cells) else None
            try:
                row[column.key] = column.value(cell)
            except Wrong as wrong:
                faults.append(heading.fault(number, place, cell, wrong))
        if faults:
            self.blame(sorted(faults, key=lambda fault: fault.cell), cells)
        else:
            self.rows.append(row)
            self.numbers.append(number)


def _written(value: object) -> Cell | None:
    """Spell a value as a person would have typed it."""
    if isinstance(value, list | tuple):
        value = "、".join("@".join(each) if isinstance(each, tuple) else str(each) for each in value)
    return Cell(LOOSE, str(value)) if value not in {None, ""} else None
