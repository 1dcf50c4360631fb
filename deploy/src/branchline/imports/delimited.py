"""The rows of delimited text (CSV), whatever program of whatever country wrote it."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from branchline.imports.cells import LOOSE, TEXT_KEPT, Cell
from branchline.imports.outlines import CELLS_MAX, COLUMNS_MAX, ROWS_MAX
from branchline.imports.refusing import EncodingUnknown, FileBroken, FileTooLarge

CHUNK = 1 << 16
# Beyond it a quotation mark was never closed.
FIELD_MAX = 20_000
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Control characters that no text file holds: a binary file decodes as GB18030 now and then.
BINARY = re.compile("[\0-\x08\x0e-\x1f\ufffe\uffff]")
# A spreadsheet program takes what begins so for a formula; full-width signs count too.
FORMULA = re.compile("^[\\s\0]*[=+\\-@＝＋－＠]|^[\t\r\n]")
PLAIN_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?", re.ASCII)
QUOTED = re.compile(r'"[^"]*"')


def rows(path: Path) -> Iterator[tuple[int, list[Cell | None]]]:
    """Read record by record; a record's number is the row in which a spreadsheet program shows it."""
    csv.field_size_limit(FIELD_MAX)
    with path.open(encoding=encoding(path), newline="") as lines:
        # A line without an end is cut where no heading reaches.
        delimiter = _delimiter(lines.readline(FIELD_MAX))
        lines.seek(0)
        number = 0
        try:
            for number, fields in enumerate(csv.reader(lines, delimiter=delimiter, strict=True), 1):
                if len(fields) > COLUMNS_MAX:
                    raise FileTooLarge.by("列数", "columns", COLUMNS_MAX)
                if number > ROWS_MAX or number * len(fields) > CELLS_MAX:
                    raise FileTooLarge.by("行数", "rows", ROWS_MAX)
                cells = [Cell(LOOSE, field[:TEXT_KEPT]) if field.strip() else None for field in fields]
                if any(cells):
                    yield number, cells
        except csv.Error as error:
            place = number + 1
            raise FileBroken(where=f"第 {place} 行（引号未闭合？）", where_en=f"row {place} (open quote?)") from error


def encoding(path: Path) -> str:
    """Tell the encoding by its mark, else UTF-8 if all of it is, else GB18030 if all of it is."""
    with path.open("rb") as raw:
        head = raw.read(4)
    marked = [name for mark, name in MARKS if head.startswith(mark)]
    candidates = marked or (["utf-8", "gb18030"] if b"\0" not in head else [_unmarked_utf16(head)])
    for name in candidates:
        if _is(path, name):
            return name
    raise EncodingUnknown


def _unmarked_utf16(head: bytes) -> str:
    return "utf-16-le" if head[1:2] == b"\0" else "utf-16-be"


def _is(path: Path, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    try:
        with path.open("rb") as raw:
            while chunk := raw.read(CHUNK):
                if BINARY.search(decoder.decode(chunk)):
                    return False
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _delimiter(heading: str) -> str:
    bare = QUOTED.sub("", heading)
    return max(",;\t|", key=bare.count)


def written(path: Path, records: list[list[str]]) -> None:
    """Write text for Excel in China: UTF-8 with a mark."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([[inert(field) for field in record] for record in records])
    path.write_bytes(codecs.BOM_UTF8 + text.getvalue().encode())


def inert(text: str) -> str:
    """Disarm text that a spreadsheet program would run (CWE-1236)."""
    return f"'{text}" if FORMULA.match(text) and not PLAIN_NUMBER.fullmatch(text) else text
