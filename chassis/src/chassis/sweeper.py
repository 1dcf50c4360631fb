"""Sweeps: set-based work that time makes due, safe to run twice or on two machines (rule 6)."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from sqlalchemy import TextClause

from chassis.calendar import Deadline
from chassis.clock import monotonic
from chassis.crash import crash_point
from chassis.database import Database, is_outage, is_transient
from chassis.statements import statements
from chassis.telemetry import ALARMS, SWEEP_ROWS, SWEEP_SECONDS
from chassis.tx import Cause, Tx

SQL = statements(__name__)

log = structlog.get_logger(__name__)
CHUNK = 500
# A sweep that is behind goes on in the next run, so that the others have their turn.
CHUNKS_MAX = 200


@dataclass(frozen=True, slots=True)
class Sweep:
    """A named chunk of due work: handles at most `CHUNK` subjects and returns how many it found."""

    name: str
    chunk: Callable[[Tx], Awaitable[int]]

    async def run(self, tx: Tx) -> int:
        """Run one chunk, planned for its own size: a plan kept for any size took three times as long."""
        await tx.execute(SQL.own_plan)
        found = await self.chunk(tx)
        await crash_point("sweeper.worked")
        return found


async def redated(tx: Tx, running: TextClause, redate: TextClause) -> tuple[int, list[tuple[Any, Deadline]]]:
    """Date a chunk of deadlines by the present calendar; return how many, and the rows that moved with their new ends.

    `running` locks what another `:revision` dated (id, from_at, working_days, due_at); `redate` writes `:due_at` by id.
    """
    facts = {"now": tx.now, "revision": tx.calendar.revision, "chunk": CHUNK}
    rows = (await tx.execute(running, facts)).all()
    dated = [tx.calendar.deadline_in_working_days(row.from_at, row.working_days) for row in rows]
    await tx.execute(redate, {**facts, "ids": [row.id for row in rows], "due_at": [each.at for each in dated]})
    return len(rows), [(row, each) for row, each in zip(rows, dated, strict=True) if each.at != row.due_at]


class Sweeper:
    """Runs every sweep of a service once a period, each chunk in a transaction of its own."""

    def __init__(self, database: Database, sweeps: Sequence[Sweep], every_s: float) -> None:
        self._database, self._sweeps, self._every_s = database, sweeps, every_s
        self.progress_at = monotonic()

    async def run(self) -> None:
        """Sweep until cancelled."""
        while True:
            await self.run_once()
            await asyncio.sleep(self._every_s)

    async def run_once(self) -> None:
        """Run each sweep until nothing is due; one that fails does not stop the others."""
        for sweep in self._sweeps:
            try:
                await self._sweep(sweep)
            except Exception as error:
                if not (is_outage(error) or is_transient(error)):
                    ALARMS.labels(f"sweep_failed_{sweep.name}").inc()
                    log.error("sweep.failed", sweep=sweep.name, exc_info=error)
                else:
                    log.warning("sweep.outage", sweep=sweep.name, error=repr(error))
        self.progress_at = monotonic()

    async def _sweep(self, sweep: Sweep) -> None:
        started, total = monotonic(), 0
        for _ in range(CHUNKS_MAX):
            found = await self._database.run(sweep.run, Cause.fresh())
            await crash_point("sweeper.committed")
            total += found
            if found < CHUNK:
                break
        SWEEP_ROWS.labels(sweep.name).inc(total)
        SWEEP_SECONDS.labels(sweep.name).observe(monotonic() - started)
        if total:
            log.info("sweep.done", sweep=sweep.name, rows=total)
