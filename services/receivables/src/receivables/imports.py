"""Opening invoices and bank receipts come in set-based, checked first, all or nothing (X3)."""

from collections.abc import Mapping, Sequence
from typing import Any

from chassis.ids import new_id
from chassis.tx import Tx
from contracts.receivables import InvoiceIssued
from contracts.values import SCALES, Money
from receivables import import_statements as sql
from receivables.books import Account, Desk
from receivables.invoices.issue import schedule

Problem = tuple[int, str, str]
Row = Mapping[str, Any]


async def import_opening_invoices(tx: Tx, rows: Sequence[Row]) -> list[Problem]:
    """Take over invoices that are open elsewhere; a known one that is equal changes nothing (X3)."""
    staged = [
        (
            n, new_id(), new_id(), row["invoice_no"], row["customer_code"], row["issued_on"], row["due_on"],
            row["amount"], row["amount"] if row.get("open_amount") is None else row["open_amount"],
            row["currency"], row.get("remarks"),
        )
        for n, row in enumerate(rows)
    ]  # fmt: skip
    await tx.execute(sql.STAGE_TABLE_INVOICES)
    await tx.execute(sql.STAGE_INVOICES, _columns(staged, sql.INVOICE_COLUMNS))
    if problems := await _problems(tx, rows, sql.CHECK_INVOICES):
        return problems
    customers = (await tx.execute(sql.NEW_INVOICE_CUSTOMERS)).all()
    if not customers:
        return []
    await tx.execute(sql.PLAN_TABLE)
    await tx.execute(sql.PLAN, _plan(tx, customers))
    facts = {"today": tx.today, "zone": tx.calendar.zone.key}
    opened = (await tx.execute(sql.INSERT_INVOICES, facts)).all()
    await tx.execute(sql.POST_INVOICES, _posting(tx))
    for row in opened:
        tx.emit(_issued(row), quiet=True)
    await _touch(tx, sql.NEW_INVOICE_ACCOUNTS)
    return []


async def import_bank_receipts(tx: Tx, rows: Sequence[Row]) -> list[Problem]:
    """Book a bank's payments by their references, each paying the oldest due first (X3, R2)."""
    staged = [
        (
            n, new_id(), new_id(), new_id(), row["bank_ref"], row["customer_code"], row["received_on"],
            row["amount"], row["currency"], row.get("remarks"),
        )
        for n, row in enumerate(rows)
    ]  # fmt: skip
    await tx.execute(sql.STAGE_TABLE_RECEIPTS)
    await tx.execute(sql.STAGE_RECEIPTS, _columns(staged, sql.RECEIPT_COLUMNS))
    if problems := await _problems(tx, rows, sql.CHECK_RECEIPTS):
        return problems
    booked = (await tx.execute(sql.INSERT_RECEIPTS, _posting(tx))).all()
    if not booked:
        return []
    await tx.execute(sql.POST_RECEIPTS, _posting(tx))
    desk = await _touch(tx, sql.NEW_RECEIPT_ACCOUNTS)
    desk.receipts |= {row.receipt_id: (row.customer_id, row.currency) for row in booked}
    await tx.execute(sql.ALLOCATE)
    await tx.execute(sql.INSERT_ALLOCATIONS, {"now": tx.now})
    await tx.execute(sql.POST_ALLOCATIONS, _posting(tx))
    return []


async def _problems(tx: Tx, rows: Sequence[Row], check: Any) -> list[Problem]:
    found: list[Problem] = [
        (n, "currency", f"不支持的币种 {row['currency']}")
        for n, row in enumerate(rows)
        if row["currency"] not in SCALES
    ]
    found += [(row.n, row.place, row.problem) for row in await tx.execute(check, {"today": tx.today})]
    return sorted(found)


def _columns(rows: Sequence[tuple[Any, ...]], count: int) -> dict[str, list[Any]]:
    columns: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) or [[]] * count
    return {f"c{n}": list(column) for n, column in enumerate(columns)}


def _plan(tx: Tx, customers: Sequence[Any]) -> dict[str, list[Any]]:
    """Say when each customer is reminded and dunned: stages that are over are not raised for what is loaded."""
    days = [
        (row.customer_id, day)
        for row in customers
        for day in schedule(tx, row.branch_id, row.customer_id).visits
    ]  # fmt: skip
    return {"customers": [each[0] for each in days], "days": [each[1] for each in days]}


def _posting(tx: Tx) -> dict[str, Any]:
    return {"today": tx.today, "now": tx.now, "cause_id": tx.cause.cause_id, "actor": tx.actor.id}


def _issued(row: Any) -> InvoiceIssued:
    nothing = Money.zero(row.currency)
    return InvoiceIssued(
        customer_id=row.customer_id, branch_id=row.branch_id, owner_id=row.owner_id, invoice_id=row.invoice_id,
        invoice_no=row.invoice_no, request_no=None, lines=(), total=Money(amount=row.total, currency=row.currency),
        tax=nothing, issued_on=row.issued_on, due_on=row.due_on, terms=row.terms,
    )  # fmt: skip


async def _touch(tx: Tx, accounts: Any) -> Desk:
    """Lock the accounts last, so that nobody waits for the load; each standing is told once, as history."""
    desk = Desk.of(tx)
    desk.quiet = True
    for row in await tx.execute(accounts):
        account = Account(row.customer_id, row.currency, row.branch_id, row.owner_id)
        desk.accounts[account.key] = account
        desk.touch(account, f"customer/{row.customer_id}")
    return desk
