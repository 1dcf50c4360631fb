"""What the sample company sells, and to whom (C1, C4, C5, O1, O15)."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from branchline.sample import firm
from branchline.sample.words import (
    BOOK_ONLY,
    CITIES,
    FAMILIES,
    SIDES,
    STEMS_FIRST,
    STEMS_SECOND,
    STREETS,
    TOWN,
    TRADES,
)

Row = dict[str, Any]
CUSTOMER_COUNT, PRODUCT_COUNT = 400, 120
# The first customers are those of the story: all papers, ample credit, nothing owed.
STORY_CUSTOMERS = 40
STORY_LIMIT, STORY_TERM = 200_000, 30
LIMITS = (50_000, 80_000, 100_000, 150_000, 200_000, 300_000, 500_000)
TERMS = (30, 30, 45, 60)
# Remainders of the customer's number: who pays cash, whose papers are missing.
CASH_ONLY, INCOMPLETE = (10, 3), (20, 7)
CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ORGANISATION_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
RAISED_DAYS_AGO = 90
CHEAPER = {"A": Decimal("0.97"), "B": Decimal("0.985")}
BEFORE_THE_RISE = Decimal("0.96")


def credit_code(office: str, serial: int) -> str:
    """Make a unified social credit code with both of its check digits (GB 32100, GB 11714)."""
    body = f"MA{serial:06}"
    weighed = sum(
        ORGANISATION_SIGNS.index(sign) * weight for sign, weight in zip(body, ORGANISATION_WEIGHTS, strict=True)
    )
    check = 11 - weighed % 11
    head = f"91{office}{body}" + {10: "X", 11: "0"}.get(check, str(check))
    total = sum(CODE_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(head))
    return head + CODE_SIGNS[-total % 31]


def customers(rng: Random) -> list[Row]:
    """List the customers, spread evenly over branches and territories."""
    stems = [first + second for first in STEMS_FIRST for second in STEMS_SECOND]
    rng.shuffle(stems)
    return [_customer(rng, number, stem) for number, stem in enumerate(stems[:CUSTOMER_COUNT], 1)]


def _customer(rng: Random, number: int, stem: str) -> Row:
    branch, side = (number - 1) % len(CITIES) + 1, (number - 1) // len(CITIES) % len(SIDES)
    city, office, sides = CITIES[branch - 1]
    district = rng.choice(sides[side])
    channel, ending = TRADES[0] if number <= STORY_CUSTOMERS else rng.choice(TRADES)
    is_story = number <= STORY_CUSTOMERS
    pays_cash = not is_story and number % CASH_ONLY[0] == CASH_ONLY[1]
    return {
        "customer_no": f"K{number:04}",
        "name": f"{city}{stem}{ending}",
        "branch_code": firm.branch_code(branch),
        "owner_staff_no": firm.representative(branch, side),
        "territory": f"{city}{SIDES[side]}",
        "channel": channel,
        "grade": "B" if is_story else rng.choices("ABCD", (2, 4, 3, 1))[0],
        "credit_code": credit_code(office, 200_000 + number * 37),
        "limit": None if pays_cash else STORY_LIMIT if is_story else rng.choice(LIMITS),
        "term_days": None if pays_cash else STORY_TERM if is_story else rng.choice(TERMS),
        "complete": "是" if is_story or number % INCOMPLETE[0] != INCOMPLETE[1] else "否",
        "place": f"{city}市{district}{rng.choice(STREETS)}{rng.randint(1, 299)}号",
        "region": f"{city}{district}",
        "town": "是" if district in TOWN else "否",
    }


def products() -> list[Row]:
    """List the products: each family in its grammages and sizes, P001 first."""
    found: list[Row] = []
    for name, unit, grammages, sizes, ton_price in FAMILIES:
        for width, height in sizes:
            for grammage in grammages:
                found.append({
                    "code": f"P{len(found) + 1:03}", "name": f"{name} {grammage}g {width}×{height}", "unit": unit,
                    "grammage": grammage, "width_mm": width, "height_mm": height,
                    "channels": "出版社、印刷厂" if name in BOOK_ONLY else None, "tax_rate": Decimal("0.13"),
                    "ton_price": ton_price,
                })  # fmt: skip
    return found[:PRODUCT_COUNT]


def unit_price(product: Row) -> Decimal:
    """Price a product's unit by the weight of it, to the cent."""
    sheet_tons = Decimal(product["grammage"] * product["width_mm"] * product["height_mm"]) / 10**12
    tons = {"吨": Decimal(1), "令": sheet_tons * 500, "张": sheet_tons}[product["unit"]]
    return round(Decimal(product["ton_price"]) * tons, 2)


def prices(today: date, start: date) -> list[Row]:
    """List a general price before and after the last rise, and what the better grades pay."""
    risen = today - timedelta(days=RAISED_DAYS_AGO)
    found = []
    for product in products():
        now = unit_price(product)
        before = round(now * BEFORE_THE_RISE, 2)
        found += [
            _price(product, None, before, start, risen - timedelta(days=1)),
            _price(product, None, now, risen, None),
            *(_price(product, grade, round(now * part, 2), risen, None) for grade, part in CHEAPER.items()),
        ]
    return found


def _price(product: Row, grade: str | None, price: Decimal, start: date, end: date | None) -> Row:
    return {
        "product_code": product["code"], "branch_code": None, "grade": grade, "unit_price": price,
        "valid_from": start, "valid_to": end,
    }  # fmt: skip
