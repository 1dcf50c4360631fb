"""Processes are killed and come back (scenarios 0 to 5)."""

from collections.abc import Collection

import asyncpg

from branchline.estate import SERVICES
from tests.chaos.scenario import BUSY, CUT, Run, Scenario

LIFE_S = (2, 6)
BORN_WITHIN_S = 10
BACK_WITHIN_S = 10
ALL_BACK_WITHIN_S = 30
# The relay has read, sent, and waits for its cursors' rows: longer than any batch takes to be sent.
SENT_AFTER_S = 0.5
SOMETHING_UNSENT_S = 10
# Requests are stopped for less than the lock time-out.
PILE_UP_S = 1.0
MID_REQUEST = CUT - BUSY - {"ConnectError", "ConnectTimeout"}
HEADS = "SELECT shard FROM journal_head ORDER BY shard FOR UPDATE"
HOLD = "SELECT shard FROM relay_cursor ORDER BY shard FOR UPDATE"
UNSENT = "SELECT EXISTS (SELECT FROM journal_head h JOIN relay_cursor c USING (shard) WHERE h.position > c.position)"


async def nothing(run: Run) -> None:
    """No fault at all: what the load does by itself, and that the checks hold then."""
    await run.pause(run.count)


async def kill_workers(run: Run) -> None:
    """Kill one worker after the other, each once it is back from its last death."""
    workers = {name: name.split(".")[0] for name in run.ground.named("worker")}
    for _ in range(run.count):
        await run.pause(*LIFE_S)
        # One at a time: two that start at once on two cores would measure each other.
        if not await run.until(lambda: run.are_back(workers.values()), ALL_BACK_WITHIN_S, "all are back"):
            return
        await kill(run, run.rng.choice(sorted(workers)))
    await run.pause(*LIFE_S)


async def kill(run: Run, name: str) -> None:
    """Kill a process and note when it was started again; its consumer must be back soon after."""
    supervisor, born = run.ground.supervisor, run.ground.supervisor.born_at(name)
    group = name.split(".", maxsplit=1)[0]
    run.strikes([group])
    supervisor.kill(name)
    run.counts["kills"] += 1
    if await run.until(lambda: supervisor.born_at(name) > born, BORN_WITHIN_S, f"{name} is started again"):
        run.heals([group], supervisor.born_at(name))


async def kill_relays(run: Run) -> None:
    """Kill a relay when it has sent events and not yet moved its cursors: it sends them again."""
    relays = run.ground.named("relay")
    for number in range(run.count):
        name = relays[number % len(relays)]
        await run.until(lambda name=name: run.ground.supervisor.is_ready(name), BACK_WITHIN_S, f"{name} is ready")
        await _kill_between_send_and_mark(run, name)
    await run.pause(*LIFE_S)


async def _kill_between_send_and_mark(run: Run, name: str) -> None:
    address = run.ground.estate.services[name.split(".", maxsplit=1)[0]]
    holder, looker = [await asyncpg.connect(address.owner_database) for _ in range(2)]
    try:
        async with holder.transaction():
            await holder.fetch(HOLD)
            for _ in range(int(SOMETHING_UNSENT_S / SENT_AFTER_S)):
                # What was unsent before the pause has been sent after it, and cannot be marked.
                unsent = await looker.fetchval(UNSENT)
                await run.pause(SENT_AFTER_S)
                if unsent:
                    run.ground.supervisor.kill(name)
                    run.counts["kills"] += 1
                    break
    finally:
        holder.terminate()
        looker.terminate()


async def kill_apis(run: Run) -> None:
    """Kill APIs in the middle of requests; clients repeat theirs with the same key."""
    for _ in range(run.count):
        await run.pause(*LIFE_S)
        # Most commands are for orders.
        service = run.rng.choice((*SERVICES, "orders", "orders"))
        await _kill_in_request(run, service)
        await _all_ready(run, [f"{service}.api-0"])
    run.counts["interrupted"] = sum(bool(set(op.troubles) & MID_REQUEST) for op in run.load.ops)
    run.expect(run.counts["interrupted"], "no effect", "no request was interrupted: the scenario showed nothing")


async def _kill_in_request(run: Run, service: str) -> None:
    holder = await asyncpg.connect(run.ground.estate.services[service].owner_database)
    try:
        async with holder.transaction():
            # Requests pile up before their last statement: the journal's heads are held.
            await holder.fetch(HEADS)
            await run.pause(PILE_UP_S)
            run.ground.supervisor.kill(f"{service}.api-0")
            run.counts["kills"] += 1
    finally:
        holder.terminate()


async def kill_all(run: Run) -> None:
    """Kill every process of every service at once; start them again in any order."""
    names = [name for name in run.ground.supervisor.names() if name != "issuer"]
    for _ in range(run.count):
        await run.pause(*LIFE_S)
        run.strikes(SERVICES)
        for name in names:
            run.ground.supervisor.hold(name)
        run.counts["kills"] += len(names)
        await run.pause(0, 2)
        for name in run.rng.sample(names, len(names)):
            run.ground.supervisor.release(name)
            await run.pause(0, 0.2)
        await _all_ready(run, names)
        for name in run.ground.named("worker"):
            run.heals([name.split(".", maxsplit=1)[0]], run.ground.supervisor.born_at(name))
    await run.pause(*LIFE_S)


async def _all_ready(run: Run, names: Collection[str]) -> None:
    await run.until(lambda: all(map(run.ground.supervisor.is_ready, names)), ALL_BACK_WITHIN_S, "all are ready")


SCENARIOS = (
    Scenario(0, "no fault", nothing, {"check": 5, "ci": 10, "full": 60, "night": 60}),
    Scenario(1, "SIGKILL of a worker", kill_workers, {"check": 2, "ci": 4, "full": 10, "night": 100}),
    Scenario(
        2, "SIGKILL of a relay between send and mark", kill_relays, {"check": 2, "ci": 4, "full": 20, "night": 200},
        is_republishing=True,
    ),
    Scenario(
        4, "SIGKILL of an API in the middle of requests", kill_apis, {"check": 2, "ci": 4, "full": 15, "night": 150},
        allows=CUT,
    ),
    Scenario(
        5, "SIGKILL of all processes at once", kill_all, {"check": 1, "ci": 1, "full": 2, "night": 20}, allows=CUT,
        back_within_s=ALL_BACK_WITHIN_S,
    ),
)  # fmt: skip
