"""A partition with too many early events pauses until the gap heals (architecture, Consuming)."""

from uuid import UUID

from branchline.testing import House
from chassis.ids import new_id
from chassis.inbox import Limits
from contracts.partition import partition_of, shard_of
from contracts.topics import PARTITIONS, TOPICS, replay_topic
from edge import topics
from tests.probe import counted
from tests.probe.reading import reading, sending, until

FEW = Limits(early=5)


def place(customer: UUID) -> int:
    """Return the partition of a customer's events."""
    return partition_of(shard_of(str(customer)), PARTITIONS)


async def test_a_partition_pauses_until_the_gap_heals_also_over_a_restart(house: House, kafka: str) -> None:
    await topics.create(kafka, TOPICS)
    customer, group = new_id(), f"orders-{new_id()}"
    elsewhere = next(each for each in iter(new_id, None) if place(each) != place(customer))
    first, *batch = [house.record(counted(customer, n, customer)) for n in range(1, 41)]
    others = [house.record(counted(elsewhere, n, elsewhere)) for n in (1, 2)]
    async with sending(kafka) as send:
        async with reading(house, kafka, group, FEW) as worker:
            await send(*batch[:10])
            await until("the partition pauses", worker.holds, place(customer))
            kept = await worker.early()
            assert FEW.early < kept <= 10
            await send(*batch[10:], others[0])
            await until("others are read on", worker.has, elsewhere, [1])
            assert await worker.early() == kept
        async with reading(house, kafka, group, FEW) as worker:
            await until("the partition pauses again", worker.looks, place(customer))
            await send(others[1])
            await until("others are read on", worker.has, elsewhere, [1, 2])
            await send(first, topic=replay_topic("orders"))
            await until("the gap heals, and nothing is lost", worker.has, customer, list(range(1, 41)))
            assert not await worker.holds(place(customer))
