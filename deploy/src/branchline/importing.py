"""Imports from the command line and by the demo: a progress bar, a report, an exit code."""

import asyncio
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from branchline import installation
from branchline.estate import Estate
from branchline.imports import engine
from branchline.imports.kinds import kind_of
from branchline.imports.refusing import FileRefused
from branchline.imports.report import Report
from branchline.places import build
from chassis.database import Database

FAULTS_SHOWN = 20


def run(kind: str, file: Path, instance: str, *, dry_run: bool, as_json: bool, out: Console) -> int:
    """Import a file; 0 when all of it is in, 1 when cells are wrong, 2 when the file was refused."""
    try:
        report = asyncio.run(imported(installation.found(instance), kind, file, Console(stderr=True), dry_run=dry_run))
    except FileNotFoundError as error:
        out.print(f"没有找到 / not found: {error.filename}")
        return 2
    except FileRefused as refused:
        out.print(f"{refused.text('zh-CN')} {refused.text('en')}")
        return 2
    if as_json:
        typer.echo(report.to_json())
    else:
        _print(report, out)
    return 0 if report.ok else 1


async def imported(estate: Estate, kind: str, file: Path, out: Console, *, dry_run: bool = False) -> Report:
    """Import one file into the service that owns its kind."""
    service = kind_of(kind).service
    url = installation.database(estate, service, "worker")
    database = Database(service, url, estate.clock(), pool_size=2)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed} 行"),
        TimeElapsedColumn(),
    )
    try:
        with Progress(*columns, console=out, transient=True) as bar:
            task = bar.add_task(kind, total=None)

            def progress(step: engine.Step) -> None:
                bar.update(task, description=f"{kind}: {step.phase}", completed=step.rows)

            return await engine.run(kind, file, database, progress, dry_run=dry_run)
    finally:
        await database.stop()


def _print(report: Report, out: Console) -> None:
    if report.ok:
        done = "检查通过，未写入 / checked, nothing written" if report.dry_run else "已导入 / imported"
        out.print(f"✓ {report.kind}: {report.rows} 行 / rows, {report.events} 个事件 / events; {done}")
        return
    out.print(f"✗ {report.faults_total} 处错误，未写入任何内容 / faults, nothing was written")
    for fault in report.faults[:FAULTS_SHOWN]:
        out.print(f"  {fault.cell} {fault.column}: {fault.wrong_zh} → {fault.advice_zh} / {fault.wrong_en}")
    out.print(f"  {report.store(build() / 'imports').with_suffix('.csv')}")
