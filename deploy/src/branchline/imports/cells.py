"""A cell as it stands in a sheet, before anybody has decided what it means."""

import re
from typing import NamedTuple

TEXT, LOOSE, NUMBER, DAY, FLAG, BROKEN = "text", "loose", "number", "day", "flag", "broken"
LETTERS = 26
REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})", re.ASCII)
# Longer than any column takes; what follows would only fill memory.
TEXT_KEPT = 2001


class Cell(NamedTuple):
    """What kind of content stands in a cell, and its text.

    `text` is text that a workbook holds as text, `loose` text of a CSV, where all is text; `number` is the
    shortest text that gives the stored number back; `day` is ISO 8601; `broken` is an error of a formula.
    """

    kind: str
    text: str


def letters(column: int) -> str:
    """Name a column as spreadsheets do, from 0: A, B, … Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, LETTERS)
        name = chr(ord("A") + rest) + name
    return name


def address(row: int, column: int) -> str:
    """Name a cell as spreadsheets do; the row counts from 1, the column from 0."""
    return f"{letters(column)}{row}"


def place(reference: str) -> tuple[int, int]:
    """Read an address such as C49999 as its row, from 1, and its column, from 0."""
    match = REFERENCE.fullmatch(reference)
    if match is None:
        raise ValueError(reference)
    column = 0
    for letter in match[1]:
        column = column * LETTERS + ord(letter) - ord("A") + 1
    return int(match[2]), column - 1
