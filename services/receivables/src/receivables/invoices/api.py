"""Routes of invoices."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Query, Response
from pydantic import Field

from chassis.tx import Tx
from edge.access import EVERY_ROLE, action
from edge.http import router, tag
from edge.inputs import Command, Name, StrictDay, Text, Uuid
from edge.paging import Cursor, Page, PageQuery
from receivables.invoices import commands, queries
from receivables.invoices.views import InvoiceDetail, InvoiceView, detail, view

InvoiceId = Annotated[Uuid, Path(alias="id")]
routes = router(prefix="/invoices", tags=["invoices"])
NEWEST = Cursor(UUID)
SHIPMENTS_MAX = 100


class IssueInvoice(Command):
    """The shipments to bill; number, dates and amounts follow from them."""

    customer_id: Uuid
    shipments: Annotated[list[Uuid], Field(min_length=1, max_length=SHIPMENTS_MAX)]
    remarks: Annotated[Text, Field(max_length=500)] | None = None


class TakeBack(Command):
    """Why an invoice is reversed."""

    reason: Annotated[Text, Field(max_length=500)]


class SignedFor(Command):
    """Who took the invoice, and when."""

    handed_on: StrictDay
    received_by: Name
    remarks: Annotated[Text, Field(max_length=500)] | None = None


class InvoiceQuery(PageQuery):
    """Which invoices."""

    customer_id: Uuid | None = None
    invoice_no: Annotated[str, Field(max_length=100)] | None = None
    only_open: bool = False


@routes.get("")
async def invoices(
    query: Annotated[InvoiceQuery, Query()], tx: Annotated[Tx, action(*EVERY_ROLE, logs="invoices")]
) -> Page[InvoiceView]:
    """List invoices, the newest first (R1)."""
    filters: dict[str, Any] = query.model_dump(include={"customer_id", "invoice_no", "only_open"})
    rows = await queries.page(tx, {**filters, "after": NEWEST.decode(query.after), "limit": query.limit + 1})
    return NEWEST.page(rows, query.limit, lambda row: row.invoice_id, view)


@routes.get("/{id}")
async def invoice(
    invoice_id: InvoiceId, response: Response, tx: Annotated[Tx, action(*EVERY_ROLE, logs="invoice")]
) -> InvoiceDetail:
    """Show an invoice with its lines, hand-over and credit notes (R1)."""
    return await _show(tx, invoice_id, response)


@routes.post("", status_code=201)
async def issue(body: IssueInvoice, response: Response, tx: Annotated[Tx, action("clerk", "finance")]) -> InvoiceDetail:
    """Bill shipments by hand (R1, O10)."""
    invoice_id = await commands.issue_by_hand(tx, body.customer_id, body.shipments, body.remarks)
    return await _show(tx, invoice_id, response)


@routes.post("/{id}/reversal", status_code=201)
async def reverse(
    invoice_id: InvoiceId, body: TakeBack, response: Response, tx: Annotated[Tx, action("finance")]
) -> InvoiceDetail:
    """Take an invoice back 红冲 (R1)."""
    await commands.reverse(tx, invoice_id, body.reason)
    return await _show(tx, invoice_id, response)


@routes.post("/{id}/hand-over", status_code=201)
async def hand_over(
    invoice_id: InvoiceId, body: SignedFor, response: Response,
    tx: Annotated[Tx, action("representative", "clerk", "finance")],
) -> InvoiceDetail:  # fmt: skip
    """Record the customer's signature for an invoice (R1)."""
    await commands.hand_over(tx, invoice_id, commands.HandOver(body.handed_on, body.received_by, body.remarks))
    return await _show(tx, invoice_id, response)


async def _show(tx: Tx, invoice_id: UUID, response: Response) -> InvoiceDetail:
    row = await queries.invoice(tx, invoice_id)
    tag(response, row.version)
    return detail(row, await queries.lines(tx, invoice_id), *await queries.papers(tx, invoice_id))
