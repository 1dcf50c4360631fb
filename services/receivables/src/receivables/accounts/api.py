"""Routes of accounts: the standing of a customer, and the aged balance."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from pydantic import BaseModel, ConfigDict

from chassis.tx import Tx
from contracts.values import Currency
from edge.access import EVERY_ROLE, action
from edge.http import router
from edge.inputs import Uuid
from edge.paging import Cursor, PageQuery
from receivables import cards
from receivables.accounts import queries, views
from receivables.billing import queries as billing
from receivables.promises import queries as promises

CustomerId = Annotated[Uuid, Path(alias="id")]
routes = router(tags=["accounts"])
BY_CUSTOMER: Cursor[tuple[UUID, str]] = Cursor(tuple[UUID, str])
# The sum of the whole firm and of its branches is not for everybody.
READERS = EVERY_ROLE - {"driver", "warehouse", "repair_department", "quality_inspector"}


class AgedQuery(PageQuery):
    """Whose balance."""

    branch_id: Uuid | None = None
    customer_id: Uuid | None = None


class AccountQuery(BaseModel):
    """In which currency."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    currency: Currency = "CNY"


@routes.get("/accounts/{id}")
async def account(
    customer_id: CustomerId,
    query: Annotated[AccountQuery, Query()],
    tx: Annotated[Tx, action(*EVERY_ROLE, logs="customer")],
) -> views.AccountView:
    """Show a customer's standing, open items and promises (R4)."""
    await cards.known(tx, customer_id)
    accounts, items = await queries.accounts(tx, customer_id), await queries.open_items(tx, customer_id)
    return views.standing(customer_id, query.currency, accounts, items, await promises.promises(tx, customer_id))


@routes.get("/accounts/{id}/billables")
async def billables(
    customer_id: CustomerId, tx: Annotated[Tx, action(*EVERY_ROLE, logs="customer")]
) -> list[views.UnbilledView]:
    """Show the shipments that may still be billed (O10)."""
    await cards.known(tx, customer_id)
    return [views.unbilled(row) for row in await billing.unbilled(tx, customer_id)]


@routes.get("/aged-balance")
async def aged_balance(
    query: Annotated[AgedQuery, Query()], tx: Annotated[Tx, action(*READERS, logs="aged-balance")]
) -> views.AgedBalance:
    """Show the aged balance of today, with the sums of what the asker sees (R5)."""
    after_id, after_currency = BY_CUSTOMER.decode(query.after) or (None, "")
    rows = await queries.aged(
        tx,
        {
            "branch_id": query.branch_id, "customer_id": query.customer_id, "limit": query.limit + 1,
            "after_id": after_id, "after_currency": after_currency,
        },
    )  # fmt: skip
    page = BY_CUSTOMER.page(
        [row for row in rows if row.level == 0],
        query.limit,
        lambda row: (row.customer_id, row.currency),
        lambda row: views.aged(row, tx.reference.branches),
    )
    sums = [views.sums(row, tx.reference.branches) for row in rows if row.level > 0]
    return views.AgedBalance(as_of_on=tx.today, sums=sums, items=page.items, next=page.next)


@routes.get("/aged-balance/tie-out")
async def tie_out(tx: Annotated[Tx, action(*READERS, logs="aged-balance")]) -> views.TieOuts:
    """Prove that the open items are what the ledger says (R5, R8)."""
    is_whole = tx.actor.scope >= tx.reference.branches.keys()
    return views.tie_outs(await queries.tie_out(tx) if is_whole else [], is_whole=is_whole)
