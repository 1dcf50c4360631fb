"""What must always hold in orders: this service's half of L6, L7 and L8 (reliability.md)."""

from sqlalchemy import text

from chassis.invariants import Invariant

INVARIANTS = (
    Invariant(
        "L6",
        "the reservation of a customer is what its confirmed orders are worth less what is covered, and never negative",
        text(
            "SELECT 'customer/' || a.customer_id, greatest(coalesce(o.reserved, 0), 0), a.reserved FROM account a"
            " LEFT JOIN (SELECT customer_id, sum(value - covered) AS reserved FROM sales_order"
            " WHERE state = 'confirmed' GROUP BY customer_id) o USING (customer_id)"
            " WHERE a.reserved <> coalesce(o.reserved, 0) OR a.reserved < 0"
        ),
    ),
    Invariant(
        "L6",
        "an order's value and what of it has not left are what its lines say, to the cent",
        text(
            "SELECT 'order/' || o.order_id, l.value || ' / ' || l.unshipped, o.value || ' / ' || o.unshipped"
            " FROM sales_order o JOIN (SELECT order_id, sum(round(unit_price * (qty - cancelled), 2)) AS value,"
            " sum(round(unit_price * (qty - cancelled), 2) - round(unit_price * shipped, 2)) AS unshipped"
            " FROM order_line GROUP BY order_id) l USING (order_id)"
            " WHERE (l.value, l.unshipped) <> (o.value, o.unshipped)"
        ),
    ),
    Invariant(
        "L7",
        "returned <= delivered <= ordered, and the order's line sums its shipments",
        text(
            "SELECT 'order_line/' || l.line_id, coalesce(s.taken, 0) || ' / ' || coalesce(s.returned, 0),"
            " l.delivered || ' / ' || l.returned FROM order_line l LEFT JOIN (SELECT line_id, sum(taken) AS taken,"
            " sum(returned) AS returned FROM shipment_line GROUP BY line_id) s USING (line_id)"
            " WHERE NOT (l.returned <= l.delivered AND l.delivered <= l.qty)"
            " OR (l.delivered, l.returned) <> (coalesce(s.taken, 0), coalesce(s.returned, 0))"
        ),
    ),
    Invariant(
        "L8",
        "goods of an overdue customer are held, and of no other for that reason",
        text(
            "SELECT 'customer/' || a.customer_id, a.standing, coalesce(CAST(h.hold_id AS text), 'no hold')"
            " FROM account a LEFT JOIN hold h ON h.customer_id = a.customer_id AND h.reason = 'overdue'"
            " AND h.released_at IS NULL WHERE (a.standing <> 'good') <> (h.hold_id IS NOT NULL)"
        ),
    ),
    Invariant(
        "L8",
        "an order that waits has a hold that says why, and a hold has an order that it holds",
        text(
            "SELECT 'order/' || o.order_id, 'a hold against confirming', 'none' FROM sales_order o"
            " WHERE o.state = 'placed' AND o.unshipped > 0 AND NOT EXISTS (SELECT 1 FROM hold h"
            " WHERE h.order_id = o.order_id AND h.released_at IS NULL AND h.blocks = 'confirm')"
            " UNION ALL SELECT 'hold/' || h.hold_id, 'an open order', o.state FROM hold h JOIN sales_order o"
            " USING (order_id) WHERE h.released_at IS NULL AND (o.state = 'cancelled' OR o.unshipped = 0)"
        ),
    ),
)
