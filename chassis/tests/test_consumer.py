"""What the consumer promises: once in effect, in order, nothing lost, poison set aside (architecture)."""

import math
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from prometheus_client import REGISTRY
from sqlalchemy import text

from branchline.testing import House
from chassis.consumer import Consumer
from chassis.ids import new_id
from chassis.inbox import Limits
from chassis.parking import Retries
from chassis.reactions import Heard, On, Table
from chassis.tx import Tx
from contracts.cloudevents import headers, parse
from contracts.customers import CreditEnded
from tests.probe import POISON, PROBE, broken, counted, project_tally

BRANCH = new_id()


@pytest.fixture(autouse=True)
def _mended() -> Any:
    broken.clear()
    yield
    broken.clear()


async def seen(house: House, customer: UUID) -> list[int]:
    """Return the numbers that were applied, in order."""
    async with house.tx() as tx:
        row = await tx.execute(text("SELECT seen FROM tally WHERE customer_id = :c"), {"c": customer})
        return list(row.scalar_one_or_none() or [])


async def count(house: House, table: str) -> int:
    """Count the rows of one of the chassis' tables."""
    statements = {
        "consumer_early": text("SELECT count(*) FROM consumer_early"),
        "dead_letter": text("SELECT count(*) FROM dead_letter"),
    }
    async with house.tx() as tx:
        return int((await tx.execute(statements[table])).scalar_one())


def records(house: House, customer: UUID, numbers: range | list[int]) -> list[Any]:
    """Make the records of a customer's events."""
    return [house.record(counted(customer, number, BRANCH)) for number in numbers]


async def test_a_record_delivered_again_has_no_second_effect(house: House) -> None:
    customer = new_id()
    batch = records(house, customer, range(1, 6))
    await house.consumer.apply(batch)
    await house.consumer.apply(batch + batch)
    assert await seen(house, customer) == [1, 2, 3, 4, 5]
    assert len(await house.journal("orders.setting.changed.v1")) == 5


@pytest.mark.shows("bad-input-65")
async def test_what_comes_early_waits_in_the_table_and_follows_in_order(house: House) -> None:
    customer = new_id()
    batch = records(house, customer, range(1, 7))
    await house.consumer.apply(batch[3:])
    assert await seen(house, customer) == []
    assert await count(house, "consumer_early") == 3
    await house.consumer.apply(batch[:3])
    assert await seen(house, customer) == [1, 2, 3, 4, 5, 6]
    assert await count(house, "consumer_early") == 0


async def test_any_order_with_doubles_ends_the_same(house: House) -> None:
    chance = random.Random(7)
    customers = [new_id() for _ in range(20)]
    sent = [record for customer in customers for record in records(house, customer, range(1, 11))]
    sent += chance.choices(sent, k=200)
    chance.shuffle(sent)
    while sent:
        batch, sent = sent[:23], sent[23:]
        await house.consumer.apply(batch)
    for customer in customers:
        assert await seen(house, customer) == list(range(1, 11))
    assert len(await house.journal("orders.setting.changed.v1")) == 200


async def test_a_poisoned_key_waits_in_order_while_others_go_on(house: House) -> None:
    poisoned, healthy = new_id(), new_id()
    broken.add(poisoned)
    await house.consumer.apply(records(house, poisoned, [1, 2]) + records(house, healthy, [1, 2]))
    await house.consumer.apply(records(house, poisoned, [3]) + records(house, healthy, [3]))
    assert await seen(house, healthy) == [1, 2, 3]
    assert await seen(house, poisoned) == []
    assert [row.state for row in sorted(await house.parked(), key=lambda r: r.position)] == [
        "retrying", "waiting", "waiting",
    ]  # fmt: skip
    broken.clear()
    await release(house)
    assert await seen(house, poisoned) == [1, 2, 3]
    assert await house.parked() == []


async def release(house: House) -> None:
    """Release what is parked, as a person does, and let the worker do the work."""
    async with house.tx() as tx:
        await tx.execute(text("UPDATE parked SET state = 'released' WHERE state IN ('retrying', 'parked')"))
    await Retries(house.database, "orders", PROBE.table, 0.01).run_once()


async def test_a_fold_that_fails_is_found_without_being_named(house: House) -> None:
    customer, other = new_id(), new_id()
    await house.consumer.apply(records(house, customer, [1, POISON, 3]) + records(house, other, [1]))
    assert await seen(house, customer) == [1]
    assert await seen(house, other) == [1]
    assert len(await house.parked()) == 2


async def test_after_five_tries_a_person_looks(house: House) -> None:
    customer = new_id()
    broken.add(customer)
    await house.consumer.apply(records(house, customer, [1]))
    retries = Retries(house.database, "orders", PROBE.table, 0)
    for _ in range(6):
        await retries.run_once()
    (row,) = await house.parked()
    assert (row.state, row.tries) == ("parked", 5)
    assert "a handler that fails" in row.error


@pytest.mark.shows("bad-input-63", "bad-input-69")
async def test_unreadable_records_go_to_the_dead_letters_and_close_nothing(house: House) -> None:
    customer = new_id()
    good = records(house, customer, [1, 2])
    hostile = [
        house.record(counted(new_id(), 1, BRANCH), headers=(("ce_id", b"\xff\xfe"),)),
        house.record(counted(new_id(), 1, BRANCH), headers=(("ce_id", None),)),
        house.record(counted(new_id(), 1, BRANCH), headers=()),
    ]
    await house.consumer.apply([good[0], *hostile, good[1]])
    assert await seen(house, customer) == [1, 2]
    assert await count(house, "dead_letter") == 3
    assert await house.parked() == []


@pytest.mark.shows("bad-input-66", "bad-input-68")
async def test_a_body_that_breaks_its_contract_is_parked(house: House) -> None:
    customer = new_id()
    record = house.record(counted(customer, 1, BRANCH))
    object.__setattr__(record, "value", b'{"customer_id": 5}')
    other = house.record(counted(new_id(), 1, BRANCH))
    object.__setattr__(other, "value", counted(new_id(), 1, BRANCH).model_dump_json().encode())
    await house.consumer.apply([record, other])
    assert len(await house.parked()) == 2


@pytest.mark.shows("bad-input-64")
async def test_another_event_at_a_known_position_is_an_alarm_and_has_no_effect(house: House) -> None:
    customer = new_id()
    (first,) = records(house, customer, [1])
    await house.consumer.apply([first])
    envelope = parse(first.key, first.headers, first.value)
    other = replace(envelope, id=new_id())
    before = alarms("position_reused")
    forged = replace(
        first, headers=tuple(headers(other)), value=counted(customer, 9, BRANCH).model_dump_json().encode()
    )
    await house.consumer.apply([forged])
    assert await seen(house, customer) == [1]
    assert alarms("position_reused") == before + 1


@pytest.mark.shows("bad-input-67")
async def test_an_event_from_the_far_future_is_applied_and_flagged(house: House) -> None:
    customer = new_id()
    (record,) = records(house, customer, [1])
    envelope = parse(record.key, record.headers, record.value)
    ahead = replace(envelope, time=envelope.time + timedelta(days=3650))
    before = alarms("time_ahead")
    await house.consumer.apply([replace(record, headers=tuple(headers(ahead)))])
    assert await seen(house, customer) == [1]
    assert alarms("time_ahead") == before + 1


def alarms(name: str) -> float:
    """Read the counter of an alarm."""
    return REGISTRY.get_sample_value("branchline_alarms_total", {"alarm": name}) or 0


@pytest.mark.shows("bad-input-63", "bad-input-65", "bad-input-66", "bad-input-68")
async def test_one_batch_of_everything_hostile_harms_nobody_else(house: House) -> None:
    customer, poisoned = new_id(), new_id()
    broken.add(poisoned)
    good = records(house, customer, [1, 2, 3])
    envelope = parse(good[0].key, good[0].headers, good[0].value)
    foreign = dict(headers(envelope))
    no_shard = tuple((name, value) for name, value in foreign.items() if name != "ce_shard")
    negative = tuple((foreign | {"ce_sequence": b"-1"}).items())
    bodies = records(house, new_id(), [1]) + records(house, new_id(), [1])
    hostile = [
        house.record(counted(new_id(), 1, BRANCH), headers=(("ce_id", b"\xff\xfe"),)),
        house.record(counted(new_id(), 1, BRANCH), headers=(("ce_type", None),)),
        house.record(counted(new_id(), 1, BRANCH), headers=no_shard),
        house.record(counted(new_id(), 1, BRANCH), headers=negative),
        replace(house.record(counted(new_id(), 1, BRANCH), headers=()), value=None),
        replace(bodies[0], value=b"{not json"),
        replace(bodies[1], headers=tuple((dict(bodies[1].headers) | {"ce_type": b"orders.unheard.of.v9"}).items())),
    ]
    await house.consumer.apply([good[0], *hostile, *records(house, poisoned, [1, 2]), *good[1:]])
    assert await seen(house, customer) == [1, 2, 3]
    assert await count(house, "dead_letter") == 5
    assert sorted(row.state for row in await house.parked()) == ["retrying", "retrying", "waiting"]
    broken.clear()
    await release(house)
    assert await seen(house, poisoned) == [1, 2]
    # Broken JSON stays for a person; it is nobody else's matter.
    assert len(await house.parked()) == 1


async def test_a_batch_closes_after_fifty_reactions(house: House) -> None:
    customers = [new_id() for _ in range(120)]
    consumer = Consumer(house.database, "orders", PROBE.table, 60, Limits(seconds=math.inf))
    await consumer.apply([record for each in customers for record in records(house, each, [1])])
    async with house.tx() as tx:
        # The rows of one transaction bear its id.
        sizes = (await tx.execute(text("SELECT count(*) FROM tally GROUP BY xmin"))).scalars().all()
    assert sorted(sizes) == [20, 50, 50]


async def test_events_of_a_type_that_stand_in_a_row_are_acted_on_together_and_poison_still_alone(house: House) -> None:
    good, bad = new_id(), new_id()
    runs: list[list[int]] = []

    async def on_credits_ended(tx: Tx, heard: Sequence[Heard[CreditEnded]]) -> None:
        if any(each.event.customer_id == bad for each in heard):
            msg = "one of them"
            raise ValueError(msg)
        runs.append([each.event.version for each in heard])
        for each in heard:
            await project_tally(tx, [each.event])

    consumer = Consumer(house.database, "orders", Table([On(CreditEnded, react_all=on_credits_ended)]), 60)
    await consumer.apply([*records(house, good, [1, 2]), *records(house, bad, [1]), *records(house, good, range(3, 9))])
    assert await seen(house, good) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert max(map(len, runs)) > 1
    assert [(row.key, row.error) for row in await house.parked()] == [(str(bad), "ValueError: one of them")]


@pytest.mark.parametrize("quiet", [True, False])
async def test_what_follows_from_loaded_history_is_history_too(house: House, quiet: bool) -> None:
    customer = new_id()
    await house.given(counted(customer, 1, customer), quiet=quiet)
    async with house.tx() as tx:
        written = await tx.execute(text("SELECT quiet FROM journal WHERE type = 'orders.setting.changed.v1'"))
        assert set(written.scalars()) == {quiet}
