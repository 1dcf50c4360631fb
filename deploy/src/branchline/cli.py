"""The command line `branchline`."""

import asyncio
import json
import os
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from branchline import cli_journal, cli_parked, databases, doctor, installation
from branchline.estate import PASSWORD, SERVICES, service
from branchline.words import Lang, fail
from chassis.clock import DevelopmentClock
from chassis.migrations import upgrade
from edge import process, topics

app = typer.Typer(no_args_is_help=True, add_completion=True, pretty_exceptions_enable=False, help=__doc__)
app.add_typer(cli_journal.app, name="journal")
app.add_typer(cli_parked.app, name="parked")
app.command("why")(cli_journal.why)
clock = typer.Typer(no_args_is_help=True, help="Show or move the development clock of all services together.")
app.add_typer(clock, name="clock")

out = Console()
Instance = Annotated[str, typer.Option(help="Which set of development servers.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Language = Annotated[Lang, typer.Option("--lang", help="Language of what people read: zh or en.")]


@app.command("doctor")
def diagnose(json_: Json = False, lang: Language = Lang.zh) -> None:
    """Say what is there, what is missing and what to do."""
    findings = doctor.check()
    if json_:
        typer.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            mark = "[green]✓[/]" if finding.ok else "[red]✗[/]"
            detail, todo = (
                (finding.detail_zh, finding.todo_zh) if lang is Lang.zh else (finding.detail_en, finding.todo_en)
            )
            out.print(f"{mark} {finding.name}: {detail}" + ("" if finding.ok else f" → {todo}"))
    raise typer.Exit(0 if all(finding.ok for finding in findings) else 1)


@app.command()
def demo(
    reset: Annotated[bool, typer.Option("--reset", help="Forget the demo's data and stop.")] = False,
    lang: Language = Lang.zh,
) -> None:
    """Start everything, import the sample company, play the story, stay up."""
    from branchline import demonstration

    if reset:
        demonstration.forget(out)
        return
    raise typer.Exit(asyncio.run(demonstration.run(lang, out)))


@app.command()
def story(lang: Language = Lang.zh) -> None:
    """Play the story once on servers of its own; exit 0 only if every step held."""
    from branchline import demonstration

    raise typer.Exit(asyncio.run(demonstration.play_once(lang, out)))


@app.command()
def migrate(
    services: Annotated[list[str] | None, typer.Argument(help="Which services; all without one.")] = None,
    instance: Instance = "demo",
) -> None:
    """Bring databases to the newest schema."""
    estate = installation.found(instance)
    urls = {name: installation.database(estate, name, "owner") for name in services or SERVICES}
    for name, url in urls.items():
        upgrade(service(name), url)
        out.print(f"{name}: ✓")


@app.command("run")
def run_service(
    name: Annotated[str, typer.Argument(metavar="SERVICE")],
    role: Annotated[list[str] | None, typer.Option(help="api, worker, relay or sweeper; all without one.")] = None,
) -> None:
    """Run a service's roles until it is told to stop; its settings come from the environment."""
    if name not in SERVICES:
        fail(f"没有服务 {name}；有 {'、'.join(SERVICES)}", f"no such service; there are {', '.join(SERVICES)}")
    roles = role or list(process.ROLES)
    process.serve(service(name), roles)


@app.command("import")
def import_file(
    kind: str,
    file: Path,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check everything, change nothing.")] = False,
    json_: Json = False,
    instance: Instance = "demo",
) -> None:
    """Import a sheet (XLSX or CSV), all or nothing, with a report of each bad cell (X3)."""
    from branchline import importing

    raise typer.Exit(importing.run(kind, file, instance, dry_run=dry_run, as_json=json_, out=out))


@app.command("databases")
def create_databases(password: Annotated[str, typer.Option(help="One for all logins.")] = PASSWORD) -> None:
    """Create databases and logins of the services at BRANCHLINE_POSTGRES, in development alone."""
    if os.environ.get(installation.ENVIRONMENT) != "development":
        fail("仅限开发环境：BRANCHLINE_ENVIRONMENT=development", "in development alone")
    for name in SERVICES:
        asyncio.run(databases.create(os.environ["BRANCHLINE_POSTGRES"], name, f"branchline_{name}", password))
        out.print(f"{name}: ✓")


@app.command("topics")
def create_topics(instance: Instance = "demo") -> None:
    """Create the declared topics that are missing."""
    given = os.environ.get(installation.KAFKA)
    made = topics.create_from_environment() if given else asyncio.run(topics.create(installation.kafka(instance)))
    out.print("\n".join(made) or "✓")


@clock.command("show")
def clock_show(instance: Instance = "demo") -> None:
    """Show business time."""
    typer.echo(installation.found(instance).clock().now().isoformat())


@clock.command("advance")
def clock_advance(
    days: Annotated[int, typer.Option()] = 0, hours: Annotated[int, typer.Option()] = 0, instance: Instance = "demo"
) -> None:
    """Move business time forward for all services together."""
    found = _movable(instance)
    found.move_by(timedelta(days=days, hours=hours))
    typer.echo(found.now().isoformat())


@clock.command("to")
def clock_to(instant: datetime, instance: Instance = "demo") -> None:
    """Move business time forward to an instant (local time without an offset)."""
    found = _movable(instance)
    found.move_to(instant.astimezone())
    typer.echo(found.now().isoformat())


def _movable(instance: str) -> DevelopmentClock:
    clock = installation.found(instance).clock()
    if not isinstance(clock, DevelopmentClock):
        fail("没有给出 BRANCHLINE_CLOCK_FILE，时钟不能拨动", "no BRANCHLINE_CLOCK_FILE: this clock cannot be moved")
    return clock
