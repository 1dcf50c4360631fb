"""Who may do what: roles of a route, the branches they reach, and one transaction a request (C15, P2)."""

import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import orjson
from fastapi import Depends, Request

from chassis import spans
from chassis.database import OPEN, Database
from chassis.ids import new_id
from chassis.reference import Reference
from chassis.refusals import Forbidden, Refused, Unauthenticated
from chassis.statements import statements
from chassis.tx import Actor, Cause, Tx
from edge import position

SQL = statements(__name__)

OPERATOR = "operator"
EVERY_ROLE = frozenset({
    "representative", "clerk", "department_manager", "regional_manager", "deputy_general_manager",
    "executive_deputy_general_manager", "general_manager", "finance", "warehouse", "driver",
    "complaint_specialist", "quality_inspector", "market_administration", "administration_supervisor",
    "sales_administration", "repair_department", OPERATOR,
})  # fmt: skip
KEY_LENGTH_MAX = 255


class KeyMissing(Refused):
    """Refuse a POST without a key: a lost answer could not be asked again."""

    code, status = "idempotency.key_missing", 400
    zh, en = "POST 请求必须带 Idempotency-Key 请求头。", "A POST needs the Idempotency-Key header."


class KeyTooLong(Refused):
    """Refuse a key that is empty or too long."""

    code, status = "idempotency.key_invalid", 422
    zh, en = "Idempotency-Key 须为 1 至 {limit} 个字符。", "Idempotency-Key takes 1 to {limit} characters."


class KeyReused(Refused):
    """Refuse a key that came with another request before."""

    code, status = "idempotency.key_reused", 422
    zh, en = "该 Idempotency-Key 已用于另一个请求。", "This Idempotency-Key was used for another request."


class Replay(Exception):
    """Answer as the first time."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        super().__init__()
        self.status, self.headers, self.body = status, headers, body


@dataclass(frozen=True, slots=True)
class Runtime:
    """What a request needs of its process."""

    service: str
    database: Database
    tokens: Any
    operators: frozenset[str]
    followed: frozenset[str]


@dataclass(frozen=True)
class Access:
    """The dependency of a route: authenticate, authorise, open the transaction, keep the answer."""

    roles: frozenset[str]
    logs: str | None = None

    async def __call__(self, request: Request) -> AsyncIterator[Tx]:
        """Yield the transaction; everything is committed before the response leaves."""
        runtime: Runtime = request.app.state.runtime
        scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not bearer:
            raise Unauthenticated
        claims = await runtime.tokens.verify(bearer.strip())
        cause = Cause.fresh(spans.active.here(request.headers.get("traceparent")))
        request.state.request_id = str(cause.cause_id)
        await position.wait(request, runtime.database, runtime.followed)
        claim = await _claim(request)
        opening = SQL.claim if claim else OPEN
        who = self._actor(claims.subject, runtime.operators)
        async with runtime.database.begin(cause, who, opening, claim) as tx:
            if not tx.actor.roles:
                raise Forbidden
            key = await _claimed(request, tx, claim) if request.method == "POST" else None
            yield tx
            if self.logs:
                await self._log(request, tx)
            response = request.state.response
            if key:
                await _keep(tx, key, response)
        position.stamp(response, tx)

    def _actor(self, subject: str, operators: frozenset[str]) -> Any:
        def resolve(known: Reference) -> Actor:
            person = known.by_subject.get(subject)
            if subject in operators and OPERATOR in self.roles:
                return Actor(subject, person, frozenset(known.branches), frozenset({OPERATOR}))
            scope = known.scope(person, self.roles) if person else frozenset()
            if person is None or not scope:
                # The first look may be at a copy older than the person; the second one decides.
                return Actor(subject)
            held = frozenset(role for role, _ in person.roles if role in self.roles)
            return Actor(str(person.person_id), person, scope, held)

        return resolve

    async def _log(self, request: Request, tx: Tx) -> None:
        about = request.path_params.get("id") or request.url.query or "*"
        facts = {
            "access_id": new_id(), "at": tx.now, "actor": tx.actor.id, "route": _route(request),
            "subject": f"{self.logs}/{about}", "request_id": tx.cause.cause_id,
        }  # fmt: skip
        await tx.execute(SQL.log_read, facts)


async def _claim(request: Request) -> dict[str, Any]:
    """Read what a POST claims; nothing where there is no key, which is refused once it is known who asks."""
    key = request.headers.get("idempotency-key")
    if request.method != "POST" or key is None or not 1 <= len(key) <= KEY_LENGTH_MAX:
        return {}
    digest = hashlib.sha256(await request.body()).digest()
    return {"route": f"{request.method} {request.url.path}", "key": key, "hash": digest}


async def _claimed(request: Request, tx: Tx, claim: dict[str, Any]) -> dict[str, Any]:
    if not claim:
        raise KeyTooLong(limit=KEY_LENGTH_MAX) if "idempotency-key" in request.headers else KeyMissing
    names = {"principal": tx.actor.id, "route": claim["route"], "key": claim["key"]}
    if not tx.opened.claimed:
        stored = (await tx.execute(SQL.stored, names)).one()
        if stored.request_hash != claim["hash"]:
            raise KeyReused
        raise Replay(stored.status, stored.headers, stored.body)
    return names


async def _keep(tx: Tx, names: dict[str, Any], response: Any) -> None:
    kept = {name: response.headers[name] for name in ("content-type", "location", "etag") if name in response.headers}
    facts = {"status": response.status_code, "headers": orjson.dumps(kept).decode(), "body": response.body}
    await tx.execute(SQL.keep, {**names, **facts})


def _route(request: Request) -> str:
    return f"{request.method} {request.scope['route'].path}"


def action(*roles: str, logs: str | None = None) -> Any:
    """Declare who may call a route; its value is the request's transaction.

    `logs` names the subject whose personal or financial data the route shows: each read leaves a row (C15).
    """
    return Depends(Access(frozenset(roles), logs), scope="function")
