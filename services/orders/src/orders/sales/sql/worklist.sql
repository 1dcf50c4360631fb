-- name: page
-- The totals and the page are of one snapshot. A hold that an allowance lets the order past stops nothing.
WITH wanted AS NOT MATERIALIZED (
    SELECT o.* FROM sales_order o
    WHERE (CAST(:customer_id AS uuid) IS NULL OR o.customer_id = :customer_id)
        AND (CAST(:state AS text) IS NULL OR o.state = :state)
        AND (CAST(:placed_from AS timestamptz) IS NULL OR o.placed_at >= :placed_from)
        AND (CAST(:stopped AS boolean) IS NULL OR (o.unshipped > 0 AND o.state <> 'cancelled'
            AND (:stopped OR o.state = 'confirmed') AND :stopped = (
                EXISTS (SELECT FROM hold h WHERE h.order_id = o.order_id AND h.released_at IS NULL)
                OR EXISTS (
                    SELECT FROM hold h WHERE h.customer_id = o.customer_id AND h.order_id IS NULL
                        AND h.released_at IS NULL AND NOT (h.reason = 'overdue' AND EXISTS (
                            SELECT FROM allowance a WHERE a.customer_id = o.customer_id AND a.ended_at IS NULL
                                AND o.order_id = ANY(a.order_ids)
                                AND CAST(:today AS date) BETWEEN a.from_on AND a.to_on
                                AND (a.valid_until IS NULL OR a.valid_until >= :now) AND a.amount > a.drawn))))))
),
page AS (
    SELECT * FROM wanted WHERE CAST(:after AS uuid) IS NULL OR order_id < :after ORDER BY order_id DESC LIMIT :limit
),
total AS (
    SELECT currency, count(*) AS orders, sum(value) AS value, sum(unshipped) AS unshipped FROM wanted
    GROUP BY currency
)
SELECT (SELECT coalesce(json_agg(json_build_object('currency', currency, 'orders', orders,
        'value', CAST(value AS text), 'unshipped', CAST(unshipped AS text)) ORDER BY currency), '[]')
        FROM total) AS totals,
    page.*, a.name AS customer_name, a.customer_no,
    (SELECT coalesce(array_agg(h.reason ORDER BY h.placed_at, h.hold_id), '{}') FROM (
        SELECT * FROM hold WHERE order_id = page.order_id AND released_at IS NULL
        UNION ALL
        SELECT * FROM hold WHERE customer_id = page.customer_id AND order_id IS NULL AND released_at IS NULL) h
     WHERE page.unshipped > 0 AND page.state <> 'cancelled') AS reasons
FROM (SELECT) AS always LEFT JOIN page ON true LEFT JOIN account a ON a.customer_id = page.customer_id
ORDER BY page.order_id DESC
