"""Exact values that travel in events: money, unit prices, quantities, instants, days and rates."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import total_ordering
from typing import Annotated, Any, ClassVar, Self
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    WithJsonSchema,
    model_validator,
)

SCALES = {"CNY": 2, "EUR": 2, "HKD": 2, "JPY": 0, "USD": 2}
AMOUNT_MAX = Decimal(10) ** 13  # fits numeric(18,4) with room for the sums of a branch
UNIT_PRICE_SCALE = 4
UNITS = ("kg", "t", "sheet", "ream", "piece")
QUANTITY_SCALE = 3
YEARS = range(1970, 2201)  # outside lie typing errors, and dates that overflow when shifted to UTC

_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,18})?", re.ASCII)
_EXACT = Context(prec=80, rounding=ROUND_HALF_UP)  # products of any two values fit before rounding


class CurrencyMismatch(ValueError):
    """Tell that amounts of two currencies met."""


class UnitMismatch(ValueError):
    """Tell that quantities of two units met."""


def plain_decimal(value: object) -> Decimal:
    """Read a decimal from text such as `-12.30` or from a finite Decimal, and from nothing else."""
    if isinstance(value, str):
        if not _PLAIN.fullmatch(value) or (value.startswith("-") and not value.strip("-0.")):
            raise ValueError("not a plain decimal text")
        return Decimal(value)
    if isinstance(value, Decimal) and value.is_finite():
        return value
    raise ValueError("a decimal as text is wanted")


def _at_scale(value: Decimal, scale: int) -> Decimal:
    if abs(value) > AMOUNT_MAX:
        raise ValueError("larger than 10^13")
    exact = _EXACT.quantize(value, Decimal(1).scaleb(-scale))
    if exact != value:
        raise ValueError(f"more than {scale} decimal places")
    return exact or abs(exact)  # no negative zero


def _scaled(scale: int) -> Callable[[Decimal], Decimal]:
    return lambda value: _at_scale(value, scale)


def decimal_text(value: Decimal) -> str:
    """Write a decimal without an exponent."""
    return format(value, "f")


_DECIMAL_TEXT = PlainSerializer(decimal_text, return_type=str)


def _text_schema(pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern})


def _known_currency(value: str) -> str:
    if value not in SCALES:
        raise ValueError("unknown currency")
    return value


Currency = Annotated[str, AfterValidator(_known_currency), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{3}$"})]
AmountText = Annotated[
    Decimal, BeforeValidator(plain_decimal), _DECIMAL_TEXT, _text_schema(r"^-?[0-9]{1,14}(\.[0-9]{1,4})?$")
]


@total_ordering
class _Amount(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")
    places: ClassVar[int | None] = None

    amount: AmountText
    currency: Currency

    @model_validator(mode="after")
    def _hold_scale(self) -> Self:
        scale = SCALES[self.currency] if self.places is None else self.places
        object.__setattr__(self, "amount", _at_scale(self.amount, scale))
        return self

    @classmethod
    def of(cls, amount: str | Decimal, currency: str = "CNY") -> Self:
        """Make an amount from its text and currency."""
        return cls(amount=amount, currency=currency)  # type: ignore[arg-type]

    @classmethod
    def zero(cls, currency: str = "CNY") -> Self:
        """Give nothing of a currency."""
        return cls(amount=Decimal(0), currency=currency)

    def _like(self, amount: Decimal) -> Self:
        return type(self)(amount=amount, currency=self.currency)

    def _same(self, other: "_Amount") -> Decimal:
        if type(other) is not type(self) or other.currency != self.currency:
            raise CurrencyMismatch(f"{self} and {other}")
        return other.amount

    def __add__(self, other: Self) -> Self:
        return self._like(self.amount + self._same(other))

    def __sub__(self, other: Self) -> Self:
        return self._like(self.amount - self._same(other))

    def __neg__(self) -> Self:
        return self._like(-self.amount)

    def __lt__(self, other: Self) -> bool:
        return self.amount < self._same(other)

    def __bool__(self) -> bool:
        return bool(self.amount)

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency}"


class Money(_Amount):
    """Hold an amount at its currency's scale, gross unless the field's name ends in `_net`."""

    def times(self, factor: Decimal | int) -> Self:
        """Multiply exactly, then round half away from zero to the currency's scale."""
        product = _EXACT.multiply(self.amount, Decimal(factor))
        return self._like(_EXACT.quantize(product, Decimal(1).scaleb(-SCALES[self.currency])))

    def allocate(self, weights: Sequence[Decimal | int]) -> list[Self]:
        """Split by weights so that the parts sum to the whole; odd cents go to the largest remainders."""
        total = sum(map(Fraction, weights), Fraction(0))
        if total <= 0 or min(weights) < 0:
            raise ValueError("weights must be zero or more, and not all zero")
        unit = Decimal(1).scaleb(-SCALES[self.currency])
        cents, sign = int(abs(self.amount) / unit), -1 if self.amount < 0 else 1
        shares = [Fraction(weight) * cents / total for weight in weights]
        parts = [int(share) for share in shares]
        by_remainder = sorted(range(len(parts)), key=lambda i: (parts[i] - shares[i], i))
        for i in by_remainder[: cents - sum(parts)]:
            parts[i] += 1
        return [self._like(unit * (part * sign)) for part in parts]

    @classmethod
    def sum_of(cls, amounts: Iterable[Self], currency: str = "CNY") -> Self:
        """Add amounts up; none give zero of the currency."""
        return sum(amounts, cls.zero(currency))


class UnitPrice(_Amount):
    """Hold a price for one unit of a quantity, with four decimal places, gross."""

    places: ClassVar[int | None] = UNIT_PRICE_SCALE

    def for_quantity(self, quantity: "Quantity") -> Money:
        """Price a quantity, rounded half away from zero to the currency's scale."""
        product = _EXACT.multiply(self.amount, quantity.value)
        amount = _EXACT.quantize(product, Decimal(1).scaleb(-SCALES[self.currency]))
        return Money(amount=amount, currency=self.currency)


@total_ordering
class Quantity(BaseModel):
    """Hold a quantity with its unit, to three decimal places."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    value: Annotated[
        Decimal,
        BeforeValidator(plain_decimal),
        AfterValidator(_scaled(QUANTITY_SCALE)),
        _DECIMAL_TEXT,
        _text_schema(r"^-?[0-9]{1,14}\.[0-9]{3}$"),
    ]
    unit: Annotated[str, WithJsonSchema({"type": "string", "x-enum": list(UNITS)})]

    @classmethod
    def of(cls, value: str | Decimal, unit: str) -> Self:
        """Make a quantity from its text and unit."""
        return cls(value=value, unit=unit)  # type: ignore[arg-type]

    @classmethod
    def zero(cls, unit: str) -> Self:
        """Give nothing of a unit."""
        return cls(value=Decimal(0), unit=unit)

    def _like(self, value: Decimal) -> Self:
        return type(self)(value=value, unit=self.unit)

    def _same(self, other: "Quantity") -> Decimal:
        if other.unit != self.unit:
            raise UnitMismatch(f"{self} and {other}")
        return other.value

    def __add__(self, other: Self) -> Self:
        return self._like(self.value + self._same(other))

    def __sub__(self, other: Self) -> Self:
        return self._like(self.value - self._same(other))

    def __neg__(self) -> Self:
        return self._like(-self.value)

    def __lt__(self, other: Self) -> bool:
        return self.value < self._same(other)

    def __bool__(self) -> bool:
        return bool(self.value)

    def __str__(self) -> str:
        return f"{self.value:f} {self.unit}"


def _text_or(kind: type) -> BeforeValidator:
    def check(value: Any) -> Any:
        if not isinstance(value, (str, kind)):
            raise ValueError("a text is wanted")  # noqa: TRY004 - pydantic turns only ValueError into an error
        return value

    return BeforeValidator(check)


def utc_instant(value: datetime) -> datetime:
    """Bring an instant to UTC; refuse one without an offset or of an odd year."""
    if value.tzinfo is None:
        raise ValueError("an instant needs its offset")
    if value.year not in YEARS:
        raise ValueError("year out of range")
    return value.astimezone(UTC)


def _day(value: date) -> date:
    if value.year not in YEARS:
        raise ValueError("year out of range")
    return value


def instant_text(value: datetime) -> str:
    """Write an instant as RFC 3339 in UTC with `Z`."""
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


Instant = Annotated[
    datetime,
    _text_or(datetime),
    AfterValidator(utc_instant),
    PlainSerializer(instant_text, return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
Day = Annotated[date, _text_or(date), AfterValidator(_day)]
Id = UUID


def _fraction(value: Decimal) -> Decimal:
    if not 0 <= value <= 1:
        raise ValueError("a rate is a fraction between 0 and 1")
    return value


Rate = Annotated[
    Decimal,
    BeforeValidator(plain_decimal),
    AfterValidator(_fraction),
    _DECIMAL_TEXT,
    _text_schema(r"^[01](\.[0-9]{1,18})?$"),
]
