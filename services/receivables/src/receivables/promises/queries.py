"""Reads of promises to pay."""

from typing import Any, Literal
from uuid import UUID

from sqlalchemy import text

from chassis.tx import Tx

State = Literal["open", "kept", "broken", "replaced"]
PROMISES = text(
    "SELECT p.*, coalesce(array_agg(n.invoice_id ORDER BY n.invoice_id) FILTER (WHERE n.invoice_id IS NOT NULL), '{}')"
    " AS invoice_ids FROM promise p LEFT JOIN promise_invoice n USING (promise_id)"
    " WHERE p.customer_id = :customer_id GROUP BY p.promise_id ORDER BY p.promise_id DESC LIMIT 100"
)


async def promises(tx: Tx, customer_id: UUID) -> list[Any]:
    """Return a customer's promises, the newest first."""
    return list((await tx.execute(PROMISES, {"customer_id": customer_id})).all())
