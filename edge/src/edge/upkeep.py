"""What every service clears away by itself."""

from datetime import timedelta

import structlog

from chassis.clock import real_now
from chassis.statements import statements
from chassis.sweeper import CHUNK, Sweep
from chassis.telemetry import ALARMS, OLDEST_SNAPSHOT
from chassis.tx import Tx

SQL = statements(__name__)

log = structlog.get_logger(__name__)
KEPT_DAYS = 30
SNAPSHOT_S_MAX = 60


async def forget_answers(tx: Tx) -> int:
    """Drop idempotency keys and resends after their time (reliability, rule 16)."""
    facts = {"old": real_now() - timedelta(days=KEPT_DAYS), "chunk": CHUNK}
    await tx.execute(SQL.forget_resends, facts)
    return len((await tx.execute(SQL.forget_keys, facts)).all())


async def find_old_snapshots(tx: Tx, seconds_max: float = SNAPSHOT_S_MAX) -> int:
    """Tell of snapshots so old that heads and cursors bloat behind them (architecture, Writing)."""
    rows = (await tx.execute(SQL.old_snapshots)).all()
    OLDEST_SNAPSHOT.set(max((row.seconds for row in rows), default=0))
    for row in rows:
        if row.seconds > seconds_max:
            ALARMS.labels("old_snapshot").inc()
            log.error("upkeep.old_snapshot", pid=row.pid, application=row.application, seconds=round(row.seconds))
    return 0


UPKEEP = (Sweep("forget_answers", forget_answers), Sweep("old_snapshots", find_old_snapshots))
