"""What follows from postings within their transaction: receipts retold, invoices settled, promises kept."""

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from contracts.receivables import (
    Allocation,
    DisputeChanged,
    DisputedInvoice,
    InvoiceSettled,
    PromiseKept,
    ReceiptBooked,
)
from receivables.standing import keys_of

if TYPE_CHECKING:
    from receivables.books import Desk

# A dispute is kept by shipped line, so it also holds for an invoice that comes after it (C9).
DISPUTE = text(
    """
    WITH claim AS (
        SELECT l.shipment_id, l.line_id, sum(l.amount) AS amount,
               coalesce(sum(l.amount) FILTER (WHERE d.accepted), 0) AS accepted
        FROM dispute d JOIN dispute_line l USING (complaint_id)
        WHERE d.customer_id = ANY(CAST(:customers AS uuid[])) AND d.ended_at IS NULL AND l.amount > 0
        GROUP BY l.shipment_id, l.line_id
    ), hit AS (
        SELECT n.invoice_id, sum(least(n.amount - n.credited, c.amount)) AS disputed,
               sum(least(n.amount - n.credited, c.accepted)) AS relieved
        FROM claim c JOIN invoice_line n USING (shipment_id, line_id) GROUP BY n.invoice_id
    ), facts AS (
        SELECT i.invoice_id, least(i.open, coalesce(h.disputed, 0)) AS disputed,
               least(i.open, coalesce(h.relieved, 0)) AS relieved
        FROM invoice i JOIN hit h USING (invoice_id) WHERE i.customer_id = ANY(CAST(:customers AS uuid[]))
        UNION ALL
        SELECT i.invoice_id, 0, 0 FROM invoice i
        WHERE i.customer_id = ANY(CAST(:customers AS uuid[])) AND i.disputed > 0
          AND NOT EXISTS (SELECT FROM hit h WHERE h.invoice_id = i.invoice_id)
    )
    UPDATE invoice i SET disputed = f.disputed, relieved = f.relieved, next_stage_at = CASE
        WHEN f.disputed < i.open THEN coalesce(i.next_stage_at, :now) ELSE i.next_stage_at END
    FROM facts f WHERE i.invoice_id = f.invoice_id AND ((i.disputed, i.relieved) <> (f.disputed, f.relieved)
        OR (i.next_stage_at IS NULL AND f.disputed < i.open))
    """
)
RETELL = text(
    "UPDATE receipt SET version = version + 1 WHERE receipt_id = ANY(CAST(:ids AS uuid[])) AND state = 'booked'"
    " RETURNING receipt_id, bank_ref, amount, received_on, unapplied, version"
)
ALLOCATED = text(
    "SELECT a.receipt_id, a.invoice_id, i.invoice_no, sum(a.amount) AS amount"
    " FROM allocation a JOIN invoice i USING (invoice_id)"
    " WHERE a.receipt_id = ANY(CAST(:ids AS uuid[])) AND a.ended_at IS NULL"
    " GROUP BY a.receipt_id, a.invoice_id, i.invoice_no, i.due_on ORDER BY a.receipt_id, i.due_on, a.invoice_id"
)
# What opens again starts a new round, so that its stages may come anew (events.md §7).
SETTLE = text(
    """
    WITH turned AS (
        SELECT i.invoice_id, i.open, i.written_off, i.allocated,
               coalesce((SELECT max(r.received_on) FROM allocation a JOIN receipt r USING (receipt_id)
                         WHERE a.invoice_id = i.invoice_id AND a.ended_at IS NULL), :today) AS last_paid_on
        FROM invoice i WHERE i.customer_id = ANY(CAST(:customers AS uuid[]))
          AND (i.open = 0) <> (i.settled_on IS NOT NULL) AND i.state = 'issued'
    )
    UPDATE invoice i SET
        settled_on = CASE WHEN t.open = 0 THEN t.last_paid_on END,
        next_stage_at = CASE WHEN t.open = 0 THEN NULL ELSE CAST(:now AS timestamptz) END,
        round = i.round + (t.open > 0)::integer
    FROM turned t WHERE i.invoice_id = t.invoice_id
    RETURNING i.customer_id, i.currency, i.invoice_id, i.invoice_no, i.due_on, i.settled_on,
        CASE WHEN t.written_off > 0 THEN 'written_off' WHEN t.allocated > 0 THEN 'paid' ELSE 'credited' END AS how
    """
)
# Money that an earlier promise of the same days needs does not keep a later one as well.
KEEP = text(
    """
    WITH candidate AS (
        SELECT p.promise_id, p.amount, paid.amount AS paid, paid.last_on, coalesce(earlier.amount, 0) AS earlier
        FROM promise p
        CROSS JOIN LATERAL (
            SELECT coalesce(sum(x.amount), 0) AS amount, max(x.received_on) AS last_on FROM (
                SELECT r.amount, r.received_on FROM receipt r
                WHERE r.customer_id = p.customer_id AND r.currency = p.currency AND r.state = 'booked'
                  AND r.received_on <= p.pay_on AND r.booked_at >= p.made_at
                  AND NOT EXISTS (SELECT FROM promise_invoice n WHERE n.promise_id = p.promise_id)
                UNION ALL
                SELECT a.amount, r.received_on
                FROM promise_invoice n JOIN allocation a USING (invoice_id) JOIN receipt r USING (receipt_id)
                WHERE n.promise_id = p.promise_id AND a.ended_at IS NULL AND r.received_on <= p.pay_on
                  AND r.booked_at >= p.made_at
            ) AS x
        ) AS paid
        LEFT JOIN LATERAL (
            SELECT sum(q.amount) AS amount FROM promise q
            WHERE q.customer_id = p.customer_id AND q.currency = p.currency
              AND (q.pay_on, q.promise_id) < (p.pay_on, p.promise_id)
              AND (q.state = 'open' OR (q.state = 'kept' AND q.ended_at >= p.made_at))
              AND NOT EXISTS (SELECT FROM promise_invoice n WHERE n.promise_id IN (p.promise_id, q.promise_id))
        ) AS earlier ON true
        WHERE p.customer_id = ANY(CAST(:customers AS uuid[])) AND p.state IN ('open', 'broken')
    )
    UPDATE promise p SET state = 'kept', ended_at = :now
    FROM candidate c WHERE p.promise_id = c.promise_id AND c.paid - c.earlier >= c.amount
    RETURNING p.customer_id, p.currency, p.promise_id, c.last_on
    """
)
RAISE_DISPUTES = text(
    "UPDATE dispute SET version = version + 1 WHERE complaint_id = ANY(CAST(:ids AS uuid[]))"
    " RETURNING complaint_id, version, (SELECT coalesce(sum(l.amount), 0) FROM dispute_line l"
    "                                   WHERE l.complaint_id = dispute.complaint_id) AS total"
)
DISPUTED = text(
    "SELECT l.complaint_id, i.invoice_id, i.invoice_no,"
    " least(i.open, sum(least(n.amount - n.credited, l.amount))) AS disputed"
    " FROM dispute_line l JOIN invoice_line n USING (shipment_id, line_id) JOIN invoice i USING (invoice_id)"
    " WHERE l.complaint_id = ANY(CAST(:ids AS uuid[])) AND i.open > 0 AND l.amount > 0"
    " GROUP BY l.complaint_id, i.invoice_id, i.invoice_no, i.open ORDER BY i.invoice_id"
)


async def settle(desk: "Desk") -> None:
    """Draw the consequences of all postings of the transaction, in the order in which people read them."""
    facts = {**keys_of(desk), "today": desk.tx.today, "now": desk.tx.now}
    customers, when = facts["customers"], {"now": facts["now"]}
    touched = [desk.accounts[key] for key in desk.touched]
    if desk.complaints or any(account.has_disputes for account in touched):
        await desk.tx.execute(DISPUTE, {"customers": customers, **when})
    await _retell_receipts(desk)
    for row in await desk.tx.execute(SETTLE, {"customers": customers, "today": facts["today"], **when}):
        if row.settled_on is not None:
            _settled(desk, row)
    promised = [account.customer_id for account in touched if account.has_promises]
    for row in await desk.tx.execute(KEEP, {"customers": promised, **when}) if promised else ():
        account = desk.accounts[row.customer_id, row.currency]
        desk.emit_for(account.key, PromiseKept(**account.who, promise_id=row.promise_id, paid_on=row.last_on))
    await _retell_disputes(desk)


def _settled(desk: "Desk", row: Any) -> None:
    account = desk.accounts[row.customer_id, row.currency]
    late = max(0, (row.settled_on - row.due_on).days)
    desk.emit_for(
        account.key,
        InvoiceSettled(
            **account.who, invoice_id=row.invoice_id, invoice_no=row.invoice_no, how=row.how,
            settled_on=row.settled_on, days_late=late,
        ),
    )  # fmt: skip


async def _retell_receipts(desk: "Desk") -> None:
    if not desk.receipts:
        return
    ids = {"ids": sorted(desk.receipts)}
    allocated = defaultdict(list)
    for row in await desk.tx.execute(ALLOCATED, ids):
        allocated[row.receipt_id].append(row)
    for row in (await desk.tx.execute(RETELL, ids)).all():
        account = desk.accounts[desk.receipts[row.receipt_id]]
        parts = tuple(
            Allocation(
                invoice_id=part.invoice_id,
                invoice_no=part.invoice_no,
                demand_id=None,
                amount=account.money(part.amount),
            )
            for part in allocated[row.receipt_id]
        )
        desk.emit_for(
            account.key,
            ReceiptBooked(
                **account.who, receipt_id=row.receipt_id, bank_ref=row.bank_ref, amount=account.money(row.amount),
                received_on=row.received_on, allocations=parts, unapplied=account.money(row.unapplied),
                version=row.version,
            ),
        )  # fmt: skip
    desk.receipts.clear()


async def _retell_disputes(desk: "Desk") -> None:
    if not desk.complaints:
        return
    ids = {"ids": sorted(desk.complaints)}
    invoices = defaultdict(list)
    for row in await desk.tx.execute(DISPUTED, ids):
        invoices[row.complaint_id].append(row)
    for row in (await desk.tx.execute(RAISE_DISPUTES, ids)).all():
        account = desk.accounts[desk.complaints[row.complaint_id]]
        parts = tuple(
            DisputedInvoice(
                invoice_id=part.invoice_id, invoice_no=part.invoice_no, disputed=account.money(part.disputed)
            )
            for part in invoices[row.complaint_id]
        )
        event = DisputeChanged(
            **account.who, complaint_id=row.complaint_id, invoices=parts, total=account.money(row.total),
            version=row.version,
        )  # fmt: skip
        desk.emit_for(account.key, event)
    desk.complaints.clear()
