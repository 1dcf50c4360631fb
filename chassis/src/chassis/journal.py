"""The journal: what the service decided, appended with the state it changes (architecture, The journal)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ids import new_id
from chassis.refusals import Refused
from contracts.events import Event
from contracts.partition import shard_of

if TYPE_CHECKING:
    from chassis.tx import Cause, Position

# A tenth below the smaller of the topic's and the client's limit of 1 MB.
SIZE_LIMIT = 900_000


class TooLarge(Refused):
    """Refuse an event that no broker would take."""

    code, status = "event.too_large", 422
    zh, en = (
        "内容过大（{size} 字节），上限 {limit} 字节。",
        "Too large ({size} bytes); the limit is {limit} bytes.",
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """An event on its way into the journal; the order of fields is that of the statement's arrays."""

    shard: int
    event_id: UUID
    type: str
    key: str
    subject: str
    branch_id: UUID | None
    actor: str
    cause_id: UUID
    correlation_id: UUID
    traceparent: str | None
    occurred_at: datetime
    quiet: bool
    twin: bool
    body: str

    @classmethod
    def of(cls, event: Event, now: datetime, actor: str, cause: "Cause", *, quiet: bool, twin: bool) -> "Entry":
        """Frame an event; refuse one that is too large before any row exists."""
        body, key = event.model_dump_json(), event.key()
        if (size := len(body.encode())) > SIZE_LIMIT:
            raise TooLarge(size=size, limit=SIZE_LIMIT)
        return cls(
            shard_of(key), new_id(), event.type, key, event.subject(), event.branch(), actor, cause.cause_id,
            cause.correlation_id, cause.traceparent, now, quiet, twin, body,
        )  # fmt: skip


# Heads are locked in the order of their shards before they move: unsorted, writers deadlock. They stay locked
# until the commit, so positions are gapless and in commit order.
APPEND = text(
    """
    WITH wanted AS (
        SELECT * FROM unnest(CAST(:shards AS smallint[]), CAST(:counts AS integer[])) AS w(shard, n)
    ), locked AS MATERIALIZED (
        SELECT h.shard FROM journal_head h WHERE h.shard = ANY(CAST(:shards AS smallint[]))
        ORDER BY h.shard FOR UPDATE
    ), raised AS (
        UPDATE journal_head h SET position = h.position + w.n
        FROM wanted w JOIN locked l USING (shard) WHERE h.shard = w.shard
        RETURNING h.shard, h.position, h.position - w.n AS base
    ), entry AS (
        SELECT * FROM unnest(
            CAST(:c0 AS smallint[]), CAST(:c1 AS uuid[]), CAST(:c2 AS text[]), CAST(:c3 AS text[]),
            CAST(:c4 AS text[]), CAST(:c5 AS uuid[]), CAST(:c6 AS text[]), CAST(:c7 AS uuid[]),
            CAST(:c8 AS uuid[]), CAST(:c9 AS text[]), CAST(:c10 AS timestamptz[]), CAST(:c11 AS boolean[]),
            CAST(:c12 AS boolean[]), CAST(:c13 AS text[])
        ) WITH ORDINALITY AS e(shard, event_id, type, key, subject, branch_id, actor, cause_id, correlation_id,
                               traceparent, occurred_at, quiet, twin, body, n)
    ), written AS (
        INSERT INTO journal (shard, position, epoch, event_id, type, key, subject, branch_id, actor, cause_id,
                             correlation_id, traceparent, occurred_at, quiet, twin, body)
        SELECT e.shard, r.base + row_number() OVER (PARTITION BY e.shard ORDER BY e.n),
               (SELECT max(epoch) FROM journal_epoch), e.event_id, e.type, e.key, e.subject, e.branch_id, e.actor,
               e.cause_id, e.correlation_id, e.traceparent, e.occurred_at, e.quiet, e.twin, e.body
        FROM entry e JOIN raised r USING (shard)
    )
    SELECT shard, position FROM raised ORDER BY shard
    """
)


async def append(session: AsyncSession, service: str, entries: Sequence[Entry]) -> "list[Position]":
    """Write the entries as the last statement of a transaction; return the heads of their shards."""
    if not entries:
        return []
    counts = Counter(entry.shard for entry in entries)
    columns = zip(*(astuple(entry) for entry in entries), strict=True)
    parameters: dict[str, object] = {f"c{n}": list(column) for n, column in enumerate(columns)}
    parameters |= {"shards": sorted(counts), "counts": [counts[shard] for shard in sorted(counts)]}
    rows = (await session.execute(APPEND, parameters)).all()
    if len(rows) != len(counts):
        msg = "a shard of the journal has no head"
        raise LookupError(msg)
    return [(service, row.shard, row.position) for row in rows]
