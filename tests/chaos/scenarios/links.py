"""The network between services, broker and database fails; clients hang up (scenarios 21 and 22)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import asyncpg

from branchline.estate import SERVICES, Post
from branchline.infrastructure.servers import LOOPBACK, free_port
from chassis.clock import monotonic
from tests.chaos.ground import APART
from tests.chaos.proxy import Mode, Proxy
from tests.chaos.scenario import BUSY, Run, Scenario
from tests.chaos.work import key

READY_WITHIN_S = 30
FAULT_S = {"late": 6, "slow": 6, "deaf": 6, "reset": 2}
BACK_WITHIN_S = 30
CUTS_PATIENCE_S = 60
IDLE_WITHIN_S = 10
HANG_UP_S = (0.002, 0.25)
BACKENDS = """SELECT count(*) FILTER (WHERE usename LIKE '%\\_api'), count(*) FILTER (WHERE state LIKE 'idle in%'
AND usename LIKE '%\\_api' AND now() - state_change > interval '1 second') FROM pg_stat_activity"""
POOL = 10
AT_ONCE = 10
# Come again: what became of it is not told.
MAYBE = {409, 500, 503}


@asynccontextmanager
async def through(run: Run, service: str) -> AsyncIterator[tuple[Proxy, Proxy]]:
    """Lead a service's links to database and broker through proxies; give it the straight ones back in the end."""
    ground, number = run.ground, SERVICES.index(service)
    door, advertised = ground.at["kafka"].doors[number]
    database = Proxy(free_port(), ground.at["postgres"].port)
    broker = Proxy(int(advertised.rpartition(":")[2]), door)
    address = ground.estate.services[service]
    others = {
        "kafka": f"{LOOPBACK}:{broker.port}",
        "api_database": _by(address.api_database, database.port),
        "worker_database": _by(address.worker_database, database.port),
    }
    try:
        for proxy in (database, broker):
            await proxy.start()
        await _restart(run, service, others)
        yield database, broker
    finally:
        for proxy in (database, broker):
            await proxy.stop()
        await _restart(run, service, {})


def _by(url: str, port: int) -> str:
    return url.replace(f":{urlsplit(url).port}/", f":{port}/")


async def _restart(run: Run, service: str, others: dict[str, str]) -> None:
    supervisor = run.ground.supervisor
    run.strikes([service])
    names = []
    for roles in APART:
        child = run.ground.again(Post(service, roles), **others)
        supervisor.replace(child)
        supervisor.kill(child.name)
        names.append(child.name)
    await run.until(lambda: all(map(supervisor.is_ready, names)), READY_WITHIN_S, f"{service} is ready")


async def bad_links(run: Run) -> None:
    """Make one service's links late, slow, deaf and broken, then cut answers after commits."""
    service = "orders"
    async with through(run, service) as (database, broker):
        for mode in ("late", "slow", "deaf", "reset"):
            for proxy in (database, broker):
                await _bad(run, service, proxy, mode)
        await _lost_answers(run, service, database)


async def _bad(run: Run, service: str, proxy: Proxy, mode: Mode) -> None:
    await run.pause(1, 2)
    run.strikes([service])
    proxy.mode = mode
    if mode == "reset":
        proxy.reset()
    await run.pause(FAULT_S[mode])
    proxy.mode = "open"
    if mode == "deaf":
        # What the proxy swallowed is lost: the connections are good for nothing.
        proxy.reset()
    run.counts[f"{mode} links"] += 1
    await run.back([service], monotonic(), BACK_WITHIN_S, f"a {mode} link")


async def _lost_answers(run: Run, service: str, database: Proxy) -> None:
    """Let commits happen and their answers be lost: nobody can tell, and the same key finds out."""
    run.strikes([service])
    before = database.cuts
    database.when = lambda chunk: b"COMMIT" in chunk and run.rng.random() < 0.2
    database.mode = "cut_answer"
    await run.until(lambda: database.cuts - before >= run.count, CUTS_PATIENCE_S, "answers to commits are cut")
    database.mode = "open"
    run.counts["lost answers"] = database.cuts - before
    await run.back([service], monotonic(), BACK_WITHIN_S, "lost answers")


async def hang_up(run: Run) -> None:
    """Let clients hang up in the middle of their requests; no connection of the database stays behind."""
    for _ in range(0, run.count, AT_ONCE):
        await asyncio.gather(*(_hang_up(run) for _ in range(AT_ONCE)))
    await run.pause(IDLE_WITHIN_S)
    async with _administrator(run) as room:
        backends, idle = await room.fetchrow(BACKENDS)
    run.counts |= {"backends of APIs": backends, "idle in transaction": idle}
    run.expect(backends <= POOL * len(SERVICES), "backends", f"{backends} of the APIs' roles")
    run.expect(not idle, "idle in transaction", f"{idle} sessions after {IDLE_WITHIN_S} s")


async def _hang_up(run: Run) -> None:
    deed = run.load.work.next()
    await run.load.token(deed.subject)
    op = run.load.begin(deed)
    try:
        async with asyncio.timeout(run.rng.uniform(*HANG_UP_S)):
            answer = await run.load.attempt(deed, key())
    except TimeoutError:
        run.counts["hung up"] += 1
    else:
        if answer.status_code not in MAYBE:
            op.ended_at = monotonic()
            run.load.settle(deed, op, answer)


@asynccontextmanager
async def _administrator(run: Run) -> AsyncIterator[asyncpg.Connection]:
    room = await asyncpg.connect(run.ground.administrator)
    try:
        yield room
    finally:
        await room.close()


SCENARIOS = (
    Scenario(
        21, "Links late, slow, deaf, broken; answers to commits lost", bad_links,
        {"check": 3, "ci": 5, "full": 50, "night": 500},
        allows=BUSY | {"ReadError", "ReadTimeout", "ConnectError", "RemoteProtocolError"}, back_within_s=BACK_WITHIN_S,
    ),
    Scenario(22, "Clients hang up", hang_up, {"check": 50, "ci": 100, "full": 200, "night": 2000}),
)  # fmt: skip
