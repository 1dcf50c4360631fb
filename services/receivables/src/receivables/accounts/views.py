"""How an account and the aged balance are shown."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel

from chassis.reference import Branch
from contracts.values import Money
from receivables.promises.queries import State

AMOUNTS = ("open", "unapplied", "disputed", "net", "overdue")
NOTHING = Decimal(0)
BUCKETS = ("not_due", "days_1_30", "days_31_60", "days_61_90", "over_90", "open", "disputed")


class OpenItem(BaseModel):
    """An open invoice."""

    invoice_id: UUID
    invoice_no: str
    due_on: date
    open: Money
    disputed: Money
    rests_until_on: date | None


class PromiseView(BaseModel):
    """A promise to pay."""

    promise_id: UUID
    amount: Money
    pay_on: date
    state: State


class AccountView(BaseModel):
    """A customer's account in one currency: `net` counts against credit, `disputed` is not dunned.

    A dispute leaves `net` when it is accepted, if the firm so sets; `currencies` names the customer's accounts.
    """

    customer_id: UUID
    currency: str
    version: int
    state: Literal["good", "overdue"]
    open: Money
    unapplied: Money
    disputed: Money
    net: Money
    overdue: Money
    overdue_since_on: date | None
    items: list[OpenItem]
    promises: list[PromiseView]
    currencies: list[str]


class UnbilledView(BaseModel):
    """A shipment of which something may still be billed."""

    shipment_id: UUID
    note_no: str
    order_id: UUID
    amount: Money
    delivered_on: date | None


class Aged(BaseModel):
    """Open amounts by days past the due date."""

    branch_id: UUID | None
    branch_name: str | None
    not_due: Money
    days_1_30: Money
    days_31_60: Money
    days_61_90: Money
    over_90: Money
    open: Money
    disputed: Money
    oldest_due_on: date


class AgedCustomer(Aged):
    """The aged balance of a customer."""

    customer_id: UUID
    customer_no: str | None
    name: str | None


class TieOut(BaseModel):
    """Open items against the ledger's receivables, of one moment."""

    aged: Money
    ledger: Money
    difference: Money


class TieOuts(BaseModel):
    """The proof by currency: for those alone who see the whole firm, since booked entries stay in their branch."""

    is_whole: bool
    items: list[TieOut]


class AgedBalance(BaseModel):
    """A page of customers, under the sums of all branches that the asker sees; the total has no branch."""

    as_of_on: date
    sums: list[Aged]
    items: list[AgedCustomer]
    next: str | None


def standing(
    customer_id: UUID, currency: str, accounts: Sequence[Any], items: Sequence[Any], promises: Sequence[Any]
) -> AccountView:
    """Show an account; one that nothing was posted to yet is good and empty."""
    row = next((row for row in accounts if row.currency == currency), None)
    amounts = {name: _money_in(currency, getattr(row, name, NOTHING)) for name in AMOUNTS}
    return AccountView(
        **amounts,
        customer_id=customer_id,
        currency=currency,
        version=row.version if row else 0,
        state=row.state if row else "good",
        overdue_since_on=row.overdue_since_on if row else None,
        items=[_item(item) for item in items if item.currency == currency],
        promises=[_promise(promise) for promise in promises if promise.currency == currency],
        currencies=[row.currency for row in accounts],
    )


def _item(row: Any) -> OpenItem:
    return OpenItem(
        invoice_id=row.invoice_id, invoice_no=row.invoice_no, due_on=row.due_on, open=_money(row, row.open),
        disputed=_money(row, row.disputed), rests_until_on=row.rests_until_on,
    )  # fmt: skip


def _promise(row: Any) -> PromiseView:
    return PromiseView(
        promise_id=row.promise_id, amount=_money(row, row.amount), pay_on=row.pay_on, state=row.state
    )  # fmt: skip


def unbilled(row: Any) -> UnbilledView:
    """Show a shipment that may be billed."""
    return UnbilledView(
        shipment_id=row.shipment_id, note_no=row.note_no, order_id=row.order_id, amount=_money(row, row.amount),
        delivered_on=row.delivered_on,
    )  # fmt: skip


def sums(row: Any, branches: Mapping[UUID, Branch]) -> Aged:
    """Show the sum of a branch, or of all."""
    return Aged(**_buckets(row, branches))


def aged(row: Any, branches: Mapping[UUID, Branch]) -> AgedCustomer:
    """Show the aged balance of a customer."""
    names = {"customer_id": row.customer_id, "customer_no": row.customer_no, "name": row.name}
    return AgedCustomer(**_buckets(row, branches), **names)


def tie_outs(rows: Sequence[Any], *, is_whole: bool) -> TieOuts:
    """Show how far the open items stand from the ledger."""
    amounts = [{name: _money(row, getattr(row, name)) for name in ("aged", "ledger", "difference")} for row in rows]
    return TieOuts(is_whole=is_whole, items=[TieOut(**each) for each in amounts])


def _buckets(row: Any, branches: Mapping[UUID, Branch]) -> dict[str, Any]:
    amounts = {name: _money(row, getattr(row, name) or NOTHING) for name in BUCKETS}
    branch = branches.get(row.branch_id)
    where = {"branch_id": row.branch_id, "branch_name": branch.name if branch else None}
    return {**amounts, **where, "oldest_due_on": row.oldest_due_on}


def _money(row: Any, amount: Decimal) -> Money:
    return _money_in(row.currency, amount)


def _money_in(currency: str, amount: Decimal) -> Money:
    return Money(amount=amount, currency=currency)
