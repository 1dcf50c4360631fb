"""What happens, as it happens: the journal as server-sent events, without bodies, within the asker's branches."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from typing import Annotated, Any, Protocol

import orjson
import structlog
from fastapi import APIRouter, Header, Request
from pydantic import Field
from starlette.responses import StreamingResponse

from chassis.clock import monotonic
from chassis.database import Database
from chassis.reference import Reference
from chassis.refusals import Invalid
from chassis.statements import statements
from chassis.tx import SYSTEM, Actor, Tx
from edge.access import EVERY_ROLE, action
from edge.http import router
from edge.paging import Cursor, CursorInvalid

log = structlog.get_logger(__name__)
SQL = statements(__name__)

POLL_S = 0.25
# A comment keeps proxies from closing a line on which nothing happens.
COMMENT_S = 15.0
# Who may see what is decided at the start: a line ends and is asked for again, with the rights of then.
LINE_S = 300.0
# Who missed more reads everything anew.
MISSED_MAX = 500
STILL_HERE = b": still here\n\n"
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}

# A reader that is so many batches behind is let go.
BATCHES_MAX = 100

Positions = dict[Annotated[int, Field(ge=0, le=63)], Annotated[int, Field(ge=0, lt=2**63)]]
Queue = asyncio.Queue[Sequence[Any]]
CURSOR: Cursor[Positions] = Cursor(Positions)


class Ends(Protocol):
    """Whether the process is about to stop."""

    def is_set(self) -> bool:
        """Tell it."""


class Tail:
    """Follows the journal for all listeners of a process with one question at a time, while there are any."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._listeners: set[Queue] = set()
        self._one_at_a_time = asyncio.Lock()
        self._at: Positions = {}
        self._task: asyncio.Task[None] | None = None

    async def heads(self) -> Positions:
        """Return the last position of each shard."""
        async with self._database.begin(actor=_whole_firm) as tx:
            return {row.shard: row.position for row in await tx.execute(SQL.heads)}

    async def since(self, at: Positions, limit: int) -> Sequence[Any]:
        """Return what came after, at most `limit`."""
        facts = {"shards": list(at), "positions": list(at.values()), "limit": limit}
        async with self._database.begin(actor=_whole_firm) as tx:
            return (await tx.execute(SQL.since, facts)).all()

    async def listen(self) -> Queue:
        """Begin to listen: whatever is committed from now on comes into the queue."""
        queue = Queue(BATCHES_MAX)
        async with self._one_at_a_time:
            if self._task is None or self._task.done():
                self._at = await self.heads()
                self._task = asyncio.get_running_loop().create_task(self._run())
            self._listeners.add(queue)
        return queue

    def leave(self, queue: Queue) -> None:
        """Listen no more."""
        self._listeners.discard(queue)

    def hears(self, queue: Queue) -> bool:
        """Tell whether a queue is still filled: not after an outage, nor when its reader was too slow."""
        return queue in self._listeners

    async def _run(self) -> None:
        try:
            while self._listeners or self._one_at_a_time.locked():
                rows = await self.since(self._at, MISSED_MAX)
                advance(self._at, rows)
                for queue in tuple(self._listeners) if rows else ():
                    if queue.full():
                        self.leave(queue)
                    else:
                        queue.put_nowait(rows)
                # A full answer is not all there is; else the next question has time.
                await asyncio.sleep(0 if len(rows) == MISSED_MAX else POLL_S)
        except Exception as error:
            log.warning("stream.broken", error=repr(error))
        finally:
            # Whoever listened asks again, and is told what was missed.
            self._listeners.clear()


def _whole_firm(known: Reference) -> Actor:
    # Each listener sees of it only what lies in the own branches.
    return Actor(SYSTEM, None, frozenset(known.branches))


def advance(at: Positions, rows: Sequence[Any]) -> None:
    """Note how far one has read."""
    for row in rows:
        at[row.shard] = max(row.position, at.get(row.shard, 0))


def stream_router() -> APIRouter:
    """Serve the stream to everybody within their branches."""
    routes = router(tags=["stream"])

    @routes.get("/stream", response_class=StreamingResponse)
    async def stream(
        request: Request,
        tx: Annotated[Tx, action(*EVERY_ROLE)],
        last_event_id: Annotated[str | None, Header(max_length=2000)] = None,
    ) -> StreamingResponse:
        """Tell type, key and subject of each event as server-sent events; `Last-Event-ID` goes on from there."""
        state = request.app.state
        if not hasattr(state, "tail"):
            state.tail = Tail(state.runtime.database)
        lines = _lines(state.tail, _position(last_event_id), tx.actor.scope, state.stopping)
        return StreamingResponse(lines, media_type="text/event-stream", headers=HEADERS)

    return routes


def _position(last_event_id: str | None) -> Positions | None:
    try:
        return CURSOR.decode(last_event_id)
    except CursorInvalid as error:
        raise Invalid(field="Last-Event-ID") from error


async def _lines(tail: Tail, at: Positions | None, scope: frozenset[Any], ends: Ends) -> AsyncIterator[bytes]:
    queue = await tail.listen()
    try:
        heads = await tail.heads()
        # Beyond the heads one has never read: the database was restored to an earlier day.
        known = at if at is not None and all(at[shard] <= heads.get(shard, 0) for shard in at) else None
        missed = await tail.since(known, MISSED_MAX) if known is not None else ()
        if known is None or len(missed) == MISSED_MAX:
            at = heads
            yield _message(at, [{"reset": True}])
        else:
            at = known
            advance(at, missed)
            yield _message(at, _seen(missed, scope)) if missed else STILL_HERE
        until = monotonic() + LINE_S
        while monotonic() < until and not ends.is_set() and tail.hears(queue):
            new = [row for row in await _next(queue, ends) if row.position > at.get(row.shard, 0)]
            advance(at, new)
            # Also when nothing of it may be seen: one goes on from there, and has not missed it.
            yield _message(at, _seen(new, scope)) if new else STILL_HERE
    finally:
        tail.leave(queue)


async def _next(queue: Queue, ends: Ends) -> Sequence[Any]:
    """Wait for what comes next; nothing once it is time for a comment or for the end."""
    until = monotonic() + COMMENT_S
    while monotonic() < until and not ends.is_set():
        with suppress(TimeoutError):
            return await asyncio.wait_for(queue.get(), POLL_S)
    return ()


def _seen(rows: Sequence[Any], scope: frozenset[Any]) -> list[dict[str, Any]]:
    return [
        {"event_id": str(row.event_id), "type": row.type, "key": row.key, "subject": row.subject}
        for row in rows
        if row.branch_id is None or row.branch_id in scope
    ]


def _message(at: Positions, said: list[dict[str, Any]]) -> bytes:
    return b"id: %s\ndata: %s\n\n" % (CURSOR.encode(at).encode(), orjson.dumps(said))
