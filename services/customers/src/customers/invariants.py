"""Customers' own half of the invariants (reliability, Invariants)."""

from sqlalchemy import text

from chassis.invariants import Invariant

INVARIANTS = (
    Invariant(
        "L6",
        "what a branch has granted in all is the sum of its customers' limits",
        text(
            "SELECT 'branch/' || branch_id, coalesce(sum(credit_limit), 0), coalesce(max(used), 0)"
            " FROM (SELECT branch_id, sum(credit_limit) AS credit_limit FROM credit_line GROUP BY branch_id) l"
            " FULL JOIN credit_pool p USING (branch_id) GROUP BY branch_id"
            " HAVING coalesce(sum(credit_limit), 0) <> coalesce(max(used), 0)"
        ),
    ),
    Invariant(
        "L9",
        "credit that rests on an approval has its approved application, once",
        text(
            "SELECT 'credit/' || l.customer_id, 1, count(r.request_id) FROM credit_line l"
            " LEFT JOIN credit_request r ON r.approval_id = l.approval_id AND r.status = 'approved'"
            " AND r.customer_id = l.customer_id WHERE l.approval_id IS NOT NULL"
            " GROUP BY l.customer_id HAVING count(r.request_id) <> 1"
        ),
    ),
)
