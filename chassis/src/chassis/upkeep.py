"""What every service clears away by itself."""

from datetime import timedelta

from sqlalchemy import text

from chassis.clock import real_now
from chassis.sweeper import CHUNK, Sweep
from chassis.tx import Tx

KEPT_DAYS = 30

FORGET_KEYS = text(
    "DELETE FROM idempotency WHERE ctid IN (SELECT ctid FROM idempotency WHERE created_at < :old LIMIT :chunk)"
    " RETURNING 1"
)
FORGET_RESENDS = text("DELETE FROM resend WHERE done_at < :old")


async def forget_answers(tx: Tx) -> int:
    """Drop idempotency keys and resends after their time (reliability, rule 16)."""
    facts = {"old": real_now() - timedelta(days=KEPT_DAYS), "chunk": CHUNK}
    await tx.execute(FORGET_RESENDS, facts)
    return len((await tx.execute(FORGET_KEYS, facts)).all())


UPKEEP = (Sweep("forget_answers", forget_answers),)
