"""Who waits for whom: the locks that keep workers and writers apart, in the one order that never deadlocks."""

import asyncio
from typing import Any
from uuid import UUID

from sqlalchemy import TextClause, text
from sqlalchemy.exc import DBAPIError

from branchline.testing import House
from chassis.consumer import Consumer
from chassis.database import sqlstate
from chassis.ids import new_id
from chassis.tx import Tx
from contracts.partition import shard_of
from tests.probe import PROBE, counted, told
from tests.probe.locks import are_waiting, held
from tests.probe.reading import until

# Near each other, so that their rows lie on one page.
LOW, HIGH = 3, 4
# Through an index rows come in its order by chance of the plan; a plan that reads the whole table is as good.
PLANS = (
    text("SET LOCAL enable_indexscan = off"),
    text("SET LOCAL enable_indexonlyscan = off"),
    text("SET LOCAL enable_bitmapscan = off"),
)
HEAD = text("SELECT 1 FROM journal_head WHERE shard = :shard FOR UPDATE NOWAIT")
CURSOR = text("SELECT 1 FROM consumer_cursor WHERE shard = :shard FOR UPDATE NOWAIT")
LOCK_NOT_AVAILABLE = "55P03"


def key_in(shard: int) -> UUID:
    """Make a key of a shard."""
    return next(key for key in iter(new_id, None) if shard_of(str(key)) == shard)


async def is_free(house: House, row: TextClause, shard: int) -> bool:
    """Tell whether nobody holds a row's lock."""
    try:
        async with held(house, row, {"shard": shard}):
            return True
    except DBAPIError as error:
        if sqlstate(error) != LOCK_NOT_AVAILABLE:
            raise
        return False


async def test_two_workers_with_the_same_records_apply_them_once(house: House) -> None:
    customer = new_id()
    await house.consumer.apply([house.record(counted(customer, 1, customer))])
    batch = [house.record(counted(customer, number, customer)) for number in (2, 3)]
    workers = [Consumer(house.database, "orders", PROBE.table, 0) for _ in range(2)]
    async with held(house, text("SELECT 1 FROM consumer_cursor FOR UPDATE"), {}):
        working = [asyncio.ensure_future(worker.apply(batch)) for worker in workers]
        await until("both have begun", are_waiting, house, 2)
    await asyncio.gather(*working)
    async with house.tx() as tx:
        seen = (await tx.execute(text("SELECT seen FROM tally WHERE customer_id = :c"), {"c": customer})).scalar_one()
    assert seen == [1, 2, 3]
    assert len(await house.journal("orders.setting.changed.v1")) == 3
    assert await house.parked() == []


async def test_writers_lock_the_heads_in_the_order_of_their_shards(house: House) -> None:
    low, high = key_in(LOW), key_in(HIGH)

    async def write(*keys: UUID) -> None:
        async with house.tx() as tx:
            for plan in PLANS:
                await tx.execute(plan)
            tx.emit(*(told(tx, key, None) for key in keys))

    # The row that was written last lies behind the other: only an order that is asked for puts it first.
    await write(low)
    async with held(house, HEAD, {"shard": LOW}):
        writing = asyncio.ensure_future(write(high, low))
        await until("the writer waits", are_waiting, house, 1)
        assert await is_free(house, HEAD, HIGH)
    await writing


async def test_workers_lock_the_cursors_in_the_order_of_their_shards(house: House) -> None:
    low, high = key_in(LOW), key_in(HIGH)

    def records(number: int, *keys: UUID) -> list[Any]:
        return [house.record(counted(key, number, key)) for key in keys]

    await house.consumer.apply(records(1, high, low))
    await house.consumer.apply(records(2, low))
    async with held(house, CURSOR, {"shard": LOW}):
        working = asyncio.ensure_future(house.consumer.apply([*records(2, high), *records(3, low)]))
        await until("the worker waits", are_waiting, house, 1)
        assert await is_free(house, CURSOR, HIGH)
    await working


async def test_two_transactions_that_lock_crosswise_both_succeed(house: House) -> None:
    notes = [new_id(), new_id()]
    both = asyncio.Barrier(2)
    tries = [0, 0]
    edit = text("UPDATE note SET version = version + 1 WHERE note_id = :note")

    async def work(number: int) -> None:
        async def crosswise(tx: Tx) -> None:
            tries[number] += 1
            await tx.execute(edit, {"note": notes[number]})
            if tries[number] == 1:
                await both.wait()
            await tx.execute(edit, {"note": notes[1 - number]})

        await house.database.run(crosswise)

    async with house.tx() as tx:
        rows = [{"note": note} for note in notes]
        await tx.execute(text("INSERT INTO note VALUES (:note, :note, '', 0)"), rows)
    await asyncio.gather(work(0), work(1))
    async with house.tx() as tx:
        assert list((await tx.execute(text("SELECT version FROM note"))).scalars()) == [2, 2]
    assert sum(tries) == 3
