"""What our own client can neither read nor send on must not stop a worker or a relay (Failing, X1)."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, Self

import orjson
import pytest
from aiokafka import AIOKafkaProducer, ConsumerRecord
from aiokafka.record.util import calc_crc32c

from branchline.testing import House
from chassis.ids import new_id
from contracts.cloudevents import HEARTBEAT
from contracts.topics import CONTROL, dead_letter_topic, service_topic
from tests.live.at_work import at_work, keys_of, on_topic, rows, seen, until
from tests.live.conftest import StandUp
from tests.probe import PROBE, broken, counted

BRANCH = new_id()
SHARD = 9
# The topics take a little more than a megabyte, more than our own producer sends.
LARGEST = 1_040_000
MARK, NOT_UTF8 = b"XXXX", b"\xff\xfe\xff\xfe"
CHECKSUM, CHECKED = slice(17, 21), slice(21, None)


class Foreigner:
    """A producer with another client than ours: it sends any bytes."""

    def __init__(self, kafka: str) -> None:
        self._producer = AIOKafkaProducer(bootstrap_servers=kafka, max_batch_size=LARGEST, max_request_size=2 * LARGEST)

    async def __aenter__(self) -> Self:
        await self._producer.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._producer.stop()

    async def send(self, *records: ConsumerRecord[Any, Any], topic: str = service_topic("customers")) -> None:
        """Send records in one batch; a header named by the mark gets a name that is not UTF-8."""
        batch = self._producer.create_batch()
        for each in records:
            assert batch.append(timestamp=None, key=each.key, value=each.value, headers=list(each.headers))
        content = batch._build()
        if (at := content.find(MARK)) >= 0:
            content[at : at + len(MARK)] = NOT_UTF8
            content[CHECKSUM] = calc_crc32c(bytes(content[CHECKED])).to_bytes(4, "big")
        await (await self._producer.send_batch(batch, topic, partition=SHARD))


@pytest.fixture
async def foreigner(kafka: str) -> AsyncIterator[Foreigner]:
    async with Foreigner(kafka) as found:
        yield found
    broken.clear()


def hostile(house: House, like: Any, key: bytes) -> dict[str, list[Any]]:
    """Make what stops a careless reader or relay, by what a dead letter must say of it."""
    head = dict(like.headers)
    beat = tuple((head | {"ce_type": HEARTBEAT.encode()}).items())
    return {
        "a header's name is not UTF-8": [replace(like, key=key, headers=(*like.headers, (MARK.decode(), b"1")))],
        "ce_specversion is missing": [
            replace(like, key=key, headers=(("a\x00name", b"1"), ("none", None))),
            replace(like, key=key, headers=(), value=b" " * (LARGEST - 1_000)),
        ],
        "no value": [replace(like, key=None, value=None, headers=())],
        "a heartbeat without head and base": [
            replace(like, key=key, headers=beat, value=value)
            for value in (b"{not json", b"[]", b'{"head": "7", "base": 0}', b'{"head": 9999999999999999999, "base": 0}')
        ],
    }  # fmt: skip


@pytest.mark.shows("bad-input-63", "bad-input-69")
async def test_neither_the_worker_nor_the_relay_is_stopped(stand_up: StandUp, kafka: str, foreigner: Foreigner) -> None:
    house = await stand_up(PROBE)
    well, failing = keys_of(SHARD, 2)
    broken.add(failing)
    first = house.record(counted(well, 1, BRANCH))
    fails = house.record(counted(failing, 1, BRANCH).model_copy(update={"reason": "\x00"}))
    nobodys = str(new_id()).encode()
    bad = hostile(house, first, nobodys)
    request = {"source": "branchline/orders", "group": "nobody", "shard": SHARD, "from": 1, "to": 1}
    async with at_work(house, kafka, "worker", "relay", retry_base_s=60.0):
        await foreigner.send(first, fails)
        for number, record in enumerate((each for group in bad.values() for each in group), start=2):
            await foreigner.send(house.record(counted(well, number, BRANCH)), record)
        await foreigner.send(replace(first, headers=(), value=orjson.dumps(request)), topic=CONTROL)
        last = 1 + sum(map(len, bad.values()))
        await until(lambda: seen(house, well), lambda numbers: numbers == list(range(1, last + 1)))

        # All of it is copied for people to see, and what the reactions wrote is still sent.
        letters = await until(
            lambda: on_topic(kafka, dead_letter_topic("orders")), lambda found: len(found) == last - 1 + 1
        )
        await until(lambda: on_topic(kafka, service_topic("orders")), lambda found: sent(found) == last)
    reasons = [dict(letter.headers)["branchline_reason"].decode() for letter in letters]
    for reason, records in bad.items():
        assert reasons.count(reason) == len(records), reason
    named = next(letter for letter in letters if ("a\x00name", b"1") in letter.headers)
    assert ("none", None) in named.headers
    (row,) = await rows(house, "SELECT state, error FROM parked")
    assert row.state == "retrying"
    assert "a handler that fails" in row.error


def sent(records: list[Any]) -> int:
    """Count the events among records of a topic."""
    return sum(dict(record.headers)["ce_type"] != HEARTBEAT.encode() for record in records)
