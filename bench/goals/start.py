"""Goal 14: a process's cold start until it is ready, against the peer's until its first answer."""

import asyncio
import sys
from collections.abc import Sequence
from contextlib import suppress
from urllib.parse import urlsplit

from bench import peer
from bench.goal import Bar, Goal
from bench.rounds import Rounds, Side
from bench.row import Row
from bench.stage import Stage
from bench.town import Town, town
from bench.watch import Sample, Watch
from branchline.estate import Post
from branchline.supervisor import Child
from edge.process import ROLES

SERVICE = "orders"
LOAD = "from exec to the first 200 of /readyz, asked each 5 ms; migrated database, broker up"
API = Bar(14, "start of an API", "s", "at most", 1.0, 0.6, LOAD)
WORKER = Bar(14, "start of a worker, with its group's join", "s", "at most", 1.0, 0.6, LOAD)
ALL = Bar(14, "start of all roles in one process", "s", "at most", 1.0, 0.6, LOAD)
POSTS = {API: Post(SERVICE, ("api",)), WORKER: Post(SERVICE, ("worker",)), ALL: Post(SERVICE, ROLES)}
# What no process of the same libraries can undercut: the interpreter, and their import.
IMPORTS = (
    "import aiokafka, asyncpg, fastapi, faststream.kafka, httpx, joserfc, pydantic, sqlalchemy.ext.asyncio, uvicorn"
)
PATIENCE_S = 60
ASK_EVERY_S = 0.005
READY = b" 200 "


async def measure(stage: Stage) -> Sequence[Row]:
    """Start each kind of process in each round, between starts of a bare interpreter with the same libraries."""
    await stage.topics()
    async with town(stage, "start", [SERVICE]) as place:
        sides = {bar.name: _side(place, post) for bar, post in POSTS.items()}
        await _bare(stage.watch())
        measured = await stage.rounds(_bare, sides)
    rows = []
    for bar in POSTS:
        seconds = [each.figure(bar.name) for each in measured.kept]
        rows.append(peer.compared(bar, seconds, "start_s", note=_note(measured, bar)))
    return rows


def _side(place: Town, post: Post) -> Side:
    async def start(watch: Watch) -> Sample:
        child = place.child(post)
        with watch:
            process = await asyncio.create_subprocess_exec(
                *child.argv, env=child.environment, stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
            )  # fmt: skip
            try:
                await _ready(child)
            except BaseException:
                process.kill()
                raise
        process.terminate()
        await process.wait()
        return watch.took()

    return start


async def _bare(watch: Watch) -> Sample:
    with watch:
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", IMPORTS)
        await process.wait()
    return watch.took()


async def _ready(child: Child) -> None:
    address = urlsplit(str(child.ready_url))
    async with asyncio.timeout(PATIENCE_S):
        while True:
            if await _answers(str(address.hostname), int(address.port or 0), address.path):
                return
            await asyncio.sleep(ASK_EVERY_S)


async def _answers(host: str, port: int, path: str) -> bool:
    with suppress(OSError):
        reader, writer = await asyncio.open_connection(host, port)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        line = await reader.readline()
        writer.close()
        return READY in line
    return False


def _note(measured: Rounds, bar: Bar) -> str:
    ratio = sum(each.figure(bar.name) / each.figure("raw") for each in measured.kept)
    return f"{ratio / len(measured.kept):.2f}x a bare interpreter that imports the same libraries"


GOAL = Goal(14, "cold start", measure)
