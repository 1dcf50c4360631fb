"""Reads of customers and their papers."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, or_, select, text

from chassis.refusals import NotFound, PreconditionFailed
from chassis.tx import Tx
from customers.dossiers.model import Customer, CustomerDocument

LIST = text(
    # Along the numbers: row-level security lets no index answer "a part of the name", and a firm has some thousand.
    "SELECT customer_id, customer_no, name, status, branch_id, owner_id, channel, grade, missing, version"
    " FROM customer WHERE (CAST(:after AS text) IS NULL OR customer_no > :after)"
    " AND (CAST(:status AS text) IS NULL OR status = :status)"
    " AND (CAST(:grade AS text) IS NULL OR grade = :grade)"
    " AND (CAST(:branch_id AS uuid) IS NULL OR branch_id = :branch_id)"
    " AND (CAST(:owner_id AS uuid) IS NULL OR owner_id = :owner_id)"
    " AND (CAST(:key AS text) IS NULL OR strpos(lower(customer_no), :key) = 1 OR strpos(name_key, :key) > 0)"
    " ORDER BY customer_no LIMIT :limit"
)
NEXT_NO = text("SELECT nextval('customer_no_seq')")


async def customer(tx: Tx, customer_id: UUID) -> Customer:
    """Return a customer in reach."""
    found = await tx.session.get(Customer, customer_id)
    if found is None:
        raise NotFound
    return found


async def locked(tx: Tx, customer_id: UUID, version: int | None = None) -> Customer:
    """Return a customer in reach under its lock, if it is still at the version."""
    found = await find_locked(tx, customer_id)
    if found is None:
        raise NotFound
    if version is not None and found.version != version:
        raise PreconditionFailed
    return found


async def find_locked(tx: Tx, customer_id: UUID) -> Customer | None:
    """Return a customer under its lock, or None."""
    wanted = (
        select(Customer)
        .where(Customer.customer_id == customer_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return (await tx.session.execute(wanted)).scalar_one_or_none()


async def alike(tx: Tx, numbers: list[str], names: list[str], codes: list[str]) -> Sequence[Customer]:
    """Return customers of these numbers, and open ones of these names or credit codes, under their locks."""
    is_open = Customer.status != "closed"
    wanted = (
        select(Customer)
        .where(
            or_(
                Customer.customer_no.in_(numbers),
                and_(is_open, or_(Customer.name_key.in_(names), Customer.credit_code.in_(codes))),
            )
        )
        .order_by(Customer.customer_id)
        .with_for_update()
    )
    return (await tx.session.execute(wanted)).scalars().all()


async def documents(tx: Tx, customer_ids: Collection[UUID]) -> dict[UUID, list[CustomerDocument]]:
    """Return the papers on file of customers, by customer."""
    wanted = (
        select(CustomerDocument)
        .where(CustomerDocument.customer_id.in_(customer_ids), CustomerDocument.replaced_at.is_(None))
        .order_by(CustomerDocument.kind)
    )
    found: dict[UUID, list[CustomerDocument]] = defaultdict(list)
    for document in (await tx.session.execute(wanted)).scalars():
        found[document.customer_id].append(document)
    return found


async def listed(tx: Tx, filters: dict[str, Any]) -> Sequence[Any]:
    """Return customers in reach by number."""
    return (await tx.execute(LIST, filters)).all()


async def next_no(tx: Tx) -> str:
    """Draw a customer number."""
    return f"K{(await tx.execute(NEXT_NO)).scalar_one()}"
