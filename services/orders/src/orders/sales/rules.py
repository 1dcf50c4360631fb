"""Who may be sold what and where, and what an order's lines amount to (C2, C5, O1, O2, P3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from chassis.refusals import Invalid, Refused
from contracts.values import Money, Quantity, UnitPrice


class CustomerClosed(Refused):
    """Refuse to sell to a customer that is closed (C2)."""

    code, duty = "order.customer_closed", "C2"
    zh, en = "客户已销户。", "The customer is closed."


class DossierIncomplete(Refused):
    """Refuse to sell before the dossier is complete (C2)."""

    code, duty = "order.dossier_incomplete", "C2"
    zh, en = "客户档案不齐全，缺少：{missing}。", "The customer's dossier lacks: {missing}."
    advice_zh, advice_en = "补齐后即可下单。", "Complete it, then order."


class CashOnly(Refused):
    """Refuse credit terms without granted credit (C5)."""

    code, duty = "order.cash_only", "C5"
    zh, en = "该客户没有授信额度，只能现款现货。", "Without granted credit this customer pays cash."


class OutsideTerritory(Refused):
    """Refuse a sale in somebody else's territory, and say whose it is (P3)."""

    code, status, duty = "order.outside_territory", 403, "P3"
    zh, en = "不得跨区域销售：{place} 由 {owner} 负责。", "Not your territory: {place} is {owner}'s."


class ChannelRestricted(Refused):
    """Refuse a product in a channel that may not sell it (P3)."""

    code, status, duty = "order.channel_restricted", 403, "P3"
    zh, en = (
        "不得串货：{product} 只能在渠道 {channels} 销售，请联系 {owner}。",
        "{product} is sold through {channels} alone; ask {owner}.",
    )


class ShipToUnknown(Invalid):
    """Refuse a place that the customer does not have (O2)."""

    code, duty = "order.ship_to_unknown", "O2"
    zh, en = "客户没有该收货地。", "The customer has no such place of delivery."


class PriceMissing(Invalid):
    """Refuse a product that no list prices for this customer today (O1)."""

    code, duty = "order.price_missing", "O1"
    zh, en = "{product} 今天没有适用的价格表。", "No list prices {product} for this customer today."


class CurrencyOther(Invalid):
    """Refuse a price in another currency than the customer's (O1)."""

    code, duty = "order.currency", "O1"
    zh, en = "币种必须是 {currency}。", "The currency must be {currency}."


class LineTwice(Invalid):
    """Refuse a line that is named twice (O2)."""

    code, duty = "order.line_twice", "O2"
    zh, en = "同一行出现了两次。", "A line stands twice."


class LineUnknown(Invalid):
    """Refuse a line that the order does not have (O2)."""

    code, duty = "order.line_unknown", "O2"
    zh, en = "订单没有这一行。", "The order has no such line."


class CustomerFixed(Invalid):
    """Refuse to hand an order to another customer (O2)."""

    code, duty = "order.customer_fixed", "O2"
    zh, en = "订单不能改换客户。", "An order cannot change its customer."


class OrderCancelledAlready(Refused):
    """Refuse to change an order that is cancelled (O2)."""

    code, duty = "order.cancelled", "O2"
    zh, en = "订单已取消。", "The order is cancelled."


class AlreadyDispatched(Refused):
    """Refuse to edit or cancel what has left (O2)."""

    code, duty = "order.already_dispatched", "O2"
    zh, en = "货物已发出，不能修改或取消。", "Goods have left; it can no longer be changed."
    advice_zh = "未发部分可按行取消；已发部分请走退货。"
    advice_en = "Cancel what is left by line; the rest is a return."


class TooMuch(Refused):
    """Refuse to cancel, split or ship more than is left of a line (L7)."""

    code, duty = "order.quantity_left", "O2"
    zh, en = "第 {line} 行只剩 {left}。", "Only {left} is left of line {line}."


class NothingMoves(Invalid):
    """Refuse a split that leaves an order empty (O2)."""

    code, duty = "order.split_empty", "O2"
    zh, en = "拆分后两张订单都必须有货。", "Both orders must keep goods after a split."


@dataclass(frozen=True, slots=True)
class Territory:
    """A territory with the person in charge of it."""

    territory_id: UUID
    regions: tuple[str, ...]
    person_id: UUID | None


@dataclass(frozen=True, slots=True)
class Sale:
    """Who wants to sell where."""

    seller_id: UUID | None
    is_representative_only: bool
    owner_id: UUID | None
    region: str
    own: Territory | None
    of_region: Territory | None


@dataclass(frozen=True, slots=True)
class Outside:
    """A sale that breaks territory or channel: an outcome, for managers want to hear of it."""

    rule: str
    territory_id: UUID | None
    owner_id: UUID | None
    product_ids: tuple[UUID, ...] = ()
    product: str = ""
    channels: tuple[str, ...] = ()


def demand_sellable(status: str, missing: Sequence[str]) -> None:
    """Refuse a customer that may not be sold to (C2)."""
    if status == "closed":
        raise CustomerClosed
    if missing or status != "active":
        raise DossierIncomplete(missing=list(missing) or [status])


def outside_territory(sale: Sale) -> Outside | None:
    """Find a sale for another's customer, or to a place outside the customer's territory (P3)."""
    own = sale.own
    if own is None:
        return None
    mine = {own.person_id, sale.owner_id}
    if sale.is_representative_only and own.person_id is not None and sale.seller_id not in mine:
        return Outside("territory", own.territory_id, own.person_id)
    if own.regions and sale.region not in own.regions:
        other = sale.of_region
        return Outside("territory", other.territory_id if other else None, other.person_id if other else None)
    return None


def outside_channel(
    channel: str | None, products: Sequence[tuple[UUID, str, tuple[str, ...]]], own: Territory | None
) -> Outside | None:
    """Find products that the customer's channel may not buy (P3)."""
    wrong = [product for product in products if product[2] and channel not in product[2]]
    if not wrong:
        return None
    territory_id, owner_id = (own.territory_id, own.person_id) if own else (None, None)
    _, name, channels = wrong[0]
    return Outside("channel", territory_id, owner_id, tuple(each[0] for each in wrong), name, channels)


def demand_terms(asked: str | None, granted: str) -> str:
    """Choose the terms: those of the granted credit, or cash by choice or by rule (C5)."""
    if asked == "credit" and granted != "credit":
        raise CashOnly(field="/terms")
    return asked or granted


def amount_between(price: UnitPrice, before: Decimal, after: Decimal, unit: str) -> Money:
    """Price the quantity between two totals: parts of a line sum to the line, to the cent (section 5, rule 5)."""
    return price.for_quantity(Quantity(value=after, unit=unit)) - price.for_quantity(Quantity(value=before, unit=unit))


def demand_once(ids: Sequence[UUID | None]) -> None:
    """Refuse a list that names a line twice (O2)."""
    seen: set[UUID] = set()
    for place, line_id in enumerate(ids):
        if line_id in seen:
            raise LineTwice(field=f"/lines/{place}/line_id")
        if line_id is not None:
            seen.add(line_id)


def changed_fields(before: dict[str, object], after: dict[str, object]) -> tuple[str, ...]:
    """Name the fields that an edit moves."""
    return tuple(sorted(name for name in after if after[name] != before.get(name)))
