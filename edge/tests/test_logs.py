import asyncio
import contextlib
import json
import logging

import pytest
import structlog
from prometheus_client import REGISTRY

from chassis.telemetry import LOOP_LAG
from edge import logs, process


@pytest.fixture
def restored():
    root = logging.getLogger()
    before = list(root.handlers), root.level
    yield
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()
    root.handlers, root.level = before


def test_every_line_is_one_json_event_with_service_and_role(restored, capsys):
    logs.configure("orders", "worker")
    structlog.get_logger("orders").info("order.held", order_id="7", reason="逾期")
    logging.getLogger("aiokafka").warning("broker %s lost", 1)
    ours, theirs = map(json.loads, capsys.readouterr().err.splitlines())
    assert (ours["event"], ours["reason"], ours["service"], ours["role"]) == (
        "order.held", "逾期", "orders", "worker",
    )  # fmt: skip
    assert (theirs["event"], theirs["level"], theirs["role"]) == ("broker 1 lost", "warning", "worker")
    assert ours["timestamp"].endswith("Z")


def test_an_exception_is_data_of_its_event(restored, capsys):
    logs.configure("orders", "worker")
    try:
        raise ValueError("odd")
    except ValueError:
        structlog.get_logger("orders").exception("order.failed")
    line = json.loads(capsys.readouterr().err)
    assert line["exception"][0]["exc_type"] == "ValueError"


async def test_the_lag_of_the_loop_shows_in_its_gauge():
    LOOP_LAG.set(-1)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(0.05):
            await process.watch_loop_lag(0.001)
    assert REGISTRY.get_sample_value("branchline_loop_lag_seconds") >= 0
