"""Liveness by progress, readiness by reach, and metrics, for the orchestrator (X4)."""

from collections.abc import Callable, Sequence
from typing import Any

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text

from chassis.clock import monotonic
from chassis.database import Database

# A role that has not moved for so long, beyond its own period, hangs.
STALL_S = 60


class Health:
    """What the probes ask."""

    def __init__(self, database: Database, roles: Sequence[str]) -> None:
        self._database, self._roles = database, roles
        self._progress: dict[str, tuple[Callable[[], float], float]] = {}
        self._brokers: list[Any] = []
        self.is_started = False
        self.is_stopping = False

    def watch(self, role: str, progress_at: Callable[[], float], period_s: float = 0) -> None:
        """Hold a role to its progress."""
        self._progress[role] = (progress_at, period_s + STALL_S)

    def watch_consumer(self, broker: Any) -> None:
        """Hold readiness to the assignment of partitions."""
        self._brokers.append(broker)

    def stalled(self) -> list[str]:
        """Name the roles that make no progress."""
        now = monotonic()
        return [role for role, (at, limit) in self._progress.items() if now - at() > limit]

    async def missing(self) -> list[str]:
        """Name what keeps the process from being ready."""
        found = [] if self.is_started else ["starting"]
        if self.is_stopping:
            found.append("stopping")
        try:
            async with self._database.engine.connect() as connection:
                await connection.execute(text("SELECT 1"))
        except Exception as error:
            found.append(f"database: {type(error).__name__}")
        found += ["kafka: no partitions assigned" for broker in self._brokers if not _has_assignment(broker)]
        return found


def _has_assignment(broker: Any) -> bool:
    consumers = [s.consumer for s in broker.subscribers if s.consumer is not None]
    return bool(consumers) and any(c.assignment() for c in consumers)


def health_router(health: Health) -> APIRouter:
    """Serve the probes and the metrics; they carry no data of the business and need no token."""
    router = APIRouter(tags=["health"])

    @router.get("/livez", include_in_schema=False)
    async def livez() -> Response:
        stalled = health.stalled()
        return Response(", ".join(stalled) or "ok", 503 if stalled else 200, media_type="text/plain")

    @router.get("/readyz", include_in_schema=False)
    async def readyz() -> Response:
        missing = await health.missing()
        return Response("; ".join(missing) or "ok", 503 if missing else 200, media_type="text/plain")

    @router.get("/metrics", include_in_schema=False)
    async def metrics() -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return router
