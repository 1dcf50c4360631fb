"""Receiving events, interrupted by a crash or not: told by what lasts, which is the same."""

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from branchline.testing import House
from chassis import crash
from chassis.consumer import Consumer
from chassis.ids import new_id
from chassis.parking import Retries
from chassis.reactions import On, Table
from chassis.tx import Tx
from contracts.customers import CreditEnded
from contracts.partition import shard_of
from tests.probe import broken, counted, on_credit_ended, project_tally
from tests.probe.reading import Reading, reading, sending, until

Result = dict[str, Any]
Arm = Callable[[], None]
"""Arms the crash point, once all is prepared."""
failing: set[UUID] = set()
"""Customers whose events no projection takes, until the scenario mends it."""
LASTING = text(
    "SELECT (SELECT count(*) FROM consumer_early) AS early, (SELECT sum(early) FROM consumer_cursor) AS counted,"
    " (SELECT sum(head - position) FROM consumer_cursor) AS behind, (SELECT count(*) FROM dead_letter) AS letters,"
    " (SELECT count(*) FROM parked WHERE state <> 'applied') AS parked"
)
RELEASE = text(
    "WITH released AS (UPDATE parked SET state = 'released' WHERE state IN ('retrying', 'parked'))"
    " SELECT count(*) FROM parked WHERE state <> 'applied'"
)


async def again(work: Callable[[], Awaitable[Any]]) -> Any:
    """Do a piece of work, and once more after a crash, as the loops of a process do."""
    try:
        return await work()
    except crash.Crash:
        return await work()


def is_hit() -> bool:
    """Tell whether the armed point was hit."""
    return bool(crash._armed) and not any(crash._armed.values())


async def fold(tx: Tx, events: Sequence[CreditEnded]) -> None:
    """Write the tally, unless an event is of a failing customer: an error that names no event."""
    await project_tally(tx, events)
    if any(event.customer_id in failing for event in events):
        raise ZeroDivisionError


TABLE = Table([On(CreditEnded, project=fold, react=on_credit_ended)])


async def consuming(house: House, kafka: str, arm: Arm) -> Result:
    """Apply, with doubles, a gap, an unreadable record, and a reaction and a fold that fail until they are mended."""
    people = dict(zip(("healthy", "late", "poisoned", "torn"), _apart(4), strict=True))
    sent = {name: [house.record(counted(who, n, who)) for n in (1, 2, 3)] for name, who in people.items()}
    foreign = house.record(counted(people["healthy"], 9, people["healthy"]), headers=())
    consumer = Consumer(house.database, "orders", TABLE, 0)
    retries = Retries(house.database, "orders", TABLE, 0)
    broken.add(people["poisoned"])
    failing.add(people["torn"])
    arm()
    await consumer.handle([foreign, sent["late"][2], *(sent[name][0] for name in people)])
    await again(retries.run_once)
    broken.clear()
    failing.clear()
    await consumer.handle([record for each in sent.values() for record in each])
    while await again(lambda: _release(house)):
        await again(retries.run_once)
    return await _lasting(house, people)


def _apart(number: int) -> list[UUID]:
    """Make customers each in a shard of its own, so that no one's gap makes another wait."""
    found: dict[int, UUID] = {}
    while len(found) < number:
        customer = new_id()
        found[shard_of(str(customer))] = customer
    return list(found.values())


async def _release(house: House) -> bool:
    async with house.tx() as tx:
        return (await tx.execute(RELEASE)).scalar_one() > 0


async def _lasting(house: House, people: dict[str, UUID]) -> Result:
    answers = Counter(event.setting_id for event in await house.journal("orders.setting.changed.v1"))
    async with house.tx() as tx:
        seen = {row.customer_id: list(row.seen) for row in await tx.execute(text("SELECT * FROM tally"))}
        counts = {name: int(value) for name, value in (await tx.execute(LASTING)).one()._mapping.items()}
    return {name: (seen.get(who), answers[who]) for name, who in people.items()} | counts


async def subscribing(house: House, kafka: str, arm: Arm) -> Result:
    """Read from the broker; a worker that comes back goes on where the cursors stand."""
    who, group = new_id(), f"orders-{new_id()}"
    batch = [house.record(counted(who, n, who)) for n in range(1, 7)]
    arm()
    async with sending(kafka) as send:
        async with reading(house, kafka, group) as worker:
            await send(*batch[:3])
            await until("the first records are applied, or a crash", _has_or_hit, worker, who)
        async with reading(house, kafka, group) as worker:
            await send(*batch[3:])
            await until("all is applied", worker.has, who, [1, 2, 3, 4, 5, 6])
    return await _lasting(house, {"reader": who})


async def _has_or_hit(worker: Reading, who: UUID) -> bool:
    return await worker.has(who, [1, 2, 3]) or is_hit()
