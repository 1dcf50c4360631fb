"""`branchline parked`: events that a handler could not take (X4)."""

import asyncio
import json
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from branchline import installation
from branchline.estate import SERVICES

app = typer.Typer(no_args_is_help=True, help=__doc__)
Reason = Annotated[str, typer.Option(help="Why; kept with the event.")]


@app.command("list")
def parked(instance: str = "demo", json_: Annotated[bool, typer.Option("--json")] = False) -> None:
    """List what waits in all services."""
    rows = asyncio.run(_all(instance))
    if json_:
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    table = Table("service", "parked_id", "type", "key", "state", "tries", "error")
    for row in rows:
        table.add_row(*(str(row[name]) for name in ("service", "parked_id", "type", "key", "state", "tries", "error")))
    Console().print(table)


@app.command()
def release(service: str, parked_id: str, reason: Reason, instance: str = "demo") -> None:
    """Apply an event, and what waits behind it, in order."""
    asyncio.run(_decide(instance, service, parked_id, "release", reason))


@app.command()
def discard(service: str, parked_id: str, reason: Reason, instance: str = "demo") -> None:
    """Give an event up."""
    asyncio.run(_decide(instance, service, parked_id, "discard", reason))


async def _all(instance: str) -> list[dict[str, Any]]:
    async with installation.caller(instance) as operator:
        return [{"service": name, **row} for name in SERVICES for row in await operator.get(name, "/parked")]


async def _decide(instance: str, service: str, parked_id: str, what: str, reason: str) -> None:
    async with installation.caller(instance) as operator:
        await operator.post(service, f"/parked/{parked_id}/{what}", {"reason": reason})
