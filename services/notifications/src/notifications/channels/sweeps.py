"""Messages on their way out: planned by quiet hours, checked once more, sent, tried again (N6, P5)."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import text

from chassis.clock import real_now
from chassis.defaults import Scope
from chassis.ids import new_id
from chassis.sweeper import CHUNK
from chassis.tx import Tx
from contracts.notifications import DeliveryFailed
from notifications import causes, defaults, settings
from notifications.channels import rules, smtp
from notifications.channels.rules import Quiet
from notifications.channels.smtp import Mail, Outcome

# One connection, and a transaction that does not stay open for long.
BATCH = 20
BATCH_TIMEOUT_S = 25

TO_PLAN = text(
    "SELECT m.message_id, m.told_at, m.urgent, m.branch_id, c.email, c.quiet_from, c.quiet_to FROM message m"
    " LEFT JOIN contact c USING (person_id) WHERE NOT m.planned ORDER BY m.message_id LIMIT :chunk"
    " FOR UPDATE OF m SKIP LOCKED"
)
PLAN = text(
    "INSERT INTO delivery (delivery_id, message_id, channel, state, not_before)"
    " SELECT delivery_id, message_id, 'email', 'resting', not_before FROM unnest(CAST(:ids AS uuid[]),"
    " CAST(:messages AS uuid[]), CAST(:befores AS timestamptz[])) AS d(delivery_id, message_id, not_before)"
    " ON CONFLICT DO NOTHING"
)
PLANNED = text("UPDATE message SET planned = true WHERE message_id = ANY(CAST(:ids AS uuid[]))")
DUE = text(
    "SELECT d.delivery_id, d.tries, m.*, c.email, c.language FROM delivery d JOIN message m USING (message_id)"
    " LEFT JOIN contact c USING (person_id) WHERE d.state = 'resting' AND d.not_before <= :now"
    " AND d.retry_at <= :real_now AND m.state = 'open' ORDER BY d.delivery_id LIMIT :batch"
    " FOR UPDATE OF d, m SKIP LOCKED"
)
GONE = text(
    "DELETE FROM delivery d USING message m WHERE m.message_id = d.message_id AND d.state = 'resting'"
    " AND m.state = 'done'"
)
KEEP = text(
    "UPDATE delivery SET state = :state, tries = :tries, retry_at = :retry_at, last_error = :error,"
    " sent_at = :sent_at WHERE delivery_id = :delivery_id"
)


async def plan_deliveries(tx: Tx) -> int:
    """Decide by which channel and from when each new message goes out (P5, N6)."""
    rows = (await tx.execute(TO_PLAN, {"chunk": CHUNK})).all()
    if not rows:
        return 0
    outward = [row for row in rows if row.email] if settings.Smtp().host else []
    if outward:
        facts = {
            "ids": [new_id() for _ in outward], "messages": [row.message_id for row in outward],
            "befores": [_leaves_at(tx, row) for row in outward],
        }  # fmt: skip
        await tx.execute(PLAN, facts)
    await tx.execute(PLANNED, {"ids": [row.message_id for row in rows]})
    return len(rows)


def _leaves_at(tx: Tx, row: Any) -> Any:
    if row.urgent:
        return row.told_at
    scope = Scope(branch_id=row.branch_id)
    quiet = Quiet(
        row.quiet_from or tx.setting(defaults.QUIET_FROM, scope), row.quiet_to or tx.setting(defaults.QUIET_TO, scope)
    )
    rest = timedelta(seconds=tx.setting(defaults.REST_S, scope))
    return rules.leaves_at(row.told_at, quiet, rest, tx.calendar)


async def send_deliveries(tx: Tx) -> int:
    """Send what is due and still true; the lock on the message makes a recall wait for the answer (N6)."""
    config = settings.Smtp()
    await tx.execute(GONE)
    if config.host is None:
        return 0
    facts = {"now": tx.now, "real_now": real_now(), "batch": BATCH}
    rows = (await tx.execute(DUE, facts)).all()
    if not rows:
        return 0
    said = await _send(config, tx, rows)
    await tx.execute(KEEP, [_kept(tx, row, said[row.delivery_id]) for row in rows])
    # A full batch asks for another turn at once.
    return CHUNK if len(rows) == BATCH else len(rows)


async def _send(config: settings.Smtp, tx: Tx, rows: Sequence[Any]) -> dict[Any, Outcome]:
    mails = [Mail(row.delivery_id, row.email, *_said_to(row), tx.now) for row in rows if row.email]
    try:
        async with asyncio.timeout(BATCH_TIMEOUT_S):
            outcomes = await asyncio.to_thread(smtp.send, config, mails)
    except TimeoutError as error:
        outcomes = [Outcome(mail.delivery_id, f"TimeoutError: {error}") for mail in mails]
    said = {outcome.delivery_id: outcome for outcome in outcomes}
    return {
        row.delivery_id: said.get(row.delivery_id, Outcome(row.delivery_id, "no address", is_permanent=True))
        for row in rows
    }


def _said_to(row: Any) -> tuple[str, str]:
    return (row.title_en, row.text_en) if row.language == "en" else (row.title_zh, row.text_zh)


def _kept(tx: Tx, row: Any, said: Outcome) -> dict[str, Any]:
    tries = row.tries + 1
    wait = None if said.is_permanent else rules.wait_after(tries)
    has_failed = said.error is not None and wait is None
    if has_failed and row.urgent:
        _emit_failed(tx, row, tries, said)
    return {
        "delivery_id": row.delivery_id, "tries": tries, "error": said.error,
        "state": "sent" if said.error is None else "failed" if has_failed else "resting",
        "retry_at": real_now() + (wait or timedelta()), "sent_at": tx.now if said.error is None else None,
    }  # fmt: skip


def _emit_failed(tx: Tx, row: Any, tries: int, said: Outcome) -> None:
    event = DeliveryFailed(
        kind="message", target_id=row.message_id, customer_id=row.customer_id, branch_id=row.branch_id,
        person_id=row.person_id, tries=tries, last_error=(said.error or "").split(":")[0],
    )  # fmt: skip
    causes.emit(tx, event, causes.Because(row.cause_id, tx.cause.correlation_id))
