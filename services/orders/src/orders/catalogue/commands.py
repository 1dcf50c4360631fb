"""Keep products and publish prices, many at a time (O1, O15)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.ids import new_id
from chassis.refusals import NotFound, PreconditionFailed
from chassis.tx import Tx
from contracts.orders import PriceChange, PriceListPublished, ProductChanged
from contracts.values import UnitPrice
from orders import rowset
from orders.catalogue.rules import PriceListOverlaps

CURRENCY = "CNY"

# Unchanged products return no row, so they raise no event.
KEEP_PRODUCTS = text(
    "INSERT INTO product AS p (product_id, code, name, unit, grammage, width_mm, height_mm, sheets_per_ream, channels,"
    " tax_rate, active, version)"
    " SELECT r.product_id, r.code, r.name, r.unit, r.grammage, r.width_mm, r.height_mm, r.sheets_per_ream,"
    " ARRAY(SELECT jsonb_array_elements_text(r.channels)), r.tax_rate, r.active, 1"
    " FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(product_id uuid, code text, name text, unit text,"
    " grammage numeric, width_mm integer, height_mm integer, sheets_per_ream integer, channels jsonb,"
    " tax_rate numeric, active boolean) ORDER BY r.code"
    " ON CONFLICT (code) DO UPDATE SET name = excluded.name, unit = excluded.unit, grammage = excluded.grammage,"
    " width_mm = excluded.width_mm, height_mm = excluded.height_mm, sheets_per_ream = excluded.sheets_per_ream,"
    " channels = excluded.channels, tax_rate = excluded.tax_rate, active = excluded.active, version = p.version + 1"
    " WHERE (p.name, p.unit, p.grammage, p.width_mm, p.height_mm, p.sheets_per_ream, p.channels, p.tax_rate, p.active)"
    " IS DISTINCT FROM (excluded.name, excluded.unit, excluded.grammage, excluded.width_mm, excluded.height_mm,"
    " excluded.sheets_per_ream, excluded.channels, excluded.tax_rate, excluded.active) RETURNING p.*"
)
LOCK_PRODUCT = text("SELECT code, version FROM product WHERE product_id = :product_id FOR UPDATE")
# What ran on without an end makes way for the list that follows it.
CLOSE_BEFORE = text(
    "UPDATE price p SET valid = daterange(lower(p.valid), n.valid_from)"
    " FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS n(product_id uuid, branch_id uuid, grade text, valid_from date,"
    " valid_until date)"
    " WHERE p.product_id = n.product_id AND p.branch_id IS NOT DISTINCT FROM n.branch_id"
    " AND p.grade IS NOT DISTINCT FROM n.grade AND n.valid_until IS NULL AND upper_inf(p.valid)"
    " AND lower(p.valid) < n.valid_from RETURNING p.product_id, p.branch_id, p.grade, p.unit_price"
)
OVERLAPS = text(
    "SELECT n.place, r.code, l.list_no FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS n(place integer,"
    " product_id uuid, branch_id uuid, grade text, valid_from date, valid_until date)"
    " JOIN price p ON p.product_id = n.product_id AND p.branch_id IS NOT DISTINCT FROM n.branch_id"
    " AND p.grade IS NOT DISTINCT FROM n.grade AND p.valid && daterange(n.valid_from, n.valid_until, '[]')"
    " AND NOT (n.valid_until IS NULL AND upper_inf(p.valid) AND lower(p.valid) < n.valid_from)"
    " JOIN price_list l ON l.list_id = p.list_id JOIN product r ON r.product_id = p.product_id ORDER BY n.place"
)
INSERT_LISTS = text(
    "INSERT INTO price_list (list_id, list_no, branch_id, grade, valid_from, valid_until, published_at, published_by)"
    " SELECT r.list_id, 'PL' || lpad(CAST(nextval('price_list_no') AS text), 6, '0'), r.branch_id, r.grade,"
    " r.valid_from, r.valid_until, :now, :actor FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(list_id uuid,"
    " branch_id uuid, grade text, valid_from date, valid_until date) RETURNING list_id, list_no"
)
INSERT_PRICES = text(
    "INSERT INTO price (list_id, product_id, branch_id, grade, currency, unit_price, valid)"
    " SELECT n.list_id, n.product_id, n.branch_id, n.grade, :currency, n.unit_price,"
    " daterange(n.valid_from, n.valid_until, '[]') FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS n(list_id uuid,"
    " product_id uuid, branch_id uuid, grade text, unit_price numeric, valid_from date, valid_until date)"
)
NAMES = text("SELECT product_id, name FROM product WHERE product_id = ANY(CAST(:ids AS uuid[]))")


@dataclass(frozen=True, slots=True)
class NewPrice:
    """A price of a product for a branch, grade and time."""

    product_id: UUID
    branch_id: UUID | None
    grade: str | None
    unit_price: Decimal
    valid_from: date
    valid_until: date | None

    @property
    def of_list(self) -> tuple[str, str, date, str]:
        """Name the list that the price belongs to."""
        return str(self.branch_id or ""), self.grade or "", self.valid_from, str(self.valid_until or "")


async def keep_products(tx: Tx, rows: Sequence[Mapping[str, Any]], *, quiet: bool = False) -> list[Any]:
    """Make or change products; those that stay as they are raise nothing (O15)."""
    wanted = [{"product_id": new_id(), "sheets_per_ream": None, "active": True, **row} for row in rows]
    changed = (await tx.execute(KEEP_PRODUCTS, {"rows": rowset.pack(wanted)})).all()
    for row in changed:
        tx.emit(_product_changed(row), quiet=quiet)
    return list(changed)


async def edit_product(tx: Tx, product_id: UUID, version: int, row: Mapping[str, Any]) -> Any:
    """Change a product of a known version; its code stays (O15)."""
    found = (await tx.execute(LOCK_PRODUCT, {"product_id": product_id})).first()
    if found is None:
        raise NotFound
    if found.version != version:
        raise PreconditionFailed
    return await keep_products(tx, [{**row, "code": found.code}])


def _product_changed(row: Any) -> ProductChanged:
    return ProductChanged(
        product_id=row.product_id, code=row.code, name=row.name, unit=row.unit, grammage=row.grammage,
        width_mm=row.width_mm, length_mm=row.height_mm, sheets_per_ream=row.sheets_per_ream,
        channels=tuple(row.channels), active=row.active, version=row.version,
    )  # fmt: skip


async def overlaps(tx: Tx, prices: Sequence[NewPrice]) -> Sequence[Any]:
    """Find what is already priced for the same branch, grade and time, by its place among the new prices."""
    rows = [{"place": place, **asdict(price)} for place, price in enumerate(prices)]
    return (await tx.execute(OVERLAPS, {"rows": rowset.pack(rows)})).all()


async def publish(tx: Tx, prices: Sequence[NewPrice], *, quiet: bool = False) -> list[UUID]:
    """Publish prices, a list for each branch, grade and time; an open list before them ends (O1)."""
    for found in await overlaps(tx, prices):
        raise PriceListOverlaps(product=found.code, list_no=found.list_no, field="/prices")
    ended = (await tx.execute(CLOSE_BEFORE, {"rows": rowset.pack(map(asdict, prices))})).all()
    before = {(row.product_id, row.branch_id, row.grade): row.unit_price for row in ended}
    lists = {
        new_id(): list(group) for _, group in groupby(sorted(prices, key=lambda p: p.of_list), key=lambda p: p.of_list)
    }
    heads = [{"list_id": list_id, **asdict(group[0])} for list_id, group in lists.items()]
    facts = {"rows": rowset.pack(heads), "now": tx.now, "actor": tx.actor.id}
    numbers = {row.list_id: row.list_no for row in await tx.execute(INSERT_LISTS, facts)}
    rows = [{"list_id": list_id, **asdict(price)} for list_id, group in lists.items() for price in group]
    await tx.execute(INSERT_PRICES, {"rows": rowset.pack(rows), "currency": CURRENCY})
    ids = list({price.product_id for price in prices})
    names = {row.product_id: row.name for row in await tx.execute(NAMES, {"ids": ids})}
    for list_id, group in lists.items():
        tx.emit(_published(list_id, numbers[list_id], group, before, names), quiet=quiet)
    return list(lists)


def _published(
    list_id: UUID, list_no: str, prices: Sequence[NewPrice], before: Mapping[Any, Decimal], names: Mapping[UUID, str]
) -> PriceListPublished:
    head = prices[0]
    return PriceListPublished(
        list_id=list_id,
        list_no=list_no,
        branch_id=head.branch_id,
        grade=head.grade,
        valid_from_on=head.valid_from,
        valid_until_on=head.valid_until,
        changes=tuple(
            PriceChange(
                product_id=price.product_id,
                product_name=names[price.product_id],
                min_qty=None,
                old=_price(before.get((price.product_id, price.branch_id, price.grade))),
                new=_price(price.unit_price),
            )
            for price in prices
        ),
    )


def _price(amount: Decimal | None) -> UnitPrice | None:
    return None if amount is None else UnitPrice(amount=amount, currency=CURRENCY)
