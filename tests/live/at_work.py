"""Services at work: their real processes in this loop, on a real broker and real databases."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition
from prometheus_client import REGISTRY
from sqlalchemy import text

from branchline.estate import Address, Estate
from branchline.infrastructure.servers import free_port
from branchline.testing import House
from chassis.clock import monotonic
from chassis.ids import new_id
from contracts.partition import shard_of
from contracts.topics import TOPICS
from edge.process import Process

PATIENCE_S = 60
LOOK_EVERY_S = 0.02
INSTANCE = "live"
CLI = (sys.executable, "-c", "from branchline.cli import app; app()")
T = TypeVar("T")


@asynccontextmanager
async def at_work(house: House, kafka: str, *roles: str, **settings: Any) -> AsyncIterator[str]:
    """Run roles of a service; yield the address of its API."""
    config = house.config.model_copy(update={"kafka": kafka, "port": free_port(), **settings})
    async with Process(house.service, config, roles).started():
        yield f"http://127.0.0.1:{config.port}"


async def until(asked: Callable[[], Awaitable[T]], holds: Callable[[T], bool] = bool) -> T:
    """Ask until the answer is as wanted, and return it; fail when it does not come in time."""
    deadline, never = monotonic() + PATIENCE_S, asyncio.get_running_loop().create_future()
    while not holds(found := await asked()):
        if monotonic() > deadline:
            pytest.fail(f"not in {PATIENCE_S} s; the last answer was {found}")
        await asyncio.wait({never}, timeout=LOOK_EVERY_S)
    return found


async def rows(house: House, statement: str, **parameters: Any) -> list[Any]:
    """Ask a service's database."""
    async with house.tx() as tx:
        return list(await tx.execute(text(statement), parameters))


async def seen(house: House, key: UUID) -> list[int]:
    """Return the numbers that were applied of a key, in order."""
    found = await rows(house, "SELECT seen FROM tally WHERE customer_id = :key", key=key)
    return list(found[0].seen) if found else []


async def on_topic(kafka: str, topic: str) -> list[Any]:
    """Read all that stands on a topic now."""
    places = [TopicPartition(each.name, n) for each in TOPICS if each.name == topic for n in range(each.partitions)]
    consumer = AIOKafkaConsumer(bootstrap_servers=kafka)
    await consumer.start()
    try:
        consumer.assign(places)
        ends, firsts = await consumer.end_offsets(places), await consumer.beginning_offsets(places)
        for place in places:
            consumer.seek(place, firsts[place])
        found: list[Any] = []
        while any([await consumer.position(place) < ends[place] for place in places]):
            for records in (await consumer.getmany(timeout_ms=100)).values():
                found += records
        return found
    finally:
        await consumer.stop()


def metric(name: str, **labels: str) -> float:
    """Read a counter of this process."""
    return REGISTRY.get_sample_value(f"branchline_{name}_total", labels) or 0


def keys_of(shard: int, number: int) -> list[UUID]:
    """Make keys that belong to a shard."""
    found: list[UUID] = []
    while len(found) < number:
        if shard_of(str(key := new_id())) == shard:
            found.append(key)
    return found


def tell(home: Path, kafka: str, service: str, issuer: str = "", **address: str) -> None:
    """Tell the command line where a service is."""
    places = dict.fromkeys(("url", "worker_database", "owner_database", "api_database"), "") | address
    estate = Estate(INSTANCE, issuer, kafka, "", {service: Address(**places)}, "")
    folder = home / "instances" / INSTANCE
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "estate.json").write_text(json.dumps(asdict(estate)))


async def branchline(home: Path, *words: str) -> None:
    """Run a command of the real command line; it must succeed."""
    done = await asyncio.to_thread(
        subprocess.run, [*CLI, *words, "--instance", INSTANCE], env={**os.environ, "BRANCHLINE_HOME": str(home)},
        capture_output=True, text=True, timeout=PATIENCE_S, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
