"""A promise whose day is over and that was not kept is broken (R3)."""

from sqlalchemy import text

from chassis.sweeper import CHUNK
from chassis.tx import Tx
from contracts.blocks import occasion_of
from contracts.receivables import PromiseBroken
from receivables import books

BREAK = text(
    """
    WITH due AS (
        SELECT p.promise_id FROM promise p WHERE p.state = 'open' AND p.break_at <= :now
        ORDER BY p.break_at, p.promise_id LIMIT :chunk FOR UPDATE SKIP LOCKED
    )
    UPDATE promise p SET state = 'broken', ended_at = :now FROM due d, account a
    WHERE p.promise_id = d.promise_id AND a.customer_id = p.customer_id AND a.currency = p.currency
    RETURNING p.customer_id, p.currency, a.branch_id, a.owner_id, p.promise_id, p.pay_on, p.amount, (
        SELECT coalesce(sum(r.amount), 0) FROM receipt r
        WHERE r.customer_id = p.customer_id AND r.currency = p.currency AND r.state = 'booked'
          AND r.received_on <= p.pay_on AND r.booked_at >= p.made_at
    ) AS paid
    """
)


async def break_promises(tx: Tx) -> int:
    """Say that promises were broken at the end of their day in the firm's zone (R3)."""
    rows = (await tx.execute(BREAK, {"now": tx.now, "chunk": CHUNK})).all()
    for row in sorted(rows, key=lambda row: row.promise_id):
        account = books.Account(row.customer_id, row.currency, row.branch_id, row.owner_id)
        # Money for other invoices may cover the figure and still leave the promise unkept.
        missing = row.amount - row.paid if row.paid < row.amount else row.amount
        tx.emit(
            PromiseBroken(
                **account.who, promise_id=row.promise_id, missing=account.money(missing), pay_on=row.pay_on,
                occasion=occasion_of(row.promise_id, "promise.broken", 0, row.pay_on),
            )
        )  # fmt: skip
    return len(rows)
