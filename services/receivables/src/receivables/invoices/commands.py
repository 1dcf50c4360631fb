"""Invoices are issued, handed over and taken back (R1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.ids import new_id
from chassis.refusals import NotFound
from chassis.tx import Tx
from contracts.receivables import InvoiceReversed
from receivables import allocation, books, cards, ledger
from receivables.invoices import issue, queries, rules

TAKE_BACK = text(
    """
    WITH line AS (
        SELECT shipment_id, line_id, qty, amount FROM invoice_line WHERE invoice_id = :invoice_id
    ), unbilled AS (
        UPDATE billable b SET invoiced_qty = b.invoiced_qty - l.qty, covered = b.covered - l.amount
        FROM line l WHERE b.shipment_id = l.shipment_id AND b.line_id = l.line_id
    ), noted AS (
        INSERT INTO reversal (reversal_id, invoice_id, branch_id, reason, reversed_by, reversed_on)
        VALUES (:reversal_id, :invoice_id, :branch_id, :reason, :actor, :today)
    )
    UPDATE invoice SET state = 'reversed', taken_back = total - paid_before, disputed = 0, relieved = 0,
        next_stage_at = NULL, version = version + 1 WHERE invoice_id = :invoice_id
    """
)
HAND_OVER = text(
    "INSERT INTO hand_over (invoice_id, branch_id, handed_on, received_by, remarks, recorded_by, recorded_at)"
    " VALUES (:invoice_id, :branch_id, :handed_on, :received_by, :remarks, :actor, :now)"
    " ON CONFLICT DO NOTHING RETURNING invoice_id"
)


@dataclass(frozen=True, slots=True)
class HandOver:
    """An invoice given to the customer against a signature."""

    handed_on: date
    received_by: str
    remarks: str | None


async def issue_by_hand(tx: Tx, customer_id: UUID, shipments: Sequence[UUID], remarks: str | None) -> UUID:
    """Bill shipments because a person says so; the number is drawn last (R1)."""
    card = await cards.known(tx, customer_id)
    await ledger.refuse_closed_day(tx, tx.today)
    lines = await issue.lines_of(tx, shipments)
    desk = books.Desk.of(tx)
    rules.refuse_obstacles(issue.obstacles(tx, card, shipments, lines))
    account = await desk.account(card.who, lines[0].currency)
    # Somebody else may have billed them while we waited for the account.
    lines = await issue.lines_of(tx, shipments)
    rules.refuse_obstacles(issue.obstacles(tx, card, shipments, lines))
    draft = issue.Draft(account, card, lines, issue.Request(None, None, remarks), tx.cause, tx.actor)
    (invoice_id,) = await issue.issue(desk, [draft])
    await desk.close()
    return invoice_id


async def reverse(tx: Tx, invoice_id: UUID, reason: str) -> UUID:
    """Take an invoice back: its money is free again, and its goods may be billed anew (R1)."""
    desk = books.Desk.of(tx)
    account = await _account(desk, invoice_id)
    await ledger.refuse_closed_day(tx, tx.today)
    invoice = await queries.invoice(tx, invoice_id)
    rules.refuse_reversal(invoice.state, invoice.credited, invoice.invoice_no)
    orders = await queries.orders_of(tx, invoice_id)
    await allocation.release(desk, account, invoice_id, invoice.allocated, "reversed")
    reversal_id = new_id()
    await tx.execute(
        TAKE_BACK,
        {
            "invoice_id": invoice_id, "reversal_id": reversal_id, "branch_id": account.branch_id, "reason": reason,
            "actor": tx.actor.id, "today": tx.today,
        },
    )  # fmt: skip
    _post_reversal(desk, account, invoice)
    desk.touch(account, f"invoice/{invoice_id}", orders)
    desk.number("reversal", reversal_id, account)

    def reversed_(numbers: books.Numbers) -> InvoiceReversed:
        return InvoiceReversed(
            **account.who, invoice_id=invoice_id, invoice_no=invoice.invoice_no, reversing_no=numbers[reversal_id],
            total=account.money(invoice.total), reason=reason,
        )  # fmt: skip

    desk.tell(reversed_)
    await desk.close()
    return reversal_id


def _post_reversal(desk: books.Desk, account: books.Account, invoice: Any) -> None:
    owed = invoice.total - invoice.paid_before
    legs: list[tuple[Any, Decimal]] = [("revenue", owed - invoice.tax), ("tax", invoice.tax)]
    if invoice.kind == "opening":
        legs = [("opening", owed)]
    desk.post(account, "invoice_reversal", f"invoice/{invoice.invoice_id}", [*legs, ("receivable", -owed)])


async def hand_over(tx: Tx, invoice_id: UUID, command: HandOver) -> None:
    """Record that the customer signed for the invoice (R1)."""
    invoice = await queries.invoice(tx, invoice_id)
    rules.refuse_hand_over(invoice.state, invoice.invoice_no, invoice.issued_on, command.handed_on, tx.today)
    facts = {
        "invoice_id": invoice_id, "branch_id": invoice.branch_id, "handed_on": command.handed_on,
        "received_by": command.received_by, "remarks": command.remarks, "actor": tx.actor.id, "now": tx.now,
    }  # fmt: skip
    if (await tx.execute(HAND_OVER, facts)).first() is None:
        raise rules.AlreadyHandedOver(invoice_no=invoice.invoice_no)


async def _account(desk: books.Desk, invoice_id: UUID) -> books.Account:
    found = await queries.account_of(desk.tx, invoice_id)
    if found is None:
        raise NotFound
    return await desk.account(found, found["currency"])
