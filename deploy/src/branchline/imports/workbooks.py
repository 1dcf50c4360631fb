"""The rows of a workbook (XLSX), read from a strained copy."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from branchline.imports.archives import strain
from branchline.imports.cells import BROKEN, DAY, FLAG, NUMBER, TEXT, TEXT_KEPT, Cell
from branchline.imports.refusing import FileBroken

Rows = Iterator[tuple[int, list[Cell | None]]]
SPELLING: dict[type, Callable[[Any], Cell]] = {
    str: lambda value: Cell(TEXT, value[:TEXT_KEPT]),
    bool: lambda value: Cell(FLAG, str(value)),
    int: lambda value: Cell(NUMBER, str(value)),
    float: lambda value: Cell(NUMBER, repr(value).removesuffix(".0")),
    datetime: lambda value: Cell(DAY, value.date().isoformat()),
    date: lambda value: Cell(DAY, value.isoformat()),
}


def rows(path: Path) -> Rows:
    """Read the first visible sheet, row by row with the row's number; empty rows are left out."""
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as copy:
        name, outline = strain(path, copy.file)
        copy.flush()
        try:
            with CalamineWorkbook.from_path(copy.name) as workbook:
                yield from _sheet(workbook, name, outline.broken)
        except CalamineError as error:
            raise FileBroken(where="工作表", where_en="the sheet") from error


def _sheet(workbook: CalamineWorkbook, name: str, broken: set[tuple[int, int]]) -> Rows:
    for number, values in enumerate(workbook.get_sheet_by_name(name).iter_rows(), 1):
        cells = [_cell(value) for value in values]
        if broken:
            cells = [
                Cell(BROKEN, "") if (number, column) in broken else cell for column, cell in enumerate(cells)
            ]  # fmt: skip
        if any(cells):
            yield number, cells


def _cell(value: Any) -> Cell | None:
    if isinstance(value, str) and not value.strip():
        return None
    spell = SPELLING.get(type(value))
    return spell(value) if spell else Cell(BROKEN, str(value))
