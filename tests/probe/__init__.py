"""A service as small as can be, to show what the chassis promises."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated
from uuid import UUID

from fastapi import Response
from pydantic_settings import SettingsConfigDict
from sqlalchemy import text

from chassis import organisation
from chassis.blueprint import Service
from chassis.defaults import Default
from chassis.ids import new_id
from chassis.reactions import On
from chassis.refusals import NotFound, PreconditionFailed
from chassis.tx import Tx
from contracts.customers import BranchChanged, CalendarChanged, CreditEnded, PersonChanged
from contracts.orders import SettingChanged
from edge.access import action
from edge.config import Config
from edge.http import Version, router, tag
from edge.inputs import Command, Text, Uuid

DAYS = Default("orders.probe.days", 3, "O3", "天数", "Days", least=0, most=30)
POISON = -1


class Settings(Config):
    """Settings of the probe."""

    model_config = SettingsConfigDict(env_prefix="PROBE_", frozen=True, extra="ignore")


class WriteNote(Command):
    """A note to keep."""

    branch_id: Uuid
    text: Text


broken: set[UUID] = set()
"""Customers whose events the reaction cannot take, until a test mends it."""

routes = router(prefix="/notes", tags=["notes"])
clerks = action("clerk", logs="note")


@routes.post("", status_code=201)
async def write_note(body: WriteNote, tx: Annotated[Tx, action("clerk")], response: Response) -> dict[str, str]:
    """Keep a note and tell it."""
    note_id = new_id()
    await tx.execute(
        text("INSERT INTO note (note_id, branch_id, text, version) VALUES (:i, :b, :t, 1)"),
        {"i": note_id, "b": body.branch_id, "t": body.text},
    )
    tx.emit(told(tx, note_id, body.branch_id))
    tag(response, 1)
    return {"note_id": str(note_id)}


@routes.get("/{id}")
async def read_note(id: Uuid, tx: Annotated[Tx, clerks]) -> dict[str, object]:
    """Read a note."""
    row = (await tx.execute(text("SELECT note_id, text, version FROM note WHERE note_id = :i"), {"i": id})).first()
    if row is None:
        raise NotFound
    return {"note_id": str(row.note_id), "text": row.text, "version": row.version}


@routes.put("/{id}")
async def edit_note(id: Uuid, body: WriteNote, version: Version, tx: Annotated[Tx, action("clerk")]) -> dict[str, int]:
    """Change a note."""
    changed = await tx.execute(
        text("UPDATE note SET text = :t, version = version + 1 WHERE note_id = :i AND version = :v RETURNING version"),
        {"i": id, "t": body.text, "v": version},
    )
    row = changed.first()
    if row is None:
        raise PreconditionFailed
    return {"version": row.version}


def told(tx: Tx, subject: UUID, branch: UUID | None) -> SettingChanged:
    """Make any event of this service, keyed by the subject."""
    return SettingChanged(
        setting_id=subject, name="orders.probe.days", scope="firm", scope_id=None, customer_id=None, branch_id=branch,
        old=None, new="x", valid_from_on=tx.today, reason="test",
    )  # fmt: skip


def counted(customer: UUID, number: int, branch: UUID) -> CreditEnded:
    """Make the number-th event of a customer."""
    return CreditEnded(customer_id=customer, branch_id=branch, owner_id=None, reason="expired", version=number)


async def project_tally(tx: Tx, events: Sequence[CreditEnded]) -> None:
    """Append each event's number to its customer's list."""
    for event in events:
        await tx.execute(
            text(
                "INSERT INTO tally (customer_id, branch_id, seen) VALUES (:c, :b, ARRAY[CAST(:n AS int)])"
                " ON CONFLICT (customer_id) DO UPDATE SET seen = tally.seen || CAST(:n AS int)"
            ),
            {"c": event.customer_id, "b": event.branch_id, "n": event.version},
        )
        if event.version == POISON:
            msg = "a fold that fails"
            raise ValueError(msg)


async def on_credit_ended(tx: Tx, event: CreditEnded) -> None:
    """Answer each event with one of our own, unless broken."""
    if event.customer_id in broken:
        msg = f"a handler that fails: {event.reason}"
        raise ValueError(msg)
    tx.emit(told(tx, event.customer_id, event.branch_id))


PROBE = Service(
    name="orders",
    title="Probe",
    config=Settings,
    migrations=Path(__file__).parent / "migrations",
    routers=[routes],
    reactions=(
        On(BranchChanged, project=organisation.project_branches),
        On(PersonChanged, project=organisation.project_people),
        On(CalendarChanged, project=organisation.project_calendar),
        On(CreditEnded, project=project_tally, react=on_credit_ended),
    ),
    defaults=(DAYS,),
)


async def project_numbers(tx: Tx, events: Sequence[SettingChanged]) -> None:
    """Append each event's number to its key's list."""
    numbers: dict[UUID, list[int]] = defaultdict(list)
    for event in events:
        numbers[event.setting_id].append(int(event.new or 0))
    await tx.execute(
        text(
            "INSERT INTO tally (customer_id, branch_id, seen) VALUES (:key, :key, :numbers)"
            " ON CONFLICT (customer_id) DO UPDATE SET seen = tally.seen || excluded.seen"
        ),
        [{"key": key, "numbers": numbers[key]} for key in sorted(numbers)],
    )


def numbered(tx: Tx, key: UUID, number: int) -> SettingChanged:
    """Make the number-th event of a key of this service."""
    return told(tx, key, None).model_copy(update={"new": str(number)})


def follower(name: str) -> Service:
    """Make a service that follows the probe's own events."""
    return replace(PROBE, name=name, reactions=(On(SettingChanged, project=project_numbers),))
