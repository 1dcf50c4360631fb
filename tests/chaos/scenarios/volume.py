"""Much at once: large events under little memory, a long absence, what was deleted meanwhile (scenarios 37, 38)."""

import sys
from dataclasses import replace

from aiokafka import TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, RecordsToDelete

from branchline.estate import Post
from chassis.clock import monotonic
from chassis.ids import new_id
from contracts.topics import PARTITIONS, service_topic
from tests.chaos.scenario import Run, Scenario
from tests.chaos.scenarios.delivery import event

LARGE, MEMORY_MB = 500 * 1024, 256
IN_ONE = 20
SMALL_IN_ONE = 500
CAUGHT_UP_WITHIN_S = 300
READY_WITHIN_S = 30
LIMITED = """import os, resource, sys
resource.setrlimit(resource.RLIMIT_DATA, (int(sys.argv[1]),) * 2)
os.execv(sys.argv[2], sys.argv[2:])"""


async def large_events(run: Run) -> None:
    """Let a worker with little memory meet a backlog of large events."""
    name = "notifications.worker-0"
    supervisor = run.ground.supervisor
    run.strikes(["notifications"])
    supervisor.hold(name)
    await _write(run, run.count, LARGE, IN_ONE)
    child = run.ground.again(Post("notifications", ("worker",)))
    bytes_ = str(MEMORY_MB * 1024 * 1024)
    supervisor.replace(replace(child, argv=[sys.executable, "-c", LIMITED, bytes_, *child.argv]))
    before = supervisor.crashes(name)
    supervisor.release(name)
    most = 0
    end = monotonic() + CAUGHT_UP_WITHIN_S * run.slack
    while monotonic() < end and not (supervisor.is_ready(name) and run.watch.is_back("notifications")):
        most = max(most, supervisor.pss_mb().get(name, 0))
        await run.pause(0.5)
    run.counts["pss_mb"] = most
    run.expect(supervisor.crashes(name) == before, "out of memory", f"{supervisor.crashes(name) - before} times")
    run.expect(run.watch.is_back("notifications"), "not in time", "the backlog was not applied")
    run.strikes(["notifications"])
    supervisor.replace(child)
    supervisor.kill(name)


async def _write(run: Run, count: int, size: int, in_one: int) -> None:
    database = run.ground.database("orders")
    try:
        for _ in range(0, count, in_one):
            async with database.begin() as tx:
                for _ in range(in_one):
                    tx.emit(event(tx, new_id()).model_copy(update={"new": "x" * size}))
    finally:
        await database.stop()


async def long_absence(run: Run) -> None:
    """Let a consumer be away while much happens, and part of it is deleted from Kafka: it has all in the end."""
    group, name = "notifications", "notifications.worker-0"
    run.strikes([group])
    run.ground.supervisor.hold(name)
    await _write(run, run.count, 10, SMALL_IN_ONE)
    run.load.stop()
    await run.until(lambda: all(map(run.watch.is_back, ("customers", "orders", "receivables"))), CAUGHT_UP_WITHIN_S,
                    "the others are at the heads")  # fmt: skip
    await _delete(run, "customers")
    began = monotonic()
    run.ground.supervisor.release(name)
    await run.until(lambda: run.watch.is_back(group), CAUGHT_UP_WITHIN_S, f"{group} is back")
    run.times["caught_up_s"] = round(monotonic() - began, 1)


async def _delete(run: Run, service: str) -> None:
    """Delete all that a service's topic holds, as retention does in the end."""
    admin = AIOKafkaAdminClient(bootstrap_servers=run.ground.estate.kafka)
    await admin.start()
    try:
        topic = service_topic(service)
        places = [TopicPartition(topic, number) for number in range(PARTITIONS)]
        await admin.delete_records({place: RecordsToDelete(before_offset=-1) for place in places})
    finally:
        await admin.close()
    run.counts["partitions emptied"] = PARTITIONS


SCENARIOS = (
    Scenario(
        37, "A backlog of large events under 256 MiB", large_events,
        {"check": 40, "ci": 60, "full": 200, "night": 2000}, quiet_s=300,
    ),
    Scenario(
        38, "A long absence, part of it deleted from Kafka", long_absence,
        {"check": 1000, "ci": 2000, "full": 20_000, "night": 2_000_000}, has_unsent=True, quiet_s=300,
    ),
)  # fmt: skip
