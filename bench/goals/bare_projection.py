"""The raw limit of a projection: bare getmany, the fold, and its three statements with UNNEST."""

from collections import defaultdict
from typing import Any

import asyncpg
import orjson
from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from bench.watch import Watch
from chassis.clock import real_now
from chassis.consumer import LIMITS
from edge.subscription import FETCH_BYTES_MAX

POLL_MS = 1000
ENSURE = """
INSERT INTO consumer_cursor (consumer_group, source, shard) SELECT $1, 'bare', s FROM unnest($2::smallint[]) s
ON CONFLICT DO NOTHING
"""
LOCK = """
SELECT shard, position FROM consumer_cursor
WHERE consumer_group = $1 AND source = 'bare' AND shard = ANY($2::smallint[]) ORDER BY shard FOR UPDATE
"""
UPSERT = """
INSERT INTO customer_credit AS c (customer_id, branch_id, term_days, valid_until_on, active, version)
SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[]::date[], $5::bool[], $6::int[])
ON CONFLICT (customer_id) DO UPDATE SET branch_id = excluded.branch_id, term_days = excluded.term_days,
valid_until_on = excluded.valid_until_on, active = excluded.active, version = excluded.version
WHERE c.version <= excluded.version
"""
MOVE = """
UPDATE consumer_cursor c SET position = w.position, head_at = $4
FROM unnest($2::smallint[], $3::bigint[]) AS w(shard, position)
WHERE c.consumer_group = $1 AND c.source = 'bare' AND c.shard = w.shard
"""


class BareProjection:
    """Reads and folds without anything of ours; the same rows in the same transactions."""

    def __init__(self, kafka: str, database: str, topic: str) -> None:
        self._kafka, self._database, self._topic = kafka, database, topic
        self._times = 0

    async def read(self, watch: Watch, size: int) -> int:
        """Apply at least so many events, timed from the first batch to the last; return how many."""
        self._times += 1
        reader = AIOKafkaConsumer(
            self._topic, bootstrap_servers=self._kafka, group_id=f"{self._topic}-bare-{self._times}",
            auto_offset_reset="earliest", enable_auto_commit=False, fetch_max_bytes=FETCH_BYTES_MAX,
        )  # fmt: skip
        connection = await asyncpg.connect(self._database)
        await reader.start()
        done = 0
        try:
            while done < size:
                found = await reader.getmany(timeout_ms=POLL_MS, max_records=LIMITS.records)
                records = [record for each in found.values() for record in each]
                if records and not done:
                    watch.start()
                if records:
                    await self._apply(connection, records)
                    ends = {place: each[-1].offset + 1 for place, each in found.items() if each}
                    await _keep(reader, ends)
                    done += len(records)
            watch.stop()
        finally:
            await reader.stop()
            await connection.close()
        return done

    async def _apply(self, connection: asyncpg.Connection, records: list[ConsumerRecord[bytes, bytes]]) -> None:
        last: dict[str, dict[str, Any]] = {}
        reached: dict[int, int] = defaultdict(int)
        for record in records:
            head = dict(record.headers)
            reached[int(head["ce_shard"])] = int(head["ce_sequence"])
            body = orjson.loads(record.value)
            last[body["customer_id"]] = body
        shards, group = sorted(reached), f"bare-{self._times}"
        rows = [last[key] for key in sorted(last)]
        columns = ([row[name] for row in rows] for name in ("customer_id", "branch_id", "term_days", "valid_until_on"))
        async with connection.transaction():
            await connection.execute(ENSURE, group, shards)
            await connection.fetch(LOCK, group, shards)
            await connection.execute(UPSERT, *columns, [True] * len(rows), [row["version"] for row in rows])
            await connection.execute(MOVE, group, shards, [reached[shard] for shard in shards], real_now())


async def _keep(reader: AIOKafkaConsumer, ends: dict[TopicPartition, int]) -> None:
    await reader.commit(ends)  # lint: commit: offsets of Kafka, as the worker states them
