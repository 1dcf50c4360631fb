"""What waits for a person: forms to decide, and messages that end only when their matter does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.tx import Tx

# The counts and the page are of one snapshot. A message about a form that waits would say the same again.
WAITING = text(
    "WITH seats AS (SELECT CAST(:me AS uuid) AS person_id UNION SELECT person_id FROM absence"
    " WHERE deputy_id = :me AND NOT cancelled AND from_at <= :now AND :now < to_at),"
    " mine AS (SELECT DISTINCT ON (p.form_id) p.form_id, nullif(p.person_id, :me) AS deputy_for"
    " FROM form_party p JOIN seats USING (person_id) WHERE p.waiting ORDER BY p.form_id, p.person_id <> :me),"
    " waiting AS (SELECT 'approval' AS kind, f.form_id AS todo_id, f.kind AS topic, f.title_zh, f.title_en,"
    " f.customer_id, f.branch_id, f.requester_id, mine.deputy_for, f.asked -> 'amount' AS amount, false AS urgent,"
    " f.opened_at AS since, f.due_at FROM form f JOIN mine USING (form_id)"
    " WHERE f.state = 'open' AND f.requester_id <> :me"
    " UNION ALL SELECT 'message', m.message_id, m.flow, m.title_zh, m.title_en, m.customer_id, m.branch_id, NULL,"
    " NULL, NULL, m.urgent, m.told_at, NULL FROM message m"
    " WHERE m.person_id = :me AND m.state = 'open' AND m.tied AND m.flow NOT LIKE 'approval.%'),"
    " page AS (SELECT w.*, coalesce(w.due_at, 'infinity') AS rank, c.name AS customer_name FROM waiting w"
    " LEFT JOIN customer_card c USING (customer_id) WHERE (CAST(:kind AS text) IS NULL OR w.kind = :kind)"
    " AND (CAST(:after_id AS uuid) IS NULL OR (coalesce(w.due_at, 'infinity'), w.todo_id)"
    " > (coalesce(CAST(:after_due AS timestamptz), 'infinity'), CAST(:after_id AS uuid)))"
    " ORDER BY rank, w.todo_id LIMIT :limit)"
    " SELECT totals.*, page.* FROM (SELECT count(*) FILTER (WHERE kind = 'approval') AS approvals,"
    " count(*) FILTER (WHERE kind = 'message') AS messages FROM waiting) totals LEFT JOIN page ON true"
    " ORDER BY rank, todo_id"
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A page of what waits, and how much waits in all."""

    rows: Sequence[Any]
    approvals: int
    messages: int


async def waiting(tx: Tx, kind: str | None, after: tuple[datetime | None, UUID] | None, limit: int) -> Waiting:
    """Return what waits for the asker, also as deputy: the nearest deadline first, and one row more if any."""
    due, todo_id = after or (None, None)
    facts = {"me": tx.actor.person_id, "now": tx.now, "kind": kind, "after_due": due, "after_id": todo_id}
    rows = (await tx.execute(WAITING, {**facts, "limit": limit + 1})).all()
    return Waiting([row for row in rows if row.todo_id], rows[0].approvals, rows[0].messages)
