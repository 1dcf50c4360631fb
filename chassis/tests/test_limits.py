"""Limits of the consumer: how much one transaction takes on, and what is early (architecture, Failing)."""

import random
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from branchline.testing import House
from chassis.consumer import Consumer
from chassis.ids import new_id
from chassis.inbox import Limits
from chassis.reactions import On, Table
from chassis.tx import Tx
from contracts.customers import CreditEnded
from contracts.partition import shard_of
from tests.probe import PROBE, broken, counted, on_credit_ended, project_tally

BRANCH = new_id()
NO_TIME = Limits(seconds=0)


@pytest.fixture(autouse=True)
def _mended() -> Any:
    broken.clear()
    yield
    broken.clear()


def consumer(house: House, limits: Limits, table: Table = PROBE.table) -> Consumer:
    """Make a consumer of the house with limits of its own."""
    return Consumer(house.database, "orders", table, 0, limits)


def records(house: House, customer: UUID, numbers: range | list[int]) -> list[Any]:
    """Make the records of a customer's events."""
    return [house.record(counted(customer, number, BRANCH)) for number in numbers]


async def seen(house: House, customer: UUID) -> list[int]:
    """Return the numbers that were applied, in order."""
    async with house.tx() as tx:
        row = await tx.execute(text("SELECT seen FROM tally WHERE customer_id = :c"), {"c": customer})
        return list(row.scalar_one_or_none() or [])


async def early(house: House) -> list[tuple[int, str]]:
    """Return the positions of the early events, each with the transaction that wrote its row."""
    async with house.tx() as tx:
        rows = await tx.execute(text("SELECT position, xmin FROM consumer_early ORDER BY position"))
        return [(row.position, str(row.xmin)) for row in rows]


async def cursor(house: House, customer: UUID) -> tuple[int, int]:
    """Return position and number of early events of the customer's stream."""
    async with house.tx() as tx:
        statement = text("SELECT position, early FROM consumer_cursor WHERE shard = :s")
        return tuple((await tx.execute(statement, {"s": shard_of(str(customer))})).one())


async def test_when_its_time_is_spent_a_transaction_closes_and_the_next_goes_on(house: House) -> None:
    customers = [new_id() for _ in range(12)]
    await consumer(house, NO_TIME).apply([record for each in customers for record in records(house, each, [1])])
    async with house.tx() as tx:
        # The rows of one transaction bear its id.
        sizes = (await tx.execute(text("SELECT count(*) FROM tally GROUP BY xmin"))).scalars().all()
    assert sizes == [1] * 12


async def test_the_cursor_covers_just_what_was_applied(house: House) -> None:
    customer, out = new_id(), {3}

    async def react(tx: Tx, event: CreditEnded) -> None:
        if event.version in out:
            raise ConnectionError
        await on_credit_ended(tx, event)

    short = consumer(house, NO_TIME, Table([On(CreditEnded, project=project_tally, react=react)]))
    batch = records(house, customer, range(1, 7))
    with pytest.raises(ConnectionError):
        await short.apply(batch)
    assert await seen(house, customer) == [1, 2]
    assert await cursor(house, customer) == (2, 0)
    out.clear()
    await short.apply(batch)
    assert await seen(house, customer) == [1, 2, 3, 4, 5, 6]
    assert len(await house.journal("orders.setting.changed.v1")) == 6


async def test_poison_keeps_its_key_in_order_over_short_transactions(house: House) -> None:
    poisoned, healthy = new_id(), new_id()
    broken.add(poisoned)
    batch = [record for n in (1, 2, 3) for each in (poisoned, healthy) for record in records(house, each, [n])]
    await consumer(house, NO_TIME).apply(batch)
    assert await seen(house, healthy) == [1, 2, 3]
    waiting = sorted(await house.parked(), key=lambda row: row.position)
    assert [row.state for row in waiting] == ["retrying", "waiting", "waiting"]


@pytest.mark.parametrize("limits", [NO_TIME, Limits(records=1), Limits(records=7, reactions=3)])
async def test_any_order_with_doubles_ends_the_same_under_tight_limits(house: House, limits: Limits) -> None:
    chance = random.Random(17)
    customers = [new_id() for _ in range(6)]
    sent = [record for each in customers for record in records(house, each, range(1, 11))]
    sent += chance.choices(sent, k=60)
    chance.shuffle(sent)
    tight = consumer(house, limits)
    while sent:
        batch, sent = sent[:23], sent[23:]
        await tight.apply(batch)
    assert [await seen(house, each) for each in customers] == [list(range(1, 11))] * 6
    assert len(await house.journal("orders.setting.changed.v1")) == 60
    assert await early(house) == []


async def test_of_the_early_events_only_those_move_that_are_due(house: House) -> None:
    customer = new_id()
    batch = records(house, customer, range(1, 13))
    await house.consumer.apply(batch[2:6] + batch[8:])
    before = dict(await early(house))
    await house.consumer.apply(batch[:2])
    assert await seen(house, customer) == [1, 2, 3, 4, 5, 6]
    assert dict(await early(house)) == {position: before[position] for position in (9, 10, 11, 12)}
    assert await cursor(house, customer) == (6, 4)
    await house.consumer.apply(batch[7:8] + batch[6:7])
    assert await cursor(house, customer) == (12, 0)


async def test_a_healed_gap_longer_than_a_transaction_goes_on_by_itself(house: House) -> None:
    customer = new_id()
    batch = records(house, customer, range(1, 31))
    few = consumer(house, Limits(records=4))
    await few.apply(batch[1:])
    await few.apply(batch[:1])
    assert await seen(house, customer) == list(range(1, 31))
    assert await cursor(house, customer) == (30, 0)


async def test_early_events_behind_an_advanced_cursor_are_forgotten(house: House) -> None:
    customer = new_id()
    batch = records(house, customer, range(1, 9))
    await house.consumer.apply(batch[2:7])
    async with house.tx() as tx:
        await tx.execute(text("UPDATE consumer_cursor SET position = 4, event_id = NULL"))
    await house.consumer.apply(batch[7:])
    assert await seen(house, customer) == [5, 6, 7, 8]
    assert await cursor(house, customer) == (8, 0)
