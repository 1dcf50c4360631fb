"""Gaps: noticed by their age, named in an alarm, and healed by asking the source again (architecture)."""

from datetime import timedelta
from typing import Any

import orjson
import structlog
from faststream.kafka import KafkaBroker

from chassis.clock import real_now
from chassis.crash import crash_point
from chassis.database import Database
from chassis.statements import statements
from chassis.telemetry import ALARMS, CONSUMER_LAG, GAP_AGE, RESENDS, VIEW_AGE
from contracts.topics import CONTROL, SERVICES

SQL = statements(__name__)

log = structlog.get_logger(__name__)
ASK_EVERY_S = 30
RANGE_MAX = 10_000


async def ask(database: Database, group: str, broker: KafkaBroker, gap_after_s: float) -> None:
    """Ask for what is missing for too long; repeated until it has come."""
    now = real_now()
    facts = {
        "consumer_group": group, "now": now, "old": now - timedelta(seconds=gap_after_s),
        "asked": now - timedelta(seconds=min(ASK_EVERY_S, gap_after_s)),
    }  # fmt: skip
    async with database.begin() as tx:
        gaps = (await tx.execute(SQL.gaps, facts)).all()
        views = (await tx.execute(SQL.view, {"consumer_group": group})).all()
    for view in views:
        CONSUMER_LAG.labels(view.source).set(view.lag)
        VIEW_AGE.labels(view.source).set((now - view.seen_at).total_seconds() if view.seen_at else -1)
        GAP_AGE.labels(view.source).set((now - view.gap_since).total_seconds() if view.gap_since else 0)
    for gap in gaps:
        ALARMS.labels("gap").inc()
        up_to = min(gap.up_to, gap.position + RANGE_MAX)
        first, named = gap.position + 1, {"source": gap.source, "shard": gap.shard}
        log.error("consumer.gap", from_position=first, to_position=up_to, **named)
        request = {**named, "group": group, "from": first, "to": up_to}
        await broker.publish(orjson.dumps(request), CONTROL, key=f"{gap.source}/{gap.shard}".encode())
        await crash_point("resend.asked")
        RESENDS.labels(gap.source, "asked").inc()


async def keep(database: Database, records: list[Any]) -> None:
    """Store the requests that concern this service; the holder of the shard's lease carries them out."""
    mine = f"branchline/{database.service}"
    now = real_now()
    rows = [
        {"consumer_group": w["group"], "shard": w["shard"], "from_position": w["from"], "to_position": w["to"],
         "now": now}
        for record in records
        if (w := _request(record.value)) and w["source"] == mine
    ]  # fmt: skip
    if rows:
        async with database.begin() as tx:
            await tx.execute(SQL.keep, rows)


def _request(value: bytes | None) -> dict[str, Any] | None:
    wanted: Any = None
    try:
        wanted = orjson.loads(value or b"")
        sound = (
            isinstance(wanted["source"], str)
            and wanted["group"] in SERVICES  # who has no replay topic cannot be answered
            and 0 <= int(wanted["shard"]) < 64  # noqa: PLR2004 - the journal's shards
            and 0 < int(wanted["from"]) <= int(wanted["to"]) < int(wanted["from"]) + RANGE_MAX + 1
        )
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError):
        sound = False
    if not sound:
        ALARMS.labels("resend_request_unreadable").inc()
        return None
    return dict(wanted)
