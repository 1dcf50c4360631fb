"""A process of a service: its roles, their start, their watch and their orderly end."""

import asyncio
import gc
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

import structlog
import uvicorn
import uvloop
from faststream.kafka import KafkaBroker

from chassis import crash, resend
from chassis.blueprint import Service
from chassis.clock import make_clock, monotonic
from chassis.consumer import Consumer
from chassis.database import Database
from chassis.parking import Retries
from chassis.relay import Relay
from chassis.sweeper import Sweeper
from chassis.telemetry import LOOP_LAG
from contracts.topics import CONTROL, replay_topic, service_topic
from edge import http, logs
from edge.access import Runtime
from edge.config import Config
from edge.health import Health, health_router
from edge.operations import operations_router
from edge.schema import refuse_old_schema
from edge.subscription import hold, subscribe
from edge.upkeep import UPKEEP

log = structlog.get_logger(__name__)
ROLES = ("api", "worker", "relay", "sweeper")
# The orchestrator kills after 30 s; what hangs on a frozen broker must not be what it waits for.
STOP_DEADLINE_S = 25
RETRY_EVERY_S = 0.5
GAP_EVERY_S = 5
START_RETRY_S = 2


class Process:
    """The roles of one service in one event loop."""

    def __init__(self, service: Service, config: Config, roles: Sequence[str]) -> None:
        self.service, self.config, self.roles = service, config, roles
        crash.arm(config.environment, os.environ.get("BRANCHLINE_CRASH"))
        clock = make_clock(config.environment, config.clock_file)
        self.api_database = Database(service.name, config.api_database, clock, pool_size=config.pool_size)
        self.database = Database(service.name, config.worker_database, clock, pool_size=config.pool_size)
        self.health = Health(self.database, roles)
        self._tasks: list[asyncio.Task[Any]] = []
        self._stopping: list[Callable[[], Awaitable[None]]] = []

    async def run(self) -> None:
        """Run until SIGTERM or SIGINT, then drain within the deadline."""
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        work = loop.create_task(self._run_until(stop))

        def on_signal() -> None:
            log.info("process.stopping")
            loop.call_later(STOP_DEADLINE_S, os._exit, 1)
            stop.set()
            if not self.health.is_started:
                work.cancel()  # It waits for a database or a broker, perhaps for ever.

        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, on_signal)
        with suppress(asyncio.CancelledError):
            await work
        log.info("process.stopped")

    async def _run_until(self, stop: asyncio.Event) -> None:
        async with self.started():
            await stop.wait()

    @asynccontextmanager
    async def started(self) -> AsyncIterator["Process"]:
        """Start the roles, yield, and stop them in the reverse order."""
        self._spawn(watch_loop_lag())
        try:
            await self._start()
            yield self
        finally:
            self.health.is_stopping = True
            for stop in reversed(self._stopping):
                try:
                    async with asyncio.timeout(STOP_DEADLINE_S / 3):
                        await stop()
                except Exception as error:
                    log.warning("process.stop_failed", error=repr(error))
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
            await self.api_database.stop()
            await self.database.stop()

    async def _start(self) -> None:
        # Health answers first, so that a start without database or broker is seen and not a crash loop.
        await self._start_api()
        await self._until_up(lambda: refuse_old_schema(self.database, self.service), "database")
        if "relay" in self.roles:
            config, me = self.config, f"slot-{self.config.slot}"
            relay = Relay(self.database, config.kafka, config.heartbeat_every_s, me, config.security())
            self.api_database.on_commit = self.database.on_commit = relay.wake
            self._stopping.append(relay.stop)
            self._spawn(relay.run())
            self.health.watch("relay", lambda: relay.progress_at)
        if "worker" in self.roles:
            await self._start_worker()
        if "sweeper" in self.roles:
            sweeper = Sweeper(self.database, (*self.service.sweeps, *UPKEEP), self.config.sweep_every_s)
            self._spawn(sweeper.run())
            self.health.watch("sweeper", lambda: sweeper.progress_at, self.config.sweep_every_s)
        # What a start leaves stays for ever: the collector need not look through it at each request.
        gc.collect()
        gc.freeze()
        self.health.is_started = True

    async def _start_worker(self) -> None:
        group = self.service.name
        broker = KafkaBroker(
            self.config.kafka,
            security=self.config.security(),
            allow_auto_create_topics=False,
            logger=None,
            enable_idempotence=True,
            acks="all",
        )
        consumer = Consumer(self.database, group, self.service.table, self.config.retry_base_s)
        topics = [*map(service_topic, sorted(self.service.table.sources() - {group})), replay_topic(group)]
        subscriber = subscribe(broker, group, topics, self.config.slot, consumer.handle, consumer.full)

        async def control(records: list[Any]) -> None:
            await resend.keep(self.database, records)

        subscribe(broker, f"{group}.control", [CONTROL], self.config.slot, control)
        await self._until_up(broker.start, "kafka")
        self._stopping.append(broker.stop)
        retries = Retries(self.database, group, self.service.table, self.config.retry_base_s)
        self._spawn(self._every(RETRY_EVERY_S, retries.run_once))

        async def ask() -> None:
            await resend.ask(self.database, group, broker, self.config.gap_after_s)
            await consumer.refresh()
            hold(subscriber.consumer, consumer.full)

        self._spawn(self._every(min(GAP_EVERY_S, self.config.gap_after_s / 2), ask))
        self.health.watch_consumer(broker)

    async def _start_api(self) -> None:
        routers, runtime = [health_router(self.health)], None
        if "api" in self.roles:
            routers += [operations_router(self.service), *self.service.routers]
            runtime = self._runtime()
        app = http.make_app(self.config, runtime, self.service.title, routers)
        server = uvicorn.Server(
            uvicorn.Config(app, self.config.host, self.config.port, log_config=None, access_log=False,
                           timeout_graceful_shutdown=10)
        )  # fmt: skip
        # The process handles signals itself.
        server.capture_signals = suppress  # type: ignore[method-assign, assignment]
        serving = asyncio.get_running_loop().create_task(server.serve())

        async def stop() -> None:
            app.state.stopping.set()
            server.should_exit = True
            await asyncio.wait([serving])

        self._stopping.append(stop)

    def _runtime(self) -> Runtime:
        # What only an API needs takes a while to load, and a worker's start is part of a recovery.
        import httpx  # noqa: PLC0415

        from edge.tokens import Tokens  # noqa: PLC0415

        client = httpx.AsyncClient(timeout=5)
        self._stopping.append(client.aclose)
        tokens = Tokens(self.config.issuer, self.config.audience, client)
        followed = frozenset(self.service.table.sources()) - {self.service.name}
        return Runtime(self.service.name, self.api_database, tokens, self.config.operators, followed)

    def _spawn(self, work: Any) -> None:
        self._tasks.append(asyncio.get_running_loop().create_task(work))

    async def _every(self, seconds: float, work: Callable[[], Awaitable[Any]]) -> None:
        while True:
            try:
                await work()
            except Exception as error:
                log.warning("loop.failed", error=repr(error))
            await asyncio.sleep(seconds)

    async def _until_up(self, connect: Callable[[], Awaitable[Any]], what: str) -> None:
        started = monotonic()
        while True:
            try:
                async with asyncio.timeout(30):
                    await connect()
            except Exception as error:
                log.warning("process.waiting", on=what, error=repr(error), seconds=round(monotonic() - started))
                await asyncio.sleep(START_RETRY_S)
            else:
                return


async def watch_loop_lag(every_s: float = 0.5) -> None:
    """Measure for ever how late the loop wakes; more than 0.05 s means that something blocks it."""
    while True:
        asked = monotonic()
        await asyncio.sleep(every_s)
        LOOP_LAG.set(max(0.0, monotonic() - asked - every_s))


def main(service: Service) -> None:
    """Run a service from the command line: `python -m customers [role …]`; without a role, all; or `migrate`."""
    roles = sys.argv[1:] or list(ROLES)
    if roles == ["migrate"]:
        from edge.migrate import migrate  # noqa: PLC0415 - no role needs alembic, which takes a while to load

        logs.configure(service.name, "migrate")
        migrate(service)
        return
    if unknown := set(roles) - set(ROLES):
        sys.exit(f"unknown role {', '.join(sorted(unknown))}; choose from {', '.join(ROLES)}")
    serve(service, roles)


def serve(service: Service, roles: Sequence[str]) -> None:
    """Run roles of a service until the process is told to stop; settings come from the environment."""
    logs.configure(service.name, "+".join(roles))
    if os.environ.get("OTEL_TRACES_EXPORTER") == "otlp":
        from edge import tracing  # noqa: PLC0415 - an extra, which takes a while to load

        tracing.start(service.name)
    uvloop.run(Process(service, service.config(), roles).run())
