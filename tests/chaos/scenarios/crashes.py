"""Processes that fail at each crash point, by exit, exception and stall (scenario 3)."""

from collections.abc import Callable
from dataclasses import replace
from itertools import cycle, islice

from branchline.estate import SERVICES, Post
from branchline.places import build
from branchline.supervisor import Child
from chassis.clock import monotonic
from chassis.crash import KINDS, POINTS
from tests.chaos.scenario import CUT, Run, Scenario

# Which process comes by a point. The other points need a gap, poison, an event that cannot be sent or an orderly end.
PLACES: dict[tuple[str, ...], tuple[str, ...]] = {
    ("worker",): (
        "consumer.received", "inbox.ensure", "inbox.lock", "inbox.move", "parking.closed", "reactions.", "tx.",
        "consumer.committed", "consumer.handled", "consumer.offsets_committed", "resend.gaps",
    ),
    ("relay", "sweeper"): (
        "relay.join", "relay.forget", "relay.lease", "relay.unsent", "relay.handed_over", "relay.sent", "relay.move",
        "relay.beats", "relay.delivered", "sweeper.", "upkeep.",
    ),
    ("api",): ("access.", "http."),
}  # fmt: skip
ALIVE_WITHIN_S, HIT_WITHIN_S = 30, 30
HITS_MAX = 5


def reached() -> list[tuple[tuple[str, ...], str]]:
    """List the points that ordinary work comes by, with the process that does."""
    return [
        (roles, point)
        for roles, places in PLACES.items()
        for point in POINTS
        if any(point == place or (place.endswith(".") and point.startswith(place)) for place in places)
    ]


async def fail_at_points(run: Run) -> None:
    """Arm one point after the other in a process that comes by it, and let it fail there."""
    cases = [(roles, point, kind) for kind in KINDS for roles, point in reached()]
    chosen = run.rng.sample(cases, min(run.count, len(cases)))
    for (roles, point, kind), service in zip(islice(cycle(chosen), run.count), cycle(SERVICES)):
        await _fail(run, Post(service, roles), point, kind)
    run.counts["points"] = len({point for _, point, _ in chosen})
    run.expect(run.counts["hits"] >= run.count * 0.8, "no effect", f"{run.counts['hits']} of {run.count} points hit")


async def _fail(run: Run, post: Post, point: str, kind: str) -> None:
    supervisor, name = run.ground.supervisor, post.name
    plain = run.ground.again(post)
    order = f"{point}:{kind}:{run.rng.randint(1, HITS_MAX)}"
    before = _hits(name, point)
    run.strikes([post.service])
    await _restarted(run, name, {"BRANCHLINE_CRASH": order}, plain)
    supervisor.once(name)
    if await _within(run, lambda: _hits(name, point) > before):
        run.counts["hits"] += 1
        run.counts[kind] += 1
    else:
        run.counts[f"not hit: {post.service} {point}"] += 1
    await _restarted(run, name, {}, plain)
    await run.back([post.service], supervisor.born_at(name), ALIVE_WITHIN_S, order)


async def _restarted(run: Run, name: str, more: dict[str, str], plain: Child) -> None:
    supervisor = run.ground.supervisor
    supervisor.replace(replace(plain, environment={**plain.environment, **more}))
    born = supervisor.born_at(name)
    supervisor.release(name)
    supervisor.kill(name)
    await run.until(lambda: supervisor.born_at(name) > born, ALIVE_WITHIN_S, f"{name} is started again")


async def _within(run: Run, holds: Callable[[], bool]) -> bool:
    end = monotonic() + HIT_WITHIN_S * run.slack
    while monotonic() < end:
        if holds():
            return True
        await run.pause(0.1)
    return False


def _hits(name: str, point: str) -> int:
    log = build() / "logs" / f"{name}.log"
    return sum('"crash_point.hit"' in line and f'"{point}"' in line for line in log.open(errors="replace"))


SCENARIOS = (
    Scenario(
        3, "Failing at each crash point", fail_at_points, {"check": 2, "ci": 6, "full": 40, "night": 500},
        allows=CUT | {"500"},
    ),
)  # fmt: skip
