"""Allowances whose window is over (O6)."""

from sqlalchemy import text

from chassis.sweeper import CHUNK
from chassis.tx import Tx
from orders import forms
from orders.accounts import queries as accounts

OVER = text(
    "SELECT a.customer_id, w.allowance_id FROM account a JOIN allowance w ON w.customer_id = a.customer_id"
    " WHERE w.ended_at IS NULL AND (w.to_on < :today OR w.valid_until < :now)"
    " ORDER BY a.customer_id, w.allowance_id LIMIT :chunk FOR UPDATE OF a SKIP LOCKED"
)


async def end_allowances(tx: Tx) -> int:
    """End allowances whose window is over; the customers' rows are locked in id order."""
    found = (await tx.execute(OVER, {"today": tx.today, "now": tx.now, "chunk": CHUNK})).all()
    for row in found:
        account = await accounts.lock(tx, row.customer_id)
        await forms.end_allowances(tx, account, "window_over", allowance_id=row.allowance_id)
    return len(found)
