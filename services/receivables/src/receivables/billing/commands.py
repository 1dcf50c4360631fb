"""Goods that come back and amounts that are let off: netted before the invoice, credited after it (events.md §5)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import text

from chassis.ids import new_id
from contracts.receivables import CreditNoteIssued, InvoiceLine
from contracts.values import Quantity
from receivables import allocation, books
from receivables.billing import queries, rules
from receivables.billing.queries import LineKey

log = structlog.get_logger(__name__)

COUNT = text(
    """
    UPDATE billable b SET qty = w.qty, amount = w.amount, invoiced_qty = w.invoiced, netted_qty = w.netted,
        covered = w.covered
    FROM unnest(
        CAST(:c0 AS uuid[]), CAST(:c1 AS uuid[]), CAST(:c2 AS numeric[]), CAST(:c3 AS numeric[]),
        CAST(:c4 AS numeric[]), CAST(:c5 AS numeric[]), CAST(:c6 AS numeric[])
    ) AS w(shipment_id, line_id, qty, amount, invoiced, netted, covered)
    WHERE b.shipment_id = w.shipment_id AND b.line_id = w.line_id
    """
)
INVOICE = text("SELECT invoice_no, open, allocated FROM invoice WHERE invoice_id = :invoice_id")
WAIT = text(
    "INSERT INTO allowance (complaint_id, shipment_id, line_id, complaint_no, customer_id, branch_id, owner_id,"
    " currency, amount, granted_at)"
    " VALUES (:complaint_id, :shipment_id, :line_id, :complaint_no, :customer_id, :branch_id, :owner_id, :currency,"
    " :amount, :now) ON CONFLICT DO NOTHING"
)
CREDIT = text(
    """
    WITH credit AS (
        SELECT * FROM unnest(
            CAST(:ns AS integer[]), CAST(:qtys AS numeric[]), CAST(:amounts AS numeric[]), CAST(:taxes AS numeric[])
        ) WITH ORDINALITY AS c(invoice_line, qty, amount, tax, n)
    ), note AS (
        INSERT INTO credit_note (note_id, customer_id, branch_id, currency, invoice_id, total, tax, issued_on,
                                 return_id, complaint_id, reason)
        VALUES (:note_id, :customer_id, :branch_id, :currency, :invoice_id, :total, :tax, :today,
                :return_id, :complaint_id, :reason)
    ), noted AS (
        INSERT INTO credit_note_line (note_id, n, branch_id, invoice_line, qty, amount, tax)
        SELECT :note_id, c.n, :branch_id, c.invoice_line, nullif(c.qty, 0), c.amount, c.tax FROM credit c
    ), lines AS (
        UPDATE invoice_line l SET credited_qty = l.credited_qty + c.qty, credited = l.credited + c.amount,
            credited_tax = l.credited_tax + c.tax
        FROM credit c WHERE l.invoice_id = :invoice_id AND l.n = c.invoice_line
    )
    UPDATE invoice SET credited = credited + :total, version = version + 1 WHERE invoice_id = :invoice_id
    """
)


@dataclass(frozen=True, slots=True)
class Back:
    """A quantity of a shipped line that came back; one that goes out `again` says what its order takes it back at."""

    shipment_id: UUID
    line_id: UUID
    qty: Decimal
    again: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is credited."""

    text: str
    return_id: UUID | None = None
    complaint_id: UUID | None = None


Credits = dict[UUID, list[tuple[Any, rules.Credit]]]


async def take_back(desk: books.Desk, account: books.Account, backs: Sequence[Back], reason: Reason) -> None:
    """Net or credit what came back: the one place where that is decided (events.md §5, rule 4)."""
    keys = [(back.shipment_id, back.line_id) for back in backs]
    rows, billed = await queries.billables(desk.tx, keys), await queries.billed(desk.tx, keys)
    counted: list[tuple[Any, ...]] = []
    notes: Credits = defaultdict(list)
    for back, key in zip(backs, keys, strict=True):
        row = rows.get(key)
        if row is None:
            log.warning("billing.line_unknown", shipment_id=str(key[0]), line_id=str(key[1]))
            continue
        line, credited = _counted(row, back)
        counted.append((*key, line.qty, line.amount, line.invoiced, line.netted, rules.covered(line)))
        _add(notes, billed.get(key, []), credited)
    if counted:
        columns = zip(*counted, strict=True)
        await desk.tx.execute(COUNT, {f"c{n}": list(column) for n, column in enumerate(columns)})
        about = f"return/{reason.return_id}" if reason.return_id else f"shipment/{backs[0].shipment_id}"
        desk.touch(account, about, (row.order_id for row in rows.values()))
    await credit(desk, account, notes, reason)


def _counted(row: Any, back: Back) -> tuple[rules.Shipped, Decimal]:
    line = rules.Shipped(row.qty, row.amount, row.invoiced_qty, row.netted_qty, row.currency)
    split = rules.take_back(line, back.qty)
    if back.again is None:
        return rules.Shipped(line.qty, line.amount, line.invoiced, line.netted + split.netted, line.currency), (
            split.credited
        )
    # It will be billed from its next shipment: here it neither counts as shipped nor covers anything.
    gone, amount = split.netted + split.credited, line.amount - back.again
    shrunk = rules.Shipped(line.qty - gone, amount, line.invoiced - split.credited, line.netted, line.currency)
    return shrunk, split.credited


def _add(notes: Credits, lines: Sequence[Any], qty: Decimal) -> None:
    for each in rules.credit_quantity([queries.as_billed(line) for line in lines], qty):
        _collect(notes, lines, each)


def _collect(notes: Credits, lines: Sequence[Any], each: rules.Credit) -> None:
    line = next(line for line in lines if line.n == each.n)
    notes[line.invoice_id].append((line, each))


async def let_off(desk: books.Desk, account: books.Account, amounts: dict[LineKey, Decimal], reason: Reason) -> None:
    """Credit amounts without goods; what no invoice has billed yet waits for its invoice (C9)."""
    billed = await queries.billed(desk.tx, list(amounts))
    notes: Credits = defaultdict(list)
    waiting: dict[LineKey, Decimal] = {}
    for key, amount in amounts.items():
        lines = billed.get(key, [])
        for each in rules.credit_amount([queries.as_billed(line) for line in lines], amount):
            _collect(notes, lines, each)
        if not lines:
            waiting[key] = amount
    await credit(desk, account, notes, reason)
    await _wait(desk, account, waiting, reason)


async def _wait(desk: books.Desk, account: books.Account, waiting: dict[LineKey, Decimal], reason: Reason) -> None:
    facts = {**account.who, "currency": account.currency, "now": desk.tx.now}
    facts |= {"complaint_id": reason.complaint_id, "complaint_no": reason.text}
    rows = [{**facts, "shipment_id": key[0], "line_id": key[1], "amount": waiting[key]} for key in sorted(waiting)]
    if rows:
        await desk.tx.execute(WAIT, rows)


async def credit(desk: books.Desk, account: books.Account, notes: Credits, reason: Reason) -> None:
    """Issue a credit note an invoice; money that the invoice no longer needs is freed first (R2)."""
    for invoice_id in sorted(notes):
        await _credit_invoice(desk, account, invoice_id, notes[invoice_id], reason)


async def _credit_invoice(
    desk: books.Desk, account: books.Account, invoice_id: UUID, notes: list[tuple[Any, rules.Credit]], reason: Reason
) -> None:
    note_id = new_id()
    total = rules.total(each.amount for _, each in notes)
    tax = rules.total(each.tax for _, each in notes)
    invoice = (await desk.tx.execute(INVOICE, {"invoice_id": invoice_id})).one()
    if total > invoice.open:
        await allocation.release(desk, account, invoice_id, total - invoice.open, "credited")
    facts = {
        "note_id": note_id, "customer_id": account.customer_id, "branch_id": account.branch_id,
        "currency": account.currency, "invoice_id": invoice_id, "total": total, "tax": tax, "today": desk.tx.today,
        "return_id": reason.return_id, "complaint_id": reason.complaint_id, "reason": reason.text,
        "ns": [each.n for _, each in notes], "qtys": [each.qty for _, each in notes],
        "amounts": [each.amount for _, each in notes], "taxes": [each.tax for _, each in notes],
    }  # fmt: skip
    await desk.tx.execute(CREDIT, facts)
    legs: list[tuple[Any, Decimal]] = [("revenue", total - tax), ("tax", tax), ("receivable", -total)]
    desk.post(account, "credit_note", f"credit_note/{note_id}", legs)
    desk.number("credit_note", note_id, account)
    lines = tuple(_line(account, line, each) for line, each in notes)

    def issued(numbers: books.Numbers) -> CreditNoteIssued:
        return CreditNoteIssued(
            **account.who, note_id=note_id, note_no=numbers[note_id], invoice_id=invoice_id,
            invoice_no=numbers.get(invoice_id) or invoice.invoice_no, lines=lines, total=account.money(total),
            issued_on=desk.tx.today, return_id=reason.return_id, complaint_id=reason.complaint_id,
        )  # fmt: skip

    desk.tell(issued)


def _line(account: books.Account, line: Any, each: rules.Credit) -> InvoiceLine:
    return InvoiceLine(
        order_id=line.order_id, shipment_id=line.shipment_id, line_id=line.line_id, product_name=line.product_name,
        qty=Quantity(value=each.qty, unit=line.unit) if each.qty else None, amount=account.money(each.amount),
        tax=account.money(each.tax),
    )  # fmt: skip
