"""Import a sheet: read and check all of it, then apply it in one transaction, or nothing (X3)."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from branchline.imports.checking import Sheet
from branchline.imports.kinds import Kind, Problem, kind_of
from branchline.imports.opening import opened
from branchline.imports.report import Report, shown
from branchline.imports.wrong import Wrong
from chassis.database import Database
from chassis.tx import Tx

# Checking so many rows takes some milliseconds; then the loop breathes.
BREATH = 500


@dataclass(frozen=True, slots=True)
class Step:
    """How far an import has come: `reading`, then `writing`, then `done`."""

    phase: str
    rows: int


Progress = Callable[[Step], None]


class _Undo(Exception):
    """Leave the transaction without a trace."""


async def run(
    kind: str, path: Path, database: Database, progress: Progress = lambda _: None, *, dry_run: bool = False
) -> Report:
    """Import a file; refuse it as a whole (FileRefused) or report each bad cell, and write only if all is good."""
    found = kind_of(kind)
    sheet = await _read(found, path, progress)
    if sheet.faults:
        return _report(found, path, sheet, dry_run=dry_run)
    progress(Step("writing", len(sheet.rows)))
    events = await _apply(found, sheet, database, dry_run=dry_run)
    progress(Step("done", len(sheet.rows)))
    return _report(found, path, sheet, events, dry_run=dry_run)


async def _read(kind: Kind, path: Path, progress: Progress) -> Sheet:
    sheet = Sheet(kind.columns)
    taken = 0
    async for number, cells in opened(path):
        sheet.take(number, cells)
        taken += 1
        if taken % BREATH == 0:
            progress(Step("reading", taken))
            await asyncio.sleep(0)
    sheet.end()
    progress(Step("reading", taken))
    return sheet


async def _apply(kind: Kind, sheet: Sheet, database: Database, *, dry_run: bool) -> int:
    """Apply the rows and return the number of events; what the service finds wrong becomes faults."""
    problems: list[Problem] = []
    events = 0

    async def work(tx: Tx) -> None:
        nonlocal events
        problems[:] = await kind.applying(tx, sheet.rows)
        events = len(tx.entries)
        if problems or dry_run:
            raise _Undo

    try:
        await database.run(work)
    except _Undo:
        for index, key, zh in problems:
            sheet.refuse(index, key, _wrong(zh))
    return 0 if problems else events


def _wrong(zh: str) -> Wrong:
    return Wrong(zh, "refused by the service, see the Chinese text", "请更正后重新导入", "correct it and import again")


def _report(kind: Kind, path: Path, sheet: Sheet, events: int = 0, *, dry_run: bool) -> Report:
    return Report(
        kind=kind.name,
        file=shown(path.name),
        dry_run=dry_run,
        rows=len(sheet.rows),
        faults=tuple(sheet.faults),
        faults_total=sheet.faults_total,
        events=events,
        headings=sheet.heading.names if sheet.heading else (),
        faulty=sheet.faulty,
    )
