"""Reads of orders: the gathering read of placing, and orders with their lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.refusals import NotFound
from chassis.tx import Tx
from contracts.blocks import Line
from contracts.orders import Destination
from contracts.partition import shard_of
from contracts.values import Money, Quantity, UnitPrice
from orders.sales.rules import amount_between

# The one read of placing an order: it locks the customer and brings all that decides.
GATHER = text(
    """
    WITH a AS MATERIALIZED (SELECT * FROM account WHERE customer_id = :customer_id FOR UPDATE),
    d AS (
        SELECT s.ship_to_id, s.place, s.region, s.town FROM a, jsonb_to_recordset(a.ship_to)
            AS s(ship_to_id uuid, place text, region text, town boolean)
        WHERE s.ship_to_id = CAST(:ship_to_id AS uuid)
    )
    SELECT a.*, nextval('order_no') AS number, (SELECT row_to_json(d) FROM d) AS destination,
        (SELECT row_to_json(t) FROM territory t WHERE t.territory_id = a.territory_id) AS own_territory,
        (SELECT row_to_json(t) FROM territory t
         WHERE coalesce((SELECT region FROM d), :region) = ANY(t.regions)
         ORDER BY t.territory_id LIMIT 1) AS region_territory,
        (SELECT head_at FROM consumer_cursor
         WHERE consumer_group = 'orders' AND source = 'branchline/receivables' AND shard = :shard) AS head_at,
        (SELECT coalesce(json_agg(json_build_object('hold_id', h.hold_id, 'customer_id', h.customer_id,
            'reason', h.reason, 'scope', h.scope, 'order_id', NULL, 'blocks', h.blocks, 'facts', h.facts,
            'cure_zh', h.cure_zh, 'cure_en', h.cure_en, 'cure_amount', CAST(h.cure_amount AS text),
            'cure_refs', h.cure_refs, 'placed_at', h.placed_at, 'placed_by', h.placed_by, 'note', h.note,
            'version', h.version) ORDER BY h.placed_at, h.hold_id), '[]') FROM hold h
         WHERE h.customer_id = a.customer_id AND h.order_id IS NULL AND h.released_at IS NULL) AS customer_holds,
        (SELECT coalesce(json_agg(json_build_object('product_id', p.product_id, 'code', p.code, 'name', p.name,
            'unit', p.unit, 'grammage', CAST(p.grammage AS text), 'width_mm', p.width_mm, 'height_mm', p.height_mm,
            'sheets_per_ream', p.sheets_per_ream, 'channels', p.channels, 'tax_rate', CAST(p.tax_rate AS text),
            'active', p.active, 'prices', (
                SELECT coalesce(json_agg(json_build_object('unit_price', CAST(q.unit_price AS text),
                    'currency', q.currency, 'grade', q.grade, 'depth', length(pb.path))), '[]')
                FROM price q LEFT JOIN org_branch pb ON pb.branch_id = q.branch_id
                WHERE q.product_id = p.product_id AND q.valid @> CAST(:today AS date)
                    AND (q.grade IS NULL OR q.grade = a.grade)
                    AND (q.branch_id IS NULL OR ob.path LIKE pb.path || '%')))), '[]')
         FROM product p WHERE p.product_id = ANY(CAST(:product_ids AS uuid[]))) AS products
    FROM a LEFT JOIN org_branch ob ON ob.branch_id = a.branch_id
    """
)
ORDER = text("SELECT * FROM sales_order WHERE order_id = :order_id")
CUSTOMER_OF = text("SELECT customer_id FROM sales_order WHERE order_id = :order_id")
LINES = text("SELECT * FROM order_line WHERE order_id = :order_id ORDER BY line_no")
HAS_LEFT = text("SELECT EXISTS (SELECT FROM shipment WHERE order_id = :order_id)")
STOPS = text(
    "SELECT h.* FROM hold h JOIN sales_order o ON o.customer_id = h.customer_id WHERE o.order_id = :order_id"
    " AND h.released_at IS NULL AND (h.order_id IS NULL OR h.order_id = o.order_id) AND o.unshipped > 0"
    " AND o.state <> 'cancelled' ORDER BY h.placed_at, h.hold_id"
)
ALLOWED = text(
    "SELECT EXISTS (SELECT 1 FROM allowance WHERE ended_at IS NULL AND :order_id = ANY(order_ids)"
    " AND CAST(:today AS date) BETWEEN from_on AND to_on AND (valid_until IS NULL OR valid_until >= :now)"
    " AND amount > drawn)"
)
LAST_PRICES = text(
    "SELECT l.product_id, o.order_no, o.placed_at, l.unit_price FROM unnest(CAST(:products AS uuid[])) AS w(product_id)"
    " CROSS JOIN LATERAL (SELECT * FROM order_line x WHERE x.product_id = w.product_id AND EXISTS (SELECT 1"
    " FROM sales_order s WHERE s.order_id = x.order_id AND s.customer_id = :customer_id AND s.state = 'confirmed')"
    " ORDER BY x.line_id DESC LIMIT 3) l JOIN sales_order o ON o.order_id = l.order_id"
)


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A line as it is kept: what was ordered, and what became of it."""

    line_id: UUID
    line_no: int
    product_id: UUID
    product_name: str
    qty: Decimal
    unit: str
    alt_qty: Decimal | None
    alt_unit: str | None
    unit_price: UnitPrice
    list_price: UnitPrice | None
    tax_rate: Decimal
    cancelled: Decimal = Decimal(0)
    shipped: Decimal = Decimal(0)
    delivered: Decimal = Decimal(0)
    returned: Decimal = Decimal(0)

    @property
    def left(self) -> Decimal:
        """Tell what may still leave, be cancelled or be split off."""
        return self.qty - self.cancelled - self.shipped

    def amount(self, before: Decimal, after: Decimal) -> Money:
        """Price the quantity between two totals of the line."""
        return amount_between(self.unit_price, before, after, self.unit)

    def quantity(self, value: Decimal) -> Quantity:
        """Give a quantity in the line's unit."""
        return Quantity(value=value, unit=self.unit)

    def event_line(self) -> Line:
        """Frame the line as events carry it: what is ordered and not cancelled."""
        alt = None if self.alt_qty is None or self.alt_unit is None or self.cancelled else self.alt_qty
        return Line(
            line_id=self.line_id,
            line_no=self.line_no,
            product_id=self.product_id,
            product_name=self.product_name,
            qty=self.quantity(self.qty - self.cancelled),
            qty_alt=Quantity(value=alt, unit=self.alt_unit) if alt is not None and self.alt_unit else None,
            unit_price=self.unit_price,
            list_price=self.list_price,
            amount=self.amount(Decimal(0), self.qty - self.cancelled),
            tax_rate=self.tax_rate,
        )


@dataclass(frozen=True, slots=True)
class Written:
    """A row that this transaction has just written, in the shape of one that was read."""

    _mapping: Mapping[str, Any]

    def __getattr__(self, name: str) -> Any:
        """Give a column."""
        try:
            return self._mapping[name]
        except KeyError:
            raise AttributeError(name) from None


@dataclass(frozen=True, slots=True)
class Order:
    """An order with its lines."""

    row: Any
    lines: tuple[OrderLine, ...]

    @property
    def value(self) -> Money:
        """Tell what is ordered and not cancelled."""
        return Money(amount=self.row.value, currency=self.row.currency)

    @property
    def destination(self) -> Destination:
        """Tell where the goods go."""
        row = self.row
        return Destination(ship_to_id=row.ship_to_id, place=row.place, region=row.region, town=row.town)

    @property
    def is_dispatched(self) -> bool:
        """Tell whether anything has left."""
        return any(line.shipped for line in self.lines)

    def line(self, line_id: UUID) -> OrderLine | None:
        """Find a line."""
        return next((line for line in self.lines if line.line_id == line_id), None)


async def gather(
    tx: Tx, customer_id: UUID, product_ids: Sequence[UUID], ship_to_id: UUID | None, region: str | None, today: date
) -> Any:
    """Lock the customer and read what placing an order needs, in one round trip."""
    facts = {
        "customer_id": customer_id, "ship_to_id": ship_to_id, "region": region, "today": today,
        "product_ids": list(product_ids), "shard": shard_of(str(customer_id)),
    }  # fmt: skip
    return (await tx.execute(GATHER, facts)).mappings().first()


async def customer_of(tx: Tx, order_id: UUID) -> UUID:
    """Tell whose order it is, without locking."""
    found: UUID | None = (await tx.execute(CUSTOMER_OF, {"order_id": order_id})).scalar_one_or_none()
    if found is None:
        raise NotFound
    return found


async def load(tx: Tx, order_id: UUID) -> Order:
    """Read an order with its lines; commands do so under the customer's lock."""
    row = (await tx.execute(ORDER, {"order_id": order_id})).first()
    if row is None:
        raise NotFound
    lines = (await tx.execute(LINES, {"order_id": order_id})).all()
    return Order(row, tuple(line_of(line, row.currency) for line in lines))


async def has_left(tx: Tx, order_id: UUID) -> bool:
    """Tell whether anything ever left, also if all of it came back from the door."""
    return bool((await tx.execute(HAS_LEFT, {"order_id": order_id})).scalar_one())


def line_of(row: Any, currency: str) -> OrderLine:
    """Make a line of its row."""
    return OrderLine(
        row.line_id, row.line_no, row.product_id, row.product_name, row.qty, row.unit, row.alt_qty, row.alt_unit,
        UnitPrice(amount=row.unit_price, currency=currency),
        UnitPrice(amount=row.list_price, currency=currency) if row.list_price is not None else None,
        row.tax_rate, row.cancelled, row.shipped, row.delivered, row.returned,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stops:
    """The open holds of an order, and whether an allowance lets it past an overdue one."""

    holds: Sequence[Any]
    is_allowed: bool

    @property
    def lets_through(self) -> bool:
        """Tell whether goods may leave."""
        return all(hold.reason == "overdue" and self.is_allowed for hold in self.holds)


async def stops(tx: Tx, order_id: UUID) -> Stops:
    """Read what stops an order now (X2)."""
    holds = (await tx.execute(STOPS, {"order_id": order_id})).all()
    facts = {"order_id": order_id, "today": tx.today, "now": tx.now}
    return Stops(holds, bool(holds) and (await tx.execute(ALLOWED, facts)).scalar_one())


async def last_prices(tx: Tx, customer_id: UUID, products: Sequence[UUID]) -> Sequence[Any]:
    """Read at which prices the customer bought the products before (O1)."""
    return (await tx.execute(LAST_PRICES, {"customer_id": customer_id, "products": list(products)})).all()
