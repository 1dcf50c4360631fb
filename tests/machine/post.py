"""Events on their way: from each service's journal by its real relay, to the others' real consumers, out of order."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from aiokafka import ConsumerRecord

from chassis.parking import Retries
from chassis.relay import Relay
from contracts.cloudevents import Envelope, parse
from contracts.partition import SHARDS
from tests.machine.model.world import Thing
from tests.machine.town import Town

GROUPS = ("customers", "notifications", "orders", "receivables")
# The consumer closes a batch after 50 reactions: a drawn batch is one transaction.
BATCH_MAX = 40
PARKED = "SELECT event_id FROM parked WHERE state IN ('retrying', 'waiting', 'parked', 'released')"


class Batch:
    """Records that travel together."""

    def __init__(self) -> None:
        self.records: list[Any] = []

    def append(self, *, timestamp: None, key: bytes, value: bytes, headers: Any) -> bool:
        """Take a record; there is always room."""
        self.records.append(
            ConsumerRecord(
                topic="", partition=0, offset=0, timestamp=0, timestamp_type=0, key=key, value=value,
                checksum=None, serialized_key_size=0, serialized_value_size=0, headers=tuple(headers),
            )
        )  # fmt: skip
        return True


class Bag(Relay):
    """The real relay, with a bag in place of the broker."""

    def __init__(self, town: Town, name: str) -> None:
        super().__init__(town.houses[name].database, "", heartbeat_every_s=0)
        self._shards = list(range(SHARDS))
        self.records: list[Any] = []

    async def _ready(self) -> Any:
        return self

    def create_batch(self) -> Batch:
        """Begin a batch, as a producer does."""
        return Batch()

    async def send_batch(self, batch: Batch, topic: str, partition: int) -> Any:
        """Put a batch into the bag."""
        self.records += batch.records
        sent: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        sent.set_result(None)
        return sent

    async def collect(self) -> list[Any]:
        """Take what the journal holds since last time."""
        self.records = []
        rows = await self._read({})
        while rows:
            await self._send_rows(rows)
            rows, self._next = self._next, ()
        return self.records


@dataclass(eq=False)
class Parcel:
    """A record on its way, and what the model says it means."""

    record: Any
    envelope: Envelope
    said: Thing | None

    @property
    def stream(self) -> tuple[str, int]:
        return self.envelope.source, self.envelope.shard

    @property
    def place(self) -> tuple[str, int, int]:
        return *self.stream, self.envelope.sequence


class Post:
    """Who has got what, and what is due of it: a consumer applies a shard's events in order, without a gap."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._bags = {name: Bag(town, name) for name in GROUPS}
        self.pending: dict[str, list[Parcel]] = {group: [] for group in GROUPS}
        self.arrived: dict[str, list[Parcel]] = {group: [] for group in GROUPS}
        self._early: dict[str, dict[tuple[str, int, int], Parcel]] = {group: {} for group in GROUPS}
        self._applied: dict[tuple[str, str, int], int] = {}
        self.parked: dict[str, list[Parcel]] = {group: [] for group in GROUPS}

    async def start(self) -> None:
        """Go on from where the databases stand."""
        for group in GROUPS:
            for row in await self._town.rooms[group].fetch("SELECT source, shard, position FROM consumer_cursor"):
                self._applied[group, row["source"], row["shard"]] = row["position"]

    async def collect(self, name: str) -> list[Parcel]:
        """Put a service's new events on their way to all that follow it."""
        made = []
        for record in await self._bags[name].collect():
            envelope = parse(record.key, record.headers, record.value)
            assert isinstance(envelope, Envelope), envelope
            made.append(Parcel(record, envelope, None))
        for group in GROUPS:
            if group != name and name in self._town.houses[group].service.table.sources():
                self.pending[group] += made
        return made

    async def deliver(self, group: str, parcels: Sequence[Parcel]) -> list[Thing]:
        """Hand records over as one batch; return what the model's side takes of them, in the consumer's order."""
        house = self._town.houses[group]
        await house.consumer.handle([parcel.record for parcel in parcels])
        self.pending[group] = [each for each in self.pending[group] if each not in parcels]
        self.arrived[group] += [each for each in parcels if each not in self.arrived[group]]
        due = self._due(group, parcels)
        held = {row["event_id"] for row in await self._town.rooms[group].fetch(PARKED)}
        self.parked[group] += [each for each in due if each.envelope.id in held]
        return [each.said for each in due if each.said and each.envelope.id not in held]

    def _due(self, group: str, parcels: Iterable[Parcel]) -> list[Parcel]:
        early = self._early[group]
        early |= {each.place: each for each in parcels if each.envelope.sequence > self._position(group, each)}
        due = []
        for place in sorted(early):
            parcel = early[place]
            if parcel.envelope.sequence == self._position(group, parcel) + 1:
                self._applied[group, *parcel.stream] = parcel.envelope.sequence
                due.append(early.pop(place))
        return due

    def _position(self, group: str, parcel: Parcel) -> int:
        return self._applied.get((group, *parcel.stream), 0)

    async def retry(self, group: str) -> list[Thing]:
        """Try what is parked again, a key at a time; return what was applied now."""
        house = self._town.houses[group]
        await Retries(house.database, group, house.service.table, 0).run_once()
        held = {row["event_id"] for row in await self._town.rooms[group].fetch(PARKED)}
        done = [each for each in self.parked[group] if each.envelope.id not in held]
        self.parked[group] = [each for each in self.parked[group] if each.envelope.id in held]
        by_key = defaultdict(list)
        for each in sorted(done, key=lambda each: each.place):
            by_key[each.envelope.source, each.envelope.key].append(each)
        return [each.said for key in sorted(by_key) for each in by_key[key] if each.said]

    def some(self, group: str, count: int, seed: int, again: int) -> list[Parcel]:
        """Choose a batch: the first in order, or with a seed any, shuffled, with some that came before."""
        waiting, random = self.pending[group], Random(seed)
        count = min(count, len(waiting), BATCH_MAX - again)
        chosen = waiting[:count] if not seed else random.sample(waiting, count)
        before = self.arrived[group]
        return chosen + (random.sample(before, min(again, len(before))) if before else [])
