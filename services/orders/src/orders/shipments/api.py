"""Routes of shipments and of requests for an invoice."""

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Query, Response
from pydantic import BaseModel

from chassis.tx import Tx
from contracts.values import Instant, Money, Quantity
from edge.access import EVERY_ROLE, action
from edge.http import router, tag
from edge.inputs import Uuid
from edge.paging import Cursor, Page, PageQuery
from orders.shipments import queries
from orders.shipments.commands import Dispatch, dispatch
from orders.shipments.deliveries import Deliver, RequestInvoicing, deliver, request_invoicing

routes = router(tags=["shipments"])
CURSOR: Cursor[UUID] = Cursor(UUID)
Everybody = Annotated[Tx, action(*EVERY_ROLE, logs="shipment")]
Store = Annotated[Tx, action("warehouse", "clerk", "department_manager")]
Arrivals = Annotated[Tx, action("driver", "warehouse", "clerk", "representative", "department_manager")]
State = Literal["dispatched", "delivered"]
Billers = Annotated[Tx, action("clerk", "finance", "department_manager")]


class ShipmentLineView(BaseModel):
    """A line of a shipment, with what was taken and what came back."""

    line_id: UUID
    product_name: str
    qty: Quantity
    taken: Quantity
    returned: Quantity
    amount: Money


class ShipmentSummary(BaseModel):
    """A shipment in a list."""

    shipment_id: UUID
    note_no: str
    order_id: UUID
    customer_id: UUID
    state: State
    amount: Money
    dispatched_at: Instant
    promise_at: Instant | None
    delivered_at: Instant | None


class ShipmentView(ShipmentSummary):
    """A shipment with its lines."""

    plate: str | None
    pallets_out: int
    allowance_id: UUID | None
    receipt_due_at: Instant | None
    invoicing_id: UUID | None
    version: int
    lines: list[ShipmentLineView]


class ShipmentQuery(PageQuery):
    """Which shipments are asked for."""

    order_id: Uuid | None = None
    customer_id: Uuid | None = None
    state: State | None = None


class InvoicingAsked(BaseModel):
    """The request for an invoice."""

    invoicing_id: UUID


@routes.post("/orders/{id}/shipments", status_code=201)
async def send(id: Uuid, body: Dispatch, tx: Store, response: Response) -> ShipmentView:  # noqa: A002
    """Let goods leave; what a hold stops is refused with its cure (O6, O9)."""
    return await _view(tx, await dispatch(tx, id, body), response)


@routes.post("/shipments/{id}/delivery", status_code=201)
async def arrive(id: Uuid, body: Deliver, tx: Arrivals, response: Response) -> ShipmentView:  # noqa: A002
    """Note what was taken of a shipment (O9)."""
    await deliver(tx, id, body)
    return await _view(tx, id, response)


@routes.post("/invoicing-requests", status_code=201)
async def ask_invoice(body: RequestInvoicing, tx: Billers) -> InvoicingAsked:
    """Ask for an invoice by hand (开票通知单, O10)."""
    return InvoicingAsked(invoicing_id=await request_invoicing(tx, body))


@routes.get("/shipments")
async def list_shipments(query: Annotated[ShipmentQuery, Query()], tx: Everybody) -> Page[ShipmentSummary]:
    """List shipments, the newest first."""
    rows = await queries.shipments(
        tx, order_id=query.order_id, customer_id=query.customer_id, state=query.state,
        after=CURSOR.decode(query.after), limit=query.limit + 1,
    )  # fmt: skip
    return CURSOR.page(rows, query.limit, lambda row: row.shipment_id, _summary)


@routes.get("/shipments/{id}")
async def one(id: Uuid, tx: Everybody, response: Response) -> ShipmentView:  # noqa: A002
    """Show a shipment."""
    return await _view(tx, id, response)


def _summary(row: Any) -> ShipmentSummary:
    amount = Money(amount=row.amount, currency=row.currency)
    return ShipmentSummary.model_validate({**row._mapping, "amount": amount})


async def _view(tx: Tx, shipment_id: UUID, response: Response) -> ShipmentView:
    row = await queries.one(tx, shipment_id)
    lines = [_line(line, row.currency) for line in await queries.lines(tx, shipment_id)]
    tag(response, row.version)
    amount = Money(amount=row.amount, currency=row.currency)
    return ShipmentView.model_validate({**row._mapping, "amount": amount, "lines": lines})


def _line(row: Any, currency: str) -> ShipmentLineView:
    return ShipmentLineView(
        line_id=row.line_id, product_name=row.product_name, amount=Money(amount=row.amount, currency=currency),
        qty=Quantity(value=row.qty, unit=row.unit), taken=Quantity(value=row.taken, unit=row.unit),
        returned=Quantity(value=row.returned, unit=row.unit),
    )  # fmt: skip
