"""Lines as they are asked for, and as they are kept once priced (O1, O2, O15)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from chassis.ids import new_id
from contracts.blocks import LINES_MAX
from contracts.values import UnitPrice
from edge.inputs import Command, Name, PositivePrice, PositiveQuantity, Text, Uuid
from orders.catalogue.queries import Offer, Product, ProductUnknown, offer
from orders.sales.queries import OrderLine
from orders.sales.rules import CurrencyOther, LineUnknown, PriceMissing, demand_once

ShortText = Annotated[Text, Field(max_length=200)]


class LineAsked(Command):
    """A line of an order form; without a price it is the list's."""

    line_id: Uuid | None = None
    product_id: Uuid
    qty: PositiveQuantity
    unit_price: PositivePrice | None = None


class ShipTo(Command):
    """A place of delivery that is not on the customer's card."""

    place: ShortText
    region: Name
    town: bool = False


class OrderContent(Command):
    """What an order form says (订货单)."""

    lines: Annotated[list[LineAsked], Field(min_length=1, max_length=LINES_MAX)]
    ship_to_id: Uuid | None = None
    ship_to: ShipTo | None = None
    terms: Annotated[str, Field(pattern="^(cash|credit)$")] | None = None
    plate: Annotated[Text, Field(max_length=20)] | None = None
    collector: ShortText | None = None
    remarks: Annotated[Text, Field(max_length=1000)] | None = None


class EditOrder(OrderContent):
    """The whole form anew; the customer stays."""

    customer_id: Uuid | None = None


class PlaceOrder(OrderContent):
    """An order form for a customer."""

    customer_id: Uuid


class CancelledQuantity(Command):
    """What is cancelled, or split off, of a line."""

    line_id: Uuid
    qty: PositiveQuantity


class Cancel(Command):
    """A cancellation: of the whole order, or of what the lines say."""

    lines: Annotated[list[CancelledQuantity], Field(max_length=LINES_MAX)] | None = None
    reason: ShortText


class Split(Command):
    """What goes on to an order of its own."""

    lines: Annotated[list[CancelledQuantity], Field(min_length=1, max_length=LINES_MAX)]


def price_lines(
    asked: Sequence[LineAsked], products: Mapping[UUID, Product], currency: str, kept: frozenset[UUID] = frozenset()
) -> tuple[OrderLine, ...]:
    """Price what is asked for by the lists of the day; a line that is kept keeps its id (O1)."""
    demand_once([line.line_id for line in asked])
    return tuple(_priced(number, line, products, currency, kept) for number, line in enumerate(asked, start=1))


def _priced(
    number: int, line: LineAsked, products: Mapping[UUID, Product], currency: str, kept: frozenset[UUID]
) -> OrderLine:
    field = f"/lines/{number - 1}"
    product = products.get(line.product_id)
    if product is None or not product.active:
        raise ProductUnknown(field=f"{field}/product_id")
    if product.list_price is None:
        raise PriceMissing(product=product.name, field=f"{field}/product_id")
    if line.unit_price is not None and line.unit_price.currency != currency:
        raise CurrencyOther(currency=currency, field=f"{field}/unit_price/currency")
    found: Offer = offer(product, line.qty, line.unit_price)
    price: UnitPrice = found.unit_price or product.list_price
    if line.line_id is not None and kept and line.line_id not in kept:
        raise LineUnknown(field=f"{field}/line_id")
    return OrderLine(
        line_id=line.line_id if line.line_id and kept else new_id(),
        line_no=number,
        product_id=product.product_id,
        product_name=product.name,
        qty=found.qty.value,
        unit=found.qty.unit,
        alt_qty=found.qty_alt.value if found.qty_alt else None,
        alt_unit=found.qty_alt.unit if found.qty_alt else None,
        unit_price=price,
        list_price=found.list_price,
        tax_rate=product.tax_rate,
    )


def line_row(line: OrderLine) -> dict[str, Any]:
    """Write a line down for the statement that keeps it."""
    return {
        "line_id": line.line_id, "line_no": line.line_no, "product_id": line.product_id,
        "product_name": line.product_name, "qty": line.qty, "unit": line.unit, "alt_qty": line.alt_qty,
        "alt_unit": line.alt_unit, "unit_price": line.unit_price.amount,
        "list_price": line.list_price.amount if line.list_price else None,
        "amount": line.amount(Decimal(0), line.qty).amount, "tax_rate": line.tax_rate,
    }  # fmt: skip
