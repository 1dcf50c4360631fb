"""Customers and their dossiers over HTTP (C1, C2, C4)."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query, Response

from chassis.tx import Tx
from customers.dossiers import commands, papers, queries
from customers.dossiers.views import CustomerItem, CustomerView, Grade, Status, item, show
from edge.access import OPERATOR, action
from edge.http import Version, router
from edge.inputs import Name, Uuid, comparable
from edge.paging import Cursor, Page, PageQuery

routes = router(prefix="/customers", tags=["customers"])
READERS = (
    "representative", "clerk", "department_manager", "regional_manager", "deputy_general_manager",
    "executive_deputy_general_manager", "general_manager", "finance", "complaint_specialist",
    "market_administration", "sales_administration", OPERATOR,
)  # fmt: skip
KEEPERS = ("representative", "clerk", "department_manager", "market_administration")
CURSOR: Cursor[str] = Cursor(str)
CustomerId = Annotated[Uuid, Path(alias="id")]


class CustomerQuery(PageQuery):
    """Filters of the list."""

    status: Status | None = None
    grade: Grade | None = None
    branch_id: UUID | None = None
    owner_id: UUID | None = None
    q: Name | None = None
    """The beginning of a number, or a part of a name."""


@routes.get("")
async def list_customers(
    query: Annotated[CustomerQuery, Query()], tx: Annotated[Tx, action(*READERS, logs="customer")]
) -> Page[CustomerItem]:
    """List the customers in reach by number (C1)."""
    filters = query.model_dump() | {
        "after": CURSOR.decode(query.after),
        "limit": query.limit + 1,
        "key": comparable(query.q) if query.q else None,
    }
    rows = await queries.listed(tx, filters)
    return CURSOR.page(rows, query.limit, lambda row: row.customer_no, lambda row: item(tx, row))


@routes.get("/{id}")
async def get_customer(
    customer_id: CustomerId, response: Response, tx: Annotated[Tx, action(*READERS, logs="customer")]
) -> CustomerView:
    """Show a customer with the papers on file and what is missing (C1)."""
    return await show(tx, response, await queries.customer(tx, customer_id))


@routes.post("", status_code=201)
async def open_customer(
    body: commands.OpenCustomer, response: Response, tx: Annotated[Tx, action(*KEEPERS)]
) -> CustomerView:
    """Open an account (C1)."""
    return await show(tx, response, await commands.open_customer(tx, body))


@routes.put("/{id}")
async def edit_customer(
    customer_id: CustomerId,
    body: commands.EditCustomer,
    tx: Annotated[Tx, action(*KEEPERS)],
    response: Response,
    version: Version,
) -> CustomerView:
    """Change a customer's card (C1)."""
    return await show(tx, response, await commands.edit_customer(tx, customer_id, version, body))


@routes.put("/{id}/documents/{kind}")
async def file_document(
    customer_id: CustomerId,
    kind: papers.Kind,
    body: papers.FileDocument,
    tx: Annotated[Tx, action(*KEEPERS)],
    response: Response,
    version: Version,
) -> CustomerView:
    """Put a paper into the dossier; If-Match is the customer's version (C1, C2)."""
    return await show(tx, response, await papers.file_document(tx, customer_id, kind, version, body))


@routes.put("/{id}/grade")
async def grade_customer(
    customer_id: CustomerId,
    body: commands.GradeCustomer,
    tx: Annotated[Tx, action(*KEEPERS)],
    response: Response,
    version: Version,
) -> CustomerView:
    """Set a customer's grade, with the reason (C4)."""
    return await show(tx, response, await commands.grade_customer(tx, customer_id, version, body))


@routes.put("/{id}/closure")
async def close_customer(
    customer_id: CustomerId,
    body: commands.CloseCustomer,
    tx: Annotated[Tx, action("department_manager", "market_administration")],
    response: Response,
    version: Version,
) -> CustomerView:
    """Close a customer whose credit has ended (C2)."""
    return await show(tx, response, await commands.close_customer(tx, customer_id, version, body))
