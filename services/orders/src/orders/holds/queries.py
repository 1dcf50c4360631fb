"""Reads of holds, and of all that decides about a customer's open orders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.tx import Tx
from contracts.partition import shard_of
from contracts.values import Money, UnitPrice
from orders.holds.changes import Held
from orders.holds.rules import BY_HAND, LineFacts, OrderFacts

# One row, so that all facts are of one instant under the customer's lock. Decimals travel as text.
SCENE = text(
    """
    SELECT (SELECT regions FROM territory WHERE territory_id = CAST(:territory_id AS uuid)) AS regions,
        (SELECT head_at FROM consumer_cursor
         WHERE consumer_group = 'orders' AND source = 'branchline/receivables' AND shard = :shard) AS head_at,
        (SELECT coalesce(json_agg(json_build_object(
            'hold_id', h.hold_id, 'reason', h.reason, 'order_id', h.order_id, 'blocks', h.blocks, 'zh', h.cure_zh,
            'en', h.cure_en, 'amount', CAST(h.cure_amount AS text), 'refs', h.cure_refs, 'facts', h.facts)), '[]')
         FROM hold h WHERE h.customer_id = :customer_id AND h.released_at IS NULL) AS holds,
        (SELECT coalesce(json_agg(json_build_object(
            'order_id', o.order_id, 'order_no', o.order_no, 'revision', o.revision, 'state', o.state,
            'value', CAST(o.value AS text), 'unshipped', CAST(o.unshipped AS text), 'terms', o.terms,
            'region', o.region, 'queued_at', o.queued_at,
            'confirmed_at', o.confirmed_at, 'lines', CASE WHEN o.state = 'placed' THEN (
                SELECT json_agg(json_build_object('line_no', l.line_no, 'name', l.product_name,
                    'unit_price', CAST(l.unit_price AS text), 'list_price', CAST(l.list_price AS text),
                    'released', CAST(r.unit_price AS text), 'approval_id', r.approval_id) ORDER BY l.line_no)
                FROM order_line l LEFT JOIN price_release r ON r.line_id = l.line_id AND r.revision = o.revision
                    AND r.voided_at IS NULL AND r.qty >= l.qty - l.cancelled
                    AND (r.valid_until IS NULL OR r.valid_until >= :now)
                WHERE l.order_id = o.order_id) END)), '[]')
         FROM sales_order o
         WHERE o.customer_id = :customer_id AND o.unshipped > 0 AND o.state <> 'cancelled') AS orders
    """
)
ONE = text("SELECT * FROM hold WHERE hold_id = :hold_id")
CUSTOMER_OF = text("SELECT customer_id FROM hold WHERE hold_id = :hold_id")
LIST = text(
    "SELECT * FROM hold WHERE (CAST(:customer_id AS uuid) IS NULL OR customer_id = :customer_id)"
    " AND (CAST(:order_id AS uuid) IS NULL OR order_id = :order_id)"
    " AND (CAST(:state AS text) IS NULL OR (released_at IS NULL) = (:state = 'open'))"
    " AND (CAST(:after AS uuid) IS NULL OR hold_id < :after)"
    " ORDER BY hold_id DESC LIMIT :limit"
)


@dataclass(frozen=True, slots=True)
class Scene:
    """All that decides about a customer's open orders."""

    regions: tuple[str, ...]
    head_at: datetime | None
    held: tuple[Held, ...]
    orders: tuple[OrderFacts, ...]
    approvals: Mapping[UUID, UUID]
    """By order: the approval that released its prices."""


async def scene(tx: Tx, customer_id: UUID, territory_id: UUID | None, currency: str) -> Scene:
    """Gather open orders, open holds, territory and the age of the view in one round trip."""
    facts = {
        "customer_id": customer_id,
        "territory_id": territory_id,
        "shard": shard_of(str(customer_id)),
        "now": tx.now,
    }
    row = (await tx.execute(SCENE, facts)).one()
    held = tuple(held_of(each, currency) for each in row.holds)
    by_hand = {hold.order_id for hold in held if hold.blocks == "confirm" and hold.reason in BY_HAND}
    orders = tuple(_order(each, currency, is_held=UUID(each["order_id"]) in by_hand) for each in row.orders)
    approvals = {
        UUID(each["order_id"]): UUID(line["approval_id"])
        for each in row.orders
        for line in each["lines"] or ()
        if line["approval_id"]
    }
    return Scene(tuple(row.regions or ()), row.head_at, held, orders, approvals)


def held_of(row: Mapping[str, Any], currency: str) -> Held:
    """Make an open hold of a row that was read as JSON."""
    return Held(
        hold_id=UUID(row["hold_id"]),
        reason=row["reason"],
        order_id=UUID(row["order_id"]) if row["order_id"] else None,
        blocks=row["blocks"],
        zh=row["zh"],
        en=row["en"],
        amount=Money.of(row["amount"], currency) if row["amount"] is not None else None,
        refs=tuple(row["refs"]),
        facts=tuple((fact["name"], fact["value"]) for fact in row["facts"]),
    )


def _order(row: Mapping[str, Any], currency: str, *, is_held: bool) -> OrderFacts:
    return OrderFacts(
        order_id=UUID(row["order_id"]),
        order_no=row["order_no"],
        state=row["state"],
        value=Money.of(row["value"], currency),
        unshipped=Money.of(row["unshipped"], currency),
        terms=row["terms"],
        region=row["region"],
        queued_at=datetime.fromisoformat(row["queued_at"]),
        confirmed_at=datetime.fromisoformat(row["confirmed_at"]) if row["confirmed_at"] else None,
        lines=tuple(_line(line, currency) for line in row["lines"] or ()),
        revision=row["revision"],
        is_held_by_hand=is_held,
    )


def _line(row: Mapping[str, Any], currency: str) -> LineFacts:
    def price(name: str) -> UnitPrice | None:
        return UnitPrice.of(row[name], currency) if row[name] is not None else None

    return LineFacts(
        row["line_no"], row["name"], UnitPrice.of(row["unit_price"], currency), price("list_price"), price("released")
    )


async def customer_of(tx: Tx, hold_id: UUID) -> UUID | None:
    """Tell whose hold it is."""
    found: UUID | None = (await tx.execute(CUSTOMER_OF, {"hold_id": hold_id})).scalar_one_or_none()
    return found


async def one(tx: Tx, hold_id: UUID) -> Any:
    """Read a hold."""
    return (await tx.execute(ONE, {"hold_id": hold_id})).first()


async def holds(tx: Tx, **wanted: Any) -> Sequence[Any]:
    """List holds, the newest first."""
    return (await tx.execute(LIST, wanted)).all()
