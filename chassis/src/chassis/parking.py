"""Events that a handler could not take: parked at once, retried from the table, in order (Failing)."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

import structlog

from chassis.clock import real_now
from chassis.crash import crash_point
from chassis.database import Database, is_outage, is_transient
from chassis.ids import new_id
from chassis.inbox import Arrival, restored, stored_headers
from chassis.reactions import Poison, Table
from chassis.statements import statements
from chassis.telemetry import ALARMS, PARKED
from chassis.tx import Tx

SQL = statements(__name__)

log = structlog.get_logger(__name__)
TRIES_MAX = 5
ERROR_LENGTH_MAX = 2000


async def closed_keys(tx: Tx, group: str, arrivals: Iterable[Arrival]) -> set[tuple[str, str]]:
    """Return the (source, key) pairs behind whose parked event others wait."""
    pairs = sorted({(a.envelope.source, a.envelope.key) for a in arrivals})
    if not pairs:
        return set()
    names = {"consumer_group": group, "sources": [s for s, _ in pairs], "keys": [k for _, k in pairs]}
    return {(row.source, row.key) for row in await tx.execute(SQL.closed, names)}


async def park(tx: Tx, group: str, arrivals: Sequence[tuple[Arrival, str]], retry_base_s: float) -> None:
    """Keep events in the table: with an error those that failed, without one those that wait behind them."""
    if not arrivals:
        return
    retry_at = real_now() + timedelta(seconds=retry_base_s)
    rows = [_row(group, arrival, error, retry_at) for arrival, error in arrivals]
    await tx.execute(SQL.park, rows)
    for arrival, error in arrivals:
        if error:
            log.error("consumer.parked", event_id=str(arrival.envelope.id), type=arrival.envelope.type, error=error)


def _row(group: str, arrival: Arrival, error: str, retry_at: Any) -> dict[str, Any]:
    envelope = arrival.envelope
    return {
        "parked_id": new_id(), "consumer_group": group, "source": envelope.source, "shard": envelope.shard,
        "epoch": envelope.epoch, "position": envelope.sequence, "event_id": envelope.id, "type": envelope.type,
        "key": envelope.key, "branch_id": envelope.branch, "headers": stored_headers(envelope),
        "body": arrival.body, "state": "retrying" if error else "waiting", "tries": 1 if error else 0,
        "next_try_at": retry_at if error else None, "error": _kept(error),
    }  # fmt: skip


def _kept(error: str) -> str:
    # PostgreSQL's text holds no NUL, and an error may quote one.
    return error[:ERROR_LENGTH_MAX].replace("\0", "\N{REPLACEMENT CHARACTER}")


class Retries:
    """The worker's second loop: tries parked events again, and carries out releases."""

    def __init__(self, database: Database, group: str, table: Table, retry_base_s: float) -> None:
        self._database, self._group, self._table, self._base_s = database, group, table, retry_base_s

    async def run_once(self) -> int:
        """Try every key that is due; return how many events were applied."""
        names = {"consumer_group": self._group}
        async with self._database.begin() as tx:
            heads = (await tx.execute(SQL.due, names)).all()
            counts = (await tx.execute(SQL.counts, names)).all()
        PARKED.clear()
        for row in counts:
            PARKED.labels(row.source, row.state).set(row.n)
        now = real_now()
        applied = 0
        for head in heads:
            is_due = head.state in ("released", "waiting") or (head.state == "retrying" and head.next_try_at <= now)
            if is_due:
                applied += await self._key(head)
        return applied

    async def _key(self, head: Any) -> int:
        applied = 0
        while await self._one(head):
            await crash_point("parking.retried")
            applied += 1
        return applied

    async def _one(self, head: Any) -> bool:
        names = {"consumer_group": self._group, "source": head.source, "shard": head.shard, "key": head.key}
        row: Any = None
        try:
            async with self._database.begin() as tx:
                # The consumer of this shard waits here, so that nothing of the key overtakes.
                await tx.execute(SQL.lock_cursor, names)
                row = (await tx.execute(SQL.open_of_key, names)).first()
                if row is None or row.state == "parked":
                    return False
                arrival = restored(row.key.encode(), row.headers, row.body)
                await self._table.apply(tx, [arrival])
                await tx.execute(SQL.end, {"parked_id": row.parked_id})
        except Exception as error:
            if row is None or is_outage(error) or is_transient(error):
                raise
            await self._failed(row, error)
            return False
        self._table.count_unknown([arrival])
        return True

    async def _failed(self, row: Any, error: Exception) -> None:
        tries = row.tries + 1
        is_over = tries >= TRIES_MAX
        next_try_at = None if is_over else real_now() + timedelta(seconds=self._base_s * 2**tries)
        cause = error.error if isinstance(error, Poison) else error
        if is_over:
            ALARMS.labels("parked").inc()
        facts = {
            "parked_id": row.parked_id, "seen": row.state, "tries": tries, "state": "parked" if is_over else "retrying",
            "next_try_at": next_try_at, "error": _kept(f"{type(cause).__name__}: {cause}"),
        }  # fmt: skip
        async with self._database.begin() as tx:
            await tx.execute(SQL.failed, facts)
