"""Wait until every service has applied what the others have told."""

import asyncio
from collections import defaultdict

import asyncpg

from branchline.estate import Estate, service
from chassis.clock import monotonic

PATIENCE_S = 120
POLL_S = 0.2


async def everywhere(estate: Estate, patience_s: float = PATIENCE_S) -> None:
    """Return once all cursors have reached the heads of the journals that they follow."""
    until = monotonic() + patience_s
    # Twice in a row: a chain of reactions may pass behind the back of one look from service to service.
    while behind := await _behind(estate) or await _behind(estate):
        if monotonic() > until:
            raise TimeoutError(f"not applied within {patience_s} s: {behind}")
        await asyncio.sleep(POLL_S)


async def _behind(estate: Estate) -> dict[str, int]:
    heads: dict[str, dict[int, int]] = {}
    cursors: dict[str, dict[tuple[str, int], int]] = defaultdict(dict)
    for name, address in estate.services.items():
        connection = await asyncpg.connect(address.worker_database)
        try:
            rows = await connection.fetch("SELECT shard, position FROM journal_head WHERE position > 0")
            heads[name] = {row["shard"]: row["position"] for row in rows}
            for row in await connection.fetch("SELECT source, shard, position FROM consumer_cursor"):
                cursors[name][row["source"].removeprefix("branchline/"), row["shard"]] = row["position"]
        finally:
            await connection.close()
    missing: dict[str, int] = {}
    for name in estate.services:
        for source in (service(name).table.sources() & heads.keys()) - {name}:
            lag = sum(max(0, head - cursors[name].get((source, shard), 0)) for shard, head in heads[source].items())
            if lag:
                missing[f"{source}→{name}"] = lag
    return missing
