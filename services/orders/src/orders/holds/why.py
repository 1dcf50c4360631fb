"""The answer to "why is this order held?", with each way out (X2)."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from chassis.statements import statements
from chassis.tx import Tx
from contracts.receivables import OverdueItem
from contracts.values import Instant, Money
from orders import cures
from orders.accounts import queries as accounts
from orders.holds.ways import BLOCKING, DOERS, FORMS, Act, Way, least_acts, left_after, ways
from orders.sales import queries as sales

SQL = statements(__name__)
# The overdue invoices that a card names; the cure's amount covers all.
NAMED = 20


class OpenForm(BaseModel):
    """A form that already asks for the release."""

    request_id: UUID
    opened_at: Instant
    decide_by: Instant


class WayView(BaseModel):
    """One way out of a hold, who may go it, and how many holds stand afterwards."""

    act: Act
    amount: Money | None
    roles: list[str]
    yours: bool
    leaves: int
    form: OpenForm | None


class HeldView(cures.HoldView):
    """A hold with its ways out; `facts_before` is what it rested on when it began, where that has changed."""

    facts_before: list[dict[str, str]] | None
    passed: bool
    """An allowance lets the order past this hold."""
    ways: list[WayView]


class Why(BaseModel):
    """Whether an order may go on, and if not, why and what would help; the most blocking hold first."""

    order_id: UUID
    order_no: str
    state: str
    customer_id: UUID
    customer_name: str
    acts: int
    """The fewest acts that release all that acts can release."""
    waits: int
    """Holds that end by themselves alone."""
    overdue_items: list[OverdueItem]
    overdue_more: int
    holds: list[HeldView]


async def explain(tx: Tx, order_id: UUID) -> Why:
    """Tell what holds an order, on which facts, and every way out."""
    order = (await sales.load(tx, order_id)).row
    account = await accounts.one(tx, order.customer_id)
    stops = await sales.stops(tx, order_id)
    forms = await _forms(tx, order_id, order.customer_id)
    unshipped = Money(amount=order.unshipped, currency=order.currency)
    stopping = [hold for hold in stops.holds if not _is_passed(hold, stops)]
    open_ways = {hold.hold_id: _ways(hold, unshipped) for hold in stopping}
    every = list(open_ways.values())
    holds = [
        HeldView.model_validate(
            {
                **cures.facts(hold),
                "facts_before": hold.placed_facts,
                "passed": hold.hold_id not in open_ways,
                "ways": [_view(tx, way, every, forms) for way in open_ways.get(hold.hold_id, ())],
            }
        )
        for hold in sorted(stops.holds, key=lambda hold: (_is_passed(hold, stops), BLOCKING.index(hold.blocks)))
    ]
    is_overdue = any(hold.reason == "overdue" for hold in holds)
    items = account.overdue_items if is_overdue else ()
    return Why(
        order_id=order_id, order_no=order.order_no, state="held" if order.state == "placed" else order.state,
        customer_id=order.customer_id, customer_name=account.name, acts=least_acts(every),
        waits=sum(not each for each in every), holds=holds,
        overdue_items=[OverdueItem.model_validate(item) for item in items[:NAMED]],
        overdue_more=max(0, len(items) - NAMED) + (account.overdue_more if is_overdue else 0),
    )  # fmt: skip


async def _forms(tx: Tx, order_id: UUID, customer_id: UUID) -> Mapping[str, Any]:
    rows = await tx.execute(SQL.forms, {"customer_id": customer_id, "subject": f"order/{order_id}"})
    return {row.form_kind: row for row in rows}


def _is_passed(hold: Any, stops: sales.Stops) -> bool:
    return hold.reason == "overdue" and stops.is_allowed


def _ways(hold: Any, unshipped: Money) -> tuple[Way, ...]:
    missing = Money.of(hold.cure_amount, unshipped.currency) if hold.cure_amount is not None else None
    return ways(hold.reason, hold.hold_id, missing, unshipped)


def _view(tx: Tx, way: Way, every: Sequence[Sequence[Way]], forms: Mapping[str, Any]) -> WayView:
    form = forms.get(FORMS.get(way.act, ""))
    return WayView(
        act=way.act, amount=way.amount, roles=list(DOERS[way.act]), leaves=left_after(way, every),
        yours=not tx.actor.roles.isdisjoint(DOERS[way.act]),
        form=OpenForm.model_validate(form, from_attributes=True) if form else None,
    )  # fmt: skip
