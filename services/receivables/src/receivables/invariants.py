"""What must stay true in receivables, as SQL that finds what breaks it (reliability, Invariants)."""

from sqlalchemy import text

from chassis.invariants import Invariant

INVARIANTS = (
    Invariant(
        "L1",
        "each journal entry sums to 0 per currency",
        text(
            "SELECT 'entry/' || entry_id, 0, sum(amount) FROM posting"
            " GROUP BY entry_id, currency HAVING sum(amount) <> 0"
        ),
    ),
    Invariant(
        "L2",
        "ledger receivable of a customer = open items, ledger unapplied = unapplied receipts",
        text(
            """
            WITH ledger AS (
                SELECT customer_id, currency, sum(amount) FILTER (WHERE account = 'receivable') AS receivable,
                       -sum(amount) FILTER (WHERE account = 'unapplied') AS unapplied
                FROM posting WHERE account IN ('receivable', 'unapplied') GROUP BY customer_id, currency
            ), item AS (
                SELECT customer_id, currency, sum(open) AS open FROM invoice GROUP BY customer_id, currency
            ), money AS (
                SELECT customer_id, currency, sum(unapplied) AS unapplied FROM receipt GROUP BY customer_id, currency
            )
            SELECT 'customer/' || customer_id, coalesce(l.receivable, 0) || ' ' || coalesce(l.unapplied, 0),
                   coalesce(i.open, 0) || ' ' || coalesce(m.unapplied, 0)
            FROM ledger l FULL JOIN item i USING (customer_id, currency)
            FULL JOIN money m USING (customer_id, currency)
            WHERE (coalesce(l.receivable, 0), coalesce(l.unapplied, 0))
               <> (coalesce(i.open, 0), coalesce(m.unapplied, 0))
            """
        ),
    ),
    Invariant(
        "L3",
        "invoice total = lines = ledger; allocated and credited are what allocations and notes say",
        text(
            """
            WITH line AS (
                SELECT invoice_id, sum(amount) AS amount FROM invoice_line GROUP BY invoice_id
            ), booked AS (
                SELECT e.about, sum(p.amount) AS amount FROM entry e JOIN posting p USING (entry_id)
                WHERE e.kind IN ('invoice', 'opening') AND p.account = 'receivable' GROUP BY e.about
            ), paid AS (
                SELECT invoice_id, sum(amount) AS amount FROM allocation WHERE ended_at IS NULL GROUP BY invoice_id
            ), noted AS (
                SELECT invoice_id, sum(total) AS amount FROM credit_note GROUP BY invoice_id
            )
            SELECT 'invoice/' || i.invoice_id, i.total || ' ' || i.allocated || ' ' || i.credited,
                   concat_ws(' ', l.amount, b.amount, p.amount, n.amount)
            FROM invoice i LEFT JOIN line l USING (invoice_id)
            LEFT JOIN booked b ON b.about = 'invoice/' || i.invoice_id
            LEFT JOIN paid p USING (invoice_id) LEFT JOIN noted n USING (invoice_id)
            WHERE (i.kind = 'sale' AND l.amount IS DISTINCT FROM i.total)
               OR coalesce(b.amount, 0) <> i.total - i.paid_before OR coalesce(p.amount, 0) <> i.allocated
               OR coalesce(n.amount, 0) <> i.credited
            """
        ),
    ),
    Invariant(
        "L4",
        "no allocation exceeds its receipt or its invoice",
        text(
            """
            SELECT 'receipt/' || r.receipt_id, r.amount - r.taken_back, sum(a.amount)
            FROM receipt r JOIN allocation a USING (receipt_id) WHERE a.ended_at IS NULL
            GROUP BY r.receipt_id HAVING sum(a.amount) > r.amount - r.taken_back OR sum(a.amount) <> r.allocated
            UNION ALL
            SELECT 'invoice/' || i.invoice_id, i.total - i.paid_before - i.taken_back - i.credited, sum(a.amount)
            FROM invoice i JOIN allocation a USING (invoice_id) WHERE a.ended_at IS NULL
            GROUP BY i.invoice_id HAVING sum(a.amount) > i.total - i.paid_before - i.taken_back - i.credited
            """
        ),
    ),
    Invariant(
        "L5",
        "invoice numbers of a series have no gap and no double",
        text(
            "SELECT 'counter/' || md5('series ' || c.series)::uuid, c.value,"
            " concat_ws(' ', count(n.n), count(DISTINCT n.document_id), max(n.n))"
            " FROM counter c LEFT JOIN number n USING (series) GROUP BY c.series, c.value"
            " HAVING count(n.n) <> c.value OR count(DISTINCT n.document_id) <> c.value OR max(n.n) <> c.value"
        ),
    ),
)
