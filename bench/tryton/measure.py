"""Measure the peer at our work and print its figures: `measure.py trade SECONDS`, `measure.py dunning LINES`."""

import datetime as dt
import itertools
import json
import resource
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from calls import boot, call
from trytond.transaction import Transaction

LIST = 50
QUANTITIES = (1.0, 2.0, 3.0)  # lint: float: the peer's quantities are floats
PRICE = Decimal("123.4500")
LOCKED = ["account_move_line", "sale_sale", "sale_line"]
# Open receivables that are due since 1 to 120 days: copies of a move that the peer has posted itself.
OVERDUE = """
WITH model AS (
    SELECT m.* FROM account_move m WHERE m.state = 'posted' AND EXISTS (
        SELECT FROM account_move_line l JOIN account_account a ON a.id = l.account
        JOIN account_account_type t ON t.id = a.type WHERE l.move = m.id AND t.receivable AND l.debit > 0)
    ORDER BY m.id LIMIT 1
), party AS (
    SELECT id, row_number() OVER (ORDER BY id) - 1 AS n, count(*) OVER () AS parties FROM party_party
    WHERE name LIKE 'Customer %%'
), wanted AS (
    SELECT nextval(pg_get_serial_sequence('account_move', 'id')) AS id, p.id AS party,
        current_date - 1 - g %% 120 AS due
    FROM generate_series(1, %s) g JOIN party p ON p.n = g %% p.parties
), moves AS (
    INSERT INTO account_move (id, company, create_date, create_uid, date, journal, number, period, post_date, state)
    SELECT w.id, m.company, now(), 1, w.due, m.journal, 'C' || w.id, m.period, w.due, 'posted' FROM wanted w, model m
)
INSERT INTO account_move_line (account, create_date, create_uid, credit, debit, maturity_date, move, party, state)
SELECT l.account, now(), 1, l.credit, l.debit, CASE WHEN l.maturity_date IS NOT NULL THEN w.due END, w.id,
    CASE WHEN l.party IS NOT NULL THEN w.party END, l.state
FROM wanted w, account_move_line l WHERE l.move = (SELECT id FROM model)
"""


class Firm:
    """The models, and who buys what."""

    def __init__(self) -> None:
        self.pool, self.start_s = boot()
        self.product, self.parties = call(self._look)
        self.next_party = itertools.cycle(self.parties)

    def get(self, name: str) -> Any:
        """Return a model."""
        return self.pool.get(name)

    def find(self, name: str, *domain: Any) -> Any:
        """Return the one record."""
        (found,) = self.get(name).search(list(domain))
        return found

    def _look(self) -> tuple[Any, list[Any]]:
        product = self.find("product.product", ("template.name", "=", "Paper"))
        parties = [
            (party.id, party.addresses[0].id, party.customer_payment_term.id, party.account_receivable_used.id)
            for party in self.get("party.party").search([("name", "like", "Customer %")])
        ]
        return (product.id, product.sale_uom.id, product.account_revenue_used.id), parties

    def sale(self) -> dict[str, Any]:
        """Make the values of a sale of three lines."""
        product, unit, _ = self.product
        party, address, term, _ = next(self.next_party)
        lines = [
            {"type": "line", "product": product, "unit": unit, "quantity": each, "unit_price": PRICE}
            for each in QUANTITIES
        ]
        return {
            "party": party, "invoice_address": address, "shipment_address": address, "payment_term": term,
            "lines": [("create", lines)],
        }  # fmt: skip

    def invoice(self, journal: int) -> dict[str, Any]:
        """Make the values of an invoice of three lines."""
        product, unit, revenue = self.product
        party, address, term, receivable = next(self.next_party)
        lines = [
            {"type": "line", "product": product, "unit": unit, "quantity": each, "unit_price": PRICE,
             "account": revenue, "description": ""}
            for each in QUANTITIES
        ]  # fmt: skip
        return {
            "type": "out", "party": party, "invoice_address": address, "payment_term": term, "account": receivable,
            "journal": journal, "invoice_date": dt.date.today(), "lines": [("create", lines)],
        }  # fmt: skip


def rate(work: Callable[[], object], seconds: int, size: int = 1) -> Any:
    """Return operations a second, after one that warms."""
    work()
    began, done = time.perf_counter(), 0
    while time.perf_counter() - began < seconds:
        work()
        done += size
    return done / (time.perf_counter() - began)


class Trade:
    """What the firm sells, bills and is paid for."""

    def __init__(self, firm: Firm) -> None:
        self._firm = firm
        self._sales, self._invoices = firm.get("sale.sale"), firm.get("account.invoice")
        self._journal, self._method = call(self._look)
        self._unpaid: list[int] = []

    def _look(self) -> tuple[int, int]:
        journal = self._firm.find("account.journal", ("code", "=", "REV"))
        return journal.id, self._firm.find("account.invoice.payment.method", ("name", "=", "Cash")).id

    def sell(self, size: int, *, process: bool = False) -> None:
        """Enter, quote and confirm sales, a transaction a step; process them as well if wanted."""
        sales = self._sales
        ids = call(lambda: [each.id for each in sales.create([self._firm.sale() for _ in range(size)])])
        call(lambda: sales.quote(sales.browse(ids)))
        call(lambda: sales.confirm(sales.browse(ids)), tasks=False, _lock_tables=LOCKED)
        if process:
            call(lambda: sales.process(sales.browse(ids)), _lock_records={"sale_sale": ids})

    def bill(self, size: int) -> None:
        """Enter and post invoices."""
        invoices = self._invoices
        wanted = [self._firm.invoice(self._journal) for _ in range(size)]
        ids = call(lambda: [each.id for each in invoices.create(wanted)], tasks=False)
        call(lambda: invoices.post(invoices.browse(ids)), tasks=False)
        self._unpaid.extend(ids)

    def pay(self) -> None:
        """Take the money for an invoice and match it."""
        call(self._paid)

    def _paid(self) -> None:
        invoice = self._invoices(self._unpaid.pop())
        method = self._firm.get("account.invoice.payment.method")(self._method)
        paid = invoice.pay_invoice(invoice.amount_to_pay, method, dt.date.today())
        due = [line for line in invoice.lines_to_pay if not line.reconciliation]
        self._firm.get("account.move.line").reconcile(due + paid)


def trade(seconds: int) -> dict[str, Any]:
    """Sell, invoice and take money, each one by one and in lists."""
    firm = Firm()
    of = Trade(firm)
    return {
        "start_s": firm.start_s,
        "sale_each": rate(lambda: of.sell(1), seconds),
        "sale_lists": rate(lambda: of.sell(LIST), seconds, LIST),
        "sale_processed_each": rate(lambda: of.sell(1, process=True), seconds),
        "sale_processed_lists": rate(lambda: of.sell(LIST, process=True), seconds, LIST),
        "invoice_each": rate(lambda: of.bill(1), seconds),
        "invoice_lists": rate(lambda: of.bill(LIST), seconds, LIST),
        "receipts": rate(of.pay, seconds),
        "worker_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def dunning(lines: int) -> dict[str, Any]:
    """Dun so many overdue lines, and read the aged balance."""
    firm = Firm()
    dunnings, aged = firm.get("account.dunning"), firm.get("account.aged_balance")
    today = dt.date.today()

    def fill() -> int:
        cursor = Transaction().connection.cursor()
        cursor.execute("TRUNCATE account_dunning CASCADE")
        cursor.execute(
            "SELECT count(*) FROM account_move_line l JOIN account_account a ON a.id = l.account"
            " JOIN account_account_type t ON t.id = a.type WHERE t.receivable AND l.reconciliation IS NULL"
        )
        (known,) = cursor.fetchone()
        if known < lines:
            cursor.execute(OVERDUE, (lines,))
            known += lines
        cursor.execute("ANALYZE")
        return int(known)

    open_lines = call(fill)
    as_of = {"type": "customer", "date": today, "term1": 30, "term2": 60, "term3": 90, "unit": "day", "posted": True}
    began = time.perf_counter()
    call(lambda: dunnings.generate_dunnings(date=today), tasks=False)
    call(lambda: dunnings.process(dunnings.search([("state", "=", "draft")])), tasks=False)
    took = time.perf_counter() - began
    made = call(lambda: dunnings.search([], count=True))
    looks = rate(lambda: call(lambda: sum(row.balance for row in aged.search([])), extra=as_of), 3)
    return {"dunning": made / took, "aged": looks * open_lines}


if __name__ == "__main__":
    what, size = sys.argv[1], int(sys.argv[2])
    print(json.dumps(trade(size) if what == "trade" else dunning(size)))
