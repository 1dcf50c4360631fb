"""The flows in force: those that are shipped, with what the firm has changed or added."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import text

from chassis.tx import Tx
from notifications.flows.model import Definition
from notifications.flows.shipped import SHIPPED

LISTENING = text("SELECT name, definition, version FROM flow WHERE event_type = :event_type")
ALL = text("SELECT name, definition, version FROM flow")
ONE = text("SELECT name, definition, version FROM flow WHERE name = :name")


@dataclass(frozen=True, slots=True)
class Flow:
    """A flow with its version; 0 is as shipped."""

    name: str
    definition: Definition
    version: int = 0


def _shipped(event_type: str) -> dict[str, Flow]:
    return {name: Flow(name, flow) for name, flow in SHIPPED.items() if flow.event == event_type}


BY_EVENT: Mapping[str, dict[str, Flow]] = {flow.event: _shipped(flow.event) for flow in SHIPPED.values()}


async def listening(tx: Tx, event_type: str) -> Sequence[Flow]:
    """Return the active flows on an event (N3)."""
    rows = await tx.execute(LISTENING, {"event_type": event_type})
    own = {row.name: Flow(row.name, _read(row.definition), row.version) for row in rows}
    return [flow for flow in {**BY_EVENT.get(event_type, {}), **own}.values() if flow.definition.active]


async def flows(tx: Tx) -> Sequence[Flow]:
    """Return all flows by name."""
    own = {row.name: Flow(row.name, _read(row.definition), row.version) for row in await tx.execute(ALL)}
    found = {**{name: Flow(name, flow) for name, flow in SHIPPED.items()}, **own}
    return [found[name] for name in sorted(found)]


async def flow(tx: Tx, name: str) -> Flow | None:
    """Return one flow as it is in force."""
    row = (await tx.execute(ONE, {"name": name})).one_or_none()
    if row:
        return Flow(row.name, _read(row.definition), row.version)
    return Flow(name, SHIPPED[name]) if name in SHIPPED else None


def _read(definition: object) -> Definition:
    return Definition.model_validate(definition)
