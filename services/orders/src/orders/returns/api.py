"""Routes of returns."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response
from pydantic import BaseModel

from chassis.refusals import Refused
from chassis.tx import Tx
from contracts.values import Day, Instant, Money, Quantity
from edge.access import EVERY_ROLE, action
from edge.http import router, tag
from edge.inputs import Uuid
from edge.paging import Cursor, Page, PageQuery
from edge.problems import problem
from orders.returns import queries
from orders.returns.commands import AskReturn, ask_return, submit_return
from orders.returns.receipts import Receive, receive_return

routes = router(prefix="/returns", tags=["returns"])
CURSOR: Cursor[UUID] = Cursor(UUID)
Sellers = Annotated[Tx, action("representative", "clerk", "department_manager", "complaint_specialist")]
Store = Annotated[Tx, action("warehouse", "quality_inspector", "clerk")]
Everybody = Annotated[Tx, action(*EVERY_ROLE, logs="return")]


class ReturnLineView(BaseModel):
    """A line of a return."""

    shipment_id: UUID
    line_id: UUID
    order_id: UUID
    note_no: str
    product_name: str
    qty: Quantity
    amount: Money
    accepted: Quantity
    accepted_amount: Money
    rejected_because: str | None


class ReturnSummary(BaseModel):
    """A return in a list."""

    return_id: UUID
    return_no: str
    customer_id: UUID
    state: str
    reason: str
    complaint_id: UUID | None
    total: Money
    asked_at: Instant
    approval_id: UUID | None
    request_id: UUID | None
    received_on: Day | None


class ReturnView(ReturnSummary):
    """A return with its lines."""

    version: int
    lines: list[ReturnLineView]


class ReturnQuery(PageQuery):
    """Which returns are asked for."""

    customer_id: Uuid | None = None
    complaint_id: Uuid | None = None
    state: str | None = None


@routes.post("", status_code=201, response_model=ReturnView)
async def ask(body: AskReturn, tx: Sellers, request: Request, response: Response) -> Any:
    """Ask to give goods back (O7)."""
    outcome = await ask_return(tx, body)
    if isinstance(outcome, Refused):
        return problem(request, outcome)
    response.headers["Location"] = f"/returns/{outcome}"
    return await _view(tx, outcome, response)


@routes.post("/{id}/submission", status_code=201)
async def submit(id: Uuid, tx: Sellers, response: Response) -> ReturnView:  # noqa: A002 - the path says id
    """Hand in a return that a complaint prepared (C9, O7)."""
    await submit_return(tx, id, tx.actor.person_id)
    return await _view(tx, id, response)


@routes.post("/{id}/receipt", status_code=201)
async def receive(id: Uuid, body: Receive, tx: Store, response: Response) -> ReturnView:  # noqa: A002
    """Take goods into the store after inspection (O7)."""
    await receive_return(tx, id, body)
    return await _view(tx, id, response)


@routes.get("")
async def list_returns(query: Annotated[ReturnQuery, Query()], tx: Everybody) -> Page[ReturnSummary]:
    """List returns, the newest first."""
    rows = await queries.returns(
        tx, customer_id=query.customer_id, complaint_id=query.complaint_id, state=query.state,
        after=CURSOR.decode(query.after), limit=query.limit + 1,
    )  # fmt: skip
    return CURSOR.page(rows, query.limit, lambda row: row.return_id, _summary)


@routes.get("/{id}")
async def one(id: Uuid, tx: Everybody, response: Response) -> ReturnView:  # noqa: A002
    """Show a return."""
    return await _view(tx, id, response)


def _summary(row: Any) -> ReturnSummary:
    total = Money(amount=row.total, currency=row.currency)
    return ReturnSummary.model_validate({**row._mapping, "total": total})


async def _view(tx: Tx, return_id: UUID, response: Response) -> ReturnView:
    row = await queries.one(tx, return_id)
    tag(response, row.version)
    lines = [_line(line, row.currency) for line in await queries.lines(tx, return_id)]
    total = Money(amount=row.total, currency=row.currency)
    return ReturnView.model_validate({**row._mapping, "total": total, "lines": lines})


def _line(row: Any, currency: str) -> ReturnLineView:
    def money(amount: Any) -> Money:
        return Money(amount=amount, currency=currency)

    return ReturnLineView(
        shipment_id=row.shipment_id, line_id=row.line_id, order_id=row.order_id, note_no=row.note_no,
        product_name=row.product_name, qty=Quantity(value=row.qty, unit=row.unit), amount=money(row.amount),
        accepted=Quantity(value=row.accepted, unit=row.unit), accepted_amount=money(row.accepted_amount),
        rejected_because=row.rejected_because,
    )  # fmt: skip
