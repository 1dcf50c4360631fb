"""At each crash point, what lasts after a crash and its recovery is what lasts without (reliability, scenario 3)."""

import asyncio
import sys
from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from structlog.testing import capture_logs

from branchline.testing import House
from chassis import crash
from contracts.topics import TOPICS
from edge import topics
from tests.probe import broken
from tests.probe.emitting import AGAIN, EVENTS, SENT, asking, relaying, requesting, sweeping
from tests.probe.receiving import consuming, failing, subscribing

ALL = ([1, 2, 3], 3)
EXPECTED: dict[Any, dict[str, Any]] = {
    consuming: {
        "healthy": ALL, "late": ALL, "poisoned": ALL, "torn": ALL,
        "early": 0, "counted": 0, "behind": 0, "letters": 1, "parked": 0,
    },
    subscribing: {
        "reader": ([1, 2, 3, 4, 5, 6], 6), "early": 0, "counted": 0, "behind": 0, "letters": 0, "parked": 0,
    },
    relaying: {
        SENT: EVENTS, AGAIN: EVENTS // 2, "gapless": True, "beating": 64, "letters": 2, "work": 0, "stopped": 1,
        "held": 0,
    },
    asking: {"kept": [("orders", 1, 3)]},
    sweeping: {"left": 0},
    requesting: {"statuses": [201, 201], "told": True, "notes": 1, "events": 1},
}  # fmt: skip
PLACES = {
    consuming: ("inbox.", "parking.", "reactions.", "consumer.keep_dead", "consumer.searched", "consumer.committed"),
    subscribing: ("consumer.received", "consumer.handled", "consumer.offsets_committed"),
    relaying: ("relay.", "dead_letters."),
    asking: ("resend.", "tx."),
    sweeping: ("sweeper.", "upkeep.", "tx."),
    requesting: ("access.", "http.", "tx."),
}
CASES = [
    *(
        (scenario, point, 1)
        for scenario, places in PLACES.items()
        for point in crash.POINTS
        if point.startswith(places)
    ),
    *((consuming, point, hit) for point in ("tx.written", "tx.journaled") for hit in (1, 5, 9)),
    # After each commit: what its caller takes for a failure is done already, and must not be done again.
    *((consuming, "tx.committed", hit) for hit in range(1, 13)),
]


@pytest.fixture(autouse=True)
def _mended() -> Iterator[None]:
    yield
    crash.arm("development", None)
    broken.clear()
    failing.clear()


@pytest.fixture
async def ready(house: House, kafka: str, scenario: Any) -> House:
    """Have the topics, and people who may ask."""
    await topics.create(kafka, TOPICS)
    if scenario is requesting:
        await house.organisation()
    return house


@pytest.mark.parametrize("scenario", EXPECTED)
async def test_without_a_crash_this_lasts(ready: House, kafka: str, scenario: Any) -> None:
    assert await scenario(ready, kafka, lambda: None) == EXPECTED[scenario]


@pytest.mark.parametrize(("scenario", "point", "hit"), CASES)
async def test_after_a_crash_the_same_lasts(ready: House, kafka: str, scenario: Any, point: str, hit: int) -> None:
    with capture_logs() as lines:
        lasting = await scenario(ready, kafka, lambda: crash.arm("development", f"{point}:exception:{hit}"))
    assert lasting == EXPECTED[scenario]
    assert [line["point"] for line in lines if line["event"] == "crash_point.hit"] == [point]


def test_every_point_is_crashed_at() -> None:
    assert {point for _, point, _ in CASES} == crash.POINTS.keys()
    assert len(crash.POINTS) >= 25


@pytest.mark.parametrize(
    ("environment", "order"),
    [
        ("production", "relay.sent:exit"),
        ("development", "relay.unheard_of:exit"),
        ("development", "relay.sent:explode"),
    ],
)
def test_a_point_is_armed_in_development_alone_and_only_if_it_exists(environment: str, order: str) -> None:
    with pytest.raises(ValueError, match="refused"):
        crash.arm(environment, order)


async def test_a_point_fails_at_the_hit_asked_for_and_once() -> None:
    crash.arm("development", "relay.sent:exception:3")
    await crash.crash_point("relay.sent")
    await crash.crash_point("relay.sent")
    with pytest.raises(crash.Crash):
        await crash.crash_point("relay.sent")
    await crash.crash_point("relay.sent")


async def run(*arguments: str) -> tuple[int | None, bytes]:
    """Run Python; return its status and what it wrote."""
    process = await asyncio.create_subprocess_exec(sys.executable, *arguments, stdout=asyncio.subprocess.PIPE)
    written, _ = await process.communicate()
    return process.returncode, written


async def test_exit_ends_the_process_at_once() -> None:
    code = (
        "import asyncio, atexit; from chassis.crash import arm, crash_point; atexit.register(print, 'an orderly end');"
        "arm('development', 'relay.sent:exit'); asyncio.run(crash_point('relay.sent'))"
    )
    status, written = await run("-c", code)
    assert status == crash.KILLED
    assert b"an orderly end" not in written


async def test_the_points_can_be_listed_for_a_harness() -> None:
    status, written = await run("-m", "chassis.crash")
    assert (status, orjson.loads(written)) == (0, crash.POINTS)
