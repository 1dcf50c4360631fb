"""The firm as every example finds it: products on a list, two customers with credit, one who pays cash."""

from dataclasses import dataclass
from decimal import Decimal

from branchline.testing import START
from customers import imports
from tests.machine.post import GROUPS, Post
from tests.machine.town import Town

PRICES = (Decimal("5980.0000"), Decimal("6123.4567"))
LIMITS = (Decimal(200_000), Decimal(0), Decimal(100_000))
HEAD = "sales-administration-0"


@dataclass(frozen=True)
class Opened:
    """A town in which business can begin."""

    town: Town
    customers: tuple[str, ...]
    products: tuple[str, ...]
    limits: tuple[Decimal, ...] = LIMITS


def opened(postgres_url: str) -> Opened:
    """Open the town, and remember it."""
    town = Town(postgres_url)
    town.run(town.open())
    town.move_to(START)
    post = Post(town)
    _carry(town, post)
    products = tuple(_product(town, n, price) for n, price in enumerate(PRICES, 1))
    customers = town.run(_customers(town))
    _carry(town, post)
    town.run(town.keep())
    return Opened(town, customers, products)


def _carry(town: Town, post: Post) -> None:
    for name in GROUPS:
        town.run(post.collect(name))
    for group in GROUPS:
        while batch := post.some(group, 40, 0, 0):
            town.run(post.deliver(group, batch))


def _product(town: Town, number: int, price: Decimal) -> str:
    body = {"code": f"P00{number}", "name": f"白卡纸 {number}", "unit": "t", "tax_rate": "0.13"}
    made = town.run(town.call("orders", HEAD, "POST", "/products", body))
    assert made.status_code == 201, made.text
    product: str = made.json()["product_id"]
    priced = {"product_id": product, "unit_price": {"amount": str(price), "currency": "CNY"}}
    body = {"valid_from": "2026-01-01", "prices": [priced]}
    listed = town.run(town.call("orders", HEAD, "POST", "/price-lists", body))
    assert listed.status_code == 201, listed.text
    return product


async def _customers(town: Town) -> tuple[str, ...]:
    rows = [
        {
            "customer_no": f"K{number:05d}", "name": f"第{number}印刷厂", "branch_code": "B1",
            "owner_staff_no": "representative-1", "territory": None, "channel": None, "grade": None,
            "credit_code": None, "limit": limit or None, "term_days": 30 if limit else None, "complete": True,
            "place": "江海路 88 号", "region": "海门", "town": True,
        }
        for number, limit in enumerate(LIMITS, 1)
    ]  # fmt: skip
    async with town.houses["customers"].tx() as tx:
        assert await imports.import_customers(tx, rows) == []
    found = await town.rooms["customers"].fetch("SELECT customer_id FROM customer ORDER BY customer_no")
    return tuple(str(row[0]) for row in found)
