"""The worker's way of reading, for a number of events that lie on a topic."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from faststream.kafka import KafkaBroker

from bench.watch import Watch
from edge.subscription import subscribe

PATIENCE_S = 600
Handle = Callable[[list[Any]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read: how much of which topic, and by which group."""

    group: str
    topic: str
    size: int


async def consumed(kafka: str, reading: Reading, handle: Handle, watch: Watch) -> int:
    """Handle at least so many events, timed from the first batch to the last; return how many."""
    done = asyncio.Event()
    handled = 0

    async def counted(records: list[Any]) -> None:
        nonlocal handled
        if done.is_set():
            return
        if not handled:
            watch.start()
        await handle(records)
        handled += len(records)
        if handled >= reading.size:
            watch.stop()
            done.set()

    broker = KafkaBroker(kafka, allow_auto_create_topics=False, logger=None)
    subscribe(broker, reading.group, [reading.topic], "bench", counted)
    await broker.start()
    try:
        async with asyncio.timeout(PATIENCE_S):
            await done.wait()
    finally:
        await broker.stop()
    return handled
