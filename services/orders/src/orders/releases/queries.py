"""Reads of forms and of what they released."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.tx import Tx

USABLE = text(
    "SELECT allowance_id, amount, drawn, amount - drawn AS remaining FROM allowance"
    " WHERE customer_id = :customer_id AND ended_at IS NULL AND :order_id = ANY(order_ids)"
    " AND CAST(:today AS date) BETWEEN from_on AND to_on AND (valid_until IS NULL OR valid_until >= :now)"
    " ORDER BY to_on, allowance_id LIMIT 1"
)
OF_CUSTOMER = text(
    "SELECT * FROM allowance WHERE customer_id = :customer_id ORDER BY granted_at DESC, allowance_id LIMIT 100"
)
FORM = text("SELECT * FROM form_request WHERE request_id = :request_id")
FORM_CUSTOMER = text("SELECT customer_id FROM form_request WHERE request_id = :request_id")
WANTED = text(
    "SELECT order_id, order_no, unshipped FROM sales_order WHERE customer_id = :customer_id"
    " AND order_id = ANY(CAST(:ids AS uuid[])) AND unshipped > 0 AND state <> 'cancelled' ORDER BY order_id"
)


async def usable(tx: Tx, customer_id: UUID, order_id: UUID, today: date) -> Any:
    """Find the allowance that an order may draw on today (O6)."""
    facts = {"customer_id": customer_id, "order_id": order_id, "today": today, "now": tx.now}
    return (await tx.execute(USABLE, facts)).first()


async def of_customer(tx: Tx, customer_id: UUID) -> Sequence[Any]:
    """List a customer's allowances, the latest first."""
    return (await tx.execute(OF_CUSTOMER, {"customer_id": customer_id})).all()


async def form(tx: Tx, request_id: UUID) -> Any:
    """Read a form."""
    return (await tx.execute(FORM, {"request_id": request_id})).first()


async def customer_of_form(tx: Tx, request_id: UUID) -> UUID | None:
    """Tell whose form it is, without locking."""
    found: UUID | None = (await tx.execute(FORM_CUSTOMER, {"request_id": request_id})).scalar_one_or_none()
    return found


async def wanted(tx: Tx, customer_id: UUID, ids: Sequence[UUID]) -> Sequence[Any]:
    """Read what has not left of the orders that an allowance names."""
    return (await tx.execute(WANTED, {"customer_id": customer_id, "ids": list(ids)})).all()
