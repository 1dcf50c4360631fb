"""Hold a row so that others meet at it, and see that they do."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import TextClause, text

from branchline.testing import House

# Of ours alone: the server's own workers may wait for a lock too.
WAITING = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    " AND backend_type = 'client backend'"
)


async def are_waiting(house: House, sessions: int) -> bool:
    """Tell whether just so many sessions wait for a lock."""
    async with house.tx() as tx:
        return bool((await tx.execute(WAITING)).scalar_one() == sessions)


@asynccontextmanager
async def held(house: House, row: TextClause, facts: dict[str, Any]) -> AsyncIterator[None]:
    """Hold a row's lock."""
    async with house.database.engine.connect() as connection:
        await connection.execute(row, facts)
        yield
