"""Routes of invoices."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Query, Response
from pydantic import Field

from chassis.tx import Tx
from contracts.values import Currency
from edge.access import EVERY_ROLE, action
from edge.http import router, tag
from edge.inputs import Command, Name, StrictDay, Text, Uuid
from edge.paging import Cursor, PageQuery
from receivables.invoices import commands, ladder, queries, views
from receivables.invoices.issue import schedule
from receivables.invoices.views import InvoiceDetail, InvoicePage

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
    """Which invoices; a bucket is one of the aged balance, of open invoices alone."""

    customer_id: Uuid | None = None
    branch_id: Uuid | None = None
    currency: Currency | None = None
    bucket: queries.Bucket | None = None
    invoice_no: Annotated[str, Field(max_length=100)] | None = None
    only_open: bool = False


@routes.get("")
async def invoices(
    query: Annotated[InvoiceQuery, Query()], tx: Annotated[Tx, action(*EVERY_ROLE, logs="invoices")]
) -> InvoicePage:
    """List invoices, the newest first; open ones with their sums (R1, R5)."""
    filters: dict[str, Any] = query.model_dump(include={"customer_id", "branch_id", "currency", "invoice_no"})
    filters |= {"after": NEWEST.decode(query.after), "limit": query.limit + 1}
    if query.only_open or query.bucket:
        sums, rows = await queries.open_items(tx, filters, query.bucket)
    else:
        sums, rows = [], await queries.page(tx, filters)
    page = NEWEST.page(rows, query.limit, lambda row: row.invoice_id, views.view)
    return InvoicePage(items=page.items, next=page.next, sums=sums)


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
    handed, reversal, notes = await queries.papers(tx, invoice_id)
    papers = views.Papers(
        await queries.lines(tx, invoice_id), handed, reversal, notes, await queries.payments(tx, invoice_id),
        await _dunning(tx, row),
    )  # fmt: skip
    return views.detail(row, papers)


async def _dunning(tx: Tx, row: Any) -> views.DunningView:
    dunned = ladder.Dunned(
        due_on=row.due_on,
        is_over=row.open == 0,
        in_dispute=row.open <= row.disputed,
        rests_until_on=row.rests_until_on,
        raised=await queries.stages(tx, row.invoice_id),
    )
    rungs = ladder.rungs(schedule(tx, row.branch_id, row.customer_id), dunned, tx.today)
    return views.dunning(row, tx.today, rungs, await queries.promises(tx, row))
