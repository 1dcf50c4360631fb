"""Keeps child processes running: starts them, restarts one that dies, and leaves none behind."""

import asyncio
import contextlib
import ctypes
import os
import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

import httpx

from branchline.memory import pss_mb

Say = Callable[[str], None]
READY_TIMEOUT_S = 60
# The services drain within 25 s (issue of the foundation, Telemetry); what is later is stuck.
STOP_TIMEOUT_S = 25
PROBE_EVERY_S = 0.1
PROBE_TIMEOUT_S = 2
BACK_OFF_FIRST_S = 0.1
BACK_OFF_MAX_S = 5
# A process that lived as long as this is well: its next death starts the back-off anew.
WELL_AFTER_S = 30
LOG_TAIL_LINES = 20
PR_SET_PDEATHSIG = 1
# Loaded here: between fork and exec nothing may be imported.
LIBC = ctypes.CDLL(None, use_errno=True)


class NotReady(Exception):
    """A child that did not become ready in time; the message holds the end of its log."""


@dataclass(frozen=True, slots=True)
class Child:
    """What to run, and where it tells that it is ready (any 2xx; at once without a URL)."""

    name: str
    argv: Sequence[str]
    environment: Mapping[str, str]
    ready_url: str | None = None


@dataclass(slots=True)
class _Running:
    child: Child
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    process: asyncio.subprocess.Process | None = None
    born_at: float = 0
    deaths: int = 0
    crashes: int = 0
    is_asked: bool = False
    is_dismissed: bool = False
    may_run: asyncio.Event = field(default_factory=asyncio.Event)

    def send(self, number: signal.Signals) -> None:
        """Signal the child's whole group: a pool of workers must not outlive it."""
        if self.process is not None and self.process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)


class Supervisor:
    """The parent of a set of processes; one event loop starts, watches and stops them."""

    def __init__(self, logs: Path, say: Say) -> None:
        self._logs, self._say = logs, say
        self._running: dict[str, _Running] = {}
        self._keepers: dict[str, asyncio.Task[None]] = {}
        self._stopping = asyncio.Event()

    async def start(self, children: Sequence[Child], *, timeout_s: float = READY_TIMEOUT_S) -> None:
        """Start children side by side and wait until all are ready; NotReady names the one that is not."""
        self._logs.mkdir(parents=True, exist_ok=True)
        for child in children:
            (self._logs / f"{child.name}.log").unlink(missing_ok=True)
            self._running[child.name] = _Running(child)
            self._running[child.name].may_run.set()
            self._keepers[child.name] = asyncio.create_task(self._keep(self._running[child.name]))
        await asyncio.gather(*(self.ready(child.name, timeout_s=timeout_s) for child in children))

    async def ready(self, name: str, *, timeout_s: float = READY_TIMEOUT_S) -> None:
        """Wait until a child is ready, after its restart too."""
        keeper, ready = self._keepers[name], asyncio.create_task(self._running[name].ready.wait())
        try:
            await asyncio.wait({keeper, ready}, timeout=timeout_s, return_when=asyncio.FIRST_COMPLETED)
        finally:
            ready.cancel()
        if self._running[name].ready.is_set():
            return
        # A keeper ends by itself only when the program cannot be started at all.
        if keeper.done() and not keeper.cancelled() and (error := keeper.exception()) is not None:
            raise NotReady(f"{name} 无法启动 / cannot be started: {error}") from error
        raise NotReady(f"{name} 在 {timeout_s:g} 秒内未就绪 / was not ready in {timeout_s:g} s\n{self._tail(name)}")

    def kill(self, name: str) -> None:
        """End a child without warning (SIGKILL); it is restarted."""
        self._running[name].is_asked = True
        self._running[name].ready.clear()
        self._running[name].send(signal.SIGKILL)

    def hold(self, name: str) -> None:
        """End a child without warning and keep it down until `release`."""
        self._running[name].may_run.clear()
        self.kill(name)

    def once(self, name: str) -> None:
        """Let a child that ends by itself stay down until `release`: it was brought about from here."""
        self._running[name].is_asked = True
        self._running[name].may_run.clear()

    def release(self, name: str) -> None:
        """Let a child that is held live again."""
        self._running[name].may_run.set()

    def send(self, name: str, number: signal.Signals) -> None:
        """Send a signal to a child: frozen by SIGSTOP it lives and does nothing until SIGCONT."""
        self._running[name].send(number)

    def replace(self, child: Child) -> None:
        """Run another program or environment under the name from the next life on."""
        self._running[child.name].child = child

    async def dismiss(self, name: str, *, timeout_s: float = STOP_TIMEOUT_S) -> float:
        """Ask one child to stop, forget it, and tell how many seconds it took; what is later is ended."""
        running, began = self._running[name], monotonic()
        running.is_dismissed = True
        running.may_run.set()
        running.send(signal.SIGTERM)
        _, late = await asyncio.wait([self._keepers[name]], timeout=timeout_s)
        if late:
            running.send(signal.SIGKILL)
            await asyncio.wait(late)
        del self._keepers[name], self._running[name]
        return monotonic() - began

    def names(self) -> list[str]:
        """List the children, also those that are down."""
        return list(self._running)

    def is_ready(self, name: str) -> bool:
        """Tell whether a child runs and has become ready."""
        return self._running[name].ready.is_set()

    def born_at(self, name: str) -> float:
        """Tell when a child's present or last life began, on the monotonic clock."""
        return self._running[name].born_at

    def deaths(self, name: str) -> int:
        """Count how often a child has ended without being told to stop."""
        return self._running[name].deaths

    def crashes(self, name: str) -> int:
        """Count those of its deaths that were not brought about from here."""
        return self._running[name].crashes

    def pids(self) -> dict[str, int]:
        """Tell the process id of each child that runs."""
        return {
            name: running.process.pid
            for name, running in self._running.items()
            if running.process is not None and running.process.returncode is None
        }

    def pss_mb(self) -> dict[str, int]:
        """Measure the memory of each child with all that it started."""
        return {name: pss_mb([pid]) for name, pid in self.pids().items()}

    async def stop(self, *, timeout_s: float = STOP_TIMEOUT_S) -> None:
        """Ask all to stop (SIGTERM), wait, then end those that did not (SIGKILL)."""
        self._stopping.set()
        try:
            for running in self._running.values():
                running.may_run.set()
                running.send(signal.SIGTERM)
            if self._keepers:
                await asyncio.wait(self._keepers.values(), timeout=timeout_s)
        finally:
            # Also when the wait itself is given up: no child stays behind.
            for running in self._running.values():
                running.send(signal.SIGKILL)
            await asyncio.gather(*self._keepers.values(), return_exceptions=True)

    async def _keep(self, running: _Running) -> None:
        back_off = BACK_OFF_FIRST_S
        while not self._stopping.is_set():
            code = await self._live_once(running)
            if self._stopping.is_set() or running.is_dismissed:
                return
            running.deaths += 1
            running.crashes += not running.is_asked
            if running.is_asked or monotonic() - running.born_at > WELL_AFTER_S:
                back_off = BACK_OFF_FIRST_S
            name = running.child.name
            self._say(f"{name} 已退出（{code}），{back_off:g} 秒后重启 / ended ({code}), restarts in {back_off:g} s")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), back_off)
            await running.may_run.wait()
            back_off = min(back_off * 2, BACK_OFF_MAX_S)

    async def _live_once(self, running: _Running) -> int:
        running.is_asked, running.born_at = False, monotonic()
        running.process = process = await self._spawn(running.child)
        if self._stopping.is_set() or running.is_dismissed:
            running.send(signal.SIGTERM)
        probe = asyncio.create_task(_probe(running))
        try:
            return await process.wait()
        finally:
            probe.cancel()
            running.ready.clear()
            # What it started has lost its parent and may hold the port that the next life needs.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await asyncio.gather(probe, return_exceptions=True)

    async def _spawn(self, child: Child) -> asyncio.subprocess.Process:
        with (self._logs / f"{child.name}.log").open("ab") as log:
            return await asyncio.create_subprocess_exec(
                *child.argv,
                env=child.environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_die_with(os.getpid()),
            )

    def _tail(self, name: str) -> str:
        path = self._logs / f"{name}.log"
        lines = path.read_text(errors="replace").splitlines() if path.exists() else []
        return "\n".join([f"{path}:", *lines[-LOG_TAIL_LINES:]])


async def _probe(running: _Running) -> None:
    if running.child.ready_url is not None:
        async with httpx.AsyncClient(timeout=PROBE_TIMEOUT_S, trust_env=False) as client:
            while not await _answers(client, running.child.ready_url):  # noqa: ASYNC110 - another process
                await asyncio.sleep(PROBE_EVERY_S)
    running.ready.set()


async def _answers(client: httpx.AsyncClient, url: str) -> bool:
    try:
        return (await client.get(url)).is_success
    except httpx.HTTPError:
        return False


def _die_with(parent: int) -> Callable[[], Any]:
    def before_exec() -> None:
        # The kernel ends the child when its parent ends, however that comes about (Linux).
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)  # The parent ended before the kernel was told.

    return before_exec
