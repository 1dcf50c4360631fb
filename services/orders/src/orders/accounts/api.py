"""Routes of what orders knows of a customer: credit, exposure and standing."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Response
from pydantic import BaseModel

from chassis.tx import Tx
from contracts.blocks import Exposure
from contracts.values import Day, Money
from edge.access import EVERY_ROLE, action
from edge.http import router, tag
from edge.inputs import Uuid
from edge.paging import Cursor, Page, PageQuery
from orders.accounts import queries
from orders.accounts.queries import Account

routes = router(prefix="/customers", tags=["customers"])
CURSOR: Cursor[UUID] = Cursor(UUID)
Everybody = Annotated[Tx, action(*EVERY_ROLE, logs="account")]


class AccountView(BaseModel):
    """A customer as orders sees it."""

    customer_id: UUID
    customer_no: str
    name: str
    status: str
    missing_documents: list[str]
    channel: str | None
    grade: str | None
    standing: str
    overdue: Money
    overdue_since_on: Day | None
    term_days: int
    exposure: Exposure


class PromiseView(BaseModel):
    """A promise to pay."""

    promise_id: UUID
    amount: Money
    pay_on: Day
    state: str


@routes.get("")
async def list_accounts(query: Annotated[PageQuery, Query()], tx: Everybody) -> Page[AccountView]:
    """List customers with their exposure (R4)."""
    rows = await queries.accounts(tx, CURSOR.decode(query.after), query.limit + 1)
    return CURSOR.page(rows, query.limit, lambda row: row.customer_id, lambda row: _view(tx, row))


@routes.get("/{id}")
async def one(id: Uuid, tx: Everybody, response: Response) -> AccountView:  # noqa: A002 - the path says id
    """Show a customer's credit, exposure and standing (R4)."""
    account = await queries.one(tx, id)
    tag(response, account.account_version)
    return _view(tx, account)


@routes.get("/{id}/exposure")
async def exposure(id: Uuid, tx: Everybody) -> Exposure:  # noqa: A002
    """Show what a customer's credit carries (R4)."""
    return (await queries.one(tx, id)).exposure(tx.today)


@routes.get("/{id}/promises")
async def promises(id: Uuid, tx: Everybody) -> list[PromiseView]:  # noqa: A002
    """List the customer's promises to pay (O6)."""
    await queries.one(tx, id)
    return [_promise(row) for row in await queries.promises(tx, id)]


def _promise(row: Any) -> PromiseView:
    amount = Money(amount=row.amount, currency=row.currency)
    return PromiseView(promise_id=row.promise_id, amount=amount, pay_on=row.pay_on, state=row.state)


def _view(tx: Tx, account: Account) -> AccountView:
    return AccountView(
        customer_id=account.customer_id, customer_no=account.customer_no, name=account.name, status=account.status,
        missing_documents=list(account.missing_documents), channel=account.channel, grade=account.grade,
        standing=account.standing, overdue=account.money(account.overdue), overdue_since_on=account.overdue_since,
        term_days=account.term_days, exposure=account.exposure(tx.today),
    )  # fmt: skip
