"""What a part of a workbook would unfold to, seen while it is unzipped and before anything opens it."""

from branchline.imports.cells import place
from branchline.imports.refusing import FileTooLarge

ROWS_MAX, COLUMNS_MAX = 200_000, 500
# The reader lays a sheet out as a full rectangle in memory, at some 32 bytes a cell and a text.
CELLS_MAX = 1_000_000
STRINGS_MAX = 1_000_000


class Outline:
    """The cells of one sheet by address alone: how far they reach, and which of them hold an error."""

    def __init__(self) -> None:
        self.broken: set[tuple[int, int]] = set()
        self._row = self._column = self._rows = self._columns = 0
        self._formula = self._value = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take in an element's beginning."""
        match tag.rpartition(":")[2]:
            case "v" | "is":
                self._value = True
                self._reach()
            case "c":
                self._cell(attributes)
            case "row":
                self._row, self._column = int(attributes.get("r", self._row + 1)), 0
                self._reach()
            case "f":
                self._formula = True

    def end(self, tag: str) -> None:
        """Take in an element's end: a formula that was never calculated counts as an error."""
        if self._formula and not self._value and tag.rpartition(":")[2] == "c":
            self.broken.add((self._row, self._column - 1))

    def _cell(self, attributes: dict[str, str]) -> None:
        self._formula = self._value = False
        if reference := attributes.get("r"):
            self._row, self._column = place(reference)
        self._column += 1
        if attributes.get("t") == "e":
            self.broken.add((self._row, self._column - 1))

    def _reach(self) -> None:
        self._rows, self._columns = max(self._rows, self._row), max(self._columns, self._column)
        if self._rows > ROWS_MAX:
            raise FileTooLarge.by("行数", "rows", ROWS_MAX)
        if self._columns > COLUMNS_MAX:
            raise FileTooLarge.by("列数", "columns", COLUMNS_MAX)
        if self._rows * self._columns > CELLS_MAX:
            raise FileTooLarge.by("单元格数", "cells", CELLS_MAX)


class Strings:
    """The table of texts: counted, for each costs more in memory than in the file."""

    def __init__(self) -> None:
        self._count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take in an element's beginning."""
        self._count += tag.rpartition(":")[2] == "si"
        if self._count > STRINGS_MAX:
            raise FileTooLarge.by("文本数", "texts", STRINGS_MAX)

    def end(self, tag: str) -> None:
        """Take in an element's end."""
