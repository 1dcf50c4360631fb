"""Flows are written and removed by people (N3)."""

import orjson
from sqlalchemy import text

from chassis.refusals import Conflict, Invalid, NotFound, PreconditionFailed
from chassis.tx import Tx
from contracts.events import EVENTS
from notifications.flows import queries, rules
from notifications.flows.model import Audience, Definition
from notifications.flows.queries import Flow
from notifications.flows.shipped import SHIPPED

UPSERT = text(
    "INSERT INTO flow (name, event_type, definition, version, changed_by, changed_at)"
    " VALUES (:name, :event_type, CAST(:definition AS jsonb), 1, :actor, :now)"
    " ON CONFLICT (name) DO UPDATE SET definition = excluded.definition, event_type = excluded.event_type,"
    " version = flow.version + 1, changed_by = excluded.changed_by, changed_at = excluded.changed_at"
    " WHERE flow.version = :version RETURNING version"
)
DELETE = text("DELETE FROM flow WHERE name = :name AND version = :version RETURNING name")


class AudienceInvalid(Invalid):
    """Refuse an audience that no event of this type can name."""

    code, duty = "flow.audience_invalid", "N3"
    zh, en = "通知对象“{what}”不适用于该事件。", "The audience “{what}” does not fit this event."


class NameTaken(Conflict):
    """Refuse a second flow of one name."""

    code, duty = "flow.name_taken", "N3"
    zh, en = "流程名称 {name} 已被使用。", "A flow is already called {name}."


def check(definition: Definition, roles: frozenset[str]) -> None:
    """Refuse a flow that could not run: typed conditions, known fields, no cycle (N3, reliability rule 18)."""
    event = rules.check_event(EVENTS, definition.event)
    rules.check_condition(event, definition.when)
    for name, words in (("title", definition.title), ("text", definition.text)):
        rules.check_template(event, words.zh, f"/{name}/zh")
        rules.check_template(event, words.en, f"/{name}/en")
    for each in (*definition.tell, *(each for step in definition.escalate for each in step.tell)):
        _check_audience(each, definition, roles)
    if definition.remind and not rules.is_instant(event, definition.remind.field):
        raise AudienceInvalid(field="/remind/field", what=definition.remind.field)


def _check_audience(each: Audience, definition: Definition, roles: frozenset[str]) -> None:
    if each.role is not None and each.role not in roles:
        raise AudienceInvalid(field="/tell", what=each.role)
    if each.field is not None and not rules.is_id(EVENTS[definition.event], each.field):
        raise AudienceInvalid(field="/tell", what=each.field)


async def create(tx: Tx, name: str, definition: Definition, roles: frozenset[str]) -> Flow:
    """Add a flow (N3)."""
    check(definition, roles)
    if await queries.flow(tx, name):
        raise NameTaken(name=name)
    return await _write(tx, name, definition, 0)


async def change(tx: Tx, name: str, definition: Definition, version: int, roles: frozenset[str]) -> Flow:
    """Change a flow, also a shipped one, which keeps its event (N3)."""
    check(definition, roles)
    if await queries.flow(tx, name) is None:
        raise NotFound
    if name in SHIPPED and SHIPPED[name].event != definition.event:
        raise rules.EventUnknown(field="/event", event=definition.event)
    return await _write(tx, name, definition, version)


async def remove(tx: Tx, name: str, version: int) -> None:
    """Remove a flow of the firm's own; a shipped one is again as it was shipped (N3)."""
    if await queries.flow(tx, name) is None:
        raise NotFound
    if (await tx.execute(DELETE, {"name": name, "version": version})).first() is None:
        raise PreconditionFailed


async def _write(tx: Tx, name: str, definition: Definition, version: int) -> Flow:
    facts = {
        "name": name, "event_type": definition.event, "version": version, "actor": tx.actor.id, "now": tx.now,
        "definition": orjson.dumps(definition.model_dump(mode="json")).decode(),
    }  # fmt: skip
    current = await queries.flow(tx, name)
    if current and current.version != version:
        raise PreconditionFailed
    row = (await tx.execute(UPSERT, facts)).one_or_none()
    if row is None:
        raise PreconditionFailed
    return Flow(name, definition, row.version)
