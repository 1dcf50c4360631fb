"""The journal: what the service decided, appended with the state it changes (architecture, The journal)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ids import new_id
from chassis.refusals import Refused
from chassis.statements import statements
from contracts.events import Event
from contracts.partition import shard_of

SQL = statements(__name__)

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


async def append(session: AsyncSession, service: str, entries: Sequence[Entry]) -> "list[Position]":
    """Write the entries as the last statement of a transaction; return the heads of their shards."""
    if not entries:
        return []
    counts = Counter(entry.shard for entry in entries)
    columns = zip(*map(attrgetter(*Entry.__slots__), entries), strict=True)
    parameters: dict[str, object] = {f"c{n}": list(column) for n, column in enumerate(columns)}
    parameters |= {"shards": sorted(counts), "counts": [counts[shard] for shard in sorted(counts)]}
    rows = (await session.execute(SQL.append, parameters)).all()
    if len(rows) != len(counts):
        msg = "a shard of the journal has no head"
        raise LookupError(msg)
    return [(service, row.shard, row.position) for row in rows]
