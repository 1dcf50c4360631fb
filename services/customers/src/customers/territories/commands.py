"""Draw territories and give them to representatives (P3)."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field
from sqlalchemy import text

from chassis.ids import new_id
from chassis.refusals import NotFound, PreconditionFailed
from chassis.tx import Tx
from contracts.customers import TerritoryAssigned
from customers.territories import queries, rules
from edge.inputs import Command, Name, StrictDay, Uuid

LOCK = text("LOCK TABLE territory IN SHARE ROW EXCLUSIVE MODE")
WRITE = text(
    "INSERT INTO territory (territory_id, branch_id, name, regions, channels, person_id, from_on, version)"
    " VALUES (:territory_id, :branch_id, :name, :regions, :channels, :person_id, :from_on, :version)"
    " ON CONFLICT (territory_id) DO UPDATE SET branch_id = excluded.branch_id, name = excluded.name,"
    " regions = excluded.regions, channels = excluded.channels, person_id = excluded.person_id,"
    " from_on = excluded.from_on, version = excluded.version"
)


class AssignTerritory(Command):
    """A territory: its regions, its channels (none are all), and whose it is from when."""

    branch_id: Uuid
    name: Name
    regions: Annotated[tuple[Name, ...], Field(min_length=1, max_length=200)]
    channels: Annotated[tuple[Name, ...], Field(max_length=20)] = ()
    person_id: Uuid | None = None
    from_on: StrictDay


async def draw_territory(tx: Tx, command: AssignTerritory) -> TerritoryAssigned:
    """Draw a territory and give it to its representative (P3)."""
    await tx.execute(LOCK)
    return await _settle(tx, new_id(), 1, command)


async def assign_territory(tx: Tx, territory_id: UUID, version: int, command: AssignTerritory) -> TerritoryAssigned:
    """Redraw a territory, or give it to another representative (P3)."""
    await tx.execute(LOCK)
    known = await queries.territory(tx, territory_id)
    if known is None or known.branch_id not in tx.actor.scope:
        raise NotFound
    if known.version != version:
        raise PreconditionFailed
    return await _settle(tx, territory_id, version + 1, command)


async def _settle(tx: Tx, territory_id: UUID, version: int, command: AssignTerritory) -> TerritoryAssigned:
    if command.branch_id not in tx.actor.scope:
        raise NotFound
    person = tx.reference.people.get(command.person_id) if command.person_id else None
    if command.person_id and (person is None or not person.active):
        raise rules.RepresentativeUnknown(field="/person_id")
    event = TerritoryAssigned(territory_id=territory_id, version=version, **command.model_dump())
    rules.check_overlap(event.name, await queries.shared(tx, _columns(event)))
    await write(tx, [event])
    return event


async def write(tx: Tx, events: Sequence[TerritoryAssigned], *, quiet: bool = False) -> None:
    """Keep territories as the events state them, and tell it."""
    if events:
        await tx.execute(WRITE, [_columns(event) for event in events])
        tx.emit(*events, quiet=quiet)


def _columns(event: TerritoryAssigned) -> dict[str, object]:
    return {**event.model_dump(), "regions": list(event.regions), "channels": list(event.channels)}
