"""Reads of credit."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select, text

from chassis.refusals import NotFound
from chassis.tx import Tx
from customers.credit.model import CreditLine, CreditRequest

IS_OPEN = text(
    "SELECT 1 FROM credit_line WHERE customer_id = :customer_id AND status = 'in_force'"
    " UNION ALL SELECT 1 FROM credit_request WHERE customer_id = :customer_id AND status IN ('open', 'sent_back')"
    " LIMIT 1"
)
POOL_USED = text("SELECT used FROM credit_pool WHERE branch_id = :branch_id")

LINES = text(
    "SELECT c.customer_no, c.customer_id, c.branch_id, c.owner_id, l.credit_limit, l.term_days"
    " FROM customer c LEFT JOIN credit_line l USING (customer_id) WHERE c.customer_no = ANY(:numbers)"
)


async def is_open(tx: Tx, customer_id: UUID) -> bool:
    """Tell whether credit is in force or applied for."""
    return (await tx.execute(IS_OPEN, {"customer_id": customer_id})).first() is not None


async def line(tx: Tx, customer_id: UUID) -> CreditLine | None:
    """Return the customer's credit under its lock, or None when none was ever granted."""
    wanted = (
        select(CreditLine)
        .where(CreditLine.customer_id == customer_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return (await tx.session.execute(wanted)).scalar_one_or_none()


async def request(tx: Tx, request_id: UUID) -> CreditRequest:
    """Return an application in reach."""
    found = await tx.session.get(CreditRequest, request_id)
    if found is None:
        raise NotFound
    return found


async def locked_request(tx: Tx, request_id: UUID) -> CreditRequest | None:
    """Return an application under its lock, or None."""
    wanted = (
        select(CreditRequest)
        .where(CreditRequest.request_id == request_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return (await tx.session.execute(wanted)).scalar_one_or_none()


async def has_open_request(tx: Tx, customer_id: UUID) -> bool:
    """Tell whether an application is under way."""
    wanted = select(CreditRequest.request_id).where(
        CreditRequest.customer_id == customer_id, CreditRequest.status.in_(("open", "sent_back"))
    )
    return (await tx.session.execute(wanted)).first() is not None


async def requests(tx: Tx, customer_id: UUID) -> list[CreditRequest]:
    """Return a customer's applications, the newest first."""
    wanted = (
        select(CreditRequest)
        .where(CreditRequest.customer_id == customer_id)
        .order_by(CreditRequest.request_id.desc())
        .limit(200)
    )
    return list((await tx.session.execute(wanted)).scalars())


async def pool_used(tx: Tx, branch_id: UUID) -> Decimal:
    """Return what a branch has granted in all."""
    used: Any = (await tx.execute(POOL_USED, {"branch_id": branch_id})).scalar_one_or_none()
    return used if used is not None else Decimal(0)


async def lines_by_no(tx: Tx, numbers: Collection[str]) -> dict[str, Any]:
    """Return customers by number with the credit that they have or had; without, its limit is None."""
    return {row.customer_no: row for row in await tx.execute(LINES, {"numbers": list(numbers)})}
