"""Events of products and price lists."""

from typing import Annotated, ClassVar

from pydantic import Field

from contracts.blocks import LINES_MAX
from contracts.events import Block, Event
from contracts.values import AmountText, Day, Id, Quantity, UnitPrice


class ProductChanged(Event):
    """Raised when a product is made, changed or dropped; C offers it in complaints, N announces it (O15, P3,
    N4).

    `grammage` is grams a square metre, width and length are those of a sheet; `channels`
    empty means that every channel may sell it.
    """

    type = "orders.product.changed.v1"

    product_id: Id
    code: str
    name: str
    unit: str
    grammage: AmountText | None
    width_mm: int | None
    length_mm: int | None
    sheets_per_ream: int | None
    channels: tuple[str, ...]
    active: bool
    version: int


class PriceChange(Block):
    """A product's price in a list, before and after."""

    product_id: Id
    product_name: str
    min_qty: Quantity | None
    old: UnitPrice | None
    new: UnitPrice | None


class PriceListPublished(Event):
    """Raised when a list takes effect; N drafts the announcement to representatives (O1, N4)."""

    type = "orders.price_list.published.v1"
    subject_id_field: ClassVar[str] = "list_id"

    list_id: Id
    list_no: str
    branch_id: Id | None
    grade: str | None
    valid_from_on: Day
    valid_until_on: Day | None
    changes: Annotated[tuple[PriceChange, ...], Field(max_length=LINES_MAX)]
