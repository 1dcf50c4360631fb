"""Streams of real events as a service's relay puts them on a topic, made without the journal between."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from bench.wire import Record
from chassis.clock import real_now
from chassis.ids import new_id
from contracts.cloudevents import Envelope, headers
from contracts.events import Event
from contracts.partition import partition_of, shard_of
from contracts.topics import PARTITIONS


@dataclass(slots=True)
class Stream:
    """The events of one source: each of its shards counts its positions from 1."""

    source: str
    _positions: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    def records(self, events: Iterable[Event], count: int | None = None) -> dict[int, list[Record]]:
        """Frame the next events, all or so many; by partition, in order."""
        made: dict[int, list[Record]] = defaultdict(list)
        for event in islice(events, count):
            key = event.key()
            shard = shard_of(key)
            self._positions[shard] += 1
            made[partition_of(shard, PARTITIONS)].append(self._record(event, key, shard))
        return made

    def _record(self, event: Event, key: str, shard: int) -> Record:
        now = real_now()
        envelope = Envelope(
            id=new_id(), source=f"branchline/{self.source}", type=event.type, time=now, subject=event.subject(),
            key=key, shard=shard, sequence=self._positions[shard], epoch=1, actor="system", branch=event.branch(),
            quiet=False, twin=False, correlation_id=new_id(), causation_id=new_id(), traceparent=None, recorded=now,
        )  # fmt: skip
        return Record(key.encode(), event.model_dump_json().encode(), headers(envelope))
