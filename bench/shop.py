"""A firm that sells: organisation, customers with credit, products with prices, as the services know them."""

import random
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from bench import backlog
from bench.load import Caller, callers
from bench.stage import Stage
from bench.town import Town, town
from branchline.databases import Urls
from branchline.estate import Post
from branchline.testing import Firm, small_firm
from chassis import organisation
from chassis.clock import SystemClock
from chassis.database import Database
from chassis.ids import new_id
from chassis.reactions import Projection
from contracts.customers import (
    BranchChanged,
    CalendarChanged,
    CreditGranted,
    CustomerChanged,
    PersonChanged,
    ShipTo,
    TerritoryAssigned,
)
from contracts.events import Event
from contracts.values import Money
from notifications.cards.reactions import project_cards
from orders.accounts.reactions import project_credit, project_customers, project_territories

CALLERS = 8
CLERK, OFFICE = "clerk-1", "sales-administration-0"
REGION = "海门"
PRODUCTS = 20
LINES = 3
LIMIT = "1000000000000.00"
PAPER = {"unit": "t", "grammage": "250", "width_mm": 787, "height_mm": 1092, "tax_rate": "0.13"}
CREATED = 201
Folds = dict[type[Event], Projection]
FIRM: Folds = {
    BranchChanged: organisation.project_branches,
    PersonChanged: organisation.project_people,
    CalendarChanged: organisation.project_calendar,
}
FOLDS: dict[str, Folds] = {
    "orders": {
        **FIRM,
        TerritoryAssigned: project_territories,
        CustomerChanged: project_customers,
        CreditGranted: project_credit,
    },
    "receivables": FIRM,
    "notifications": {**FIRM, CustomerChanged: project_cards},
}
SEED = 20_261_124


@dataclass(frozen=True, slots=True)
class Shop:
    """Whose orders are placed, and of what."""

    town: Town
    customers: Sequence[UUID]
    products: Sequence[str]
    token: str
    callers: Sequence[Caller]
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))

    @property
    def urls(self) -> Urls:
        """Return the ways into the database of orders."""
        return self.town.urls("orders")

    def order(self, customer: UUID | None = None) -> Mapping[str, Any]:
        """Make the form of an order, of any customer or of one."""
        wanted = self.chance.sample(self.products, LINES)
        lines = [{"product_id": each, "qty": {"value": "1.000", "unit": "t"}} for each in wanted]
        return {"customer_id": str(customer or self.chance.choice(self.customers)), "lines": lines}


@asynccontextmanager
async def open_shop(stage: Stage, label: str, *posts: Post, topics: Sequence[str] = ()) -> AsyncIterator[Shop]:
    """Open the firm with some processes of its services; one of them takes orders."""
    await stage.topics(*topics)
    firm, events = small_firm()
    customers = backlog.customers()
    services = sorted({post.service for post in posts})
    async with town(stage, label, services, [CLERK, OFFICE]) as place:
        known = [*events, calendar(), *_customers(firm, customers)]
        for name in services:
            await know(name, place.estate.services[name].worker_database, known)
        await place.log_in()
        await place.start(*posts)
        tokens = await place.tokens([CLERK, OFFICE])
        url = place.estate.services["orders"].url
        with callers([url], tokens[OFFICE], 1) as calling:
            products = await _catalogue(calling[0])
        with callers([url], tokens[CLERK], CALLERS) as calling:
            yield Shop(place, customers, products, tokens[CLERK], calling)


async def know(service: str, url: str, events: Sequence[Event]) -> None:
    """Let a service know what others have told, without the way there."""
    told: dict[type[Event], list[Any]] = defaultdict(list)
    for event in events:
        told[type(event)].append(event)
    database = Database(service, url, SystemClock())
    try:
        async with database.begin() as tx:
            for kind, project in FOLDS[service].items():
                await project(tx, told[kind])
    finally:
        await database.stop()


def calendar() -> Event:
    """Tell of this year's working calendar, without holidays."""
    year = datetime.now(UTC).year
    return CalendarChanged(
        calendar_id=new_id(), year=year, holidays=(), make_up_days=(), known_until=date(year, 12, 31), version=1
    )


def _customers(firm: Firm, customers: Sequence[UUID]) -> list[Event]:
    branch, owner, territory = firm.branches[0], firm.people["representative-1"], new_id()
    place = ShipTo(ship_to_id=new_id(), place="江海路 88 号", region=REGION, town=True)
    events: list[Event] = [
        TerritoryAssigned(
            territory_id=territory, branch_id=branch, name=REGION, regions=(REGION,), channels=(), person_id=owner,
            from_on=date(2026, 1, 1), version=1,
        )
    ]  # fmt: skip
    for number, customer in enumerate(customers):
        common: dict[str, Any] = {"customer_id": customer, "branch_id": branch, "owner_id": owner, "version": 1}
        card = CustomerChanged(
            customer_no=f"K{number:06d}", name="江海印务有限公司", status="active", channel="direct",
            territory_id=territory, grade="B", grade_reason=None, missing_documents=(), invoicing=None,
            ship_to=(place,), changed=(), **common,
        )  # fmt: skip
        credit = CreditGranted(
            limit=Money.of(LIMIT), term_days=30, provisional=False, valid_until_on=None, contract_due_at=None,
            approval_id=None, **common,
        )  # fmt: skip
        events += [card, credit]
    return events


async def _catalogue(office: Caller) -> list[str]:
    products = []
    for number in range(PRODUCTS):
        body = {"code": f"P{number:03d}", "name": f"白卡纸 {number}", **PAPER}
        products.append(str(await _made(office, "/products", body, "product_id")))
    prices = [{"product_id": each, "unit_price": {"amount": "5000.0000", "currency": "CNY"}} for each in products]
    await _made(office, "/price-lists", {"valid_from": "2026-01-01", "prices": prices})
    return products


async def _made(office: Caller, path: str, body: object, name: str = "") -> Any:
    answer = await office.post(path, body)
    if answer.status != CREATED:
        raise AssertionError(f"{path}: {answer.status} {answer.body[:300]!r}")
    return answer.json()[name] if name else None
