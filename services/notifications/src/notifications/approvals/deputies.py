"""Deputies of people for whom forms wait: they are told, and see the forms, while the absence lasts (P6)."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import text

from chassis.tx import Tx
from notifications import telling
from notifications.approvals import progress, words
from notifications.approvals.queries import known

NOW_WAITING = text(
    "SELECT f.*, a.person_id AS away_id, a.deputy_id AS stand_in_id FROM absence a"
    " JOIN form_party p ON p.person_id = a.person_id AND p.waiting JOIN form f ON f.form_id = p.form_id"
    " WHERE NOT a.cancelled AND a.from_at <= :now AND :now < a.to_at AND f.state = 'open'"
    " AND a.deputy_id IS NOT NULL AND a.deputy_id <> f.requester_id"
    " AND (CAST(:people AS uuid[]) IS NULL OR a.person_id = ANY(CAST(:people AS uuid[])))"
    " AND NOT EXISTS (SELECT 1 FROM form_party d WHERE d.form_id = f.form_id AND d.person_id = a.deputy_id)"
    " ORDER BY f.form_id, a.deputy_id LIMIT :chunk FOR UPDATE OF f SKIP LOCKED"
)
CHUNK = 500


async def tell(tx: Tx, people: Sequence[UUID] | None = None) -> int:
    """Let deputies see what waits for those who are away now, and tell them once (P6)."""
    facts = {"now": tx.now, "people": list(people) if people else None, "chunk": CHUNK}
    rows = (await tx.execute(NOW_WAITING, facts)).all()
    if not rows:
        return 0
    seen = {"forms": [row.form_id for row in rows], "people": [row.stand_in_id for row in rows]}
    await tx.execute(progress.SEE, seen)
    tellings = []
    for row in rows:
        form = known(row)
        said = words.waiting(tx, form, row.due_at)
        # A decision that was waited for may have moved the form on.
        for where in [about for about, person in progress.seats(form.form).items() if person == row.away_id]:
            tellings.append(progress.message(form, [row.stand_in_id], "waiting|deputy", said, where, tied=True))
    await telling.tell(tx, tellings)
    return len(rows)
