from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from contracts.values import (
    AMOUNT_MAX,
    CurrencyMismatch,
    Day,
    Instant,
    Money,
    Quantity,
    Rate,
    UnitMismatch,
    UnitPrice,
)

pytestmark = pytest.mark.rules

amounts = st.decimals(-AMOUNT_MAX, AMOUNT_MAX, places=2)
weights = st.lists(st.one_of(st.integers(0, 10**9), st.decimals(0, 10**6, places=3)), min_size=1, max_size=30).filter(
    any
)


def test_money_travels_as_text_at_its_currencys_scale():
    assert Money.of("12340").model_dump(mode="json") == {"amount": "12340.00", "currency": "CNY"}
    assert Money.of("12340", "JPY").model_dump_json() == '{"amount":"12340","currency":"JPY"}'
    assert Money.of("10000000000000.00") == Money.of(Decimal(10) ** 13)


@pytest.mark.shows("bad-input-18", "bad-input-19", "bad-input-20", "bad-input-21")
@pytest.mark.parametrize(
    "amount",
    [
        "12.345",
        Decimal("0.001"),
        0.1,
        1,
        True,
        None,
        "-0",
        "-0.00",
        "1e3",
        "１２",
        "1,000",
        " 1",
        "1 ",
        "+1",
        "01",
        ".5",
        "5.",
        "",
        "NaN",
        "Infinity",
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("-Infinity"),
        "10000000000000.01",
        "9" * 400,
        Decimal("1e40"),
    ],
)
def test_money_refuses_what_is_not_exact_plain_text(amount):
    with pytest.raises(ValidationError):
        Money(amount=amount, currency="CNY")


@pytest.mark.parametrize("currency", ["XXX", "cny", "", None, 156])
def test_money_refuses_unknown_currencies(currency):
    with pytest.raises(ValidationError):
        Money(amount="1.00", currency=currency)


def test_a_yen_has_no_sen():
    with pytest.raises(ValidationError):
        Money.of("1.5", "JPY")


def test_currencies_do_not_mix():
    yuan, dollar = Money.of("1"), Money.of("1", "USD")
    for mix in (lambda: yuan + dollar, lambda: yuan - dollar, lambda: yuan < dollar, lambda: yuan >= dollar):
        with pytest.raises(CurrencyMismatch):
            mix()
    with pytest.raises(CurrencyMismatch):
        Money.sum_of([yuan, dollar], "CNY")
    assert yuan != dollar


def test_money_and_unit_prices_do_not_mix():
    with pytest.raises(CurrencyMismatch):
        _ = Money.of("1") + UnitPrice.of("1")


def test_money_adds_compares_and_negates():
    one, two = Money.of("1.10"), Money.of("2.25")
    assert one + two == Money.of("3.35")
    assert one - two == -Money.of("1.15")
    assert max(one, two) is two
    assert one <= Money.of("1.1")
    assert not Money.zero()
    assert str(-Money.zero()) == "0.00 CNY"
    assert Money.sum_of([], "JPY") == Money.zero("JPY")
    assert Money.sum_of([one, two]) == Money.of("3.35")
    assert len({one, Money.of("1.1")}) == 1


@pytest.mark.parametrize(
    ("amount", "factor", "product"),
    [
        ("0.05", Decimal("0.5"), "0.03"),
        ("-0.05", Decimal("0.5"), "-0.03"),
        ("0.05", Decimal("0.49"), "0.02"),
        ("100.00", Decimal("0.0005"), "0.05"),
        ("3.33", 3, "9.99"),
        ("9999999999999.99", Decimal("0.33333333333333333333"), "3333333333333.33"),
        ("-0.01", Decimal("0.1"), "0.00"),
    ],
)
def test_multiplying_rounds_once_half_away_from_zero(amount, factor, product):
    assert Money.of(amount).times(factor) == Money.of(product)
    assert str(Money.of(amount).times(factor)) == f"{product} CNY"


@given(amounts, weights)
def test_allocation_never_loses_a_cent(amount, parts):
    whole = Money.of(amount)
    shares = whole.allocate(parts)
    assert Money.sum_of(shares) == whole
    assert all(
        not weight or abs(share.amount - amount * Decimal(weight) / sum(map(Decimal, parts))) < 1
        for share, weight in zip(shares, parts, strict=True)
    )
    assert all(not share for share, weight in zip(shares, parts, strict=True) if not weight)


def test_odd_cents_go_to_the_largest_remainder_then_to_the_first():
    assert Money.of("0.05").allocate([1, 1, 1]) == [Money.of("0.02"), Money.of("0.02"), Money.of("0.01")]
    assert Money.of("-0.05").allocate([1, 2]) == [Money.of("-0.02"), Money.of("-0.03")]


@pytest.mark.parametrize("parts", [[], [0, 0], [2, -1]])
def test_allocation_refuses_weights_that_mean_nothing(parts):
    with pytest.raises(ValueError, match="weights"):
        Money.of("1").allocate(parts)


@given(amounts, amounts)
def test_addition_is_exact_or_refused(one, other):
    if abs(one + other) > AMOUNT_MAX:
        with pytest.raises(ValidationError):
            _ = Money.of(one) + Money.of(other)
    else:
        assert (Money.of(one) + Money.of(other)) - Money.of(other) == Money.of(one)


def test_a_quantity_is_priced_to_the_cent():
    assert UnitPrice.of("5.8555").for_quantity(Quantity.of("1.5", "t")) == Money.of("8.78")
    assert UnitPrice.of("0.0050").for_quantity(Quantity.of("1", "sheet")) == Money.of("0.01")


def test_quantities_keep_three_places_and_their_unit():
    ton, sheet = Quantity.of("1.25", "t"), Quantity.of("1", "sheet")
    assert ton.model_dump(mode="json") == {"value": "1.250", "unit": "t"}
    assert ton + Quantity.of("0.75", "t") == Quantity.of("2", "t")
    assert -ton < Quantity.zero("t") < ton - Quantity.of("1", "t")
    for mix in (lambda: ton + sheet, lambda: ton < sheet):
        with pytest.raises(UnitMismatch):
            mix()
    for value in ("0.0001", 1, 0.5, "1e3"):
        with pytest.raises(ValidationError):
            Quantity(value=value, unit="t")


def test_unknown_fields_of_a_value_are_tolerated():
    assert Money.model_validate({"amount": "1.00", "currency": "CNY", "new": 1}) == Money.of("1")


def test_instants_become_utc_and_end_in_z():
    instant = TypeAdapter(Instant)
    shanghai = datetime(2026, 3, 31, 18, tzinfo=timezone(timedelta(hours=8)))
    assert instant.validate_python(shanghai) == datetime(2026, 3, 31, 10, tzinfo=UTC)
    assert instant.dump_json(shanghai) == b'"2026-03-31T10:00:00Z"'
    assert instant.validate_json('"2026-03-31T18:00:00+08:00"') == shanghai


@pytest.mark.shows("bad-input-24")
@pytest.mark.parametrize(
    "text", ["2026-03-31T10:00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "x", 1774951200]
)
def test_instants_without_offset_or_of_odd_years_are_refused(text):
    with pytest.raises(ValidationError):
        TypeAdapter(Instant).validate_python(text)


@pytest.mark.shows("bad-input-24")
@pytest.mark.parametrize("text", ["2026-02-30", "0001-01-01", "9999-12-31", 20260101, 0])
def test_days_that_cannot_be_are_refused(text):
    with pytest.raises(ValidationError):
        TypeAdapter(Day).validate_python(text)
    assert TypeAdapter(Day).validate_python("2026-02-28") == date(2026, 2, 28)


@pytest.mark.shows("bad-input-26")
@pytest.mark.parametrize("text", ["24", "1.01", "-0.1", 0.24, 1, "24%"])
def test_rates_are_fractions_as_text(text):
    rate = TypeAdapter(Rate)
    with pytest.raises(ValidationError):
        rate.validate_python(text)
    assert rate.dump_json(rate.validate_python("0.0005")) == b'"0.0005"'
    assert rate.dump_json(Decimal("0.0000001")) == b'"0.0000001"'
