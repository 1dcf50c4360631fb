"""The overdue-shipment form (逾期客户发货审批表): asked, granted up to an amount, ended with its reason (O6)."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.defaults import Scope
from chassis.ids import new_id
from chassis.tx import Tx
from contracts.blocks import Asked
from contracts.notifications import ApprovalDecided
from contracts.orders import AllowanceFacts, AllowanceGranted, AllowanceRequested, PromiseSeen, WantedShipment
from contracts.receivables import PromiseBroken, StandingChanged
from contracts.values import Money
from orders import defaults, forms, gates
from orders.accounts import queries as accounts
from orders.accounts.queries import Account
from orders.releases import queries, rules
from orders.sales import queries as sales

KIND = "overdue_shipment"
GRANT = text(
    "INSERT INTO allowance (allowance_id, request_id, customer_id, branch_id, currency, amount, from_on, to_on,"
    " valid_until, promise_ids, order_ids, approval_id, granted_at) VALUES (:allowance_id, :request_id, :customer_id,"
    " :branch_id, :currency, :amount, :from_on, :to_on, :valid_until, CAST(:promise_ids AS uuid[]),"
    " CAST(:order_ids AS uuid[]), :approval_id, :now)"
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: an amount in a month, or until a day, backed by promises."""

    amount: Money
    reason: str
    month: str | None = None
    to_on: date | None = None
    promise_ids: Sequence[UUID] | None = None


async def request_allowance(tx: Tx, order_ids: Sequence[UUID], wish: Wish) -> UUID:
    """Ask for goods in spite of overdue money, against promises to pay and for named orders (O6)."""
    gate = await gates.settle(tx, await sales.customer_of(tx, order_ids[0]))
    account = gate.account
    hold = next((each for each in gate.held if each.reason == "overdue"), None)
    if hold is None:
        raise rules.NotOverdue
    known = await accounts.promises(tx, account.customer_id)
    is_open = [rules.Promised(row.promise_id, account.money(row.amount)) for row in known if row.state == "open"]
    chosen = rules.promised_for(is_open, wish.promise_ids)
    wanted = await queries.wanted(tx, account.customer_id, order_ids)
    unshipped = account.money(sum((row.unshipped for row in wanted), Decimal(0)))
    rules.demand_backed(wish.amount, chosen, unshipped)
    month = wish.month or f"{tx.today:%Y-%m}"
    from_on, to_on = rules.window(tx.today, *_month(month), wish.to_on)
    facts = _facts(account, month, known, chosen, wanted, wish.reason)
    asked = Asked(amount=wish.amount, from_on=from_on, to_on=to_on)
    form = forms.Request(KIND, f"order/{order_ids[0]}", asked, facts, tx.actor.person_id)
    approval = await forms.ask(tx, account, form)
    tx.emit(AllowanceRequested(**account.common(), hold_id=hold.hold_id, approval=approval, facts=facts))
    return approval.request_id


def _month(month: str) -> tuple[date, date]:
    first = date.fromisoformat(f"{month}-01")
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def _facts(
    account: Account, month: str, known: Sequence[Any], chosen: Sequence[rules.Promised], wanted: Sequence[Any],
    reason: str,
) -> AllowanceFacts:  # fmt: skip
    backing = {promise.promise_id for promise in chosen}
    seen = [row for row in known if row.promise_id in backing or row.state == "broken"]
    return AllowanceFacts(
        customer_name=account.name,
        month=month,
        overdue=account.money(account.overdue),
        overdue_since_on=account.overdue_since,
        promises=tuple(
            PromiseSeen(promise_id=r.promise_id, amount=account.money(r.amount), pay_on=r.pay_on, state=r.state)
            for r in seen
        ),
        wanted=tuple(
            WantedShipment(order_id=row.order_id, order_no=row.order_no, amount=account.money(row.unshipped))
            for row in wanted
        ),
        account_version=account.account_version,
        reason=reason,
    )


async def on_allowance_decided(tx: Tx, event: ApprovalDecided) -> None:
    """Grant the allowance, unless the facts have overtaken the form (O6)."""
    if event.form_kind != KIND:
        return
    customer_id = await queries.customer_of_form(tx, event.request_id)
    if customer_id is None:
        return
    account = await accounts.lock(tx, customer_id)
    form = await forms.decide(tx, event)
    if form is None or form.state != "approved":
        return
    promises = {UUID(p["promise_id"]) for p in form.facts["promises"] if p["state"] == "open"}
    is_open = {row.promise_id for row in await accounts.promises(tx, customer_id) if row.state == "open"}
    shown = Money.of(form.facts["overdue"]["amount"], account.currency)
    tolerance = tx.setting(defaults.ALLOWANCE_TOLERANCE, Scope(account.branch_id, customer_id))
    if because := rules.overtaken(shown.amount, account.overdue, tolerance, promises <= is_open):
        await forms.void(tx, form.request_id, because)
        return
    await _grant(tx, account, form, sorted(promises))


async def _grant(tx: Tx, account: Account, form: forms.Form, promises: Sequence[UUID]) -> None:
    asked = Asked.model_validate(form.asked)
    if asked.amount is None or asked.from_on is None or asked.to_on is None:
        await forms.void(tx, form.request_id, "the decision names no amount or no time")
        return
    order_ids = tuple(UUID(each["order_id"]) for each in form.facts["wanted"])
    allowance_id = new_id()
    facts = {
        **account.common(), "allowance_id": allowance_id, "request_id": form.request_id,
        "currency": account.currency, "amount": asked.amount.amount, "from_on": asked.from_on, "to_on": asked.to_on,
        "valid_until": form.valid_until, "promise_ids": list(promises), "order_ids": list(order_ids),
        "approval_id": form.approval_id, "now": tx.now,
    }  # fmt: skip
    await tx.execute(GRANT, facts)
    tx.emit(
        AllowanceGranted(
            **account.common(),
            allowance_id=allowance_id,
            request_id=form.request_id,
            amount=asked.amount,
            from_on=asked.from_on,
            to_on=asked.to_on,
            promise_ids=tuple(promises),
            order_ids=order_ids,
            approval_id=form.approval_id,
        )
    )


async def on_promise_broken(tx: Tx, event: PromiseBroken) -> None:
    """End the allowance that the promise backed: the customer's hold covers its orders again (O6)."""
    account = await accounts.lock(tx, event.customer_id)
    await forms.end_allowances(tx, account, "promise_broken", promise_id=event.promise_id)


async def on_standing_changed(tx: Tx, event: StandingChanged) -> None:
    """End allowances and withdraw forms when nothing is overdue any more (O6, N2)."""
    account = await accounts.lock(tx, event.customer_id)
    if account.standing != "good":
        return
    await forms.end_allowances(tx, account, "cured")
    await forms.withdraw(tx, account, "reason_gone", kind=KIND)
