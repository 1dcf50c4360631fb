"""State is said again: a consumer that lacks it gets it, and nobody is told (rule 9; events.md, Snapshots)."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import orjson
import pytest
from click.testing import Result
from sqlalchemy import text
from typer.testing import CliRunner

from branchline.cli import app
from branchline.databases import SERVICES, Urls
from branchline.estate import service
from branchline.testing import House, _empty, prepared
from chassis.ids import new_id
from contracts import EVENTS, Event
from contracts.customers import TerritoryAssigned
from contracts.receivables import Covered, ReceiptBooked, ReceiptReversed, StandingChanged
from contracts.values import Money
from services.notifications.tests.builders import NOON, Deal

WHY = ("--reason", "投影缺数据")


@dataclass(frozen=True, slots=True)
class Four:
    """Services beside each other, without Kafka between them."""

    houses: dict[str, House]
    environment: dict[str, str]

    async def restate(self, subject: str) -> Result:
        """Run the command on the databases of all of them."""
        argv = ["journal", "restate", subject, *WHY]
        return await asyncio.to_thread(CliRunner().invoke, app, argv, env=self.environment)

    async def told(self, source: str, *events: Event) -> None:
        """Write events to a service's journal, in one transaction."""
        async with self.houses[source].tx() as tx:
            tx.emit(*events)

    async def again(self, source: str) -> list[Any]:
        """Read what the command wrote."""
        read = text("SELECT * FROM journal WHERE quiet ORDER BY shard, position")
        async with self.houses[source].tx() as tx:
            return list((await tx.execute(read)).all())


@pytest.fixture(scope="module")
async def urls(postgres_url: str) -> dict[str, Urls]:
    """Prepare a database for each service."""
    return {name: await prepared(postgres_url, service(name), f"restated_{name}") for name in SERVICES}


@pytest.fixture
async def four(urls: dict[str, Urls]) -> AsyncIterator[Four]:
    """Stand the services up, emptied."""
    houses = {name: House(service(name), found.api, found.worker) for name, found in urls.items()}
    for name, house in houses.items():
        await _empty(house.database, urls[name].owner)
    yield Four(houses, {f"{name.upper()}_OWNER_DATABASE": found.owner for name, found in urls.items()})
    for house in houses.values():
        await house.stop()


async def inbox(house: House, subject: str) -> list[Any]:
    async with house.client(subject) as client:
        return list((await client.get("/inbox")).json()["items"])


async def count(house: House, statement: str) -> int:
    async with house.tx() as tx:
        return int((await tx.execute(text(statement))).scalar_one())


def event_of(row: Any) -> Event:
    return EVENTS[row.type].model_validate(orjson.loads(row.body))


async def test_a_consumer_that_lacks_the_state_gets_it_and_nobody_is_told(four):
    telling, orders = four.houses["notifications"], four.houses["orders"]
    deal = Deal(await telling.organisation())
    await telling.given(deal.card())
    granted = deal.credit_granted(NOON + timedelta(days=14))
    await four.told("customers", deal.card(), granted.model_copy(update={"limit": Money.of("1.00")}))
    await four.told("customers", granted.model_copy(update={"version": 2}))

    done = await four.restate(f"credit/{deal.customer_id}")
    assert done.exit_code == 0, done.output
    (row,) = await four.again("customers")
    assert (row.type, row.actor, event_of(row)) == (
        granted.type, "operator", granted.model_copy(update={"version": 2}),
    )  # fmt: skip
    kept = text("SELECT what, reason, about ->> 'cause_id' FROM intervention")
    async with four.houses["customers"].tx() as tx:
        assert (await tx.execute(kept)).one() == ("journal.restated", "投影缺数据", str(row.cause_id))

    await orders.given(event_of(row), quiet=row.quiet)
    assert await count(orders, "SELECT credit_limit FROM account") == 200_000
    await telling.given(event_of(row), quiet=row.quiet)
    assert await telling.parked() + await orders.parked() == []
    assert await inbox(telling, "representative-1") == []
    assert await count(telling, "SELECT (SELECT count(*) FROM timer) + (SELECT count(*) FROM form)") == 0
    # The same event tells people when it is news.
    await telling.given(event_of(row))
    assert await inbox(telling, "representative-1") != []


async def test_a_standing_names_all_orders_that_it_covers_and_changes_no_state(four):
    one, two = new_id(), new_id()
    customer = standing(version=1, covered=[(one, "70.00")])
    await four.told("receivables", customer)
    await four.told(
        "receivables", later(customer, 2, [(two, "30.00")], "good"), later(customer, 3, [(one, "90.00")], "overdue")
    )
    assert (await four.restate(f"standing/{customer.customer_id}")).exit_code == 0
    (row,) = await four.again("receivables")
    said: Any = event_of(row)
    assert (said.version, said.previous_state, said.state) == (3, "overdue", "overdue")
    assert {each.order_id: each.covered.amount for each in said.covered} == {one: Money.of("90.00").amount, two: 30}


async def test_all_of_a_kind_are_said_again_but_what_has_ended(four):
    kept, bounced = receipt(), receipt()
    gone = ReceiptReversed(**common(bounced), receipt_id=bounced.receipt_id, bank_ref="B", amount=bounced.amount,
                           reason="退票", reopened=())  # fmt: skip
    await four.told("receivables", kept, bounced, gone)
    assert (await four.restate("receipt")).stdout.strip() == "1"
    assert [event_of(row) for row in await four.again("receivables")] == [kept]
    assert (await four.restate(f"receipt/{bounced.receipt_id}")).exit_code == 1


async def test_a_kind_goes_in_chunks_under_one_cause(four):
    await four.told("customers", *(territory() for _ in range(501)))
    assert (await four.restate("territory")).stdout.strip() == "501"
    rows = await four.again("customers")
    assert (len({row.subject for row in rows}), len({row.cause_id for row in rows})) == (501, 1)


async def test_a_fact_is_not_restated(four):
    refused = await four.restate("invoice")
    assert refused.exit_code == 2
    assert "no state to restate" in refused.stderr


def common(event: Any) -> dict[str, Any]:
    return {name: getattr(event, name) for name in ("customer_id", "branch_id", "owner_id")}


def standing(version: int, covered: list[tuple[UUID, str]]) -> StandingChanged:
    nothing = Money.zero()
    return StandingChanged(
        customer_id=new_id(), branch_id=new_id(), owner_id=None, version=version, state="good", previous_state="good",
        open=nothing, unapplied=nothing, disputed=nothing, net=nothing, overdue=nothing, overdue_since_on=None,
        overdue_items=(), covered=tuple(Covered(order_id=o, covered=Money.of(m)) for o, m in covered), cause=None,
    )  # fmt: skip


def later(event: StandingChanged, version: int, covered: list[tuple[UUID, str]], state: str) -> StandingChanged:
    changes = {"version": version, "state": state, "covered": standing(version, covered).covered}
    return event.model_copy(update=changes)


def receipt() -> ReceiptBooked:
    return ReceiptBooked(
        customer_id=new_id(), branch_id=new_id(), owner_id=None, receipt_id=new_id(), bank_ref="B",
        amount=Money.of("5.00"), received_on=date(2026, 3, 11), allocations=(), unapplied=Money.of("5.00"), version=1,
    )  # fmt: skip


def territory() -> TerritoryAssigned:
    return TerritoryAssigned(
        territory_id=new_id(), branch_id=new_id(), name="海门", regions=("海门",), channels=(), person_id=new_id(),
        from_on=date(2026, 1, 1), version=1,
    )  # fmt: skip
