"""The issue of an invoice: rows, posting, and what waits for its number (R1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.calendar import Roll
from chassis.defaults import Scope
from chassis.ids import new_id
from chassis.tx import Actor, Cause, Tx
from contracts.receivables import InvoiceIssued, InvoiceLine
from contracts.values import Quantity
from receivables import allocation, books, cards, defaults
from receivables.billing import queries as billing
from receivables.invoices import rules
from receivables.invoices.rules import Billable, Obstacle, Schedule

# Where a line of an invoice has its amount and its tax.
AMOUNT, TAX = 11, 12

INSERT = text(
    """
    WITH head AS (
        SELECT * FROM unnest(
            CAST(:h0 AS uuid[]), CAST(:h1 AS uuid[]), CAST(:h2 AS uuid[]), CAST(:h3 AS text[]), CAST(:h4 AS uuid[]),
            CAST(:h5 AS text[]), CAST(:h6 AS text[]), CAST(:h7 AS text[]), CAST(:h8 AS text[]), CAST(:h9 AS date[]),
            CAST(:h10 AS date[]), CAST(:h11 AS numeric[]), CAST(:h12 AS numeric[]), CAST(:h13 AS timestamptz[]),
            CAST(:h14 AS text[])
        ) AS h(invoice_id, customer_id, branch_id, currency, invoicing_id, request_no, buyer, tax_no, terms,
               issued_on, due_on, total, tax, next_stage_at, remarks)
    ), line AS (
        SELECT * FROM unnest(
            CAST(:l0 AS uuid[]), CAST(:l1 AS integer[]), CAST(:l2 AS uuid[]), CAST(:l3 AS uuid[]),
            CAST(:l4 AS uuid[]), CAST(:l5 AS uuid[]), CAST(:l6 AS text[]), CAST(:l7 AS text[]), CAST(:l8 AS numeric[]),
            CAST(:l9 AS numeric[]), CAST(:l10 AS numeric[]), CAST(:l11 AS numeric[]), CAST(:l12 AS numeric[])
        ) AS l(invoice_id, n, branch_id, order_id, shipment_id, line_id, product_name, unit, qty, unit_price,
               tax_rate, amount, tax)
    ), issued AS (
        INSERT INTO invoice (invoice_id, customer_id, branch_id, currency, invoicing_id, request_no, buyer, tax_no,
                             terms, issued_on, due_on, total, tax, next_stage_at, remarks, kind)
        SELECT h.*, 'sale' FROM head h
    ), billed AS (
        UPDATE billable b SET invoiced_qty = b.invoiced_qty + l.qty, covered = b.covered + l.amount
        FROM line l WHERE b.shipment_id = l.shipment_id AND b.line_id = l.line_id
    ), written AS (
        INSERT INTO invoice_line (invoice_id, n, branch_id, order_id, shipment_id, line_id, product_name, unit, qty,
                                  unit_price, tax_rate, amount, tax)
        SELECT * FROM line
    )
    SELECT h.customer_id, h.currency,
           EXISTS (SELECT FROM receipt r WHERE r.customer_id = h.customer_id AND r.currency = h.currency
                   AND r.unapplied > 0) AS has_money,
           ARRAY(SELECT DISTINCT d.complaint_id FROM line l JOIN dispute_line x USING (shipment_id, line_id)
                 JOIN dispute d USING (complaint_id)
                 WHERE l.invoice_id = h.invoice_id AND x.amount > 0 AND d.ended_at IS NULL) AS complaints
    FROM head h
    """
)


@dataclass(frozen=True, slots=True)
class Request:
    """Who asked for the invoice, and what stands on it."""

    invoicing_id: UUID | None
    request_no: str | None
    remarks: str | None


async def lines_of(tx: Tx, shipments: Sequence[UUID]) -> list[Any]:
    """Return the shipped lines."""
    return await billing.shipped(tx, shipments)


def obstacles(tx: Tx, card: cards.Card, shipments: Sequence[UUID], lines: Sequence[Any]) -> list[Obstacle]:
    """List why the shipments cannot be billed."""
    before = tx.setting(defaults.BILL_BEFORE_DELIVERY, Scope(card.branch_id, card.customer_id))
    return rules.obstacles(card.customer_id, shipments, _facts(lines), before_delivery=before)


def schedule(tx: Tx, branch_id: UUID, customer_id: UUID) -> Schedule:
    """Return when the customer is reminded and dunned (R3)."""
    scope = Scope(branch_id, customer_id)
    return Schedule(tx.setting(defaults.DUE_REMINDERS, scope), tx.setting(defaults.DUNNING_STAGES, scope))


@dataclass(frozen=True, slots=True)
class Draft:
    """An invoice to be: for whom, of which shipped lines, on whose request."""

    account: books.Account
    card: cards.Card
    rows: Sequence[Any]
    request: Request
    cause: Cause
    actor: Actor


async def issue(desk: books.Desk, drafts: Sequence[Draft]) -> list[UUID]:
    """Bill all that is left of the drafts' lines, post it, and let waiting money pay it (R1).

    No shipment may stand in two drafts: what one bills, the other would not see.
    """
    if not drafts:
        return []
    heads: list[tuple[Any, ...]] = []
    lines: list[tuple[Any, ...]] = []
    for draft in drafts:
        with desk.acting(draft.cause, draft.actor):
            head, own = _booked(desk, draft)
        heads.append(head)
        lines += own
    facts = {f"h{n}": list(column) for n, column in enumerate(zip(*heads, strict=True))}
    facts |= {f"l{n}": list(column) for n, column in enumerate(zip(*lines, strict=True))}
    paying: dict[books.Key, books.Account] = {}
    for row in await desk.tx.execute(INSERT, facts):
        key = (row.customer_id, row.currency)
        desk.complaints |= dict.fromkeys(row.complaints, key)
        if row.has_money:
            paying[key] = desk.accounts[key]
    for key in sorted(paying):
        await allocation.apply_unapplied(desk, paying[key])
    return [head[0] for head in heads]


def _booked(desk: books.Desk, draft: Draft) -> tuple[tuple[Any, ...], list[tuple[Any, ...]]]:
    """Post an invoice and announce it; return its row and those of its lines."""
    account, request, invoice_id = draft.account, draft.request, new_id()
    left = [row for row in draft.rows if row.invoiced_qty + row.netted_qty < row.qty]
    lines = [_line(invoice_id, n, account, row) for n, row in enumerate(left, start=1)]
    total = sum((line[AMOUNT] for line in lines), Decimal(0))
    tax = sum((line[TAX] for line in lines), Decimal(0))
    legs: list[tuple[Any, Decimal]] = [("receivable", total), ("revenue", tax - total), ("tax", -tax)]
    about = f"invoice/{invoice_id}"
    desk.post(account, "invoice", about, legs)
    desk.touch(account, about, (row.order_id for row in left))
    desk.number("invoice", invoice_id, account)
    terms, due_on, next_stage_at = _terms(desk.tx, draft.card, left)
    told = tuple(_told(account, line) for line in lines)

    def issued(numbers: books.Numbers) -> InvoiceIssued:
        return InvoiceIssued(
            **account.who, invoice_id=invoice_id, invoice_no=numbers[invoice_id], request_no=request.request_no,
            lines=told, total=account.money(total), tax=account.money(tax), issued_on=desk.tx.today, due_on=due_on,
            terms=terms,
        )  # fmt: skip

    desk.tell(issued)
    head = (
        invoice_id, account.customer_id, account.branch_id, account.currency, request.invoicing_id,
        request.request_no, draft.card.buyer, draft.card.tax_no, terms, desk.tx.today, due_on, total, tax,
        next_stage_at, request.remarks,
    )  # fmt: skip
    return head, lines


def _facts(rows: Sequence[Any]) -> list[Billable]:
    return [
        Billable(
            row.shipment_id, row.note_no, row.customer_id, row.currency, row.delivered_on is not None,
            row.amount - row.covered, None if row.terms is None else rules.Terms(row.terms, row.term_days),
        )
        for row in rows
    ]  # fmt: skip


def _terms(tx: Tx, card: cards.Card, rows: Sequence[Any]) -> tuple[str, date, datetime]:
    """Return terms, due date, and when the customer is first reminded."""
    scope = Scope(card.branch_id, card.customer_id)
    terms = rules.terms_of(_facts(rows), card.term_days, tx.setting(defaults.CASH_TERM_DAYS, scope))
    roll: Roll = tx.setting(defaults.DUE_ROLLS, scope)
    due_on = rules.due_on(tx.today, terms.days, roll, tx.calendar)
    first = due_on + timedelta(days=schedule(tx, card.branch_id, card.customer_id).visits[0])
    return terms.terms, due_on, tx.calendar.start_of_day(first)


def _line(invoice_id: UUID, n: int, account: books.Account, row: Any) -> tuple[Any, ...]:
    qty, amount = row.qty - row.invoiced_qty - row.netted_qty, row.amount - row.covered
    return (
        invoice_id, n, account.branch_id, row.order_id, row.shipment_id, row.line_id, row.product_name, row.unit, qty,
        row.unit_price, row.tax_rate, amount, rules.tax_in(amount, row.tax_rate, row.currency),
    )  # fmt: skip


def _told(account: books.Account, line: tuple[Any, ...]) -> InvoiceLine:
    _, _, _, order_id, shipment_id, line_id, product_name, unit, qty, _, _, amount, tax = line
    return InvoiceLine(
        order_id=order_id, shipment_id=shipment_id, line_id=line_id, product_name=product_name,
        qty=Quantity(value=qty, unit=unit), amount=account.money(amount), tax=account.money(tax),
    )  # fmt: skip
