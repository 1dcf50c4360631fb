"""What a process promises: it starts its roles, and stops them in order (architecture, Processes)."""

import pytest
from sqlalchemy import text

from branchline.testing import House
from chassis.clock import monotonic
from chassis.consumer import Consumer
from chassis.ids import new_id
from contracts.topics import TOPICS
from edge import topics
from edge.process import Process
from tests.probe import told

PATIENCE_S = 30


@pytest.fixture
async def topics_made(kafka: str) -> str:
    await topics.create(kafka, TOPICS)
    return kafka


async def test_a_process_applies_what_stands_on_kafka_and_stops_in_order(house: House, topics_made: str) -> None:
    config = house.config.model_copy(update={"kafka": topics_made, "port": 0, "slot": str(new_id())})
    process = Process(house.service, config, ("worker", "relay", "sweeper"))
    assert isinstance(house.consumer, Consumer)
    async with process.started():
        async with house.tx() as tx:
            tx.emit(*(told(tx, new_id(), None) for _ in range(5)))
        await relayed_by_itself(house)
    assert process.health.is_stopping


async def relayed_by_itself(house: House) -> None:
    """Wait until the process's relay has emptied the journal."""
    behind = text("SELECT count(*) FROM relay_cursor c JOIN journal_head h USING (shard) WHERE c.position < h.position")
    until = monotonic() + PATIENCE_S
    while monotonic() < until:
        async with house.tx() as tx:
            if (await tx.execute(behind)).scalar_one() == 0:
                return
    pytest.fail("the journal was not relayed in time")


async def test_a_process_refuses_a_crash_point_in_production(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRANCHLINE_CRASH", "relay.sent:exit")
    config = house.config.model_copy(update={"environment": "production"})
    with pytest.raises(ValueError, match="refused"):
        Process(house.service, config, ("relay",))
