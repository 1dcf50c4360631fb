"""Processes are killed and come back (scenarios 0 to 5)."""

from tests.chaos.scenario import Run, Scenario

LIFE_S = (2, 6)
BORN_WITHIN_S = 10
BACK_WITHIN_S = 10


async def nothing(run: Run) -> None:
    """No fault at all: what the load does by itself, and that the checks hold then."""
    await run.pause(run.count)


async def kill_workers(run: Run) -> None:
    """Kill one worker after the other, each once it is back from its last death."""
    workers = {name: name.split(".")[0] for name in run.ground.named("worker")}
    for _ in range(run.count):
        await run.pause(*LIFE_S)
        await run.until(lambda: any(map(run.watch.is_back, workers.values())), BACK_WITHIN_S, "a worker is back")
        back = [name for name, group in workers.items() if run.watch.is_back(group)]
        if not back:
            return
        await _kill(run, run.rng.choice(back))
    await run.pause(*LIFE_S)


async def _kill(run: Run, name: str) -> None:
    supervisor, born = run.ground.supervisor, run.ground.supervisor.born_at(name)
    supervisor.kill(name)
    if await run.until(lambda: supervisor.born_at(name) > born, BORN_WITHIN_S, f"{name} is started again"):
        run.restarts.append((name.split(".", maxsplit=1)[0], supervisor.born_at(name)))
    run.counts["kills"] += 1


SCENARIOS = (
    Scenario(0, "no fault", nothing, {"check": 5, "ci": 10, "full": 60, "night": 60}),
    Scenario(1, "SIGKILL of a worker every 2 to 6 s", kill_workers, {"check": 3, "ci": 5, "full": 10, "night": 100}),
)
