"""Money meets invoices: allocations are made and ended, never changed, and each one is posted (R2, R8)."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.ids import new_id
from receivables.books import Account, Desk
from receivables.receipts.rules import Item, Part, oldest_first

OPEN_ITEMS = text(
    "SELECT invoice_id, coalesce(invoice_no, ''), due_on, open, disputed FROM invoice"
    " WHERE customer_id = :customer_id AND currency = :currency AND open > 0"
)
UNAPPLIED = text(
    "SELECT receipt_id, unapplied FROM receipt"
    " WHERE customer_id = :customer_id AND currency = :currency AND unapplied > 0 ORDER BY received_on, receipt_id"
)
# The sums are by row, since an UPDATE takes each row once.
MAKE = text(
    """
    WITH part AS (
        SELECT * FROM unnest(CAST(:ids AS uuid[]), CAST(:receipts AS uuid[]), CAST(:invoices AS uuid[]),
                             CAST(:amounts AS numeric[])) AS p(allocation_id, receipt_id, invoice_id, amount)
    ), made AS (
        INSERT INTO allocation (allocation_id, receipt_id, invoice_id, branch_id, amount, made_at)
        SELECT p.allocation_id, p.receipt_id, p.invoice_id, :branch_id, p.amount, :now FROM part p
    ), paid AS (
        UPDATE invoice i SET allocated = i.allocated + s.amount, version = i.version + 1
        FROM (SELECT invoice_id, sum(amount) AS amount FROM part GROUP BY invoice_id) AS s
        WHERE i.invoice_id = s.invoice_id
    )
    UPDATE receipt r SET allocated = r.allocated + s.amount
    FROM (SELECT receipt_id, sum(amount) AS amount FROM part GROUP BY receipt_id) AS s
    WHERE r.receipt_id = s.receipt_id
    """
)
END = text(
    """
    WITH cut AS (
        UPDATE allocation a SET ended_at = :now, ended_why = :why WHERE a.allocation_id = ANY(CAST(:ids AS uuid[]))
        RETURNING a.receipt_id, a.invoice_id, a.amount
    ), freed AS (
        UPDATE invoice i SET allocated = i.allocated - s.amount, version = i.version + 1
        FROM (SELECT invoice_id, sum(amount) AS amount FROM cut GROUP BY invoice_id) AS s
        WHERE i.invoice_id = s.invoice_id
    )
    UPDATE receipt r SET allocated = r.allocated - s.amount
    FROM (SELECT receipt_id, sum(amount) AS amount FROM cut GROUP BY receipt_id) AS s
    WHERE r.receipt_id = s.receipt_id
    """
)
OF_INVOICE = text(
    "SELECT allocation_id, receipt_id, invoice_id, amount FROM allocation"
    " WHERE invoice_id = :id AND ended_at IS NULL ORDER BY made_at DESC, allocation_id DESC"
)
OF_RECEIPT = text(
    "SELECT allocation_id, receipt_id, invoice_id, amount FROM allocation WHERE receipt_id = :id AND ended_at IS NULL"
)


async def open_items(desk: Desk, account: Account) -> list[Item]:
    """Return the account's open invoices."""
    rows = await desk.tx.execute(OPEN_ITEMS, {"customer_id": account.customer_id, "currency": account.currency})
    return [Item(*tuple(row)) for row in rows]


async def apply_unapplied(desk: Desk, account: Account) -> None:
    """Let money that lies unapplied pay what is open, oldest first: cash customers pay before the invoice (R2)."""
    rows = await desk.tx.execute(UNAPPLIED, {"customer_id": account.customer_id, "currency": account.currency})
    money = [(row.receipt_id, row.unapplied) for row in rows]
    if money:
        await make(desk, account, oldest_first(money, await open_items(desk, account)))


async def make(desk: Desk, account: Account, parts: Sequence[Part]) -> None:
    """Allocate, and move the money from unapplied to receivable (R2)."""
    if not parts:
        return
    await _insert(desk, account, parts)
    for receipt_id, amount in _by_receipt(parts).items():
        desk.post(account, "allocation", f"receipt/{receipt_id}", [("unapplied", amount), ("receivable", -amount)])
        desk.receipts[receipt_id] = account.key


async def release(desk: Desk, account: Account, invoice_id: UUID, amount: Decimal, why: str) -> None:
    """Free an amount that an invoice no longer needs, the latest allocation first (R2)."""
    cuts, rests = [], []
    for row in await desk.tx.execute(OF_INVOICE, {"id": invoice_id}):
        if amount <= 0:
            break
        cuts.append(row)
        if row.amount > amount:
            rests.append(Part(row.receipt_id, invoice_id, row.amount - amount))
        amount -= row.amount
    await _end(desk, account, cuts, rests, why)


async def release_receipt(desk: Desk, account: Account, receipt_id: UUID, why: str) -> list[UUID]:
    """Free all that a receipt pays; return the invoices that it paid (R2)."""
    cuts = (await desk.tx.execute(OF_RECEIPT, {"id": receipt_id})).all()
    await _end(desk, account, cuts, [], why)
    return sorted({row.invoice_id for row in cuts})


async def _end(desk: Desk, account: Account, cuts: Sequence[Any], rests: Sequence[Part], why: str) -> None:
    if not cuts:
        return
    ids = [row.allocation_id for row in cuts]
    await desk.tx.execute(END, {"ids": ids, "now": desk.tx.now, "why": why})
    if rests:
        await _insert(desk, account, rests)
    freed = _by_receipt(cuts)
    for rest in rests:
        freed[rest.receipt_id] -= rest.amount
    for receipt_id, amount in freed.items():
        desk.post(account, "release", f"receipt/{receipt_id}", [("receivable", amount), ("unapplied", -amount)])
        desk.receipts[receipt_id] = account.key


async def _insert(desk: Desk, account: Account, parts: Sequence[Part]) -> None:
    await desk.tx.execute(
        MAKE,
        {
            "ids": [new_id() for _ in parts], "receipts": [part.receipt_id for part in parts],
            "invoices": [part.invoice_id for part in parts], "amounts": [part.amount for part in parts],
            "branch_id": account.branch_id, "now": desk.tx.now,
        },
    )  # fmt: skip


def _by_receipt(parts: Sequence[Any]) -> dict[UUID, Decimal]:
    sums: dict[UUID, Decimal] = defaultdict(Decimal)
    for part in parts:
        sums[part.receipt_id] += part.amount
    return sums
