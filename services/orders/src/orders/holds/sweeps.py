"""Time and wide facts that holds depend on: ended credit, moved territories, a view that came back (P3, C5)."""

from sqlalchemy import text

from chassis.sweeper import CHUNK
from chassis.tx import Tx
from orders import gates

TAKE = text(
    "DELETE FROM recheck WHERE customer_id IN (SELECT customer_id FROM recheck ORDER BY customer_id LIMIT :chunk"
    " FOR UPDATE SKIP LOCKED) RETURNING customer_id"
)
ENDED = text(
    "SELECT customer_id FROM account WHERE credit_until < :today AND credit_limit > 0 ORDER BY customer_id LIMIT :chunk"
    " FOR UPDATE SKIP LOCKED"
)
END_CREDIT = text(
    "UPDATE account SET credit_limit = 0, credit_until = NULL WHERE customer_id = ANY(CAST(:ids AS uuid[]))"
)
STALE = text(
    "SELECT a.customer_id FROM account a WHERE EXISTS (SELECT 1 FROM hold h WHERE h.customer_id = a.customer_id"
    " AND h.reason = 'stale_facts' AND h.released_at IS NULL) ORDER BY a.customer_id LIMIT :chunk"
    " FOR UPDATE OF a SKIP LOCKED"
)


async def recheck_customers(tx: Tx) -> int:
    """Settle customers whose territory changed (P3)."""
    found = sorted((await tx.execute(TAKE, {"chunk": CHUNK})).scalars())
    for customer_id in found:
        await gates.settle(tx, customer_id)
    return len(found)


async def end_credit(tx: Tx) -> int:
    """Settle customers whose credit ended with the day (C5)."""
    found = list((await tx.execute(ENDED, {"today": tx.today, "chunk": CHUNK})).scalars())
    await tx.execute(END_CREDIT, {"ids": found})
    for customer_id in found:
        await gates.settle(tx, customer_id)
    return len(found)


async def look_again(tx: Tx) -> int:
    """Settle customers that wait for fresh news of their account (events.md Q8)."""
    found = list((await tx.execute(STALE, {"chunk": CHUNK})).scalars())
    for customer_id in found:
        await gates.settle(tx, customer_id)
    # Those that still wait are looked at again by the next run, not by the next chunk of this one.
    return min(len(found), CHUNK - 1)
