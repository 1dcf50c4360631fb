"""`branchline journal` and `branchline why`: what was decided, and the chain behind it (X2, X4)."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, TypeVar
from uuid import UUID

import typer
from rich.console import Console
from rich.tree import Tree
from sqlalchemy import text

from branchline import installation, restating
from branchline.client import Person, told
from branchline.estate import OPERATOR, SERVICES
from branchline.words import fail
from chassis.database import Database
from chassis.ids import new_id
from chassis.tx import Actor, Cause, Tx

app = typer.Typer(no_args_is_help=True, help="The journals of the services.")
out = Console()
T = TypeVar("T")
Reason = Annotated[str, typer.Option(help="Why; kept for ever.")]
FORBIDDEN = 403
SUBJECTS = (
    "order",
    "customer",
    "invoice",
    "hold",
    "complaint",
    "shipment",
    "approval",
    "receipt",
    "standing",
    "return",
)

VOID = text(
    "INSERT INTO journal_void (shard, position, reason, actor) SELECT shard, position, :reason, 'operator'"
    " FROM journal WHERE shard = :shard AND position = :position ON CONFLICT DO NOTHING RETURNING shard"
)
RESUME = text("UPDATE relay_cursor SET stopped = NULL WHERE shard = :shard")
EPOCH = text(
    "INSERT INTO journal_epoch (epoch, reason) SELECT max(epoch) + 1, :reason FROM journal_epoch RETURNING epoch"
)
BASE = text("INSERT INTO journal_epoch_base (epoch, shard, position) SELECT :epoch, shard, position FROM journal_head")
# The relay may have run ahead of what was restored; the new epoch begins where the journal ends now.
BACK = text(
    "UPDATE relay_cursor c SET position = least(c.position, h.position), heartbeat_at = '-infinity'"
    " FROM journal_head h WHERE h.shard = c.shard"
)
ADVANCE = text(
    "UPDATE consumer_cursor SET position = :position, event_id = NULL, gap_since = NULL WHERE consumer_group = :group"
    " AND source = :source AND shard = :shard AND position < :position RETURNING shard"
)
KEPT = text(
    "INSERT INTO intervention (intervention_id, actor, what, about, reason)"
    " VALUES (:id, 'operator', :what, CAST(:about AS jsonb), :reason)"
)


@app.command("show")
def show(subject: str, instance: str = "demo", json_: Annotated[bool, typer.Option("--json")] = False) -> None:
    """List what happened to a subject such as order/018f…, in all services."""
    entries = asyncio.run(_history(instance, subject))
    if json_:
        typer.echo(json.dumps(entries, ensure_ascii=False))
        return
    for entry in entries:
        out.print(f"{entry['occurred_at']}  {entry['type']}  {entry['event_id']}")


@app.command()
def void(service: str, shard: int, position: int, reason: Reason, instance: str = "demo") -> None:
    """Void a position whose event can never be sent, and let its shard go on."""

    async def work(tx: Tx) -> None:
        found = (await tx.execute(VOID, {"shard": shard, "position": position, "reason": reason})).first()
        if found is None:
            raise typer.BadParameter(f"{service};{shard};{position} is not in the journal, or voided already")
        await tx.execute(RESUME, {"shard": shard})
        await _keep(tx, "journal.voided", {"shard": shard, "position": position}, reason)

    asyncio.run(_work(instance, service, work))


@app.command()
def restored(service: str, reason: Reason, instance: str = "demo") -> None:
    """Say that a service's database was restored: raise the epoch, state where the old one ended."""

    async def work(tx: Tx) -> None:
        epoch = (await tx.execute(EPOCH, {"reason": reason})).scalar_one()
        await tx.execute(BASE, {"epoch": epoch})
        await tx.execute(BACK)
        await _keep(tx, "journal.restored", {"epoch": epoch}, reason)

    asyncio.run(_work(instance, service, work))


@app.command()
def advance(group: str, source: str, shard: int, position: int, reason: Reason, instance: str = "demo") -> None:
    """Move a consumer's cursor forward over positions that will never come."""

    async def work(tx: Tx) -> None:
        facts = {"group": group, "source": f"branchline/{source}", "shard": shard, "position": position}
        if (await tx.execute(ADVANCE, facts)).first() is None:
            raise typer.BadParameter("no such cursor, or it is there already")
        await _keep(tx, "cursor.advanced", facts, reason)

    asyncio.run(_work(instance, group, work))


@app.command()
def restate(subject: str, reason: Reason, instance: str = "demo") -> None:
    """Say the state of a subject such as customer/018f…, or of all of a kind such as customer, again and quietly."""
    kinds = restating.kinds()
    service = kinds.get(subject.partition("/")[0])
    if service is None:
        fail(f"{subject} 没有可重述的状态；有 {'、'.join(kinds)}", f"no state to restate; kinds: {', '.join(kinds)}")
    count = asyncio.run(_restated(instance, service, subject, reason))
    out.print(count)
    raise typer.Exit(0 if count else 1)


async def _restated(instance: str, service: str, subject: str, reason: str) -> int:
    cause, total, after = Cause.fresh(), 0, ""

    async def work(tx: Tx) -> tuple[int, str]:
        tx.actor = Actor(OPERATOR)
        count, reached = await restating.restate(tx, subject, after)
        if count:
            about = {"subject": subject, "events": count, "cause_id": str(cause.cause_id)}
            await _keep(tx, "journal.restated", about, reason)
        return count, reached

    while True:
        count, after = await _work(instance, service, work, cause)
        total += count
        if not after:
            return total


def why(
    subject: str,
    as_person: Annotated[str, typer.Option("--as", help="Whose scope to ask in.")] = OPERATOR,
    instance: str = "demo",
    json_: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Print the chain of causes behind a subject (order/ID, or a bare ID) across all services (X2)."""
    chain = asyncio.run(_chain(instance, subject, as_person))
    if json_:
        typer.echo(json.dumps(chain, ensure_ascii=False))
    elif chain:
        out.print(_tree(subject, chain))
    raise typer.Exit(0 if chain else 1)


async def chain_of(person: Person, subject: str) -> list[dict[str, Any]]:
    """Collect a subject's events with what led to them and what came of them, as far as the person may see."""
    own = await _of_subject(person, subject)
    keys = {entry["key"] for entry in own}
    found: dict[str, dict[str, Any]] = {}
    asked: set[str] = set()
    wanted = {entry["event_id"] for entry in own}
    while wanted:
        asked |= wanted
        known = found.keys() | {entry["event_id"] for entry in own}
        answers = await asyncio.gather(
            *(_explained(person, name, each, is_event=each in known) for each in wanted for name in SERVICES)
        )
        entries = [entry for entries in answers for entry in entries]
        # Causes may be anybody's; of the effects of a shared cause only those of this key belong to the answer.
        causes = {entry["cause_id"] for entry in found.values()} | {entry["cause_id"] for entry in own}
        kept = [entry for entry in entries if entry["key"] in keys or entry["event_id"] in causes]
        found |= {entry["event_id"]: {**entry, "service": entry["type"].split(".")[0]} for entry in kept}
        wanted = {each for entry in kept for each in (entry["event_id"], entry["cause_id"])} - asked
    return sorted(found.values(), key=lambda entry: (entry["recorded_at"], entry["event_id"]))


async def _explained(person: Person, service: str, event_id: str, *, is_event: bool) -> list[dict[str, Any]]:
    answer = await person.call("GET", service, f"/journal/{event_id}")
    found = answer.json() if answer.status_code == 200 else None
    # A request or a sweep is nobody's event: what else it did is another story.
    if found is None or (found["event"]["cause_id"] == event_id and not is_event):
        return []
    return [found["event"], *found["causes"], *found["effects"]]


async def _of_subject(person: Person, subject: str) -> list[dict[str, Any]]:
    subjects = [subject] if "/" in subject else [f"{kind}/{UUID(subject)}" for kind in SUBJECTS]
    own = [entry for each in subjects for entry in await _asked(person, {"subject": each})]
    if not own:
        return []
    # What belongs to it stands under the same key, also where it is only named.
    return await _asked(person, {"subject": own[0]["subject"], "key": own[0]["key"]})


async def _asked(person: Person, query: dict[str, str]) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = []
    for service in SERVICES:
        answer = await person.call("GET", service, "/journal", params={**query, "limit": 200})
        # Somebody may have work in some of the services only.
        if answer.status_code != FORBIDDEN:
            entries += told(answer)["items"]
    return entries


async def _chain(instance: str, subject: str, as_person: str) -> list[dict[str, Any]]:
    async with installation.caller(instance, as_person) as person:
        return await chain_of(person, subject)


async def _history(instance: str, subject: str) -> list[dict[str, Any]]:
    async with installation.caller(instance) as person:
        return await _of_subject(person, subject)


def _tree(subject: str, chain: list[dict[str, Any]]) -> Tree:
    root = Tree(subject)
    nodes: dict[str, Tree] = {}
    for entry in chain:
        parent = nodes.get(entry["cause_id"], root)
        when = re.sub(r"\..*|Z$", "", entry["occurred_at"]).replace("T", " ")
        nodes[entry["event_id"]] = parent.add(f"{when}  [bold]{entry['type']}[/]  {entry['actor']}")
    return root


async def _work(instance: str, service: str, work: Callable[[Tx], Awaitable[T]], cause: Cause | None = None) -> T:
    estate = installation.found(instance)
    database = Database(service, installation.database(estate, service, "owner"), estate.clock())
    try:
        return await database.run(work, cause)
    finally:
        await database.stop()


async def _keep(tx: Tx, what: str, about: dict[str, Any], reason: str) -> None:
    await tx.execute(KEPT, {"id": new_id(), "what": what, "about": json.dumps(about), "reason": reason})
