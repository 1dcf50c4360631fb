"""The discount form (优惠价格审批表): asked, decided, applied to just these lines and prices (O1)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.tx import Tx
from contracts.blocks import Asked, AskedLine
from contracts.notifications import ApprovalDecided
from contracts.orders import DiscountFacts, DiscountLine, DiscountRequested, LastPrice
from contracts.values import Money, UnitPrice
from orders import forms, gates, rowset
from orders.accounts import queries as accounts
from orders.accounts.queries import Account
from orders.releases import queries, rules
from orders.sales import queries as sales
from orders.sales.queries import Order, OrderLine

KIND = "discount"
RELEASE = text(
    "INSERT INTO price_release (order_id, line_id, revision, branch_id, unit_price, qty, request_id, approval_id,"
    " valid_until) SELECT o.order_id, r.line_id, o.revision, o.branch_id, r.unit_price, r.qty, :request_id,"
    " :approval_id, :valid_until FROM sales_order o, jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(line_id uuid,"
    " unit_price numeric, qty numeric) WHERE o.order_id = :order_id AND o.revision = :revision"
    " ON CONFLICT (line_id, revision) DO UPDATE SET unit_price = excluded.unit_price, qty = excluded.qty,"
    " request_id = excluded.request_id, approval_id = excluded.approval_id, valid_until = excluded.valid_until,"
    " voided_at = NULL"
)


async def request_discount(tx: Tx, order_id: UUID, reason: str) -> UUID:
    """Open the form for an order held below its list, with what its approver must see (O1)."""
    gate = await gates.settle(tx, await sales.customer_of(tx, order_id))
    order = await sales.load(tx, order_id)
    hold = next((each for each in gate.stops(order_id) if each.reason == "price_below_list"), None)
    if hold is None:
        raise rules.NothingBelowList
    below = [line for line in order.lines if line.list_price is not None and line.unit_price < line.list_price]
    before = await sales.last_prices(tx, gate.account.customer_id, [line.product_id for line in below])
    facts = _facts(tx, gate.account, order, below, before, reason)
    asked = Asked(
        lines=tuple(
            AskedLine(line_id=line.line_id, price=line.unit_price, qty=line.quantity(line.qty - line.cancelled))
            for line in below
        )
    )
    form = forms.Request(KIND, f"order/{order_id}", asked, facts, tx.actor.person_id, order.row.revision)
    approval = await forms.ask(tx, gate.account, form)
    tx.emit(DiscountRequested(**gate.account.common(), hold_id=hold.hold_id, approval=approval, facts=facts))
    return approval.request_id


def _facts(
    tx: Tx, account: Account, order: Order, below: Sequence[OrderLine], before: Sequence[Any], reason: str
) -> DiscountFacts:
    last: dict[UUID, list[LastPrice]] = defaultdict(list)
    for row in before:
        price = UnitPrice(amount=row.unit_price, currency=account.currency)
        sold_on = tx.calendar.local_day(row.placed_at)
        last[row.product_id].append(LastPrice(order_no=row.order_no, sold_on=sold_on, unit_price=price))
    lines = tuple(_line(line, last) for line in below)
    return DiscountFacts(
        order_id=order.row.order_id, order_no=order.row.order_no, customer_name=account.name, grade=account.grade,
        lines=lines, difference=Money.sum_of((line.difference for line in lines), account.currency), reason=reason,
    )  # fmt: skip


def _line(line: OrderLine, last: Mapping[UUID, Sequence[LastPrice]]) -> DiscountLine:
    qty = line.quantity(line.qty - line.cancelled)
    listed = line.list_price or line.unit_price
    return DiscountLine(
        line_id=line.line_id, line_no=line.line_no, product_id=line.product_id, product_name=line.product_name,
        qty=qty, list_price=listed, asked_price=line.unit_price,
        difference=listed.for_quantity(qty) - line.unit_price.for_quantity(qty),
        last_prices=tuple(last.get(line.product_id, ())),
    )  # fmt: skip


async def on_discount_decided(tx: Tx, event: ApprovalDecided) -> None:
    """Release just the lines, prices and quantities that were approved (O1)."""
    if event.form_kind != KIND:
        return
    customer_id = await queries.customer_of_form(tx, event.request_id)
    if customer_id is None:
        return
    await accounts.lock(tx, customer_id)
    form = await forms.decide(tx, event)
    if form is None or form.state != "approved":
        return
    rows = [
        {"line_id": line["line_id"], "unit_price": line["price"]["amount"], "qty": line["qty"]["value"]}
        for line in form.asked["lines"]
        if line["price"] and line["qty"]
    ]
    facts = {
        "order_id": form.subject_id, "revision": form.revision, "request_id": form.request_id,
        "approval_id": form.approval_id, "valid_until": form.valid_until, "rows": rowset.pack(rows),
    }  # fmt: skip
    await tx.execute(RELEASE, facts)
    await gates.settle(tx, customer_id)
