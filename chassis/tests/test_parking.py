"""What becomes of events that fail: poison is parked, an outage is waited out, and nobody's decision is undone."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from branchline.testing import House
from chassis.consumer import Consumer
from chassis.database import is_outage
from chassis.ids import new_id
from chassis.parking import Retries
from chassis.reactions import On, Table
from chassis.tx import Tx
from contracts.customers import CreditEnded
from tests.probe import PROBE, broken, counted, on_credit_ended, project_tally

BRANCH = new_id()


@pytest.fixture(autouse=True)
def _mended() -> Any:
    broken.clear()
    yield
    broken.clear()


def records(house: House, customer: UUID, *numbers: int) -> list[Any]:
    """Make the records of a customer's events."""
    return [house.record(counted(customer, number, BRANCH)) for number in numbers]


async def seen(house: House, customer: UUID) -> list[int]:
    """Return the numbers that were applied, in order."""
    async with house.tx() as tx:
        row = await tx.execute(text("SELECT seen FROM tally WHERE customer_id = :c"), {"c": customer})
        return list(row.scalar_one_or_none() or [])


async def states(house: House) -> list[tuple[str, int]]:
    """Return states and tries of all that was ever parked, in order."""
    async with house.tx() as tx:
        rows = await tx.execute(text("SELECT state, tries FROM parked ORDER BY position"))
        return [(row.state, row.tries) for row in rows]


async def decide(house: House, state: str) -> None:
    """Release or discard what is parked, as a person does."""
    async with house.tx() as tx:
        statement = text("UPDATE parked SET state = :s WHERE state IN ('retrying', 'parked')")
        await tx.execute(statement, {"s": state})


def retries(house: House, table: Table = PROBE.table) -> Retries:
    """Make the loop that tries again, without a wait between."""
    return Retries(house.database, "orders", table, 0)


class Outages:
    """A reaction during whose first runs the database goes away."""

    def __init__(self, number: int) -> None:
        self.left = number

    async def __call__(self, tx: Tx, event: CreditEnded) -> None:
        """Lose the connection, unless all outages are over."""
        if self.left:
            self.left -= 1
            await tx.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        await on_credit_ended(tx, event)

    @property
    def table(self) -> Table:
        """Return the reactions of a service that has this one."""
        return Table([On(CreditEnded, project=project_tally, react=self)])


async def test_an_outage_is_waited_out_and_counts_against_no_event(house: House) -> None:
    customer = new_id()
    consumer = Consumer(house.database, "orders", Outages(2).table, 0)
    await consumer.handle(records(house, customer, 1, 2))
    assert await seen(house, customer) == [1, 2]
    assert await states(house) == []


async def test_an_outage_in_a_retry_counts_against_no_event(house: House) -> None:
    customer = new_id()
    broken.add(customer)
    await house.consumer.apply(records(house, customer, 1))
    broken.clear()
    again = retries(house, Outages(1).table)
    with pytest.raises(Exception) as lost:
        await again.run_once()
    assert is_outage(lost.value)
    assert await states(house) == [("retrying", 1)]
    await again.run_once()
    assert await seen(house, customer) == [1]


async def test_what_the_database_refuses_is_poison_and_not_tried_for_ever(house: House) -> None:
    customer, other = new_id(), new_id()

    async def doubled(tx: Tx, event: CreditEnded) -> None:
        if event.customer_id == customer:
            await tx.execute(text("INSERT INTO tally SELECT * FROM tally WHERE customer_id = :c"), {"c": customer})

    table = Table([On(CreditEnded, project=project_tally, react=doubled)])
    await Consumer(house.database, "orders", table, 0).apply([*records(house, customer, 1), *records(house, other, 1)])
    assert await seen(house, other) == [1]
    assert await states(house) == [("retrying", 1)]


async def test_no_error_leaves_the_handler(house: House) -> None:
    class Unlucky(Consumer):
        errors = 1

        async def apply(self, records: Any) -> None:
            if self.errors:
                self.errors -= 1
                raise ZeroDivisionError
            await super().apply(records)

    customer = new_id()
    await Unlucky(house.database, "orders", PROBE.table, 0).handle(records(house, customer, 1))
    assert await seen(house, customer) == [1]


async def test_after_a_discard_the_key_is_open(house: House) -> None:
    customer = new_id()
    broken.add(customer)
    await house.consumer.apply(records(house, customer, 1))
    broken.clear()
    await decide(house, "discarded")
    await house.consumer.apply(records(house, customer, 2))
    assert await seen(house, customer) == [2]
    await retries(house).run_once()
    assert await states(house) == [("discarded", 1)]


class Overtaken(Retries):
    """Retries of a worker whose failing try is written down only after something else has happened."""

    meanwhile: Any

    async def _failed(self, row: Any, error: Exception) -> None:
        await self.meanwhile()
        await super()._failed(row, error)


async def overtaken(house: House, customer: UUID, meanwhile: Any) -> None:
    """Park an event, try it again in vain, and let something happen before that is written down."""
    broken.add(customer)
    await house.consumer.apply(records(house, customer, 1, 2))
    slow = Overtaken(house.database, "orders", PROBE.table, 0)
    slow.meanwhile = meanwhile
    await slow.run_once()


async def test_a_release_while_a_try_fails_is_not_undone(house: House) -> None:
    await overtaken(house, new_id(), lambda: decide(house, "released"))
    assert await states(house) == [("released", 1), ("waiting", 0)]


async def test_a_discard_while_a_try_fails_is_not_undone(house: House) -> None:
    await overtaken(house, new_id(), lambda: decide(house, "discarded"))
    assert await states(house) == [("discarded", 1), ("waiting", 0)]


async def test_what_another_worker_has_applied_is_not_tried_again(house: House) -> None:
    customer = new_id()

    async def mended() -> None:
        broken.clear()
        await retries(house).run_once()

    await overtaken(house, customer, mended)
    await retries(house).run_once()
    assert await states(house) == [("applied", 1), ("applied", 0)]
    assert await seen(house, customer) == [1, 2]
