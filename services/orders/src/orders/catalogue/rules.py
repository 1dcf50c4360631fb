"""What a quantity weighs and costs: sheets, reams and tons without losing a cent or a gram (O1, O15)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from uuid import UUID

from chassis.refusals import Invalid, Refused
from contracts.values import QUANTITY_SCALE, UNIT_PRICE_SCALE, UNITS, Quantity, UnitPrice

KG_A_TON = 1000
SHEETS_A_REAM = 500
# grams a square metre times square millimetres, in kilograms
KG_SCALE = 10**9
STEP = Decimal(1).scaleb(-QUANTITY_SCALE)


class UnitUnknown(Invalid):
    """Refuse a unit that nobody sells by (O15)."""

    code, duty = "quantity.unit_unknown", "O15"
    zh, en = "不认识的计量单位 {unit}。", "The unit {unit} is not known."


class NotConvertible(Invalid):
    """Refuse sheets of a product without grammage and size, or paper by the piece (O15)."""

    code, duty = "quantity.not_convertible", "O15"
    zh, en = "该产品不能由 {unit} 换算为 {into}。", "This product cannot be converted from {unit} to {into}."


class NotExact(Invalid):
    """Refuse a weight that is no whole number of sheets, or that would lose a gram (O15)."""

    code, duty = "quantity.not_exact", "O15"
    zh, en = "{quantity} 不能精确换算为 {into}。", "{quantity} is no exact number of {into}."
    advice_zh, advice_en = "最接近的是 {nearest}。", "The nearest is {nearest}."


class ProductUnknown(Invalid):
    """Refuse what we do not sell, or no longer (O2)."""

    code, duty = "product.unknown", "O2"
    zh, en = "没有该产品，或已停售。", "No such product, or it is no longer sold."


class PriceListOverlaps(Refused):
    """Refuse two prices of a product for the same branch, grade and day (O1)."""

    code, duty = "price_list.overlaps", "O1"
    zh, en = (
        "产品 {product} 在该期间已有价格表 {list_no}。",
        "Product {product} already has a price in list {list_no} for that time.",
    )


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper: grams a square metre and size."""

    grammage: Decimal
    width_mm: int
    height_mm: int
    sheets_per_ream: int = SHEETS_A_REAM

    @property
    def kg(self) -> Fraction:
        """Weigh one sheet."""
        return Fraction(self.grammage) * self.width_mm * self.height_mm / KG_SCALE


@dataclass(frozen=True, slots=True)
class Price:
    """A price of a list that may apply; `depth` counts the branches above the one it is for."""

    unit_price: UnitPrice
    depth: int | None
    grade: str | None


@dataclass(frozen=True, slots=True)
class Product:
    """A product as a line is made of it."""

    product_id: UUID
    code: str
    name: str
    unit: str
    sheet: Sheet | None
    channels: tuple[str, ...]
    tax_rate: Decimal
    active: bool
    list_price: UnitPrice | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A quantity in the unit in which it is priced, beside the other measure of it."""

    qty: Quantity
    qty_alt: Quantity | None
    unit_price: UnitPrice | None
    list_price: UnitPrice | None


def convert(quantity: Quantity, into: str, sheet: Sheet | None) -> Quantity:
    """Convert exactly; sheets are weighed to the gram, and a weight becomes sheets only if it is theirs (O15)."""
    if quantity.unit not in UNITS or into not in UNITS:
        raise UnitUnknown(unit=quantity.unit if quantity.unit not in UNITS else into)
    if quantity.unit == into:
        return quantity
    factors = _kilograms(sheet)
    if quantity.unit not in factors or into not in factors:
        raise NotConvertible(unit=quantity.unit, into=into)
    exact = Fraction(quantity.value) * factors[quantity.unit] / factors[into]
    found = Quantity(value=_rounded(exact, whole=into == "sheet"), unit=into)
    if into == "kg" or Fraction(found.value) == exact:
        return found
    if not _is_same(found, quantity, factors):
        nearest = f"{found} = {Quantity(value=_rounded(Fraction(found.value) * factors[into]), unit='kg')}"
        raise NotExact(quantity=quantity, into=into, nearest=nearest)
    return found


def _kilograms(sheet: Sheet | None) -> dict[str, Fraction]:
    weights = {"kg": Fraction(1), "t": Fraction(KG_A_TON)}
    if sheet is not None:
        weights |= {"sheet": sheet.kg, "ream": sheet.kg * sheet.sheets_per_ream}
    return weights


def _rounded(exact: Fraction, *, whole: bool = False) -> Decimal:
    step = Decimal(1) if whole else STEP
    steps = exact / Fraction(step)
    return Decimal((2 * steps.numerator + steps.denominator) // (2 * steps.denominator)) * step


def _is_same(found: Quantity, asked: Quantity, factors: dict[str, Fraction]) -> bool:
    """Tell whether whole sheets weigh just what was asked, to the gram."""
    if found.unit != "sheet" or asked.unit not in {"kg", "t"}:
        return False
    asked_kg = Fraction(asked.value) * factors[asked.unit]
    return bool(found) and Fraction(_rounded(Fraction(found.value) * factors["sheet"])) == asked_kg


def offer(product: Product, asked: Quantity, price: UnitPrice | None) -> Offer:
    """Bring a quantity to the unit of its price; a weight that tons would blur is priced by the kilogram (O15)."""
    list_price = product.list_price
    into = product.unit
    if into == "t" and asked.unit != "t" and not _fits_tons(asked, product.sheet):
        into = "kg"
        list_price, price = _by_kilogram(list_price), _by_kilogram(price)
    qty = convert(asked, into, product.sheet)
    alt = asked if asked.unit != into else _other_measure(qty, product.sheet)
    return Offer(qty, alt, price or list_price, list_price)


def _fits_tons(asked: Quantity, sheet: Sheet | None) -> bool:
    kilograms = convert(asked, "kg", sheet)
    return asked.unit == "kg" and kilograms.value == kilograms.value.to_integral_value()


def _by_kilogram(price: UnitPrice | None) -> UnitPrice | None:
    if price is None:
        return None
    exact = price.amount / KG_A_TON
    scaled = exact.quantize(Decimal(1).scaleb(-UNIT_PRICE_SCALE), ROUND_HALF_UP)
    if scaled != exact:
        raise NotExact(quantity=price, into="kg", nearest=scaled, field="/unit_price")
    return UnitPrice(amount=scaled, currency=price.currency)


def relisted(product: Product, unit: str) -> UnitPrice | None:
    """Give today's list price for the unit of a line that is taken over (O1)."""
    if not product.active or product.list_price is None:
        raise ProductUnknown
    return _by_kilogram(product.list_price) if (product.unit, unit) == ("t", "kg") else product.list_price


def _other_measure(qty: Quantity, sheet: Sheet | None) -> Quantity | None:
    factors = _kilograms(sheet)
    if sheet is None or qty.unit not in factors:
        return None
    into = "sheet" if qty.unit in {"kg", "t"} else "kg"
    exact = Fraction(qty.value) * factors[qty.unit] / factors[into]
    return Quantity(value=_rounded(exact, whole=into == "sheet"), unit=into)


def narrowest(prices: Iterable[Price]) -> Price | None:
    """Choose the price of the nearest branch, then that of the customer's grade, then the general one (O1)."""
    return max(prices, key=lambda p: (-1 if p.depth is None else p.depth, p.grade is not None), default=None)
