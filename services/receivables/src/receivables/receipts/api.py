"""Routes of receipts."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Path, Query, Response
from pydantic import BaseModel, Field

from chassis.tx import Tx
from contracts.values import Money
from edge.access import EVERY_ROLE, action
from edge.http import Version, router, tag
from edge.inputs import Command, PositiveMoney, StrictDay, Text, Uuid
from edge.paging import Cursor, Page, PageQuery
from receivables.receipts import commands, queries
from receivables.receipts.commands import Received
from receivables.receipts.rules import Instruction, NotOfThisAccount

ReceiptId = Annotated[Uuid, Path(alias="id")]
routes = router(prefix="/receipts", tags=["receipts"])
NEWEST = Cursor(UUID)
PARTS_MAX = 500
Reference = Annotated[Text, Field(max_length=80)]


class PartOfReceipt(Command):
    """What is to be paid of an invoice."""

    invoice_id: Uuid
    amount: PositiveMoney


Parts = Annotated[list[PartOfReceipt], Field(max_length=PARTS_MAX)]


class BookReceipt(Command):
    """A payment; without allocations it pays the oldest due first."""

    customer_id: Uuid
    bank_account: Reference = "main"
    bank_ref: Reference
    amount: PositiveMoney
    received_on: StrictDay
    remarks: Annotated[Text, Field(max_length=500)] | None = None
    allocations: Parts | None = None


class AllocateAnew(Command):
    """What a receipt shall pay instead; the rest stays unapplied."""

    allocations: Parts


class ReverseReceipt(Command):
    """Why a receipt is taken back."""

    reason: Annotated[Text, Field(max_length=500)]


class ReceiptQuery(PageQuery):
    """Which receipts."""

    customer_id: Uuid | None = None
    only_unapplied: bool = False


class PartView(BaseModel):
    """What a receipt pays of an invoice."""

    invoice_id: UUID
    invoice_no: str
    amount: Money


class ReceiptView(BaseModel):
    """A receipt in a list."""

    receipt_id: UUID
    customer_id: UUID
    customer_name: str | None
    branch_id: UUID
    bank_account: str
    bank_ref: str
    amount: Money
    unapplied: Money
    received_on: date
    booked_at: datetime
    state: Literal["booked", "reversed"]
    reversed_reason: str | None
    remarks: str | None
    version: int


class ReceiptDetail(ReceiptView):
    """A receipt with what it pays."""

    allocations: list[PartView]


@routes.get("")
async def receipts(
    query: Annotated[ReceiptQuery, Query()], tx: Annotated[Tx, action(*EVERY_ROLE, logs="receipts")]
) -> Page[ReceiptView]:
    """List receipts, the newest first (R2)."""
    filters = query.model_dump(include={"customer_id", "only_unapplied"})
    filters |= {"after": NEWEST.decode(query.after), "limit": query.limit + 1}
    rows = await queries.page(tx, filters)
    return NEWEST.page(rows, query.limit, lambda row: row.receipt_id, lambda row: ReceiptView(**_head(row)))


@routes.get("/{id}")
async def receipt(
    receipt_id: ReceiptId, response: Response, tx: Annotated[Tx, action(*EVERY_ROLE, logs="receipt")]
) -> ReceiptDetail:
    """Show a receipt and what it pays (R2)."""
    return await _show(tx, receipt_id, response)


@routes.post("", status_code=201)
async def book(body: BookReceipt, response: Response, tx: Annotated[Tx, action("finance")]) -> ReceiptDetail:
    """Book money received; the same bank reference again answers with the first (R2)."""
    wanted = None if body.allocations is None else _instructions(body.allocations, body.amount.currency)
    booked = await commands.book_receipt(
        tx,
        Received(
            body.customer_id, body.bank_account, body.bank_ref, body.amount, body.received_on, body.remarks, wanted
        ),
    )  # fmt: skip
    if not booked.is_new:
        response.status_code = 200
    return await _show(tx, booked.receipt_id, response)


@routes.put("/{id}/allocations")
async def allocate(
    receipt_id: ReceiptId, body: AllocateAnew, tx: Annotated[Tx, action("finance")], response: Response,
    version: Version,
) -> ReceiptDetail:  # fmt: skip
    """Allocate a receipt anew (R2)."""
    found = await queries.receipt(tx, receipt_id)
    await commands.allocate_anew(tx, receipt_id, _instructions(body.allocations, found.currency), version)
    return await _show(tx, receipt_id, response)


@routes.post("/{id}/reversal", status_code=201)
async def reverse(
    receipt_id: ReceiptId, body: ReverseReceipt, response: Response, tx: Annotated[Tx, action("finance")]
) -> ReceiptDetail:
    """Take back a receipt that bounced or was booked wrongly (R2)."""
    await commands.reverse(tx, receipt_id, body.reason)
    return await _show(tx, receipt_id, response)


def _instructions(parts: Sequence[PartOfReceipt], currency: str) -> list[Instruction]:
    for n, part in enumerate(parts):
        if part.amount.currency != currency:
            raise NotOfThisAccount(field=f"/allocations/{n}/amount")
    return [Instruction(part.invoice_id, part.amount.amount) for part in parts]


async def _show(tx: Tx, receipt_id: UUID, response: Response) -> ReceiptDetail:
    row = await queries.receipt(tx, receipt_id)
    tag(response, row.version)
    parts = [
        PartView(invoice_id=part.invoice_id, invoice_no=part.invoice_no, amount=_money(row, part.amount))
        for part in await queries.allocations(tx, receipt_id)
    ]
    return ReceiptDetail(**_head(row), allocations=parts)


def _head(row: Any) -> dict[str, Any]:
    names = (
        "receipt_id", "customer_id", "customer_name", "branch_id", "bank_account", "bank_ref", "received_on",
        "booked_at", "state", "reversed_reason", "remarks", "version",
    )  # fmt: skip
    kept = {name: getattr(row, name) for name in names}
    return {**kept, "amount": _money(row, row.amount), "unapplied": _money(row, row.unapplied)}


def _money(row: Any, amount: Decimal) -> Money:
    return Money(amount=amount, currency=row.currency)
