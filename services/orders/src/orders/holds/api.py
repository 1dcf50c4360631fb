"""Routes of holds, and the answer to "why is this order held?"."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query, Response
from pydantic import Field

from chassis.refusals import NotFound
from chassis.tx import Tx
from edge.access import EVERY_ROLE, action
from edge.http import router, tag
from edge.inputs import Command, PositiveMoney, Text, Uuid
from edge.paging import Cursor, Page, PageQuery
from orders import cures
from orders.holds import queries
from orders.holds.commands import place_hold, release_hold
from orders.holds.why import Why, explain

routes = router(tags=["holds"])
CURSOR: Cursor[UUID] = Cursor(UUID)
MANAGERS = ("department_manager", "regional_manager", "deputy_general_manager", "finance")
Everybody = Annotated[Tx, action(*EVERY_ROLE, logs="hold")]
Managers = Annotated[Tx, action(*MANAGERS)]
Note = Annotated[Text, Field(max_length=500)]


class HoldBody(Command):
    """A hold by hand, with its reason in words."""

    reason: Annotated[str, Field(pattern="^(manual|deposit_unpaid|special_order_unpaid)$")] = "manual"
    blocks: Annotated[str, Field(pattern="^(confirm|produce|ship)$")] = "ship"
    note: Note
    amount: PositiveMoney | None = None


class ReleaseBody(Command):
    """Why a hold is released."""

    note: Note


class HoldQuery(PageQuery):
    """Which holds are asked for."""

    customer_id: Uuid | None = None
    order_id: Uuid | None = None
    state: Literal["open", "released"] | None = None


@routes.get("/orders/{id}/why")
async def why(id: Uuid, tx: Everybody) -> Why:  # noqa: A002 - the path says id
    """Tell what holds an order, by which facts, and every way out (X2)."""
    return await explain(tx, id)


@routes.post("/orders/{id}/holds", status_code=201)
async def place(id: Uuid, body: HoldBody, tx: Managers, response: Response) -> cures.HoldView:  # noqa: A002
    """Hold an order by hand."""
    hold_id = await place_hold(tx, id, body.reason, body.blocks, body.note, body.amount)  # type: ignore[arg-type]
    return await _one(tx, hold_id, response)


@routes.post("/holds/{id}/release", status_code=201)
async def release(id: Uuid, body: ReleaseBody, tx: Managers, response: Response) -> cures.HoldView:  # noqa: A002
    """Release a hold that a person placed."""
    await release_hold(tx, id, body.note)
    return await _one(tx, id, response)


@routes.get("/holds")
async def list_holds(query: Annotated[HoldQuery, Query()], tx: Everybody) -> Page[cures.HoldView]:
    """List holds, the newest first."""
    rows = await queries.holds(
        tx, customer_id=query.customer_id, order_id=query.order_id, state=query.state,
        after=CURSOR.decode(query.after), limit=query.limit + 1,
    )  # fmt: skip
    return CURSOR.page(rows, query.limit, lambda row: row.hold_id, cures.hold_view)


@routes.get("/holds/{id}")
async def one(id: Uuid, tx: Everybody, response: Response) -> cures.HoldView:  # noqa: A002
    """Show a hold."""
    return await _one(tx, id, response)


async def _one(tx: Tx, hold_id: UUID, response: Response) -> cures.HoldView:
    row = await queries.one(tx, hold_id)
    if row is None:
        raise NotFound
    tag(response, row.version)
    return cures.hold_view(row)
