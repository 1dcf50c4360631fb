"""The columns of a kind of sheet, and how a heading finds its column."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from branchline.imports.cells import Cell, address
from branchline.imports.readers import Reader, plain
from branchline.imports.wrong import Fault, Wrong

NOTE_MARKS = "*＊: ："
MISSING = Wrong("必填项为空", "it must not be empty", "请填写", "fill it in")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key for the service, its headings, its type, and an example for the template."""

    key: str
    zh: str
    en: str
    read: Reader
    example: object = None
    required: bool = False
    empty: object = None
    """What an empty cell means; of a list, say, an empty list."""

    def value(self, cell: Cell | None) -> Any:
        """Read a cell of this column."""
        if cell is None and self.required:
            raise MISSING
        return self.empty if cell is None else self.read(cell)


@dataclass(frozen=True, slots=True)
class Heading:
    """The row of headings as found: which column stands where."""

    row: int
    places: dict[int, Column]
    names: tuple[str, ...]

    def fault(self, row: int, place: int, cell: Cell | None, wrong: Wrong) -> Fault:
        """Name a cell and what is wrong with it."""
        return Fault(
            row=row, column=self.names[place] if place < len(self.names) else "", cell=address(row, place),
            found=cell.text if cell else "", wrong_zh=wrong.zh, wrong_en=wrong.en, advice_zh=wrong.advice_zh,
            advice_en=wrong.advice_en,
        )  # fmt: skip


def match(columns: Sequence[Column], row: int, cells: Sequence[Cell | None]) -> tuple[Heading, list[Fault]]:
    """Find each heading's column; unknown, repeated and missing ones are faults, for a slip would lose data."""
    known = {_folded(name): column for column in columns for name in (column.zh, column.en, column.key)}
    heading = Heading(row, {}, tuple(cell.text.strip() if cell else "" for cell in cells))
    faults = []
    for place, cell in enumerate(cells):
        column = known.get(_folded(cell.text)) if cell else None
        if column and column not in heading.places.values():
            heading.places[place] = column
        elif cell:
            wrong = _repeated(column) if column else _unknown(columns, heading)
            faults.append(heading.fault(row, place, cell, wrong))
    absent = [each for each in columns if each.required and each not in heading.places.values()]
    faults += [heading.fault(row, len(cells), None, _absent(each)) for each in absent]
    return heading, faults


def _folded(name: str) -> str:
    return plain(name).casefold().strip(NOTE_MARKS).replace(" ", "").replace("_", "")


def _unknown(columns: Sequence[Column], heading: Heading) -> Wrong:
    free = "、".join(each.zh for each in columns if each not in heading.places.values())
    return Wrong(
        "不认识的列标题", "an unknown heading", f"请改名或删除该列；可用：{free}", "rename or delete the column"
    )


def _repeated(column: Column) -> Wrong:
    return Wrong(f"列“{column.zh}”出现两次", f"{column.en} stands twice", "请删除其中一列", "delete one of them")


def _absent(column: Column) -> Wrong:
    return Wrong(f"缺少必需的列“{column.zh}”", f"the column {column.en} is missing", "请补上该列", "add the column")
