"""Routes of products and price lists."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Response
from pydantic import BaseModel, BeforeValidator, Field, StrictInt

from chassis.refusals import Invalid, NotFound
from chassis.tx import Tx
from contracts.values import AmountText, plain_decimal
from edge.access import EVERY_ROLE, action
from edge.http import Version, router, tag
from edge.inputs import Command, Flag, Name, PositivePrice, Ratio, StrictDay, Text, Uuid
from edge.paging import Cursor, Page, PageQuery
from orders.catalogue import queries
from orders.catalogue.commands import NewPrice, edit_product, keep_products, publish

routes = router(tags=["catalogue"])
CODES: Cursor[str] = Cursor(str)
LISTS: Cursor[UUID] = Cursor(UUID)
PRICES_MAX = 5000
KEEPERS = ("sales_administration", "market_administration", "deputy_general_manager", "general_manager")
Millimetres = Annotated[StrictInt, Field(gt=0, le=100_000)]
Grammage = Annotated[AmountText, BeforeValidator(plain_decimal), Field(gt=0, le=10_000, decimal_places=3)]


class PeriodReversed(Invalid):
    """Refuse a list that ends before it begins (O1)."""

    code, duty = "price_list.period_reversed", "O1"
    zh, en = "结束日期早于开始日期。", "The list ends before it begins."


class ProductBody(Command):
    """A product as it should be; `channels` empty lets every channel sell it."""

    name: Name
    unit: Annotated[str, Field(pattern="^(kg|t|sheet|ream|piece)$")]
    grammage: Grammage | None = None
    width_mm: Millimetres | None = None
    height_mm: Millimetres | None = None
    sheets_per_ream: Annotated[StrictInt, Field(gt=0, le=10_000)] | None = None
    channels: Annotated[list[Name], Field(max_length=50)] = Field(default_factory=list)
    tax_rate: Ratio
    active: Flag = True


class NewProductBody(ProductBody):
    """A new product with its code."""

    code: Annotated[Text, Field(max_length=60)]


class ProductView(BaseModel):
    """A product as it is."""

    product_id: UUID
    code: str
    name: str
    unit: str
    grammage: AmountText | None
    width_mm: int | None
    height_mm: int | None
    sheets_per_ream: int | None
    channels: list[str]
    tax_rate: AmountText
    active: bool
    version: int


class PriceBody(Command):
    """A product's price in a list, for its own unit."""

    product_id: Uuid
    unit_price: PositivePrice


class PriceListBody(Command):
    """A list for a branch and all below it, a grade, or for everybody."""

    branch_id: Uuid | None = None
    grade: Annotated[str, Field(pattern="^[A-D]$")] | None = None
    valid_from: StrictDay
    valid_until: StrictDay | None = None
    prices: Annotated[list[PriceBody], Field(min_length=1, max_length=PRICES_MAX)]


class Published(BaseModel):
    """The list that took effect."""

    list_id: UUID


@routes.post("/products", status_code=201)
async def add_product(body: NewProductBody, tx: Annotated[Tx, action(*KEEPERS)], response: Response) -> ProductView:
    """Add a product; the same product again changes nothing (O15)."""
    await keep_products(tx, [body.model_dump()])
    row = next(r for r in await queries.by_codes(tx, [body.code]))
    tag(response, row.version)
    return _view(row)


@routes.put("/products/{product_id}")
async def change_product(
    product_id: Uuid, body: ProductBody, tx: Annotated[Tx, action(*KEEPERS)], version: Version, response: Response
) -> ProductView:
    """Change a product (O15)."""
    await edit_product(tx, product_id, version, body.model_dump())
    return await _one(tx, product_id, response)


@routes.get("/products")
async def list_products(
    query: Annotated[PageQuery, Query()], tx: Annotated[Tx, action(*EVERY_ROLE)]
) -> Page[ProductView]:
    """List products by code."""
    rows = await queries.products(tx, CODES.decode(query.after), query.limit + 1)
    return CODES.page(rows, query.limit, lambda row: str(row.code), _view)


@routes.get("/products/{product_id}")
async def one_product(product_id: Uuid, tx: Annotated[Tx, action(*EVERY_ROLE)], response: Response) -> ProductView:
    """Show a product."""
    return await _one(tx, product_id, response)


@routes.post("/price-lists", status_code=201)
async def publish_prices(body: PriceListBody, tx: Annotated[Tx, action(*KEEPERS)]) -> Published:
    """Publish a list of prices; an open list before it ends the day before (O1)."""
    if body.valid_until is not None and body.valid_until < body.valid_from:
        raise PeriodReversed(field="/valid_until")
    await queries.demand_products(tx, [price.product_id for price in body.prices])
    (list_id,) = await publish(
        tx,
        [
            NewPrice(p.product_id, body.branch_id, body.grade, p.unit_price.amount, body.valid_from, body.valid_until)
            for p in body.prices
        ],
    )
    return Published(list_id=list_id)


@routes.get("/price-lists")
async def list_price_lists(
    query: Annotated[PageQuery, Query()], tx: Annotated[Tx, action(*EVERY_ROLE)]
) -> Page[dict[str, Any]]:
    """List price lists, the newest first."""
    rows = await queries.price_lists(tx, LISTS.decode(query.after), query.limit + 1)
    return LISTS.page(rows, query.limit, lambda row: row.list_id, lambda row: dict(row._mapping))


@routes.get("/price-lists/{list_id}")
async def one_price_list(list_id: Uuid, tx: Annotated[Tx, action(*EVERY_ROLE)]) -> dict[str, Any]:
    """Show a price list with its prices."""
    head, prices = await queries.price_list(tx, list_id)
    return {**head, "prices": prices}


async def _one(tx: Tx, product_id: UUID, response: Response) -> ProductView:
    row = await queries.product(tx, product_id)
    if row is None:
        raise NotFound
    tag(response, row.version)
    return _view(row)


def _view(row: Any) -> ProductView:
    return ProductView.model_validate(row, from_attributes=True)
