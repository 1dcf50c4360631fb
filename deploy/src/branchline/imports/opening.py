"""Open a file of strangers in a process of its own, with little memory and little time.

Run as `python -m branchline.imports.opening FILE` it writes one JSON line a row: `[number, [cell, …]]`, and
at the end or instead `{"refused": code, "facts": {…}}`.
"""

import asyncio
import contextlib
import json
import os
import resource
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

from branchline.imports import delimited, workbooks
from branchline.imports.cells import Cell
from branchline.imports.refusing import (
    REFUSALS,
    FileActive,
    FileBroken,
    FileEncrypted,
    FileRefused,
    FileTooLarge,
    FileTypeWrong,
)

FILE_MAX = 64 << 20
# The largest sheet within limits takes some 190 MB.
MEMORY_MAX = 256 << 20
# From the start to the first row, and from row to row.
PATIENCE_S = 5
LINE_MAX = 16 << 20
OLE = bytes.fromhex("D0CF11E0A1B11AE1")
ZIP = b"PK\3\4"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OLE_DIRECTORY_WITHIN = 1 << 20
MACRO_SUFFIXES = frozenset({".xlsm", ".xltm"})
TEXT_SUFFIXES = frozenset({".csv", ".txt", ".tsv"})

Row = tuple[int, list[Cell | None]]


def rows(path: Path) -> Iterator[Row]:
    """Read a file as what both its name and its content say that it is."""
    suffix = path.suffix.lower()
    if path.stat().st_size > FILE_MAX:
        raise FileTooLarge.by("文件大小", "size", f"{FILE_MAX >> 20} MB")
    with path.open("rb") as raw:
        head = raw.read(OLE_DIRECTORY_WITHIN)
    if head.startswith(OLE) and ENCRYPTED in head:
        raise FileEncrypted
    if suffix in MACRO_SUFFIXES:
        raise FileActive(what="宏", what_en="macros")
    if suffix == ".xlsx" and head.startswith(ZIP):
        return workbooks.rows(path)
    if suffix in TEXT_SUFFIXES and not head.startswith((ZIP, OLE)):
        return delimited.rows(path)
    raise FileTypeWrong(suffix=suffix or path.name[-20:])


async def opened(path: Path) -> AsyncIterator[Row]:
    """Read a file through the process that may die of it."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "branchline.imports.opening", os.fspath(path),
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
        limit=LINE_MAX,
    )  # fmt: skip
    if child.stdout is None:
        raise AssertionError
    try:
        while line := await _line(child.stdout):
            message = json.loads(line)
            if isinstance(message, dict):
                raise REFUSALS[message["refused"]](**message["facts"])
            number, cells = message
            yield number, [cell and Cell(*cell) for cell in cells]
        match await child.wait():
            case 0:
                return
            case code if code < 0:
                # The reader cannot refuse an allocation: it aborts.
                raise _out_of_memory()
            case _:
                raise FileBroken(where="内容", where_en="the content")
    finally:
        with contextlib.suppress(ProcessLookupError):
            child.kill()
        await child.wait()


async def _line(stream: asyncio.StreamReader) -> bytes:
    try:
        async with asyncio.timeout(PATIENCE_S):
            return await stream.readline()
    except TimeoutError:
        raise FileTooLarge.by("读取时间", "reading time", f"{PATIENCE_S} s") from None


def _tell(document: Any) -> None:
    sys.stdout.write(json.dumps(document, ensure_ascii=True, separators=(",", ":")) + "\n")


def _tell_refusal(refused: FileRefused) -> None:
    _tell({"refused": refused.code, "facts": refused.facts})


def main() -> None:
    """Write the rows of the named file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MAX, MEMORY_MAX))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        for row in rows(Path(sys.argv[1])):
            _tell(row)
    except FileRefused as refused:
        _tell_refusal(refused)
    except MemoryError:
        _tell_refusal(_out_of_memory())


def _out_of_memory() -> FileRefused:
    return FileTooLarge.by("所需内存", "memory", f"{MEMORY_MAX >> 20} MB")


if __name__ == "__main__":
    main()
