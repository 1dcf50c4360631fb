"""What every service looks after by itself (architecture, Writing)."""

from functools import partial
from typing import Any

import asyncpg
import pytest
from prometheus_client import REGISTRY
from structlog.testing import capture_logs

from branchline.testing import House
from edge.upkeep import find_old_snapshots


def value(name: str, **labels: str) -> float:
    """Read a metric."""
    return REGISTRY.get_sample_value(name, labels) or 0


@pytest.fixture
async def reader(house: House) -> Any:
    """Log another role in, as a report does."""
    connection = await asyncpg.connect(house.config.api_database, server_settings={"application_name": "report"})
    yield connection
    await connection.close()


async def test_a_snapshot_open_for_long_is_told_by_its_process(house: House, reader: asyncpg.Connection) -> None:
    before = value("branchline_alarms_total", alarm="old_snapshot")
    async with reader.transaction(isolation="repeatable_read"):
        await reader.execute("SELECT 1")
        pid = reader.get_server_pid()
        with capture_logs() as lines:
            await house.database.run(find_old_snapshots)
            assert lines == []
            await house.database.run(partial(find_old_snapshots, seconds_max=0))
    (told,) = [line for line in lines if line["pid"] == pid]
    assert (told["event"], told["application"], told["log_level"]) == ("upkeep.old_snapshot", "report", "error")
    assert value("branchline_alarms_total", alarm="old_snapshot") >= before + 1
    assert value("branchline_oldest_snapshot_seconds") > 0


async def test_snapshots_are_shown_to_the_worker_alone(house: House, reader: asyncpg.Connection) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await reader.execute("SELECT * FROM old_snapshots()")
