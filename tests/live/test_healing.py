"""Lost events and a lost journal over a real kafka: noticed by the reader, healed by the source (L10, L11)."""

import json
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

import asyncpg
import pytest
from structlog.testing import capture_logs

from branchline import databases
from branchline.testing import PASSWORD, House
from contracts.cloudevents import HEARTBEAT
from contracts.topics import CONTROL, SERVICES, replay_topic, service_topic
from tests.live.at_work import PATIENCE_S, at_work, branchline, keys_of, metric, on_topic, rows, seen, tell, until
from tests.live.conftest import StandUp
from tests.probe import PROBE, follower, numbered

pytestmark = pytest.mark.timeout(4 * PATIENCE_S)
READER = "receivables"
SHARD, ELSEWHERE = 7, 8
GAP_AFTER_S = 2.0
QUIET_S, OFTEN_S = 600.0, 0.5


@dataclass(frozen=True)
class Pair:
    """A source and a service that follows it."""

    source: House
    reader: House
    kafka: str

    @asynccontextmanager
    async def at_work(self, heartbeat_every_s: float) -> AsyncIterator[None]:
        """Run the source's worker and relay, and the reader's worker."""
        async with (
            at_work(self.source, self.kafka, "worker", "relay", heartbeat_every_s=heartbeat_every_s),
            at_work(self.reader, self.kafka, "worker", gap_after_s=GAP_AFTER_S),
        ):
            yield

    async def write(self, key: UUID, *numbers: int) -> None:
        """Let the source decide something, once for each number."""
        for number in numbers:
            async with self.source.tx() as tx:
                tx.emit(numbered(tx, key, number))

    @asynccontextmanager
    async def lost(self, shard: int) -> AsyncIterator[None]:
        """Lose what is written meanwhile to a shard: the relay passes over it, as if it had been sent."""
        stop = "UPDATE relay_cursor SET stopped = 'a test' WHERE shard = :shard RETURNING 1"
        await rows(self.source, stop, shard=shard)
        yield
        await rows(
            self.source,
            "UPDATE relay_cursor c SET position = h.position, stopped = NULL FROM journal_head h"
            " WHERE h.shard = c.shard AND c.shard = :shard RETURNING 1",
            shard=shard,
        )

    async def reads(self, key: UUID, *numbers: int) -> None:
        """Wait until the reader has applied just these events of a key, in this order."""
        await until(partial(seen, self.reader, key), lambda found: found == list(numbers))

    async def early(self) -> list[int]:
        """Return the positions that the reader has set aside."""
        return [row.position for row in await rows(self.reader, "SELECT position FROM consumer_early ORDER BY 1")]

    async def sequences(self, topic: str, shard: int) -> Counter[int]:
        """Count how often each position of a shard stands on a topic."""
        found = [dict(record.headers) for record in await on_topic(self.kafka, topic)]
        return Counter(
            int(h["ce_sequence"]) for h in found if h["ce_type"] != HEARTBEAT.encode() and int(h["ce_shard"]) == shard
        )

    async def only_the_reader_was_sent(self, *positions: int) -> None:
        """Assert that these positions went to the reader's replay topic and to nobody else's."""
        assert set(await self.sequences(replay_topic(READER), SHARD)) == set(positions)
        assert not set(await self.sequences(service_topic("orders"), SHARD)) & set(positions)
        for other in set(SERVICES) - {READER}:
            assert await on_topic(self.kafka, replay_topic(other)) == []
        (kept,) = await rows(self.source, "SELECT * FROM resend")
        assert (kept.consumer_group, kept.shard, kept.done_at is None) == (READER, SHARD, False)
        assert (kept.from_position, kept.to_position) == (min(positions), max(positions))
        asked = {record.value for record in await on_topic(self.kafka, CONTROL)}
        assert [json.loads(each) for each in asked] == [
            {"source": "branchline/orders", "group": READER, "shard": SHARD, "from": min(positions),
             "to": max(positions)}
        ]  # fmt: skip


@pytest.fixture
async def pair(stand_up: StandUp, kafka: str) -> Pair:
    return Pair(await stand_up(PROBE), await stand_up(follower(READER)), kafka)


@pytest.mark.shows("L10", "L11")
async def test_a_gap_is_set_aside_asked_for_and_healed_in_order(pair: Pair) -> None:
    (one, two), (elsewhere,) = keys_of(SHARD, 2), keys_of(ELSEWHERE, 1)
    gaps, alarms = metric("gaps", source="branchline/orders"), metric("alarms", alarm="gap")
    async with pair.at_work(QUIET_S):
        await pair.write(one, 1, 2)
        await pair.reads(one, 1, 2)
        async with pair.lost(SHARD):
            await pair.write(one, 3)
            await pair.write(two, 1)
        await pair.write(two, 2)
        await pair.write(one, 4)
        await until(pair.early, lambda positions: positions == [5, 6])
        # Nobody else waits for that shard.
        await pair.write(elsewhere, 1)
        await pair.reads(elsewhere, 1)

        await pair.reads(one, 1, 2, 3, 4)
        await pair.reads(two, 1, 2)
        await pair.write(one, 5)
        await pair.reads(one, 1, 2, 3, 4, 5)
        assert await pair.early() == []
        await pair.only_the_reader_was_sent(3, 4)
    assert metric("gaps", source="branchline/orders") > gaps
    assert metric("alarms", alarm="gap") > alarms


@pytest.mark.shows("L10", "L11")
async def test_a_lost_tail_is_revealed_by_a_heartbeat_and_healed(pair: Pair) -> None:
    (key,) = keys_of(SHARD, 1)
    async with pair.at_work(OFTEN_S):
        await pair.write(key, 1)
        await pair.reads(key, 1)
        async with pair.lost(SHARD):
            await pair.write(key, 2, 3)
        await pair.reads(key, 1, 2, 3)
        await pair.write(key, 4)
        await pair.reads(key, 1, 2, 3, 4)
        await pair.only_the_reader_was_sent(2, 3)


async def copy_database(admin_url: str, source: str, target: str) -> None:
    """Put a database in the place of another: what a backup and its restore come down to."""
    connection = await asyncpg.connect(admin_url)
    try:
        await connection.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')  # lint: sql-text: our own names
        await connection.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')  # lint: sql-text: our own names
    finally:
        await connection.close()


@pytest.mark.shows("L10", "L11")
async def test_a_restored_journal_is_noticed_and_read_on(pair: Pair, postgres_url: str, tmp_path: Path) -> None:
    (key,) = keys_of(SHARD, 1)
    source = pair.source
    name = source.config.worker_database.rpartition("/")[2]
    owner = databases.urls(postgres_url, "orders", name, PASSWORD).owner
    tell(tmp_path, pair.kafka, "orders", owner_database=owner)
    async with at_work(pair.reader, pair.kafka, "worker", gap_after_s=GAP_AFTER_S):
        await pair.write(key, 1, 2)
        await source.stop()
        await copy_database(postgres_url, name, f"{name}_backup")
        async with at_work(source, pair.kafka, "worker", "relay"):
            await pair.write(key, 3, 4)
            await pair.reads(key, 1, 2, 3, 4)
            (last,) = await rows(source, "SELECT event_id FROM journal WHERE shard = :s AND position = 4", s=SHARD)
        await source.stop()
        await copy_database(postgres_url, f"{name}_backup", name)

        await branchline(tmp_path, "journal", "restored", "orders", "--reason", "磁盘损坏，恢复到昨夜备份")
        alarms = metric("alarms", alarm="journal_restored")
        with capture_logs() as logs:
            async with at_work(source, pair.kafka, "worker", "relay"):
                await pair.write(key, 13, 14, 15)
                await pair.reads(key, 1, 2, 3, 4, 13, 14, 15)
    assert metric("alarms", alarm="journal_restored") == alarms + 1
    (told,) = [each for each in logs if each["event"] == "consumer.source_lost_events"]
    assert (told["source"], told["shard"], told["from_position"], told["to_position"], told["last_event_id"]) == (
        "branchline/orders", SHARD, 3, 4, str(last.event_id),
    )  # fmt: skip
