"""What the journal promises: with the state or not at all, gapless in commit order (architecture)."""

import asyncio
import random

import pytest
from sqlalchemy import text

from branchline.testing import House
from chassis.ids import new_id
from chassis.journal import TooLarge
from tests.probe import told


async def positions(house: House) -> dict[int, list[int]]:
    """Return the positions of each shard."""
    async with house.tx() as tx:
        rows = await tx.execute(
            text("SELECT shard, array_agg(position ORDER BY position) AS p FROM journal GROUP BY shard")
        )
        return {row.shard: list(row.p) for row in rows}


@pytest.mark.shows("L11")
async def test_positions_are_gapless_with_many_writers_and_rollbacks(house: House) -> None:
    chance = random.Random(3)
    keys = [new_id() for _ in range(12)]
    written = 0

    async def write(number: int) -> None:
        nonlocal written
        chosen = chance.sample(keys, 3)
        try:
            async with house.tx() as tx:
                tx.emit(*(told(tx, key, None) for key in chosen))
                if number % 5 == 0:
                    raise ZeroDivisionError
        except ZeroDivisionError:
            return
        written += 3

    for _ in range(10):
        await asyncio.gather(*(write(number) for number in range(8)))
    found = await positions(house)
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in found.values())
    assert sum(map(len, found.values())) == written == 10 * 6 * 3


async def test_nothing_of_a_failed_transaction_is_told(house: House) -> None:
    with pytest.raises(ZeroDivisionError):
        async with house.tx() as tx:
            tx.emit(told(tx, new_id(), None))
            raise ZeroDivisionError
    assert await house.journal() == []


@pytest.mark.shows("event.too_large")
async def test_an_event_that_no_broker_takes_is_refused_before_any_row_exists(house: House) -> None:
    async with house.tx() as tx:
        huge = told(tx, new_id(), None).model_copy(update={"reason": "x" * 1_000_000})
        with pytest.raises(TooLarge):
            tx.emit(huge)
    assert await house.journal() == []
