"""Run scenarios: `python -m tests.chaos [--set ci|full|night] [--scenario N …] [--seed S]`."""

import asyncio
import json
import logging
import shutil
import signal
import sys
from argparse import ArgumentParser, Namespace
from contextlib import suppress
from typing import Any

import structlog
from rich.console import Console

from branchline.places import build
from tests.chaos import ground
from tests.chaos.frame import Terms, play
from tests.chaos.scenarios import ALL, SETS

# Half of what two cores bear with everything on them; --rate 100 asks for a machine of its own for the load.
RATE = 30


def main() -> int:
    """Play the chosen scenarios; 0 only if each was clean."""
    chosen = _arguments()
    _log()
    with suppress(KeyboardInterrupt):
        return asyncio.run(_all(chosen, Console()))
    return 130


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--set", choices=list(SETS), default="ci", dest="size")
    parser.add_argument("--scenario", type=int, nargs="+", choices=sorted(ALL), metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=RATE, help="commands a second")
    parser.add_argument("--slack", type=float, default=1, help="stretch time limits where others use the machine")
    return parser.parse_args()


def _log() -> None:
    """Keep what the code under test says in this process out of the progress display."""
    file = (build() / "chaos.log").open("a")
    logging.basicConfig(stream=file)
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(file))


async def _all(chosen: Namespace, out: Console) -> int:
    playing = asyncio.current_task()
    if playing:
        # Cancelled, everything that was started is stopped; killed, it would have to be swept up.
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, playing.cancel)
    terms = Terms(chosen.seed, chosen.size, chosen.rate, chosen.slack)
    left = list(chosen.scenario or SETS[chosen.size])
    total, clean = len(left), True
    with (build() / "chaos.jsonl").open("a") as lines:
        while left:
            out.print("… servers, processes and company")
            async with ground.standing(out.print) as standing:
                # A ground that a fault has spoilt is not built upon.
                while left:
                    number = left.pop(0)
                    out.print(f"[bold]{total - len(left)}/{total}  {number}: {ALL[number].title}[/]")
                    line = await play(standing, ALL[number], terms)
                    lines.write(json.dumps(line, ensure_ascii=False) + "\n")
                    lines.flush()
                    _show(line, out)
                    clean = clean and line["verdict"] == "clean"
                    if line["verdict"] != "clean":
                        kept = build() / "chaos-logs" / f"{number}-seed-{terms.seed}"
                        shutil.copytree(build() / "logs", kept, dirs_exist_ok=True)
                    if line["verdict"] != "clean" or ALL[number].is_lossy:
                        break
    return 0 if clean else 1


def _show(line: dict[str, Any], out: Console) -> None:
    mark = "[green]✓[/]" if line["verdict"] == "clean" else "[red]✗[/]"
    out.print(f"{mark} {line['times']}")
    out.print(f"  {line['counts']}")
    for fault in line["faults"]:
        out.print(f"  [red]{fault}[/]", highlight=False)


if __name__ == "__main__":
    sys.exit(main())
