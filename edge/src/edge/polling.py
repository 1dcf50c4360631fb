"""Polls of Kafka, past records that its client cannot read."""

from itertools import chain
from typing import Any

from aiokafka import ConsumerRecord, TopicPartition

from chassis.consumer import UNREAD

ONE_TIMEOUT_MS = 1000
Records = tuple[ConsumerRecord[Any, Any], ...]


class Poll:
    """A subscriber's own poll, and the way on when it fails: one such record would stop its partition for ever."""

    def __init__(self, subscriber: Any) -> None:
        self._poll, self._records_max = subscriber.get_msg, subscriber.max_records
        self._reached: dict[TopicPartition, int] = {}

    async def __call__(self, kafka: Any) -> Records:
        """Read a batch; a record that the client cannot read is an empty one with the headers UNREAD."""
        try:
            records: Records = await self._poll(kafka)
        except UnicodeDecodeError:
            records = await self._singly(kafka)
        for record in records:
            self._reached[TopicPartition(record.topic, record.partition)] = record.offset + 1
        return records

    async def _singly(self, kafka: Any) -> Records:
        # What the failed poll had read is lost with its error, of every partition.
        ends = await kafka.end_offsets(kafka.assignment())
        for place in ends:
            kafka.seek(place, self._reached.get(place) or await kafka.committed(place) or 0)
        return tuple(chain(*[await self._each(kafka, place, end) for place, end in ends.items()]))

    async def _each(self, kafka: Any, place: TopicPartition, end: int) -> list[ConsumerRecord[Any, Any]]:
        found: list[ConsumerRecord[Any, Any]] = []
        while len(found) < self._records_max and (at := await kafka.position(place)) < end:
            try:
                one = await kafka.getmany(place, timeout_ms=ONE_TIMEOUT_MS, max_records=1)
            except UnicodeDecodeError:
                kafka.seek(place, at + 1)
                found.append(ConsumerRecord(*place, at, 0, 0, None, None, None, 0, 0, UNREAD))
            else:
                if not one:
                    break
                found += one[place]
        return found
