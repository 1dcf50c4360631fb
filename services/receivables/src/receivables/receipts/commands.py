"""Money received is booked, allocated anew and, if it bounces, taken back (R2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import text

from chassis.ids import new_id
from chassis.refusals import PreconditionFailed
from chassis.tx import Tx
from contracts.receivables import ReceiptReversed, Reopened
from contracts.values import Money
from receivables import allocation, books, cards, ledger
from receivables.receipts import queries, rules
from receivables.receipts.rules import Instruction, Part

BOOK = text(
    "INSERT INTO receipt (receipt_id, bank_account, bank_ref, customer_id, branch_id, currency, amount, received_on,"
    " booked_at, booked_by, remarks)"
    " VALUES (:receipt_id, :bank_account, :bank_ref, :customer_id, :branch_id, :currency, :amount, :received_on,"
    " :now, :actor, :remarks) ON CONFLICT (bank_account, bank_ref) DO NOTHING RETURNING receipt_id"
)
TAKE_BACK = text(
    "UPDATE receipt SET state = 'reversed', taken_back = amount, reversed_reason = :reason, version = version + 1"
    " WHERE receipt_id = :receipt_id"
)


@dataclass(frozen=True, slots=True)
class Received:
    """A payment as the bank tells it."""

    customer_id: UUID
    bank_account: str
    bank_ref: str
    amount: Money
    received_on: date
    remarks: str | None
    allocations: Sequence[Instruction] | None


@dataclass(frozen=True, slots=True)
class Booked:
    """The receipt, and whether it was new."""

    receipt_id: UUID
    is_new: bool


async def book_receipt(tx: Tx, received: Received) -> Booked:
    """Book money once by its bank reference; pay as instructed, else the oldest due first (R2)."""
    card = await cards.known(tx, received.customer_id)
    rules.refuse_future(received.received_on, tx.today)
    desk = books.Desk.of(tx)
    account = await desk.account(card.who, received.amount.currency)
    receipt_id = new_id()
    if not await _insert(tx, account, receipt_id, received):
        return Booked(await _first(tx, received), is_new=False)
    await ledger.refuse_closed_day(tx, received.received_on, "/received_on")
    amount = received.amount.amount
    legs: ledger.Legs = [("cash", amount), ("unapplied", -amount)]
    desk.post(account, "receipt", f"receipt/{receipt_id}", legs, received.received_on)
    desk.receipts[receipt_id] = account.key
    await allocation.make(desk, account, await _parts(desk, account, receipt_id, amount, received.allocations))
    await desk.close()
    return Booked(receipt_id, is_new=True)


async def allocate_anew(tx: Tx, receipt_id: UUID, wanted: Sequence[Instruction], version: int) -> None:
    """Free what a receipt pays and follow the new instruction (R2)."""
    found = await queries.account_of(tx, receipt_id)
    desk = books.Desk.of(tx)
    account = await desk.account(found, found["currency"])
    receipt = await queries.receipt(tx, receipt_id)
    if receipt.version != version:
        raise PreconditionFailed
    rules.refuse_reversed(receipt.state)
    await ledger.refuse_closed_day(tx, tx.today)
    await allocation.release_receipt(desk, account, receipt_id, "allocated anew")
    await allocation.make(desk, account, await _parts(desk, account, receipt_id, receipt.amount, wanted))
    desk.receipts[receipt_id] = account.key
    desk.touch(account, f"receipt/{receipt_id}")
    await desk.close()


async def reverse(tx: Tx, receipt_id: UUID, reason: str) -> None:
    """Take a receipt back once: what it paid is open again (R2)."""
    found = await queries.account_of(tx, receipt_id)
    desk = books.Desk.of(tx)
    account = await desk.account(found, found["currency"])
    receipt = await queries.receipt(tx, receipt_id)
    rules.refuse_reversed(receipt.state)
    await ledger.refuse_closed_day(tx, tx.today)
    invoices = await allocation.release_receipt(desk, account, receipt_id, "reversed")
    await tx.execute(TAKE_BACK, {"receipt_id": receipt_id, "reason": reason})
    legs: ledger.Legs = [("unapplied", receipt.amount), ("cash", -receipt.amount)]
    desk.post(account, "receipt_reversal", f"receipt/{receipt_id}", legs)
    reopened = tuple(
        Reopened(invoice_id=row.invoice_id, invoice_no=row.invoice_no, open=account.money(row.open))
        for row in await queries.reopened(tx, invoices)
    )
    event = ReceiptReversed(
        **account.who, receipt_id=receipt_id, bank_ref=receipt.bank_ref, amount=account.money(receipt.amount),
        reason=reason, reopened=reopened,
    )  # fmt: skip
    desk.tell(lambda _: event)
    await desk.close()


async def _first(tx: Tx, received: Received) -> UUID:
    known = await queries.by_bank_ref(tx, received.bank_account, received.bank_ref)
    if known is None:
        # It belongs to a branch that the asker may not see.
        raise rules.AmountDiffers(field="/bank_ref", bank_ref=received.bank_ref)
    rules.refuse_other_facts(
        received.bank_ref,
        (known.customer_id, known.amount, known.currency),
        (received.customer_id, received.amount.amount, received.amount.currency),
    )
    receipt_id: UUID = known.receipt_id
    return receipt_id


async def _insert(tx: Tx, account: books.Account, receipt_id: UUID, received: Received) -> bool:
    facts = {
        "receipt_id": receipt_id, "bank_account": received.bank_account, "bank_ref": received.bank_ref,
        "customer_id": account.customer_id, "branch_id": account.branch_id, "currency": account.currency,
        "amount": received.amount.amount, "received_on": received.received_on, "now": tx.now,
        "actor": tx.actor.id, "remarks": received.remarks,
    }  # fmt: skip
    return (await tx.execute(BOOK, facts)).first() is not None


async def _parts(
    desk: books.Desk, account: books.Account, receipt_id: UUID, left: Decimal, wanted: Sequence[Instruction] | None
) -> list[Part]:
    items = await allocation.open_items(desk, account)
    if wanted is None:
        return rules.oldest_first([(receipt_id, left)], items)
    return rules.as_instructed(receipt_id, left, wanted, {item.invoice_id: item for item in items})
