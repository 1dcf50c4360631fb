"""Consumer groups: offsets set back, members that come and go, handlers that outlast their session (11, 18, 19)."""

import asyncio
import re
from signal import SIGCONT, SIGSTOP

import asyncpg
from aiokafka import AIOKafkaConsumer, TopicPartition

from branchline.estate import Post, service
from branchline.places import build
from chassis.clock import monotonic
from contracts.topics import PARTITIONS, service_topic
from tests.chaos.scenario import Run, Scenario

# A member that was killed is missed after its session.
SESSION_S = 10
BACK_WITHIN_S = 20
STORM_S = (1, 3)
MEMBERS_MIN, MEMBERS_MAX = 3, 6
# A static member that leaves blocks its partitions for a session.
STORM_BACK_S = 40
SLOW_S, FROZEN_S = 12, 14
READY_WITHIN_S = 30
GENERATION = re.compile(r"\(generation (\d+)\)")
SLOW = (
    f"""CREATE FUNCTION drill_slow() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_sleep({SLOW_S}); RETURN NULL; END $$""",
    """CREATE TRIGGER drill_slow AFTER INSERT OR UPDATE ON delivered_line
    FOR EACH STATEMENT EXECUTE FUNCTION drill_slow()""",
)
QUICK = ("DROP TRIGGER drill_slow ON delivered_line", "DROP FUNCTION drill_slow")
SLEEPS = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"


async def set_offsets_back(run: Run) -> None:
    """Set a group's offsets to 0 in the middle of the run: it reads all again and does nothing twice."""
    groups = ("notifications", "orders", "receivables", "customers")
    for number in range(run.count):
        group = groups[number % len(groups)]
        name = f"{group}.worker-0"
        await run.pause(2, 4)
        run.strikes([group])
        run.ground.supervisor.hold(name)
        await _set_back(run, group)
        run.ground.supervisor.release(name)
        await run.until(lambda name=name: run.ground.supervisor.is_ready(name), READY_WITHIN_S, f"{name} is ready")
        await run.back([group], run.ground.supervisor.born_at(name), BACK_WITHIN_S, "its offsets set back")


async def _set_back(run: Run, group: str) -> None:
    sources = service(group).table.sources() - {group}
    places = [TopicPartition(service_topic(each), number) for each in sources for number in range(PARTITIONS)]
    keeper = AIOKafkaConsumer(bootstrap_servers=run.ground.estate.kafka, group_id=group, enable_auto_commit=False)
    await keeper.start()
    try:
        keeper.assign(places)
        # The broker takes offsets from outside only once the group is empty.
        end = monotonic() + 3 * SESSION_S
        while True:
            try:
                await keeper.commit(dict.fromkeys(places, 0))  # lint: commit: offsets of Kafka
                break
            except Exception:
                if monotonic() > end:
                    raise
                await run.pause(1)
        run.counts["offsets set back"] += len(places)
    finally:
        await keeper.stop()


async def storm(run: Run) -> None:
    """Let workers of one service join and leave all the time."""
    before = _generation()
    members: dict[int, str] = {}
    run.strikes(["orders"])
    try:
        for _ in range(run.count):
            await run.pause(*STORM_S)
            free = sorted(set(range(1, MEMBERS_MAX)) - members.keys())
            if free and (len(members) < MEMBERS_MIN - 1 or run.rng.random() < 0.5):
                members[free[0]] = await run.ground.post(Post("orders", ("worker",), free[0]))
                run.counts["joins"] += 1
            elif members:
                await run.ground.supervisor.dismiss(members.pop(run.rng.choice(sorted(members))))
                run.counts["leaves"] += 1
    finally:
        await asyncio.gather(*map(run.ground.supervisor.dismiss, members.values()))
    await run.back(["orders"], monotonic(), STORM_BACK_S, "the storm")
    run.counts["generations"] = _generation() - before
    run.expect(run.counts["generations"] >= run.count / 3, "no effect", f"{run.counts['generations']} generations")


def _generation() -> int:
    log = (build() / "logs" / "orders.worker-0.log").read_text(errors="replace")
    return max((int(found[1]) for line in log.splitlines() if (found := GENERATION.search(line))), default=0)


async def outlast_sessions(run: Run) -> None:
    """Let a handler be slower than a join, then a whole worker deaf for longer than its session."""
    for number in range(run.count):
        await run.pause(2, 4)
        extra = Post("customers", ("worker",), number + 1)
        run.strikes(["customers"])
        await _slow_handler(run, extra)
        run.ground.supervisor.send("customers.worker-0", SIGSTOP)
        try:
            await run.pause(FROZEN_S)
        finally:
            run.ground.supervisor.send("customers.worker-0", SIGCONT)
        await run.back(["customers"], monotonic(), STORM_BACK_S, "being deaf")
        run.strikes(["customers"])
        await run.ground.supervisor.dismiss(extra.name)


async def _slow_handler(run: Run, extra: Post) -> None:
    room = await asyncpg.connect(run.ground.estate.services["customers"].owner_database)
    looker = await asyncpg.connect(run.ground.administrator)
    try:
        for statement in SLOW:
            await room.execute(statement)
        end = monotonic() + READY_WITHIN_S * run.slack
        while not await looker.fetchval(SLEEPS) and monotonic() < end:
            await run.pause(0.2)
        run.counts["slow handlers"] += await looker.fetchval(SLEEPS)
        # It joins while the first handles: both hold the same records for a while.
        await asyncio.wait_for(run.ground.post(extra), READY_WITHIN_S * run.slack)
    finally:
        for statement in QUICK:
            await room.execute(statement)
        room.terminate()
        looker.terminate()


SCENARIOS = (
    Scenario(
        11, "A group's offsets set back to 0", set_offsets_back, {"check": 1, "ci": 1, "full": 2, "night": 5},
        back_within_s=BACK_WITHIN_S,
    ),
    Scenario(
        18, "Workers join and leave all the time", storm, {"check": 5, "ci": 8, "full": 10, "night": 150},
        back_within_s=STORM_BACK_S,
    ),
    Scenario(
        19, "A handler outlasts a join, a worker its session", outlast_sessions,
        {"check": 1, "ci": 1, "full": 1, "night": 5}, back_within_s=STORM_BACK_S,
    ),
)  # fmt: skip
