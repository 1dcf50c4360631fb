"""A person's messages."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.tx import Tx

PAGE = text(
    "SELECT * FROM message WHERE person_id = :me AND (:state = 'all' OR state = :state)"
    " AND (CAST(:unread AS boolean) IS NOT TRUE OR read_at IS NULL)"
    " AND (CAST(:after AS uuid) IS NULL OR message_id < CAST(:after AS uuid))"
    " ORDER BY message_id DESC LIMIT :limit"
)
READ = text(
    "UPDATE message SET read_at = coalesce(read_at, :now)"
    " WHERE message_id = :message_id AND person_id = :me RETURNING *"
)
DONE = text(
    "UPDATE message SET state = 'done', done_at = :now, done_zh = '本人已处理', done_en = 'Done by oneself',"
    " planned = true, read_at = coalesce(read_at, :now)"
    " WHERE message_id = :message_id AND person_id = :me AND state = 'open' RETURNING *"
)


async def messages(tx: Tx, state: str, *, unread: bool, after: UUID | None, limit: int) -> Sequence[Any]:
    """Return a page of one's own messages, the newest first, and one row more if there are more."""
    facts = {"me": tx.actor.person_id, "state": state, "unread": unread, "after": after, "limit": limit + 1}
    return (await tx.execute(PAGE, facts)).all()


async def mark(tx: Tx, message_id: UUID, *, done: bool) -> Any | None:
    """Mark one's own message as read, or as done."""
    facts = {"now": tx.now, "message_id": message_id, "me": tx.actor.person_id}
    return (await tx.execute(DONE if done else READ, facts)).one_or_none()
