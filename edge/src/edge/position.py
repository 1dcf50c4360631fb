"""Read your own writes in another service: Branchline-Position and Branchline-After (architecture)."""

import asyncio
import re
from collections.abc import Set as AbstractSet
from typing import Any

from fastapi import Request

from chassis.clock import monotonic
from chassis.database import Database
from chassis.refusals import Invalid, StaleView
from chassis.statements import statements

SQL = statements(__name__)

POSITION = "Branchline-Position"
AFTER = "Branchline-After"
FORM = re.compile(r"([a-z]{1,30});(\d{1,2});(\d{1,18})")
WAIT_S_MAX = 2.0
POLL_S = 0.02


async def wait(request: Request, database: Database, followed: AbstractSet[str]) -> None:
    """Wait until this service has seen what the asker saw elsewhere; at most two seconds.

    A source that the service does not follow cannot be seen here, and nothing here depends on it.
    """
    header = request.headers.get(AFTER)
    if not header:
        return
    found = [FORM.fullmatch(part.strip()) for part in header.split(",")]
    if not all(found):
        raise Invalid(field=AFTER)
    wanted = [(m[1], int(m[2]), int(m[3])) for m in found if m and m[1] in followed]
    if not wanted:
        return
    sources, shards, positions = map(list, zip(*wanted, strict=True))
    facts = {"sources": sources, "shards": shards, "positions": positions, "consumer_group": database.service}
    until = monotonic() + WAIT_S_MAX
    while await _is_behind(database, facts):
        if monotonic() > until:
            raise StaleView
        await asyncio.sleep(POLL_S)


async def _is_behind(database: Database, facts: dict[str, Any]) -> bool:
    async with database.engine.connect() as connection:
        return (await connection.execute(SQL.behind, facts)).first() is not None


def stamp(response: Any, tx: Any) -> None:
    """Tell the client where its write stands."""
    if tx.positions:
        response.headers[POSITION] = ",".join(f"{s};{shard};{position}" for s, shard, position in tx.positions)
