"""Routes of promises to pay."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import Path
from pydantic import BaseModel, Field

from chassis.tx import Tx
from contracts.values import Money
from edge.access import EVERY_ROLE, action
from edge.http import router
from edge.inputs import Command, PositiveMoney, StrictDay, Text, Uuid
from receivables import cards
from receivables.promises import commands, queries

CustomerId = Annotated[Uuid, Path(alias="id")]
routes = router(prefix="/customers/{id}/promises", tags=["promises"])
INVOICES_MAX = 100


class MakePromise(Command):
    """What the customer promises; without invoices it is on account."""

    amount: PositiveMoney
    pay_on: StrictDay
    invoice_ids: tuple[Uuid, ...] = Field(default=(), max_length=INVOICES_MAX)
    replaces_id: Uuid | None = None
    remarks: Annotated[Text, Field(max_length=500)] | None = None


class PromiseView(BaseModel):
    """A promise and what became of it."""

    promise_id: UUID
    amount: Money
    pay_on: date
    state: queries.State
    invoice_ids: list[UUID]
    replaces_id: UUID | None
    remarks: str | None


@routes.get("")
async def promises(
    customer_id: CustomerId, tx: Annotated[Tx, action(*EVERY_ROLE, logs="customer")]
) -> list[PromiseView]:
    """List what a customer has promised (R3)."""
    await cards.known(tx, customer_id)
    return [_view(row) for row in await queries.promises(tx, customer_id)]


@routes.post("", status_code=201)
async def promise(
    customer_id: CustomerId, body: MakePromise,
    tx: Annotated[Tx, action("representative", "clerk", "finance", "department_manager", "regional_manager")],
) -> PromiseView:  # fmt: skip
    """Take down a promise to pay (R3)."""
    named = tuple(dict.fromkeys(body.invoice_ids))
    promised = commands.Promised(customer_id, body.amount, body.pay_on, named, body.replaces_id, body.remarks)
    promise_id = await commands.make_promise(tx, promised)
    return next(_view(row) for row in await queries.promises(tx, customer_id) if row.promise_id == promise_id)


def _view(row: Any) -> PromiseView:
    return PromiseView(
        promise_id=row.promise_id, amount=Money(amount=row.amount, currency=row.currency), pay_on=row.pay_on,
        state=row.state, invoice_ids=row.invoice_ids, replaces_id=row.replaces_id, remarks=row.remarks,
    )  # fmt: skip
