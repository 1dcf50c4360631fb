"""What customers tells of cards and credit: names, owners and terms on our side."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import text

from chassis.tx import Tx
from contracts.customers import CreditEnded, CreditGranted, CustomerChanged

UPSERT_CUSTOMERS = text(
    "INSERT INTO customer (customer_id, branch_id, owner_id, customer_no, name, status, tax_title, tax_no, version)"
    " VALUES (:customer_id, :branch_id, :owner_id, :customer_no, :name, :status, :tax_title, :tax_no, :version)"
    " ON CONFLICT (customer_id) DO UPDATE SET branch_id = excluded.branch_id, owner_id = excluded.owner_id,"
    " customer_no = excluded.customer_no, name = excluded.name, status = excluded.status,"
    " tax_title = excluded.tax_title, tax_no = excluded.tax_no, version = excluded.version"
    " WHERE customer.version <= excluded.version"
)
UPSERT_CREDIT = text(
    "INSERT INTO customer_credit (customer_id, branch_id, term_days, valid_until_on, active, version)"
    " VALUES (:customer_id, :branch_id, :term_days, :valid_until_on, :active, :version)"
    " ON CONFLICT (customer_id) DO UPDATE SET branch_id = excluded.branch_id, term_days = excluded.term_days,"
    " valid_until_on = excluded.valid_until_on, active = excluded.active, version = excluded.version"
    " WHERE customer_credit.version <= excluded.version"
)
FOLLOW_OWNER = text(
    "UPDATE account a SET owner_id = c.owner_id FROM customer c"
    " WHERE c.customer_id = a.customer_id AND c.customer_id = :customer_id AND a.owner_id IS DISTINCT FROM c.owner_id"
)
HAS_MOVED = text(
    "SELECT 1 FROM account a JOIN customer c USING (customer_id)"
    " WHERE customer_id = :customer_id AND a.branch_id <> c.branch_id LIMIT 1"
)
# A customer belongs to one branch (P1), and so does all that the branch's people work with; what was booked,
# numbered and handed over stays where it happened.
MOVE = (
    text("UPDATE account SET branch_id = :branch_id WHERE customer_id = :customer_id"),
    text("UPDATE billable SET branch_id = :branch_id WHERE customer_id = :customer_id"),
    text("UPDATE invoice SET branch_id = :branch_id WHERE customer_id = :customer_id"),
    text(
        "UPDATE invoice_line l SET branch_id = :branch_id FROM invoice i"
        " WHERE i.invoice_id = l.invoice_id AND i.customer_id = :customer_id"
    ),
    text("UPDATE credit_note SET branch_id = :branch_id WHERE customer_id = :customer_id"),
    text("UPDATE receipt SET branch_id = :branch_id WHERE customer_id = :customer_id"),
    text(
        "UPDATE allocation a SET branch_id = :branch_id FROM receipt r"
        " WHERE r.receipt_id = a.receipt_id AND r.customer_id = :customer_id"
    ),
    text("UPDATE dispute SET branch_id = :branch_id WHERE customer_id = :customer_id"),
    text(
        "UPDATE dispute_line l SET branch_id = :branch_id FROM dispute d"
        " WHERE d.complaint_id = l.complaint_id AND d.customer_id = :customer_id"
    ),
    text("UPDATE promise SET branch_id = :branch_id WHERE customer_id = :customer_id"),
    text(
        "UPDATE promise_invoice n SET branch_id = :branch_id FROM promise p"
        " WHERE p.promise_id = n.promise_id AND p.customer_id = :customer_id"
    ),
)


async def project_customers(tx: Tx, events: Sequence[CustomerChanged]) -> None:
    """Keep cards: branch, owner, and what an invoice must state of the buyer (R1)."""
    rows = [
        {
            "customer_id": event.customer_id, "branch_id": event.branch_id, "owner_id": event.owner_id,
            "customer_no": event.customer_no, "name": event.name, "status": event.status, "version": event.version,
            "tax_title": event.invoicing.title if event.invoicing else None,
            "tax_no": event.invoicing.tax_no if event.invoicing else None,
        }
        for event in _last(events)
    ]  # fmt: skip
    await tx.execute(UPSERT_CUSTOMERS, rows)


async def project_credit(tx: Tx, events: Sequence[CreditGranted]) -> None:
    """Keep the terms in force (C5)."""
    rows = [
        {
            "customer_id": event.customer_id, "branch_id": event.branch_id, "term_days": event.term_days,
            "valid_until_on": event.valid_until_on, "active": True, "version": event.version,
        }
        for event in _last(events)
    ]  # fmt: skip
    await tx.execute(UPSERT_CREDIT, rows)


async def project_ended_credit(tx: Tx, events: Sequence[CreditEnded]) -> None:
    """Go on with cash where credit has ended (C5)."""
    rows = [
        {
            "customer_id": event.customer_id, "branch_id": event.branch_id, "term_days": 0, "valid_until_on": None,
            "active": False, "version": event.version,
        }
        for event in _last(events)
    ]  # fmt: skip
    await tx.execute(UPSERT_CREDIT, rows)


async def on_customer_changed(tx: Tx, event: CustomerChanged) -> None:
    """Let accounts and open papers follow the customer to its owner and branch (P1, P4)."""
    facts = {"customer_id": event.customer_id}
    await tx.execute(FOLLOW_OWNER, facts)
    if (await tx.execute(HAS_MOVED, facts)).first():
        for statement in MOVE:
            await tx.execute(statement, {**facts, "branch_id": event.branch_id})


def _last(events: Iterable[Any]) -> list[Any]:
    """Keep the newest of each customer, sorted, so that two workers lock in one order."""
    newest = {event.customer_id: event for event in sorted(events, key=lambda event: event.version)}
    return [newest[customer_id] for customer_id in sorted(newest)]
