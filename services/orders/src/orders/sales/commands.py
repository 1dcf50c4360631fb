"""Placing an order: one gathering read under the customer's lock, one write (O1, O2, C2, P3, R4)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.defaults import Scope
from chassis.ids import new_id
from chassis.refusals import Refused
from chassis.tx import Tx
from contracts.orders import Destination, OrderHold, OrderPlaced
from contracts.values import Money
from orders import deadlines, defaults, gates, rowset
from orders.accounts.queries import Account, CustomerUnknown
from orders.catalogue.queries import Product, product_of
from orders.sales import queries, rules
from orders.sales.lines import PlaceOrder, ShipTo, line_row, price_lines
from orders.sales.queries import Order, OrderLine, Stops, Written
from orders.sales.territory import refuse_outside

PLACE = text(
    """
    WITH o AS (
        INSERT INTO sales_order (order_id, order_no, customer_id, branch_id, owner_id, state, source, currency, value,
            unshipped, terms, term_days, ship_to_id, place, region, town, plate, collector, remarks, copied_from_id,
            complaint_id, placed_at, placed_by, queued_at, confirmed_at, sign_off_due_at, sign_off_days, dated_by,
            account_version, credit_version)
        VALUES (:order_id, :order_no, :customer_id, :branch_id, :owner_id, :state, :source, :currency, :value, :value,
            :terms, :term_days, :ship_to_id, :place, :region, :town, :plate, :collector, :remarks, :copied_from_id,
            :complaint_id, :now, :actor, :queued_at, :confirmed_at, :sign_off_due_at, :sign_off_days, :dated_by,
            :account_version, :credit_version)
    ), l AS (
        INSERT INTO order_line (line_id, order_id, branch_id, line_no, product_id, product_name, qty, unit, alt_qty,
            alt_unit, unit_price, list_price, amount, tax_rate)
        SELECT r.line_id, :order_id, :branch_id, r.line_no, r.product_id, r.product_name, r.qty, r.unit, r.alt_qty,
            r.alt_unit, r.unit_price, r.list_price, r.amount, r.tax_rate
        FROM jsonb_to_recordset(CAST(:lines AS jsonb)) AS r(line_id uuid, line_no integer, product_id uuid,
            product_name text, qty numeric, unit text, alt_qty numeric, alt_unit text, unit_price numeric,
            list_price numeric, amount numeric, tax_rate numeric)
    ), h AS (
        INSERT INTO hold (hold_id, customer_id, branch_id, reason, scope, order_id, blocks, facts, cure_zh, cure_en,
            cure_amount, cure_refs, placed_at, placed_by)
        SELECT r.hold_id, :customer_id, :branch_id, r.reason, 'order', :order_id, r.blocks, r.facts, r.zh, r.en,
            r.amount, r.refs, :now, :actor
        FROM jsonb_to_recordset(CAST(:holds AS jsonb)) AS r(hold_id uuid, reason text, blocks text, facts jsonb,
            zh text, en text, amount numeric, refs jsonb)
    )
    UPDATE account SET reserved = :reserved, waiting = :waiting, level = :level WHERE customer_id = :customer_id
    """
)
ACCOUNT_FIELDS = tuple(field.name for field in fields(Account))
Compose = Callable[[Mapping[UUID, Product], str], tuple[OrderLine, ...]]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an order comes from; a copy or split brings its holds along, never a release."""

    source: str = "form"
    copied_from_id: UUID | None = None
    complaint_id: UUID | None = None
    queued_at: datetime | None = None
    has_credit: bool = False
    holds: tuple[gates.Due, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """An order on its way in."""

    customer_id: UUID
    product_ids: tuple[UUID, ...]
    compose: Compose
    ship_to_id: UUID | None = None
    ship_to: ShipTo | None = None
    terms: str | None = None
    plate: str | None = None
    collector: str | None = None
    remarks: str | None = None
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class Entry:
    """A draft with its place, its priced lines and the facts that decide about it."""

    draft: Draft
    destination: Destination
    lines: Sequence[OrderLine]
    order: gates.OrderFacts


@dataclass(frozen=True, slots=True)
class Placed:
    """An order that was taken, and what stops it."""

    order: Order
    stops: Stops


async def place_order(tx: Tx, command: PlaceOrder) -> Placed | Refused:
    """Take an order form: confirmed if nothing holds it, else held with its cure (O1, O2)."""
    named = command.model_dump(include={"customer_id", "ship_to_id", "terms", "plate", "collector", "remarks"})
    return await place(
        tx,
        Draft(
            **named,
            ship_to=command.ship_to,
            product_ids=tuple({line.product_id for line in command.lines}),
            compose=lambda products, currency: price_lines(command.lines, products, currency),
        ),
    )


async def place(tx: Tx, draft: Draft) -> Placed | Refused:
    """Take an order from wherever it comes; a sale outside territory or channel is an outcome (P3)."""
    region = draft.ship_to.region if draft.ship_to else None
    row = await queries.gather(tx, draft.customer_id, draft.product_ids, draft.ship_to_id, region, tx.today)
    if row is None or not row["card_version"]:
        raise CustomerUnknown
    account = Account(**{name: row[name] for name in ACCOUNT_FIELDS})
    rules.demand_sellable(account.status, account.missing_documents)
    destination = _destination(draft, row, account)
    products = {p.product_id: p for p in (product_of(each, each["prices"]) for each in row["products"])}
    if refused := refuse_outside(tx, account, row, destination.region, products):
        return refused
    lines = draft.compose(products, account.currency)
    terms = rules.demand_terms(draft.terms, account.terms(tx.today))
    order = _order(tx, draft, row, destination, lines, terms)
    return await _keep(tx, account, row, Entry(draft, destination, lines, order))


async def _keep(tx: Tx, account: Account, row: Mapping[str, Any], entry: Entry) -> Placed:
    """Hold or confirm the order, write all of it at once, and tell."""
    order, origin = entry.order, entry.draft.origin
    queue = account.waiting > 0 and not origin.has_credit
    own = row["own_territory"]
    regions = own["regions"] if own else ()
    verdict = gates.judge(gates.account_facts(tx, account, regions, row["head_at"], is_queue_ahead=queue), [order])
    dues = [due for due in verdict.dues if due.order_id]
    dues += [replace(due, order_id=order.order_id) for due in origin.holds]
    holds = [(new_id(), due) for due in dues]
    is_confirmed = order.order_id in verdict.confirm
    waits = any(due.reason == "credit_limit" for due in dues)
    reserved = account.reserved + (order.value.amount if is_confirmed else 0)
    after, crossed = gates.with_level(tx, replace(account, reserved=reserved, waiting=account.waiting + waits))
    facts = _facts(tx, after, entry, is_confirmed=is_confirmed)
    packed = rowset.pack(gates.hold_row(hold_id, due) for hold_id, due in holds)
    await tx.execute(PLACE, {**facts, "holds": packed})
    tx.emit(_placed_event(after, facts, entry, _born_with(row, holds)))
    gates.announce(tx, after, holds, ())
    if is_confirmed:
        tx.emit(gates.confirmed_event(tx, after, order))
    if crossed:
        tx.emit(*crossed)
    return Placed(Order(_written(facts), tuple(entry.lines)), Stops(_holds(after, facts, row, holds), is_allowed=False))


def _facts(tx: Tx, account: Account, entry: Entry, *, is_confirmed: bool) -> dict[str, Any]:
    draft, order = entry.draft, entry.order
    sign_off = deadlines.begin(tx, defaults.SIGN_OFF_WITHIN, Scope(account.branch_id, account.customer_id))
    return {
        **account.common(), **entry.destination.model_dump(), **_amounts(account),
        "order_id": order.order_id, "order_no": order.order_no, "state": "confirmed" if is_confirmed else "placed",
        "source": draft.origin.source, "currency": account.currency, "value": order.value.amount, "terms": order.terms,
        "term_days": account.term_days if order.terms == "credit" else 0, "plate": draft.plate,
        "collector": draft.collector, "remarks": draft.remarks, "copied_from_id": draft.origin.copied_from_id,
        "complaint_id": draft.origin.complaint_id, "now": tx.now, "actor": tx.actor.id, "queued_at": order.queued_at,
        "confirmed_at": tx.now if is_confirmed else None, "sign_off_days": sign_off.days,
        "sign_off_due_at": sign_off.due_at, "dated_by": sign_off.dated_by,
        "lines": rowset.pack(map(line_row, entry.lines)),
    }  # fmt: skip


def _written(facts: Mapping[str, Any]) -> Written:
    value = facts["value"]
    fresh = {"revision": 1, "version": 1, "unshipped": value, "covered": Decimal(0), "placed_at": facts["now"]}
    return Written({**facts, **fresh})


def _holds(
    account: gates.Account, facts: Mapping[str, Any], row: Mapping[str, Any], holds: Sequence[tuple[UUID, gates.Due]]
) -> list[Written]:
    """Give the customer's open holds and the order's own as a read would."""
    closed = {"released_at": None, "how": None, "approval_id": None}
    own = {"customer_id": account.customer_id, "scope": "order", "placed_at": facts["now"]}
    own |= {"placed_by": facts["actor"], "note": None, "version": 1, **closed}
    cures = (("cure_zh", "zh"), ("cure_en", "en"), ("cure_amount", "amount"), ("cure_refs", "refs"))
    kept = (gates.hold_row(hold_id, due) for hold_id, due in holds)
    mine = ({**own, **each, **{column: each[name] for column, name in cures}} for each in kept)
    return [Written({**closed, **each}) for each in (*row["customer_holds"], *mine)]


def _amounts(account: Account) -> dict[str, Any]:
    names = ("reserved", "waiting", "level", "account_version", "credit_version")
    return {name: getattr(account, name) for name in names}


def _destination(draft: Draft, row: Mapping[str, Any], account: Account) -> Destination:
    if draft.ship_to is not None:
        return Destination(ship_to_id=None, **draft.ship_to.model_dump())
    places = [row["destination"]] if draft.ship_to_id else account.ship_to[:1]
    if not places or places[0] is None:
        raise rules.ShipToUnknown(field="/ship_to_id")
    return Destination.model_validate(places[0])


def _order(
    tx: Tx, draft: Draft, row: Mapping[str, Any], destination: Destination, lines: Sequence[OrderLine], terms: str
) -> gates.OrderFacts:
    value = Money.sum_of((line.amount(Decimal(0), line.qty) for line in lines), row["currency"])
    return gates.OrderFacts(
        order_id=new_id(),
        order_no=f"SO{tx.today:%y%m%d}{row['number']:06d}",
        state="placed",
        value=value,
        unshipped=value,
        terms=terms,
        region=destination.region,
        queued_at=draft.origin.queued_at or tx.now,
        confirmed_at=None,
        lines=tuple(_line_facts(line) for line in lines),
        is_held_by_hand=any(due.blocks == "confirm" for due in draft.origin.holds),
    )


def _line_facts(line: OrderLine) -> gates.LineFacts:
    return gates.LineFacts(line.line_no, line.product_name, line.unit_price, line.list_price)


def _born_with(row: Mapping[str, Any], holds: Sequence[tuple[UUID, gates.Due]]) -> tuple[OrderHold, ...]:
    of_customer = [OrderHold(hold_id=UUID(each["hold_id"]), reason=each["reason"]) for each in row["customer_holds"]]
    return (*of_customer, *(OrderHold(hold_id=hold_id, reason=due.reason) for hold_id, due in holds))


def _placed_event(
    account: Account, facts: Mapping[str, Any], entry: Entry, holds: tuple[OrderHold, ...]
) -> OrderPlaced:
    order = entry.order
    return OrderPlaced(
        **account.common(), order_id=order.order_id, order_no=order.order_no, revision=1, source=facts["source"],
        lines=tuple(line.event_line() for line in entry.lines), value=order.value, ship_to=entry.destination,
        terms=order.terms, term_days=facts["term_days"], quotation_id=None, contract_id=None, project_id=None,
        copied_from_id=facts["copied_from_id"], sign_off_due_at=facts["sign_off_due_at"], holds=holds,
    )  # fmt: skip
