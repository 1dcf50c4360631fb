"""Who is overdue, in one read."""

from datetime import timedelta
from typing import Any

from sqlalchemy import text

from chassis.tx import Tx

# The standing of an account is kept with each posting and each midnight, so few rows tell what all invoices add up to.
# Sums and page are of one moment; a broken promise counts while its account is overdue.
BOARD = text(
    """
    WITH late AS MATERIALIZED (
        SELECT a.*, :today - a.overdue_since_on AS days, (
            SELECT coalesce(max(s.day), 0) FROM unnest(CAST(:stages AS integer[])) AS s(day)
            WHERE s.day <= :today - a.overdue_since_on
        ) AS stage
        FROM account a WHERE a.overdue > 0 AND (CAST(:branch_id AS uuid) IS NULL OR a.branch_id = :branch_id)
    ), line AS (
        SELECT 'overdue' AS what, stage, currency, count(*) AS n, sum(overdue) AS amount FROM late
        GROUP BY GROUPING SETS ((stage, currency), (currency))
        UNION ALL
        SELECT 'disputed', NULL, currency, count(*), sum(disputed) FROM account
        WHERE disputed > 0 AND (CAST(:branch_id AS uuid) IS NULL OR branch_id = :branch_id) GROUP BY currency
        UNION ALL
        SELECT 'promised_today', NULL, currency, count(*), sum(amount) FROM promise
        WHERE state = 'open' AND break_at <= :tomorrow AND (CAST(:branch_id AS uuid) IS NULL OR branch_id = :branch_id)
        GROUP BY currency
        UNION ALL
        SELECT 'broken', NULL, currency, count(*), sum(p.amount)
        FROM promise p JOIN late l USING (customer_id, currency) WHERE p.state = 'broken' GROUP BY currency
    ), total AS (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
            'what', what, 'stage', stage, 'count', n,
            'amount', jsonb_build_object('amount', amount::text, 'currency', currency)
        ) ORDER BY what, currency, stage), '[]') AS lines FROM line
    ), paged AS (
        SELECT * FROM late
        WHERE (CAST(:stage AS integer) IS NULL OR stage = :stage)
          AND (CAST(:since AS date) IS NULL OR (overdue_since_on, customer_id, currency)
               > (CAST(:since AS date), CAST(:after_id AS uuid), CAST(:after_currency AS text)))
        ORDER BY overdue_since_on, customer_id, currency LIMIT :limit
    )
    SELECT t.lines, p.*, c.customer_no, c.name, n.promise_id, n.amount AS promised, n.pay_on, n.state AS promise_state
    FROM total t LEFT JOIN paged p ON true LEFT JOIN customer c USING (customer_id)
    LEFT JOIN LATERAL (
        SELECT q.* FROM promise q
        WHERE q.customer_id = p.customer_id AND q.currency = p.currency AND q.state IN ('open', 'broken')
        ORDER BY q.promise_id DESC LIMIT 1
    ) AS n ON true
    ORDER BY p.overdue_since_on, p.customer_id, p.currency
    """
)


async def board(tx: Tx, filters: dict[str, Any]) -> tuple[list[Any], list[Any]]:
    """Return the sums of all who are overdue, and one more than the page holds, the oldest first (R3)."""
    tomorrow = tx.calendar.start_of_day(tx.today + timedelta(days=1))
    rows = (await tx.execute(BOARD, {"today": tx.today, "tomorrow": tomorrow, **filters})).all()
    return rows[0].lines, [row for row in rows if row.customer_id is not None]
