"""Kinds of form over HTTP: a firm changes the shipped chains (N1)."""

from typing import Annotated, Any, Literal

import orjson
from fastapi import Path, Response
from pydantic import BaseModel, Field
from sqlalchemy import text

from chassis.refusals import Invalid, NotFound, PreconditionFailed
from chassis.tx import Tx
from contracts.values import AmountText
from edge.access import EVERY_ROLE, OPERATOR, action
from edge.http import Version, router, tag
from edge.inputs import Command, Count, Name
from notifications.approvals import queries
from notifications.approvals.chains import Kind

routes = router(prefix="/form-kinds", tags=["approvals"])
Reader = Annotated[Tx, action(*EVERY_ROLE)]
Writer = Annotated[Tx, action("administration_supervisor", "sales_administration", OPERATOR)]
KindName = Annotated[str, Path(pattern=r"^[a-z][a-z_]{2,59}$")]
STEPS_MAX = 10

UPSERT = text(
    "INSERT INTO form_kind (kind, definition, version, changed_by, changed_at)"
    " VALUES (:kind, CAST(:definition AS jsonb), 1, :actor, :now)"
    " ON CONFLICT (kind) DO UPDATE SET definition = excluded.definition, version = form_kind.version + 1,"
    " changed_by = excluded.changed_by, changed_at = excluded.changed_at"
    " WHERE form_kind.version = :version RETURNING version"
)


class RoleUnknown(Invalid):
    """Refuse a chain through a post that nobody can hold."""

    code, duty = "form_kind.role_unknown", "N1"
    zh, en = "没有“{role}”这个岗位。", "There is no post “{role}”."


class StepBody(Command):
    """Who signs at a step, from which amount, and how long it may take."""

    roles: Annotated[tuple[str, ...], Field(min_length=1, max_length=5)]
    mode: Literal["one_of", "all_of"] = "one_of"
    from_amount: AmountText | None = None
    hours: Annotated[Count, Field(ge=1, le=24 * 60)] = 24
    on_timeout: Literal["escalate", "expire"] = "escalate"


class KindBody(Command):
    """A kind of form with its chain."""

    zh: Name
    en: Name
    steps: Annotated[tuple[StepBody, ...], Field(min_length=1, max_length=STEPS_MAX)]
    copy_to: Annotated[tuple[str, ...], Field(max_length=5)] = ()
    filed_with: str | None = None
    valid_days: Annotated[Count, Field(ge=1, le=366)] | None = None


class KindView(BaseModel):
    """A kind of form; version 0 is as shipped."""

    kind: str
    version: int
    definition: dict[str, Any]


def _view(name: str, kind: Kind, version: int) -> KindView:
    return KindView(kind=name, version=version, definition=queries.KIND.dump_python(kind, mode="json"))


@routes.get("")
async def kinds(tx: Reader) -> list[KindView]:
    """List the kinds of form with their chains (N1)."""
    return [_view(name, kind, version) for name, (kind, version) in sorted((await queries.kinds(tx)).items())]


@routes.put("/{kind}")
async def change(kind: KindName, body: KindBody, tx: Writer, version: Version, response: Response) -> KindView:
    """Change a kind's chain; forms that are open keep theirs (N1)."""
    for role in (*(role for step in body.steps for role in step.roles), *body.copy_to):
        if role not in EVERY_ROLE:
            raise RoleUnknown(role=role)
    current = (await queries.kinds(tx)).get(kind)
    if current is None:
        raise NotFound
    if current[1] != version:
        raise PreconditionFailed
    definition = orjson.dumps(body.model_dump(mode="json")).decode()
    facts = {"kind": kind, "definition": definition, "version": version, "actor": tx.actor.id, "now": tx.now}
    row = (await tx.execute(UPSERT, facts)).one_or_none()
    if row is None:
        raise PreconditionFailed
    tag(response, row.version)
    return _view(kind, queries.KIND.validate_python(body.model_dump(mode="json")), row.version)
