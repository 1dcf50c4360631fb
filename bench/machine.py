"""The machine that a report was made on, and the servers' settings that decide about durability."""

import os
import platform
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import asyncpg
import psutil

from bench import figures
from branchline.infrastructure import Infrastructure
from branchline.places import build

SETTINGS = ("server_version", "fsync", "synchronous_commit", "full_page_writes", "shared_buffers", "wal_sync_method")
SYNCS = 50
SYNC_BYTES = b"x" * 8192
LOOPS = 1_000_000
MIB = 1024 * 1024


async def facts(infra: Infrastructure) -> dict[str, Any]:
    """Describe processor, memory, disk, versions and durability."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        **fingerprint(),
        "kernel": platform.release(),
        "python": platform.python_version(),
        "python_loops_a_second": round(_loops()),
        "fdatasync_us": round(_fdatasync_us(build() / "bench.sync")),
        "servers": infra.source,
        "postgresql": await _postgresql(infra.postgres_url),
    }


def fingerprint() -> dict[str, Any]:
    """Tell machines apart whose figures must not be compared."""
    return {
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_mib": psutil.virtual_memory().total // MIB,
    }


def _processor() -> str:
    names = [line.partition(":")[2].strip() for line in _lines(Path("/proc/cpuinfo")) if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _lines(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []


def _loops() -> float:
    began, total = time.perf_counter(), 0
    for number in range(LOOPS):
        total += number & 3
    return LOOPS / (time.perf_counter() - began)


def _fdatasync_us(path: Path) -> float:
    took = []
    with path.open("wb", buffering=0) as file:
        for _ in range(SYNCS):
            file.write(SYNC_BYTES)
            began = time.perf_counter()
            os.fdatasync(file.fileno())
            took.append((time.perf_counter() - began) * 1e6)
    path.unlink()
    return figures.median(took)


async def _postgresql(url: str) -> dict[str, str]:
    connection = await asyncpg.connect(url)
    try:
        rows = await connection.fetch("SELECT name, setting FROM pg_settings WHERE name = ANY($1)", list(SETTINGS))
        return {row["name"]: row["setting"] for row in rows}
    finally:
        await connection.close()
