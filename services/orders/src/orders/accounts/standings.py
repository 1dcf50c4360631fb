"""The account's standing and what of each order it covers, applied in one go (events.md section 5, rule 1)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.tx import Tx
from contracts.receivables import StandingChanged
from orders import rowset

ENSURE = text(
    "INSERT INTO account (customer_id, branch_id, owner_id) SELECT r.customer_id, r.branch_id, r.owner_id"
    " FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(customer_id uuid, branch_id uuid, owner_id uuid)"
    " ORDER BY r.customer_id ON CONFLICT DO NOTHING"
)
LOCK = text(
    "SELECT customer_id, account_version FROM account WHERE customer_id = ANY(CAST(:ids AS uuid[]))"
    " ORDER BY customer_id FOR UPDATE"
)
# Debt rises exactly when the reservation falls: both in this transaction, under the customer's lock.
COVER = text(
    "WITH was AS ("
    " SELECT o.order_id, o.customer_id, o.state, o.covered AS before, r.covered AS after"
    " FROM sales_order o JOIN jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(order_id uuid, covered numeric)"
    " USING (order_id) ORDER BY o.order_id FOR UPDATE OF o"
    "), moved AS ("
    " UPDATE sales_order o SET covered = was.after FROM was WHERE o.order_id = was.order_id"
    "), freed AS ("
    " SELECT customer_id, sum(after - before) AS amount FROM was WHERE state = 'confirmed' GROUP BY customer_id"
    ") UPDATE account a SET reserved = a.reserved - freed.amount FROM freed WHERE a.customer_id = freed.customer_id"
)
STAND = text(
    "UPDATE account a SET standing = r.state, net = r.net, overdue = r.overdue, overdue_since = r.overdue_since_on,"
    " overdue_items = r.overdue_items, overdue_more = r.more, account_version = r.version"
    " FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(customer_id uuid, state text, net numeric, overdue numeric,"
    " overdue_since_on date, overdue_items jsonb, more integer, version integer)"
    " WHERE a.customer_id = r.customer_id"
)


async def project_standings(tx: Tx, events: Sequence[StandingChanged]) -> None:
    """Take over net, overdue items and the covered part of orders, together (R4)."""
    rows = {event.customer_id: _common(event) for event in events}
    await tx.execute(ENSURE, {"rows": rowset.pack(rows.values())})
    known = {row.customer_id: row.account_version for row in await tx.execute(LOCK, {"ids": list(rows)})}
    newer = sorted((e for e in events if e.version >= known[e.customer_id]), key=lambda e: e.version)
    covered: dict[UUID, Any] = {item.order_id: item.covered.amount for event in newer for item in event.covered}
    if covered:
        packed = rowset.pack({"order_id": order_id, "covered": amount} for order_id, amount in covered.items())
        await tx.execute(COVER, {"rows": packed})
    standing = {event.customer_id: _standing(event) for event in newer}
    await tx.execute(STAND, {"rows": rowset.pack(standing.values())})


def _common(event: StandingChanged) -> dict[str, Any]:
    return {"customer_id": event.customer_id, "branch_id": event.branch_id, "owner_id": event.owner_id}


def _standing(event: StandingChanged) -> dict[str, Any]:
    return {
        "customer_id": event.customer_id,
        "state": event.state,
        "net": event.net.amount,
        "overdue": event.overdue.amount,
        "overdue_since_on": event.overdue_since_on,
        "overdue_items": [item.model_dump(mode="json") for item in event.overdue_items],
        "more": event.more,
        "version": event.version,
    }
