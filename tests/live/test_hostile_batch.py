"""One batch of everything hostile, from a foreign producer through a real kafka to a real process (Failing)."""

from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from aiokafka import AIOKafkaProducer

from branchline.testing import House
from chassis.ids import new_id
from contracts.topics import dead_letter_topic, service_topic
from tests.live.at_work import PATIENCE_S, at_work, branchline, keys_of, metric, on_topic, rows, seen, tell, until
from tests.live.conftest import StandUp
from tests.probe import PROBE, broken, counted

BRANCH = new_id()
SHARD = 5
Decide = Callable[..., Awaitable[None]]


@dataclass(frozen=True)
class Batch:
    """What the foreigner sends at once, and the customers whom it concerns."""

    well: UUID
    other: UUID
    failing: UUID
    garbled: UUID
    unheard: UUID
    unreadable: dict[str, Any]
    """By what makes it unreadable."""
    records: list[Any]


def event(house: House, customer: UUID, number: int) -> Any:
    """Make a customer's next event."""
    return house.record(counted(customer, number, BRANCH))


def headed(record: Any, **headers: bytes | None) -> Any:
    """Change headers of a record."""
    return replace(record, headers=tuple((dict(record.headers) | headers).items()))


def a_hostile_batch(house: House) -> Batch:
    """Mix good events with everything that is not."""
    well, other, failing, garbled, unheard, nobody = keys_of(SHARD, 6)
    first = event(house, well, 1)
    foreign = replace(first, key=str(nobody).encode())
    unreadable = {
        "ce_id is not UTF-8": headed(foreign, ce_id=b"\xff\xfe"),
        "ce_type is missing": headed(foreign, ce_type=None),
        "no value": replace(foreign, value=None),
        "ce_shard is missing": replace(foreign, headers=tuple(h for h in foreign.headers if h[0] != "ce_shard")),
    }
    not_utf8, null_header, null_value, no_shard = unreadable.values()
    records = [
        first,
        not_utf8,
        event(house, other, 1),
        null_header,
        event(house, failing, 1),
        null_value,
        event(house, well, 2),
        replace(event(house, garbled, 1), value=b"{not json"),
        headed(event(house, unheard, 1), ce_type=b"customers.unheard.of.v9"),
        no_shard,
        event(house, failing, 2),
        event(house, garbled, 2),
        event(house, unheard, 2),
        event(house, other, 2),
    ]
    return Batch(well, other, failing, garbled, unheard, unreadable, records)


@pytest.fixture
async def foreigner(kafka: str) -> AsyncIterator[AIOKafkaProducer]:
    producer = AIOKafkaProducer(bootstrap_servers=kafka)
    await producer.start()
    yield producer
    await producer.stop()
    broken.clear()


async def send(producer: AIOKafkaProducer, *records: Any) -> None:
    """Send records as they are, in one batch."""
    batch = producer.create_batch()
    for record in records:
        assert batch.append(timestamp=None, key=record.key, value=record.value, headers=list(record.headers))
    batch.close()
    await (await producer.send_batch(batch, service_topic("customers"), partition=SHARD))


async def parked(house: House) -> list[Any]:
    """Return what is parked and what was, in order."""
    return await rows(house, "SELECT * FROM parked ORDER BY position")


async def letters(kafka: str) -> list[tuple[str, bytes, bytes | None, list[Any]]]:
    """Read the dead letters: reason, key, value, and the headers that came with the record."""
    found = []
    for record in await on_topic(kafka, dead_letter_topic("orders")):
        *own, reason, _ = record.headers
        found.append((reason[1].decode(), record.key, record.value, own))
    return found


async def held(house: House, batch: Batch) -> dict[UUID, UUID]:
    """Wait until the tries are over: those that fail are parked, later ones wait; return the parked by customer."""
    found = await until(partial(parked, house), lambda rows: Counter(row.state for row in rows)["parked"] == 2)
    assert [(row.key, row.state) for row in found] == [
        (str(batch.failing), "parked"), (str(batch.garbled), "parked"), (str(batch.failing), "waiting"),
        (str(batch.garbled), "waiting"), (str(batch.failing), "waiting"),
    ]  # fmt: skip
    assert await seen(house, batch.failing) == await seen(house, batch.garbled) == []
    return {UUID(row.key): row.parked_id for row in found if row.state == "parked"}


async def copied(kafka: str, batch: Batch) -> None:
    """Wait until all that was set aside stands on the topic of the dead letters, as it came and with its reason."""
    found = await until(partial(letters, kafka), lambda found: len(found) == len(batch.unreadable) + 5)
    for reason, record in batch.unreadable.items():
        assert (reason, record.key, record.value, list(record.headers)) in found
    by_key = {key: reason for reason, key, _, _ in found if reason}
    assert "a handler that fails" in by_key[str(batch.failing).encode()]
    assert "JSONDecodeError" in by_key[str(batch.garbled).encode()]


@pytest.mark.timeout(4 * PATIENCE_S)
@pytest.mark.shows("bad-input-63", "bad-input-65", "bad-input-68")
async def test_everything_else_is_applied_and_the_released_follows_in_order(
    stand_up: StandUp, kafka: str, foreigner: AIOKafkaProducer, issuer: str, tmp_path: Path
) -> None:
    house = await stand_up(PROBE)
    batch = a_hostile_batch(house)
    broken.add(batch.failing)
    passed = partial(metric, "unknown_types", source="branchline/customers")
    passed_before = passed()
    await send(foreigner, *batch.records)
    async with at_work(house, kafka, "api", "worker", "relay", issuer=issuer, retry_base_s=0.01) as url:
        tell(tmp_path, kafka, "orders", issuer, url=url)
        await until(partial(seen, house, batch.other), lambda numbers: numbers == [1, 2])
        await send(foreigner, event(house, batch.failing, 3), event(house, batch.well, 3))
        await until(partial(seen, house, batch.well), lambda numbers: numbers == [1, 2, 3])
        assert await seen(house, batch.unheard) == [2]
        assert passed() == passed_before + 1
        waiting = await held(house, batch)
        await copied(kafka, batch)

        broken.clear()
        release, discard = (("parked", word, "orders") for word in ("release", "discard"))
        await branchline(tmp_path, *release, str(waiting[batch.failing]), "--reason", "处理程序已更正")
        await until(partial(seen, house, batch.failing), lambda numbers: numbers == [1, 2, 3])
        await branchline(tmp_path, *discard, str(waiting[batch.garbled]), "--reason", "内容无法读取")
        await until(partial(seen, house, batch.garbled), lambda numbers: numbers == [2])

        # The foreigner, unsure, sends it all once more; a last event tells when that was taken.
        await send(foreigner, *batch.records, event(house, batch.well, 4))
        await until(partial(seen, house, batch.well), lambda numbers: numbers == [1, 2, 3, 4])
        await until(partial(letters, kafka), lambda found: len(found) == 2 * len(batch.unreadable) + 5)
    await nothing_twice(house, batch)


async def nothing_twice(house: House, batch: Batch) -> None:
    """Assert one effect and one answer for each event, and the two decisions."""
    numbers = {batch.well: 4, batch.other: 2, batch.failing: 3, batch.garbled: 1, batch.unheard: 1}
    for customer, number in numbers.items():
        assert len(await seen(house, customer)) == number
    answers = Counter(row.key for row in await rows(house, "SELECT key FROM journal"))
    assert answers == {str(customer): number for customer, number in numbers.items()}
    decided = [(row.state, row.actor, row.reason) for row in await parked(house) if row.actor]
    assert decided == [
        ("applied", "operator", "处理程序已更正"),
        ("discarded", "operator", "内容无法读取"),
    ]
