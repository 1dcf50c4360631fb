"""Routes of the forms that ask for a release, and of allowances."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Response
from pydantic import BaseModel, Field

from chassis.refusals import NotFound
from chassis.tx import Tx
from contracts.values import Day, Instant, Money
from edge.access import EVERY_ROLE, action
from edge.http import router, tag
from edge.inputs import Command, PositiveMoney, StrictDay, Text, Uuid
from orders.accounts import queries as accounts
from orders.releases import queries
from orders.releases.allowances import Wish, request_allowance
from orders.releases.commands import withdraw_form
from orders.releases.discounts import request_discount

routes = router(tags=["releases"])
SELLERS = ("representative", "clerk", "department_manager", "regional_manager", "sales_administration")
WANTED_MAX = 100
Sellers = Annotated[Tx, action(*SELLERS)]
Everybody = Annotated[Tx, action(*EVERY_ROLE, logs="form")]
Reason = Annotated[Text, Field(max_length=1000)]
Ids = Annotated[list[Uuid], Field(min_length=1, max_length=WANTED_MAX)]


class DiscountBody(Command):
    """Why the price should be below the list."""

    reason: Reason


class AllowanceBody(Command):
    """Goods wanted in spite of overdue money; without promises named, all open ones back it."""

    amount: PositiveMoney
    reason: Reason
    order_ids: Ids | None = None
    promise_ids: Ids | None = None
    to_on: StrictDay | None = None
    month: Annotated[str, Field(pattern=r"^20\d{2}-(0[1-9]|1[0-2])$")] | None = None


class FormView(BaseModel):
    """A form, and what became of it."""

    request_id: UUID
    form_kind: str
    subject: str
    revision: int
    state: str
    because: str | None
    approval_id: UUID | None
    requester_id: UUID
    opened_at: Instant
    decide_by: Instant
    ended_at: Instant | None
    asked: dict[str, Any]
    facts: dict[str, Any]
    version: int


class AllowanceView(BaseModel):
    """An allowance, and what of it is drawn."""

    allowance_id: UUID
    amount: Money
    drawn: Money
    from_on: Day
    to_on: Day
    order_ids: list[UUID]
    promise_ids: list[UUID]
    approval_id: UUID
    ended_at: Instant | None
    end_reason: str | None


@routes.post("/orders/{id}/discount-requests", status_code=201)
async def ask_discount(id: Uuid, body: DiscountBody, tx: Sellers, response: Response) -> FormView:  # noqa: A002
    """Open the discount form of an order held below its list (O1)."""
    return await _form(tx, await request_discount(tx, id, body.reason), response)


@routes.post("/orders/{id}/allowance-requests", status_code=201)
async def ask_allowance(id: Uuid, body: AllowanceBody, tx: Sellers, response: Response) -> FormView:  # noqa: A002
    """Open the overdue-shipment form for this order, or for several (O6)."""
    wanted = list(dict.fromkeys([id, *(body.order_ids or ())]))
    wish = Wish(body.amount, body.reason, body.month, body.to_on, body.promise_ids)
    return await _form(tx, await request_allowance(tx, wanted, wish), response)


@routes.get("/requests/{id}")
async def one_form(id: Uuid, tx: Everybody, response: Response) -> FormView:  # noqa: A002
    """Show a form and what became of it."""
    return await _form(tx, id, response)


@routes.post("/requests/{id}/withdrawal", status_code=201)
async def withdraw(id: Uuid, tx: Sellers, response: Response) -> FormView:  # noqa: A002
    """Take an open form back (撤回, N2)."""
    await withdraw_form(tx, id)
    return await _form(tx, id, response)


@routes.get("/customers/{id}/allowances")
async def allowances(id: Uuid, tx: Everybody) -> list[AllowanceView]:  # noqa: A002
    """List a customer's allowances (O6)."""
    await accounts.one(tx, id)
    return [_allowance(row) for row in await queries.of_customer(tx, id)]


async def _form(tx: Tx, request_id: UUID, response: Response) -> FormView:
    row = await queries.form(tx, request_id)
    if row is None:
        raise NotFound
    tag(response, row.version)
    return FormView.model_validate(row, from_attributes=True)


def _allowance(row: Any) -> AllowanceView:
    money = {name: Money(amount=getattr(row, name), currency=row.currency) for name in ("amount", "drawn")}
    return AllowanceView.model_validate({**row._mapping, **money})
