"""The board of those who are overdue."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, Field

from chassis.defaults import Scope
from chassis.tx import Tx
from contracts.values import Money
from edge.access import EVERY_ROLE, action
from edge.http import router
from edge.inputs import Uuid
from edge.paging import Cursor, Page, PageQuery
from receivables import defaults
from receivables.overdue import queries
from receivables.promises.queries import State

routes = router(prefix="/overdue", tags=["overdue"])
OLDEST: Cursor[tuple[date, UUID, str]] = Cursor(tuple[date, UUID, str])
# Sums of many customers are not for everybody, as with the aged balance.
READERS = EVERY_ROLE - {"driver", "warehouse", "repair_department", "quality_inspector"}
STAGE_MAX = 3650


class OverdueQuery(PageQuery):
    """Which of the overdue; a stage is the days past the due date of the oldest item at which it begins."""

    branch_id: Uuid | None = None
    stage: Annotated[int, Field(ge=0, le=STAGE_MAX)] | None = None


class OverdueSum(BaseModel):
    """How many accounts or promises there are of a kind, and their sum; what is overdue by stage, and in all."""

    what: Literal["overdue", "disputed", "promised_today", "broken"]
    stage: int | None
    count: int
    amount: Money


class LastPromise(BaseModel):
    """What was promised last and is not kept yet."""

    promise_id: UUID
    amount: Money
    pay_on: date
    state: State


class OverdueAccount(BaseModel):
    """A customer who is overdue in a currency."""

    customer_id: UUID
    customer_no: str | None
    name: str | None
    branch_id: UUID
    branch_name: str | None
    owner_name: str | None
    overdue: Money
    open: Money
    disputed: Money
    overdue_since_on: date
    days: int
    stage: int
    promise: LastPromise | None


class OverdueBoard(Page[OverdueAccount]):
    """A page of the overdue, the oldest first, under the sums of all that the asker sees."""

    as_of_on: date
    stages: list[int]
    sums: list[OverdueSum]


@routes.get("")
async def overdue(
    query: Annotated[OverdueQuery, Query()], tx: Annotated[Tx, action(*READERS, logs="overdue")]
) -> OverdueBoard:
    """Show who is overdue, the oldest first, with the sums by stage (R3)."""
    stages = tx.setting(defaults.DUNNING_STAGES, Scope(query.branch_id))
    since, after_id, after_currency = OLDEST.decode(query.after) or (None, None, None)
    filters = {
        "stages": list(stages), "branch_id": query.branch_id, "stage": query.stage, "since": since,
        "after_id": after_id, "after_currency": after_currency, "limit": query.limit + 1,
    }  # fmt: skip
    sums, rows = await queries.board(tx, filters)
    page = OLDEST.page(
        rows, query.limit, lambda row: (row.overdue_since_on, row.customer_id, row.currency), lambda row: _view(tx, row)
    )
    return OverdueBoard(as_of_on=tx.today, stages=[0, *stages], sums=sums, items=page.items, next=page.next)


def _view(tx: Tx, row: Any) -> OverdueAccount:
    branch, owner = tx.reference.branches.get(row.branch_id), tx.reference.people.get(row.owner_id)
    return OverdueAccount(
        customer_id=row.customer_id, customer_no=row.customer_no, name=row.name, branch_id=row.branch_id,
        branch_name=branch.name if branch else None, owner_name=owner.name if owner else None,
        overdue=_money(row, row.overdue), open=_money(row, row.open), disputed=_money(row, row.disputed),
        overdue_since_on=row.overdue_since_on, days=row.days, stage=row.stage, promise=_promise(row),
    )  # fmt: skip


def _promise(row: Any) -> LastPromise | None:
    if row.promise_id is None:
        return None
    amount = _money(row, row.promised)
    return LastPromise(promise_id=row.promise_id, amount=amount, pay_on=row.pay_on, state=row.promise_state)


def _money(row: Any, amount: Any) -> Money:
    return Money(amount=amount, currency=row.currency)
