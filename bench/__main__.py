"""Measure the goals: `python -m bench [--quick] [--goal N …]`."""

import argparse
import gc
import logging
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import uvloop
from rich.console import Console

from bench import machine, plans
from bench.catalogue import GOALS
from bench.goal import Goal
from bench.report import Report
from bench.row import Row
from bench.stage import INSTANCE, Stage
from branchline.infrastructure import Infrastructure, started
from branchline.places import build
from edge import logs

FILE = "bench.json"


def main() -> int:
    """Measure, write build/bench.json and print the table; 1 when something could not be measured."""
    given = _arguments()
    console = Console(width=None if sys.stdout.isatty() else 160)
    _log_to(build() / "logs" / "bench.log")
    goals = [goal for goal in GOALS if not given.goal or goal.goal_id in given.goal]
    with started(INSTANCE, keep_data=False, say=console.print) as infra:
        report = uvloop.run(_measured(infra, goals, console, quick=given.quick))
    report.write(build() / FILE)
    report.show(console)
    return 0 if report.is_sound else 1


def _log_to(path: Path) -> None:
    """Write log lines as the services do, since they cost what they cost, to a file."""
    path.parent.mkdir(exist_ok=True)
    logs.configure("bench", "bench")
    for handler in logging.getLogger().handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setStream(path.open("w"))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few rounds and small sizes: a look, not a judgement")
    parser.add_argument("--goal", type=int, nargs="+", choices=sorted({g.goal_id for g in GOALS}), help="only these")
    return parser.parse_args()


async def _measured(infra: Infrastructure, goals: Sequence[Goal], console: Console, *, quick: bool) -> Report:
    facts = await machine.facts(infra)
    is_counting = await plans.prepare(infra.postgres_url)
    stage = Stage(infra, quick, console.print)
    rows: list[Row] = []
    failures: dict[int, str] = {}
    for goal in goals:
        began = time.perf_counter()
        try:
            rows += await goal.measure(stage)
        except Exception as error:
            console.print_exception()
            failures[goal.goal_id] = repr(error)
        # What one goal leaves must not be collected while the next is measured.
        gc.collect()
        console.print(f"goal {goal.goal_id}, {goal.name}: {time.perf_counter() - began:.0f} s", highlight=False)
    found = await plans.heaviest(infra.postgres_url, stage.databases) if is_counting else []
    return Report(facts, quick, rows, found, failures)


if __name__ == "__main__":
    sys.exit(main())
