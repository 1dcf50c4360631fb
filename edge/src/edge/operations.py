"""What operators do by the API: parked events and business settings (X4)."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import orjson
from fastapi import APIRouter
from pydantic import BaseModel, JsonValue

from chassis.blueprint import Service
from chassis.defaults import Default, Scope
from chassis.ids import new_id
from chassis.reference import FIRM
from chassis.refusals import Conflict, NotFound, Refused
from chassis.statements import statements
from chassis.tx import Tx
from contracts.events import EVENTS
from edge.access import EVERY_ROLE, OPERATOR, action
from edge.bounds import allowed, fits
from edge.http import router
from edge.inputs import Command, StrictDay, Text, Uuid
from edge.stream import stream_router
from edge.why import journal_router

SQL = statements(__name__)


class SettingValueInvalid(Refused):
    """Refuse a value of another type than the setting's default, or beyond what it may be."""

    code, status = "setting.value_invalid", 422
    zh, en = (
        "设置 {name} 不能取这个值：可取 {allowed}，例如 {example}。",
        "Setting {name} does not take this value: it takes {allowed}, such as {example}.",
    )


class Reason(Command):
    """Why somebody intervened."""

    reason: Text


class ChangeSetting(Command):
    """A new value for a scope, valid from a day."""

    value: JsonValue
    scope: Literal["firm", "branch", "customer", "contract"] = "firm"
    scope_id: Uuid | None = None
    customer_id: Uuid | None = None
    valid_from: StrictDay
    reason: Text


class ParkedEvent(BaseModel):
    """An event that waits for its handler to be mended."""

    parked_id: UUID
    source: str
    shard: int
    position: int
    event_id: UUID
    type: str
    key: str
    state: str
    tries: int
    next_try_at: datetime | None
    error: str
    parked_at: datetime


class SettingView(BaseModel):
    """A business setting with the firm's value in force today."""

    name: str
    value: Any
    default: Any
    allowed: str
    duty: str
    zh: str
    en: str


def operations_router(service: Service) -> APIRouter:
    """Serve journal, parked events and settings of a service."""
    routes = router()
    routes.include_router(journal_router())
    routes.include_router(stream_router())
    _parked_routes(routes)
    _setting_routes(routes, service)
    return routes


def _parked_routes(routes: APIRouter) -> None:
    operator = action(OPERATOR)

    @routes.get("/parked", tags=["operations"])
    async def parked(tx: Annotated[Tx, operator]) -> list[ParkedEvent]:
        """List the events that wait (X4)."""
        return [ParkedEvent.model_validate(dict(row._mapping)) for row in await tx.execute(SQL.open)]

    @routes.post("/parked/{parked_id}/release", status_code=202, tags=["operations"])
    async def release(parked_id: Uuid, body: Reason, tx: Annotated[Tx, operator]) -> dict[str, str]:
        """Let the worker apply an event and what waits behind it, in order (X4)."""
        return await _decide(tx, parked_id, "released", body.reason)

    @routes.post("/parked/{parked_id}/discard", status_code=202, tags=["operations"])
    async def discard(parked_id: Uuid, body: Reason, tx: Annotated[Tx, operator]) -> dict[str, str]:
        """Give an event up for a reason; what waits behind it goes on (X4)."""
        return await _decide(tx, parked_id, "discarded", body.reason)


async def _decide(tx: Tx, parked_id: UUID, state: str, reason: str) -> dict[str, str]:
    facts = {"parked_id": parked_id, "state": state, "actor": tx.actor.id, "reason": reason}
    if (await tx.execute(SQL.decide, facts)).first() is None:
        raise Conflict
    return {"state": state}


def _setting_routes(routes: APIRouter, service: Service) -> None:
    defaults = {default.name: default for default in service.defaults}

    @routes.get("/settings", tags=["settings"])
    async def settings(tx: Annotated[Tx, action(*EVERY_ROLE)]) -> list[SettingView]:
        """List the firm's rules with their values in force today."""
        return [_view(each, tx.setting(each)) for each in service.defaults]

    @routes.put("/settings/{name}", tags=["settings"])
    async def change(
        name: str, body: ChangeSetting, tx: Annotated[Tx, action(OPERATOR, "general_manager")]
    ) -> SettingView:
        """Change a rule for a scope from a day on, with a reason."""
        default = defaults.get(name)
        if default is None:
            raise NotFound
        await change_setting(tx, default, body)
        return _view(default, body.value)


async def change_setting(tx: Tx, default: Default[object], body: ChangeSetting) -> None:
    """Keep a new value and tell it."""
    if not fits(default, body.value):
        raise SettingValueInvalid(
            field="/value", name=default.name, allowed=allowed(default), example=_said(default.value)
        )
    scope = Scope(body.scope_id if body.scope == "branch" else None, body.customer_id)
    old = tx.setting(default, scope)
    facts: dict[str, Any] = {
        "name": default.name, "scope": body.scope, "scope_id": body.scope_id or FIRM, "valid_from": body.valid_from,
        "value": orjson.dumps(body.value).decode(), "reason": body.reason, "actor": tx.actor.id, "now": tx.now,
    }  # fmt: skip
    await tx.execute(SQL.keep, facts)
    await tx.touch_reference()
    kind = EVENTS[f"{tx.service}.setting.changed.v1"]
    tx.emit(
        kind.model_validate({
            "setting_id": new_id(), "name": default.name, "scope": body.scope, "scope_id": body.scope_id,
            "customer_id": body.customer_id, "branch_id": scope.branch_id, "old": _said(old), "new": _said(body.value),
            "valid_from_on": body.valid_from, "reason": body.reason,
        })
    )  # fmt: skip


def _view(default: Default[Any], value: object) -> SettingView:
    return SettingView(
        name=default.name, value=value, default=default.value, allowed=allowed(default), duty=default.duty,
        zh=default.zh, en=default.en,
    )  # fmt: skip


def _said(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)
