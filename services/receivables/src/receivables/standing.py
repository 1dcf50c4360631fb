"""The standing of an account: one event a transaction, after all of its postings (R4, events.md §5)."""

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from contracts.blocks import ITEMS_MAX
from contracts.receivables import Covered, OverdueItem, StandingChanged

if TYPE_CHECKING:
    from receivables.books import Desk, Key

REFRESH = text(
    """
    WITH wanted AS (
        SELECT * FROM unnest(CAST(:customers AS uuid[]), CAST(:currencies AS text[])) AS w(customer_id, currency)
    ), item AS (
        SELECT i.customer_id, i.currency, sum(i.open) AS open, sum(i.disputed) AS disputed,
               sum(i.relieved) AS relieved, sum(i.open - i.disputed) FILTER (WHERE i.due_on < :today) AS overdue,
               min(i.due_on) FILTER (WHERE i.due_on < :today AND i.open > i.disputed) AS since
        FROM wanted w JOIN invoice i ON i.customer_id = w.customer_id AND i.currency = w.currency AND i.open > 0
        GROUP BY i.customer_id, i.currency
    ), money AS (
        SELECT r.customer_id, r.currency, sum(r.unapplied) AS unapplied
        FROM wanted w JOIN receipt r ON r.customer_id = w.customer_id AND r.currency = w.currency AND r.unapplied > 0
        GROUP BY r.customer_id, r.currency
    ), facts AS (
        SELECT customer_id, currency, a.state AS previous_state, coalesce(item.open, 0) AS open,
               coalesce(item.disputed, 0) AS disputed, coalesce(item.relieved, 0) AS relieved,
               coalesce(money.unapplied, 0) AS unapplied, coalesce(item.overdue, 0) AS overdue, item.since
        FROM wanted JOIN account a USING (customer_id, currency) LEFT JOIN item USING (customer_id, currency)
        LEFT JOIN money USING (customer_id, currency)
    )
    UPDATE account a SET version = a.version + 1, state = CASE WHEN f.overdue > 0 THEN 'overdue' ELSE 'good' END,
        open = f.open, unapplied = f.unapplied, disputed = f.disputed, relieved = f.relieved, overdue = f.overdue,
        overdue_since_on = f.since, changed_at = :now
    FROM facts f WHERE a.customer_id = f.customer_id AND a.currency = f.currency
    RETURNING a.customer_id, a.currency, a.version, a.state, f.previous_state, a.open, a.unapplied, a.disputed,
        a.relieved, a.net, a.overdue, a.overdue_since_on
    """
)
ITEMS = text(
    """
    SELECT * FROM (
        SELECT i.customer_id, i.currency, i.invoice_id, i.invoice_no, i.open - i.disputed AS open, i.due_on,
               row_number() OVER account AS n, count(*) OVER (PARTITION BY i.customer_id, i.currency) AS total
        FROM unnest(CAST(:customers AS uuid[]), CAST(:currencies AS text[])) AS w(customer_id, currency)
        JOIN invoice i ON i.customer_id = w.customer_id AND i.currency = w.currency
        WHERE i.open > 0 AND i.open > i.disputed AND i.due_on < :today
        WINDOW account AS (PARTITION BY i.customer_id, i.currency ORDER BY i.due_on, i.invoice_id)
    ) AS ranked WHERE n <= :most ORDER BY customer_id, currency, n
    """
)
# In the order's own prices, cumulative: what was billed or netted, and what was struck off (events.md §5, rule 4).
COVER = text(
    """
    SELECT o.order_id,
           coalesce((SELECT sum(b.covered) FROM billable b WHERE b.order_id = o.order_id), 0)
           + coalesce((SELECT sum(s.amount) FROM strike s WHERE s.order_id = o.order_id), 0) AS covered
    FROM unnest(CAST(:orders AS uuid[])) AS o(order_id) ORDER BY o.order_id
    """
)


def keys_of(desk: "Desk") -> dict[str, list[Any]]:
    """Name the touched accounts as the two arrays of a statement, sorted."""
    keys = sorted(desk.touched)
    return {"customers": [customer_id for customer_id, _ in keys], "currencies": [currency for _, currency in keys]}


async def tell(desk: "Desk") -> None:
    """Compute each touched account anew and tell its standing (R4)."""
    keys = {**keys_of(desk), "today": desk.tx.today}
    rows = (await desk.tx.execute(REFRESH, {**keys, "now": desk.tx.now})).all()
    items = await _items(desk, keys) if any(row.overdue for row in rows) else {}
    covered = await _covered(desk)
    for row in sorted(rows, key=lambda row: (row.customer_id, row.currency)):
        key = (row.customer_id, row.currency)
        desk.emit_for(key, _event(desk, row, items.get(key, []), covered.get(key, ())))


async def _items(desk: "Desk", keys: dict[str, Any]) -> "dict[Key, list[Any]]":
    found: dict[Key, list[Any]] = defaultdict(list)
    for row in await desk.tx.execute(ITEMS, {**keys, "most": ITEMS_MAX}):
        found[row.customer_id, row.currency].append(row)
    return found


async def _covered(desk: "Desk") -> "dict[Key, tuple[Covered, ...]]":
    found: dict[Key, tuple[Covered, ...]] = defaultdict(tuple)
    if desk.orders:
        for row in await desk.tx.execute(COVER, {"orders": sorted(desk.orders)}):
            key = desk.orders[row.order_id]
            found[key] += (Covered(order_id=row.order_id, covered=desk.accounts[key].money(row.covered)),)
    return found


def _event(desk: "Desk", row: Any, items: list[Any], covered: tuple[Covered, ...]) -> StandingChanged:
    account = desk.accounts[row.customer_id, row.currency]
    money = account.money
    return StandingChanged(
        **account.who,
        version=row.version,
        state=row.state,
        previous_state=row.previous_state,
        open=money(row.open),
        unapplied=money(row.unapplied),
        # What the dispute takes out of exposure; all that is in dispute is told by dispute.changed.
        disputed=money(row.relieved),
        net=money(row.net),
        overdue=money(row.overdue),
        overdue_since_on=row.overdue_since_on,
        overdue_items=tuple(
            OverdueItem(
                invoice_id=item.invoice_id, invoice_no=item.invoice_no, open=money(item.open), due_on=item.due_on
            )
            for item in items
        ),
        more=items[0].total - len(items) if items else 0,
        covered=covered,
        cause=desk.subjects[account.key],
    )
