"""Reads of products and prices."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.refusals import NotFound
from chassis.tx import Tx
from contracts.values import UnitPrice, decimal_text
from orders.catalogue.rules import (
    SHEETS_A_REAM,
    Offer,
    Price,
    Product,
    ProductUnknown,
    Sheet,
    narrowest,
    offer,
    relisted,
)

__all__ = ["Offer", "Product", "ProductUnknown", "offer", "product_of", "products", "relisted"]

PRODUCTS = text(
    "SELECT * FROM product WHERE (CAST(:after AS text) IS NULL OR code > :after) ORDER BY code LIMIT :limit"
)
PRODUCT = text("SELECT * FROM product WHERE product_id = :product_id")
BY_CODES = text("SELECT * FROM product WHERE code = ANY(CAST(:codes AS text[]))")
KNOWN = text("SELECT product_id FROM product WHERE product_id = ANY(CAST(:ids AS uuid[]))")
PRICE_LISTS = text(
    "SELECT l.*, (SELECT count(*) FROM price p WHERE p.list_id = l.list_id) AS prices FROM price_list l"
    " WHERE CAST(:after AS uuid) IS NULL OR list_id < :after ORDER BY list_id DESC LIMIT :limit"
)
PRICE_LIST = text("SELECT * FROM price_list WHERE list_id = :list_id")
PRICES = text(
    "SELECT p.product_id, r.code, r.name, p.unit_price, p.currency, lower(p.valid) AS valid_from,"
    " upper(p.valid) - 1 AS valid_until FROM price p JOIN product r USING (product_id)"
    " WHERE p.list_id = :list_id ORDER BY r.code"
)


async def products(tx: Tx, after: str | None, limit: int) -> Sequence[Any]:
    """List products by code."""
    return (await tx.execute(PRODUCTS, {"after": after, "limit": limit})).all()


async def by_codes(tx: Tx, codes: list[str]) -> Sequence[Any]:
    """Read products by their codes."""
    return (await tx.execute(BY_CODES, {"codes": codes})).all()


async def product(tx: Tx, product_id: UUID) -> Any:
    """Read one product."""
    return (await tx.execute(PRODUCT, {"product_id": product_id})).first()


async def demand_products(tx: Tx, ids: Sequence[UUID]) -> None:
    """Refuse ids of which no product is known."""
    known = set((await tx.execute(KNOWN, {"ids": list(ids)})).scalars())
    for place, product_id in enumerate(ids):
        if product_id not in known:
            raise ProductUnknown(product=product_id, field=f"/prices/{place}/product_id")


async def price_lists(tx: Tx, after: UUID | None, limit: int) -> Sequence[Any]:
    """List price lists, the newest first."""
    return (await tx.execute(PRICE_LISTS, {"after": after, "limit": limit})).all()


async def price_list(tx: Tx, list_id: UUID) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Read a price list with its prices."""
    head = (await tx.execute(PRICE_LIST, {"list_id": list_id})).mappings().first()
    if head is None:
        raise NotFound
    prices = (await tx.execute(PRICES, {"list_id": list_id})).mappings().all()
    return dict(head), [{**row, "unit_price": decimal_text(row["unit_price"])} for row in prices]


def product_of(row: Mapping[str, Any], prices: Sequence[Mapping[str, Any]] = ()) -> Product:
    """Make a product of a row that was read as JSON, with the narrowest of the prices that apply."""
    found = narrowest(Price(UnitPrice.of(p["unit_price"], p["currency"]), p["depth"], p["grade"]) for p in prices)
    return Product(
        product_id=UUID(str(row["product_id"])),
        code=row["code"],
        name=row["name"],
        unit=row["unit"],
        sheet=_sheet(row),
        channels=tuple(row["channels"]),
        tax_rate=Decimal(str(row["tax_rate"])),
        active=row["active"],
        list_price=found.unit_price if found else None,
    )


def _sheet(row: Mapping[str, Any]) -> Sheet | None:
    if not (row["grammage"] and row["width_mm"] and row["height_mm"]):
        return None
    ream = row["sheets_per_ream"] or SHEETS_A_REAM
    return Sheet(Decimal(str(row["grammage"])), row["width_mm"], row["height_mm"], ream)
