"""What every service clears away by itself."""

from datetime import timedelta

from chassis.clock import real_now
from chassis.statements import statements
from chassis.sweeper import CHUNK, Sweep
from chassis.tx import Tx

SQL = statements(__name__)

KEPT_DAYS = 30


async def forget_answers(tx: Tx) -> int:
    """Drop idempotency keys and resends after their time (reliability, rule 16)."""
    facts = {"old": real_now() - timedelta(days=KEPT_DAYS), "chunk": CHUNK}
    await tx.execute(SQL.forget_resends, facts)
    return len((await tx.execute(SQL.forget_keys, facts)).all())


UPKEEP = (Sweep("forget_answers", forget_answers),)
