"""The company under load: the sample's people, products and prices, and customers enough to spread the keys."""

from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from branchline.imports.kinds import KINDS
from branchline.sample import firm, sheets, trade
from branchline.sample.words import BOOK_ONLY, CITIES, SIDES

Row = dict[str, Any]
CUSTOMERS = 500
KINDS_USED = ("branches", "people", "territories", "customers", "products", "prices")
# Wide enough that most orders fit, narrow enough that the busiest customers reach theirs and wait.
LIMITS = (200_000, 400_000, 800_000, 2_000_000)
TERM_DAYS = 30
# Enough people of one post in one place to decide a form all at once.
JURY = 200
PRICED_DAYS_AGO = 200


def generate(folder: Path, today: date, customers: int = CUSTOMERS) -> dict[str, Path]:
    """Write the sheets in the order to import them, and `login`: who can log in."""
    folder.mkdir(parents=True, exist_ok=True)
    rows: dict[str, list[Row]] = {
        "branches": firm.branches(),
        "people": [*firm.people(Random(1)), *map(_juror, range(1, JURY + 1))],
        "territories": firm.territories(),
        "customers": [customer(number) for number in range(1, customers + 1)],
        "products": products(),
        "prices": [_price(product, today) for product in products()],
    }
    paths = {kind: _write(folder, kind, rows[kind]) for kind in KINDS_USED}
    columns = {key: key for key in ("staff_no", "name", "title", "branch")}
    staff = [{**row, "branch": row["branch_code"]} for row in rows["people"]]
    return paths | {"login": sheets.delimited(folder / "people.csv", columns, staff, "utf-8")}


def products() -> list[Row]:
    """List what every channel may buy."""
    return [row for row in trade.products() if not any(row["name"].startswith(book) for book in BOOK_ONLY)][:40]


def juror(number: int) -> str:
    """Name a member of the jury."""
    return f"u-jury-{number}"


def _juror(number: int) -> Row:
    return {
        "staff_no": juror(number), "name": f"评审{number}", "branch_code": firm.HEAD, "manager_staff_no": "u-dgm",
        "roles": f"售后部@{firm.HEAD}", "title": "售后部",
    }  # fmt: skip


def customer(number: int) -> Row:
    """Describe the customer of a number from 1."""
    branch, side = (number - 1) % len(CITIES) + 1, (number - 1) // len(CITIES) % len(SIDES)
    city, office, districts = CITIES[branch - 1]
    district = districts[side][0]
    return {
        "customer_no": f"X{number:04}", "name": f"{city}演练第{number:04}印刷厂",
        "branch_code": firm.branch_code(branch), "owner_staff_no": firm.representative(branch, side),
        "territory": f"{city}{SIDES[side]}", "channel": "印刷厂", "grade": "B",
        "credit_code": trade.credit_code(office, number), "limit": LIMITS[number % len(LIMITS)],
        "term_days": TERM_DAYS, "complete": "是", "place": f"{city}市{district}演练路{number}号",
        "region": f"{city}{district}", "town": "是",
    }  # fmt: skip


def _price(product: Row, today: date) -> Row:
    return {
        "product_code": product["code"], "branch_code": None, "grade": None, "unit_price": trade.unit_price(product),
        "valid_from": date.fromordinal(today.toordinal() - PRICED_DAYS_AGO), "valid_to": None,
    }  # fmt: skip


def _write(folder: Path, kind: str, rows: list[Row]) -> Path:
    headings = {column.key: column.zh for column in KINDS[kind].columns if column.key in rows[0]}
    return sheets.workbook(folder / f"{kind}.xlsx", headings, rows)
