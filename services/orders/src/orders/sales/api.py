"""Routes of orders."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from chassis.refusals import Refused
from chassis.tx import Tx
from edge.access import EVERY_ROLE, action
from edge.http import Version, router, tag
from edge.inputs import Uuid
from edge.paging import Cursor, PageQuery
from edge.problems import problem
from orders.sales import queries
from orders.sales.changes import cancel_order, edit_order
from orders.sales.commands import Placed, place_order
from orders.sales.copies import copy_order, split_order
from orders.sales.lines import Cancel, EditOrder, PlaceOrder, Split
from orders.sales.views import OrderPage, OrderView, State, summary, total, view
from orders.sales.worklist import View, worklist

routes = router(prefix="/orders", tags=["orders"])
SELLERS = ("representative", "clerk", "department_manager", "regional_manager", "sales_administration")
CURSOR: Cursor[UUID] = Cursor(UUID)
Sellers = Annotated[Tx, action(*SELLERS)]
Everybody = Annotated[Tx, action(*EVERY_ROLE, logs="order")]


class OrderQuery(PageQuery):
    """Whose orders are asked for, in which state, and for which work."""

    customer_id: Uuid | None = None
    state: State | None = None
    view: View | None = None


@routes.post("", status_code=201, response_model=OrderView)
async def place(body: PlaceOrder, tx: Sellers, request: Request, response: Response) -> Any:
    """Take an order form: confirmed, or held with its cure (O1, O2)."""
    return _answer(await place_order(tx, body), request, response)


@routes.get("")
async def list_orders(query: Annotated[OrderQuery, Query()], tx: Everybody) -> OrderPage:
    """List orders, the newest first, with the totals of all of them by currency."""
    state = "placed" if query.state == "held" else query.state
    found = await worklist(tx, query.view, query.customer_id, state, CURSOR.decode(query.after), query.limit)
    page = CURSOR.page(found.rows, query.limit, lambda row: row.order_id, summary)
    return OrderPage(items=page.items, next=page.next, totals=[total(row) for row in found.totals])


@routes.get("/{id}")
async def one(id: Uuid, tx: Everybody, response: Response) -> OrderView:  # noqa: A002 - the path says id
    """Show an order."""
    return await _view(tx, id, response)


@routes.put("/{id}")
async def edit(id: Uuid, body: EditOrder, tx: Sellers, version: Version, response: Response) -> OrderView:  # noqa: A002
    """Change an order that has not left; what was released for it is void (O1)."""
    await edit_order(tx, id, version, body)
    return await _view(tx, id, response)


@routes.post("/{id}/copies", status_code=201, response_model=OrderView)
async def copy(id: Uuid, tx: Sellers, request: Request, response: Response) -> Any:  # noqa: A002
    """Place the same order again; holds come along (O1)."""
    return _answer(await copy_order(tx, id), request, response)


@routes.post("/{id}/splits", status_code=201)
async def split(id: Uuid, body: Split, tx: Sellers, response: Response) -> OrderView:  # noqa: A002
    """Move quantities to an order of their own; holds come along (O1)."""
    made = (await split_order(tx, id, body)).order.row.order_id
    response.headers["Location"] = f"/orders/{made}"
    return await _view(tx, made, response)


@routes.put("/{id}/cancellation")
async def cancel(id: Uuid, body: Cancel, tx: Sellers, version: Version, response: Response) -> OrderView:  # noqa: A002
    """Cancel what has not left (O2)."""
    await cancel_order(tx, id, version, body)
    return await _view(tx, id, response)


def _answer(outcome: Placed | Refused, request: Request, response: Response) -> Any:
    if isinstance(outcome, Refused):
        return problem(request, outcome)
    row = outcome.order.row
    response.headers["Location"] = f"/orders/{row.order_id}"
    tag(response, row.version)
    return view(outcome.order, outcome.stops)


async def _view(tx: Tx, order_id: UUID, response: Response) -> OrderView:
    order = await queries.load(tx, order_id)
    tag(response, order.row.version)
    return view(order, await queries.stops(tx, order_id))
