"""Crash points: where a process under test fails on purpose; a no-op in production (reliability, Test methods)."""

import asyncio
import json
import os
import tomllib
from pathlib import Path

import structlog

log = structlog.get_logger(__name__)
POINTS: dict[str, str] = tomllib.loads(Path(__file__).with_name("crash_points.toml").read_text("utf-8"))
KINDS = ("exit", "exception", "stall")
STALL_S = 3
KILLED = 137  # The status of a process that SIGKILL ended.
_armed: dict[str, list[str]] = {}


class Crash(Exception):
    """What a point armed with `exception` raises."""


def arm(environment: str, order: str | None) -> None:
    """Arm one point, `relay.sent:exit:3`: name, kind, and which of its hits fails, once; disarm all others."""
    _armed.clear()
    if order:
        name, kind, hit = [*order.split(":"), "1"][:3]
        if environment != "development" or name not in POINTS or kind not in KINDS:
            msg = f"crash point {order!r} is unknown, or refused in environment {environment!r}"
            raise ValueError(msg)
        _armed[name] = [""] * (int(hit) - 1) + [kind]


async def crash_point(name: str) -> None:
    """Fail here if it is this point's turn."""
    if not (turns := _armed.get(name)) or not (kind := turns.pop(0)):
        return
    log.warning("crash_point.hit", point=name, kind=kind)
    if kind == "exit":
        os._exit(KILLED)
    if kind == "exception":
        raise Crash(name)
    await asyncio.sleep(STALL_S)


if __name__ == "__main__":
    print(json.dumps(POINTS, indent=2))  # noqa: T201 - for the harness that drives every point
