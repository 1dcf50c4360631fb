"""What happens to an order after it is placed: edit, copy, split, cancel (O1, O2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.refusals import PreconditionFailed
from chassis.tx import Tx
from contracts.orders import CancelledLine, OrderCancelled, OrderChanged
from contracts.values import Money
from orders import forms, gates, rowset
from orders.accounts import queries as accounts
from orders.accounts.queries import Account
from orders.catalogue.queries import product_of
from orders.sales import queries, rules
from orders.sales.lines import Cancel, EditOrder, OrderContent, line_row, price_lines
from orders.sales.queries import Order, OrderLine
from orders.sales.territory import refuse_outside

DELETE_LINES = text("DELETE FROM order_line WHERE order_id = :order_id")
INSERT_LINES = text(
    "INSERT INTO order_line (line_id, order_id, branch_id, line_no, product_id, product_name, qty, unit, alt_qty,"
    " alt_unit, unit_price, list_price, amount, tax_rate)"
    " SELECT r.line_id, :order_id, :branch_id, r.line_no, r.product_id, r.product_name, r.qty, r.unit, r.alt_qty,"
    " r.alt_unit, r.unit_price, r.list_price, r.amount, r.tax_rate"
    " FROM jsonb_to_recordset(CAST(:lines AS jsonb)) AS r(line_id uuid, line_no integer, product_id uuid,"
    " product_name text, qty numeric, unit text, alt_qty numeric, alt_unit text, unit_price numeric,"
    " list_price numeric, amount numeric, tax_rate numeric)"
)
EDIT = text(
    "UPDATE sales_order SET revision = :revision, version = version + 1, state = :state, confirmed_at = :confirmed_at,"
    " value = :value, unshipped = :value, terms = :terms, term_days = :term_days, ship_to_id = :ship_to_id,"
    " place = :place, region = :region, town = :town, plate = :plate, collector = :collector, remarks = :remarks"
    " WHERE order_id = :order_id"
)
# The quantities are conditional once more, although the customer's lock already serialises them.
CANCEL_LINES = text(
    "UPDATE order_line l SET cancelled = l.cancelled + r.qty FROM jsonb_to_recordset(CAST(:rows AS jsonb))"
    " AS r(line_id uuid, qty numeric) WHERE l.line_id = r.line_id AND l.qty - l.cancelled - l.shipped >= r.qty"
)
REVALUE = text(
    "UPDATE sales_order o SET value = w.value, unshipped = w.unshipped, state = :state, confirmed_at = :confirmed_at,"
    " revision = o.revision + 1, version = o.version + 1 FROM (SELECT"
    " sum(round(l.unit_price * (l.qty - l.cancelled), 2)) AS value,"
    " sum(round(l.unit_price * (l.qty - l.cancelled), 2) - round(l.unit_price * l.shipped, 2)) AS unshipped"
    " FROM order_line l WHERE l.order_id = :order_id) w WHERE o.order_id = :order_id"
    " RETURNING o.value, o.revision"
)
RESERVE = text("UPDATE account SET reserved = reserved + :amount WHERE customer_id = :customer_id")


@dataclass(frozen=True, slots=True)
class Content:
    """A revision of an order."""

    revision: int
    lines: Sequence[OrderLine]
    value: Money


async def edit_order(tx: Tx, order_id: UUID, version: int, content: EditOrder) -> Order:
    """Change an order that has not left: what was released for the old content is void (O1)."""
    account, order = await locked(tx, order_id, version)
    if order.is_dispatched or await queries.has_left(tx, order_id):
        raise rules.AlreadyDispatched
    if content.customer_id not in {None, account.customer_id}:
        raise rules.CustomerFixed(field="/customer_id")
    row, lines = await _priced(tx, account, order, content)
    terms = rules.demand_terms(content.terms, account.terms(tx.today))
    after = {
        "terms": terms, **_place(row, content),
        "plate": content.plate, "collector": content.collector, "remarks": content.remarks,
        "lines": tuple(line.event_line() for line in lines),
    }  # fmt: skip
    before = {**order.row._mapping, "lines": tuple(line.event_line() for line in order.lines)}
    changed = rules.changed_fields(before, after)
    if not changed:
        return order
    is_content = bool({"lines", "place", "region", "town", "ship_to_id", "terms"} & set(changed))
    if is_content:
        account = await _free(tx, account, order)
    await _rewrite(tx, account, order, lines, after, is_content=is_content)
    voided = await void(tx, account, order_id, "content_changed") if is_content else ()
    value = Money.sum_of((line.amount(Decimal(0), line.qty) for line in lines), account.currency)
    tell(tx, account, order, Content(order.row.revision + is_content, lines, value), changed, voided)
    await gates.settle(tx, account.customer_id)
    return await queries.load(tx, order_id)


async def locked(tx: Tx, order_id: UUID, version: int | None = None) -> tuple[Account, Order]:
    """Lock the customer first, then read the order as it is now."""
    account = await accounts.lock(tx, await queries.customer_of(tx, order_id))
    order = await queries.load(tx, order_id)
    if version is not None and order.row.version != version:
        raise PreconditionFailed
    if order.row.state == "cancelled":
        raise rules.OrderCancelledAlready
    return account, order


async def _priced(
    tx: Tx, account: Account, order: Order, content: OrderContent
) -> tuple[Mapping[str, Any], tuple[OrderLine, ...]]:
    ids = tuple({line.product_id for line in content.lines})
    region = content.ship_to.region if content.ship_to else None
    row = await queries.gather(tx, account.customer_id, ids, content.ship_to_id, region, tx.today)
    products = {p.product_id: p for p in (product_of(each, each["prices"]) for each in row["products"])}
    lines = price_lines(content.lines, products, account.currency, frozenset(line.line_id for line in order.lines))
    region = content.ship_to.region if content.ship_to else str(_place(row, content)["region"])
    if refused := refuse_outside(tx, account, row, region, products):
        raise refused
    return row, lines


def _place(row: Mapping[str, Any], content: OrderContent) -> dict[str, Any]:
    if content.ship_to is not None:
        return {"ship_to_id": None, **content.ship_to.model_dump()}
    place = row["destination"] if content.ship_to_id else next(iter(row["ship_to"]), None)
    if place is None:
        raise rules.ShipToUnknown(field="/ship_to_id")
    return {**place, "ship_to_id": UUID(place["ship_to_id"])}


async def _free(tx: Tx, account: Account, order: Order) -> Account:
    """Take the order's reservation back; it is confirmed anew if it fits."""
    if order.row.state != "confirmed":
        return account
    await tx.execute(RESERVE, {"amount": -order.row.value, "customer_id": account.customer_id})
    return replace(account, reserved=account.reserved - order.row.value)


async def _rewrite(
    tx: Tx, account: Account, order: Order, lines: Sequence[OrderLine], after: Mapping[str, Any], *, is_content: bool
) -> None:
    row = order.row
    value = sum((line.amount(Decimal(0), line.qty).amount for line in lines), Decimal(0))
    facts = {
        **after, "order_id": row.order_id, "branch_id": row.branch_id, "revision": row.revision + is_content,
        "state": "placed" if is_content else row.state, "confirmed_at": None if is_content else row.confirmed_at,
        "value": value, "term_days": account.term_days if after["terms"] == "credit" else 0,
        "lines": rowset.pack(map(line_row, lines)),
    }  # fmt: skip
    await tx.execute(EDIT, facts)
    await tx.execute(DELETE_LINES, facts)
    await tx.execute(INSERT_LINES, facts)


async def void(tx: Tx, account: Account, order_id: UUID, because: str) -> tuple[UUID, ...]:
    """End forms and releases of the content that was (O1, O6)."""
    await forms.withdraw(tx, account, because, subject=f"order/{order_id}")
    return await forms.void_releases(tx, account, order_id)


def tell(
    tx: Tx, account: Account, order: Order, content: Content, changed: tuple[str, ...], voided: tuple[UUID, ...]
) -> None:
    """Tell that the order's content is another, and which releases ended with the old one (O1)."""
    tx.emit(
        OrderChanged(
            **account.common(), order_id=order.row.order_id, order_no=order.row.order_no, revision=content.revision,
            lines=tuple(line.event_line() for line in content.lines), value=content.value, changed=changed,
            voided_releases=voided,
            exposure=account.exposure(tx.today) if order.row.state == "confirmed" else None,
        )
    )  # fmt: skip


def quantities(order: Order, asked: Sequence[Any]) -> dict[UUID, Decimal]:
    """Check quantities against what has not left of their lines."""
    moved: dict[UUID, Decimal] = {}
    for place_no, each in enumerate(asked):
        line = order.line(each.line_id)
        if line is None or each.qty.unit != line.unit:
            raise rules.LineUnknown(field=f"/lines/{place_no}")
        if each.qty.value > line.left:
            raise rules.TooMuch(line=line.line_no, left=line.quantity(line.left), field=f"/lines/{place_no}/qty")
        moved[line.line_id] = each.qty.value
    return moved


async def reduce(tx: Tx, account: Account, order: Order, moved: Mapping[UUID, Decimal]) -> tuple[Account, Order]:
    """Lower the order by quantities that were never handed over, and its reservation with it (section 5, rule 3)."""
    rows = [{"line_id": line_id, "qty": qty} for line_id, qty in moved.items()]
    await tx.execute(CANCEL_LINES, {"rows": rowset.pack(rows)})
    is_whole = all(not line.shipped and line.left == moved.get(line.line_id, 0) for line in order.lines)
    facts = {
        "order_id": order.row.order_id,
        "state": "cancelled" if is_whole else order.row.state,
        "confirmed_at": None if is_whole else order.row.confirmed_at,
    }
    revised = (await tx.execute(REVALUE, facts)).one()
    if order.row.state == "confirmed":
        freed = revised.value - order.row.value
        await tx.execute(RESERVE, {"amount": freed, "customer_id": account.customer_id})
        account = replace(account, reserved=account.reserved + freed)
    return account, await queries.load(tx, order.row.order_id)


async def cancel_order(tx: Tx, order_id: UUID, version: int, command: Cancel) -> Order:
    """Cancel what has not left: the whole order, or quantities by line (O2)."""
    account, order = await locked(tx, order_id, version)
    if command.lines is None:
        if order.is_dispatched:
            raise rules.AlreadyDispatched
        moved = {line.line_id: line.left for line in order.lines if line.left}
    else:
        rules.demand_once([line.line_id for line in command.lines])
        moved = quantities(order, command.lines)
    await void(tx, account, order_id, "content_changed" if command.lines else "subject_ended")
    account, revised = await reduce(tx, account, order, moved)
    tx.emit(
        OrderCancelled(
            **account.common(),
            order_id=order_id,
            order_no=order.row.order_no,
            revision=revised.row.revision,
            lines=tuple(_cancelled(line, moved[line.line_id]) for line in order.lines if line.line_id in moved),
            reason=command.reason,
            whole=revised.row.state == "cancelled",
            value=revised.value,
            exposure=account.exposure(tx.today) if order.row.state == "confirmed" else None,
        )
    )
    await gates.settle(tx, account.customer_id)
    return await queries.load(tx, order_id)


def _cancelled(line: OrderLine, qty: Decimal) -> CancelledLine:
    kept = line.qty - line.cancelled
    return CancelledLine(
        line_id=line.line_id, qty=line.quantity(qty), handed_over=line.quantity(Decimal(0)),
        amount=line.amount(kept - qty, kept),
    )  # fmt: skip
