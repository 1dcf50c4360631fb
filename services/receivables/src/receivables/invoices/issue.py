"""The issue of an invoice: rows, posting, and what waits for its number (R1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.calendar import Roll
from chassis.defaults import Scope
from chassis.ids import new_id
from chassis.tx import Tx
from contracts.receivables import InvoiceIssued, InvoiceLine
from contracts.values import Quantity
from receivables import allocation, books, cards, defaults
from receivables.billing import queries as billing
from receivables.invoices import rules
from receivables.invoices.rules import Billable, Obstacle, Schedule

INSERT = text(
    """
    WITH line AS (
        SELECT * FROM unnest(
            CAST(:c0 AS uuid[]), CAST(:c1 AS uuid[]), CAST(:c2 AS uuid[]), CAST(:c3 AS text[]), CAST(:c4 AS text[]),
            CAST(:c5 AS numeric[]), CAST(:c6 AS numeric[]), CAST(:c7 AS numeric[]), CAST(:c8 AS numeric[]),
            CAST(:c9 AS numeric[])
        ) WITH ORDINALITY AS l(order_id, shipment_id, line_id, product_name, unit, qty, unit_price, tax_rate, amount,
                               tax, n)
    ), head AS (
        INSERT INTO invoice (invoice_id, kind, customer_id, branch_id, currency, invoicing_id, request_no, buyer,
                             tax_no, terms, issued_on, due_on, total, tax, next_stage_at, remarks)
        VALUES (:invoice_id, 'sale', :customer_id, :branch_id, :currency, :invoicing_id, :request_no, :buyer, :tax_no,
                :terms, :issued_on, :due_on, :total, :tax, :next_stage_at, :remarks)
    ), billed AS (
        UPDATE billable b SET invoiced_qty = b.invoiced_qty + l.qty, covered = b.covered + l.amount
        FROM line l WHERE b.shipment_id = l.shipment_id AND b.line_id = l.line_id
    ), written AS (
        INSERT INTO invoice_line (invoice_id, n, branch_id, order_id, shipment_id, line_id, product_name, unit, qty,
                                  unit_price, tax_rate, amount, tax)
        SELECT :invoice_id, l.n, :branch_id, l.order_id, l.shipment_id, l.line_id, l.product_name, l.unit, l.qty,
               l.unit_price, l.tax_rate, l.amount, l.tax FROM line l
    )
    SELECT EXISTS (SELECT FROM receipt r WHERE r.customer_id = :customer_id AND r.currency = :currency
                   AND r.unapplied > 0) AS has_money,
           ARRAY(SELECT DISTINCT d.complaint_id FROM line l JOIN dispute_line x USING (shipment_id, line_id)
                 JOIN dispute d USING (complaint_id) WHERE x.amount > 0 AND d.ended_at IS NULL) AS complaints
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


async def issue(
    desk: books.Desk, account: books.Account, card: cards.Card, rows: Sequence[Any], request: Request
) -> UUID:
    """Bill all that is left of the lines, post it, and let waiting money pay it (R1)."""
    left = [row for row in rows if row.invoiced_qty + row.netted_qty < row.qty]
    invoice_id, facts = new_id(), _head(desk.tx, card, left)
    lines = [(row, row.amount - row.covered) for row in left]
    columns = [_line(row, amount) for row, amount in lines]
    total = sum((amount for _, amount in lines), Decimal(0))
    tax = sum((column[-1] for column in columns), Decimal(0))
    facts |= {
        "invoice_id": invoice_id, "branch_id": account.branch_id, "currency": account.currency, "total": total,
        "tax": tax, "invoicing_id": request.invoicing_id, "request_no": request.request_no,
        "remarks": request.remarks,
    }  # fmt: skip
    facts |= {f"c{n}": list(column) for n, column in enumerate(zip(*columns, strict=True))}
    found = (await desk.tx.execute(INSERT, facts)).one()
    legs: list[tuple[Any, Decimal]] = [("receivable", total), ("revenue", tax - total), ("tax", -tax)]
    desk.post(account, "invoice", f"invoice/{invoice_id}", legs)
    desk.touch(account, f"invoice/{invoice_id}", (row.order_id for row in left))
    desk.number("invoice", invoice_id, account)
    _tell(desk, account, facts, [_told(account, *pair) for pair in zip(lines, columns, strict=True)])
    desk.complaints |= dict.fromkeys(found.complaints, account.key)
    if found.has_money:
        await allocation.apply_unapplied(desk, account)
    return invoice_id


def _facts(rows: Sequence[Any]) -> list[Billable]:
    return [
        Billable(
            row.shipment_id, row.note_no, row.customer_id, row.currency, row.delivered_on is not None,
            row.amount - row.covered, None if row.terms is None else rules.Terms(row.terms, row.term_days),
        )
        for row in rows
    ]  # fmt: skip


def _head(tx: Tx, card: cards.Card, rows: Sequence[Any]) -> dict[str, Any]:
    scope = Scope(card.branch_id, card.customer_id)
    terms = rules.terms_of(_facts(rows), card.term_days, tx.setting(defaults.CASH_TERM_DAYS, scope))
    roll: Roll = tx.setting(defaults.DUE_ROLLS, scope)
    due_on = rules.due_on(tx.today, terms.days, roll, tx.calendar)
    first = due_on + timedelta(days=schedule(tx, card.branch_id, card.customer_id).visits[0])
    return {
        "customer_id": card.customer_id, "buyer": card.buyer, "tax_no": card.tax_no, "terms": terms.terms,
        "issued_on": tx.today, "due_on": due_on, "next_stage_at": tx.calendar.start_of_day(first),
    }  # fmt: skip


def _line(row: Any, amount: Decimal) -> tuple[Any, ...]:
    qty = row.qty - row.invoiced_qty - row.netted_qty
    return (
        row.order_id, row.shipment_id, row.line_id, row.product_name, row.unit, qty, row.unit_price, row.tax_rate,
        amount, rules.tax_in(amount, row.tax_rate, row.currency),
    )  # fmt: skip


def _told(account: books.Account, line: tuple[Any, Decimal], column: tuple[Any, ...]) -> InvoiceLine:
    row, amount = line
    return InvoiceLine(
        order_id=row.order_id, shipment_id=row.shipment_id, line_id=row.line_id, product_name=row.product_name,
        qty=Quantity(value=column[5], unit=row.unit), amount=account.money(amount), tax=account.money(column[-1]),
    )  # fmt: skip


def _tell(desk: books.Desk, account: books.Account, facts: dict[str, Any], lines: Sequence[InvoiceLine]) -> None:
    def issued(numbers: books.Numbers) -> InvoiceIssued:
        return InvoiceIssued(
            **account.who, invoice_id=facts["invoice_id"], invoice_no=numbers[facts["invoice_id"]],
            request_no=facts["request_no"], lines=tuple(lines), total=account.money(facts["total"]),
            tax=account.money(facts["tax"]), issued_on=facts["issued_on"], due_on=facts["due_on"], terms=facts["terms"],
        )  # fmt: skip

    desk.tell(issued)
