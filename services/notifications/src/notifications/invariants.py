"""Notifications' own half of the invariants (reliability, Invariants)."""

from sqlalchemy import text

from chassis.invariants import Invariant

INVARIANTS = (
    Invariant(
        "L9",
        "each decided approval has exactly one decided event, with the form's content hash",
        text(
            "SELECT 'approval/' || f.form_id, f.state || ' ' || f.content_hash,"
            " count(j.event_id) || ' ' || coalesce(min(j.body::jsonb ->> 'content_hash'), '') FROM form f"
            " LEFT JOIN journal j ON j.subject = 'approval/' || f.form_id"
            " AND j.type = 'notifications.approval.decided.v1'"
            " AND j.body::jsonb ->> 'decision' = f.state"
            " GROUP BY f.form_id, f.state, f.content_hash"
            " HAVING count(j.event_id) <> CASE WHEN f.state IN ('open', 'voided', 'closed') THEN 0 ELSE 1 END"
            " OR min(j.body::jsonb ->> 'content_hash') <> f.content_hash"
        ),
    ),
    Invariant(
        "L13",
        "no reminder is open, and no timer runs, for what is settled",
        text(
            "SELECT m.about, 'no open reminder', count(*) || ' open' FROM message m JOIN matter USING (about)"
            " WHERE m.state = 'open' AND m.tied AND matter.state = 'closed' GROUP BY m.about"
            " UNION ALL SELECT t.about, 'no timer', count(*) || ' pending' FROM timer t JOIN matter USING (about)"
            " WHERE t.state = 'pending' AND matter.state = 'closed' GROUP BY t.about"
        ),
    ),
)
