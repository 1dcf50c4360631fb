"""Dead letters: what a group set aside, copied onto a topic of its own for people to read (architecture, Failing)."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from aiokafka.errors import MessageSizeTooLargeError

from chassis.crash import crash_point
from chassis.database import Database
from chassis.statements import statements
from chassis.telemetry import DEAD_LETTERED
from contracts.topics import dead_letter_topic

SQL = statements(__name__)

Header = tuple[str, bytes | None]
Deliver = Callable[[str, int, bytes | None, Sequence[Header], bytes | None], Awaitable[None]]


async def send(database: Database, deliver: Deliver) -> None:
    """Copy what is new; a crash between copy and mark repeats it."""
    async with database.begin() as tx:
        foreign = (await tx.execute(SQL.foreign)).all()
        parked = (await tx.execute(SQL.parked)).all()
    for row in foreign:
        headers = [(bytes.fromhex(name).decode(), value and bytes.fromhex(value)) for name, value in row.headers]
        told = _told(row.reason, f"{row.topic}/{row.partition}/{row.record_offset}")
        await _copy(deliver, row, row.key, headers, told)
        await _mark(database, SQL.foreign_sent, row)
        DEAD_LETTERED.labels("foreign", row.reason).inc()
    for row in parked:
        headers = [(name, value.encode()) for name, value in row.headers.items()]
        await _copy(deliver, row, row.key.encode(), headers, _told(row.error, f"parked/{row.parked_id}"))
        await _mark(database, SQL.parked_sent, row)
        DEAD_LETTERED.labels(row.source, "parked").inc()


def _told(reason: str, reference: str) -> list[Header]:
    return [("branchline_reason", reason.encode()), ("branchline_reference", reference.encode())]


async def _copy(deliver: Deliver, row: Any, key: bytes | None, headers: list[Header], told: list[Header]) -> None:
    topic = dead_letter_topic(row.consumer_group)
    # The client sends no record that has neither key nor value.
    body = b"" if key is None and row.body is None else row.body
    try:
        await deliver(topic, row.place, key, headers + told, body)
    except MessageSizeTooLargeError:
        # What others may send, or these two headers on top of it, can be more than we may: the reference must do.
        await deliver(topic, row.place, None, told, b"")
    await crash_point("dead_letters.copied")


async def _mark(database: Database, statement: Any, row: Any) -> None:
    async with database.begin() as tx:
        await tx.execute(statement, dict(row._mapping))
