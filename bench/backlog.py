"""Journals full of real events, written as the services write them."""

from collections.abc import Iterator
from itertools import islice
from uuid import UUID

import orjson

from chassis.database import Database
from chassis.ids import new_id
from contracts.events import EVENTS, Event
from contracts.examples import event_example

# A firm of the sample's kind has some thousand customers: each is a key.
CUSTOMERS = 3000
EVENTS_A_TRANSACTION = 500


def customers(count: int = CUSTOMERS) -> list[UUID]:
    """Make the ids of customers."""
    return [new_id() for _ in range(count)]


def events(kind: str, keys: list[UUID], count: int) -> Iterator[Event]:
    """Make events of one type, of each customer in turn; each has the customer's next version."""
    event = EVENTS[kind]
    example = event.model_validate_json(orjson.dumps(event_example(event)))
    has_version = "version" in event.model_fields
    for number in range(count):
        changes = {"customer_id": keys[number % len(keys)]}
        if has_version:
            changes["version"] = number // len(keys) + 1  # type: ignore[assignment]
        yield example.model_copy(update=changes)


async def fill(database: Database, told: Iterator[Event]) -> None:
    """Write events to the journal, many a transaction."""
    while chunk := list(islice(told, EVENTS_A_TRANSACTION)):
        async with database.begin() as tx:
            tx.emit(*chunk)
