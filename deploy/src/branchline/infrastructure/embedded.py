"""Both embedded servers of an instance: started once, shared, and stopped by the process that started them."""

import asyncio
import fcntl
import json
import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import psutil

from branchline.infrastructure import kafka, postgres
from branchline.infrastructure.servers import ANYWHERE, Listening, Server, ServerFailed, ours
from branchline.places import home, instance_folder

Say = Callable[[str], None]
SERVERS = {"postgres": postgres, "kafka": kafka}
STATE = "servers.json"
NOWHERE: Mapping[str, Listening] = {}
# Another process may be fetching the jars, which Maven has ten minutes for.
LOCK_TIMEOUT_S = 900
LOCK_EVERY_S = 0.05
# Two readings of the same start, seconds since the epoch, may differ when the clock is set.
SAME_START_S = 2


@dataclass(frozen=True, slots=True)
class State:
    """What runs for an instance, and for which process of ours."""

    owner: int
    owner_started_at: float
    keep_data: bool
    servers: dict[str, Server]

    def is_owned(self) -> bool:
        """Tell whether the process that started the servers is still there."""
        with suppress(psutil.Error):
            return bool(abs(psutil.Process(self.owner).create_time() - self.owner_started_at) < SAME_START_S)
        return False


@contextmanager
def running(
    instance: str, wanted: frozenset[str], *, keep_data: bool, say: Say, at: Mapping[str, Listening] = NOWHERE
) -> Iterator[dict[str, Server]]:
    """Provide the wanted servers; those of a living process of ours are shared and left to it."""
    folder = instance_folder(instance).resolve()
    with _locked():
        _sweep()
        state = _shared(folder, wanted) or _started(folder, wanted, keep_data=keep_data, say=say, at=at)
    try:
        yield state.servers
    finally:
        if state.owner == os.getpid():
            with _locked():
                _stop(folder, keep_data=keep_data)


def forget(instance: str) -> Path:
    """Remove an instance's data, unless a living process of ours uses it."""
    folder = instance_folder(instance).resolve()
    with _locked():
        state = _read(folder)
        if state is not None and state.is_owned():
            raise ServerFailed(
                f"{instance} 正在运行：先停止进程 {state.owner} / is running: stop process {state.owner} first"
            )
        _stop(folder, keep_data=False)
    return folder


def crash(instance: str, name: str) -> None:
    """End a server of ours without warning, as a power cut would; its data stays."""
    SERVERS[name].stop(instance_folder(instance).resolve() / name, gently=False)


def revive(instance: str, name: str, at: Listening, say: Say) -> Server:
    """Start a server of ours again over its data; it answers when this returns."""
    folder = instance_folder(instance).resolve()
    server: Server = SERVERS[name].start(folder / name, say, at)
    if (state := _read(folder)) is not None:
        _write(folder, replace(state, servers={**state.servers, name: server}))
    return server


def send(instance: str, name: str, number: signal.Signals) -> None:
    """Send a signal to a server of ours: frozen by SIGSTOP it holds its connections and does not answer."""
    folder = instance_folder(instance).resolve() / name
    for process in ours(SERVERS[name].marker(folder)):
        process.send_signal(number)


def _shared(folder: Path, wanted: frozenset[str]) -> State | None:
    state = _read(folder)
    if state is None or not state.is_owned() or not wanted <= state.servers.keys():
        return None
    for name, server in state.servers.items():
        asyncio.run(SERVERS[name].check(server))
    return state


def _started(folder: Path, wanted: frozenset[str], *, keep_data: bool, say: Say, at: Mapping[str, Listening]) -> State:
    _end(folder, gently=keep_data)  # Left over by a run that was killed.
    folder.mkdir(parents=True, exist_ok=True)
    started_at = psutil.Process().create_time()
    # Written before anything runs, so that the next run knows what this one leaves if it is killed.
    _write(folder, State(os.getpid(), started_at, keep_data, {}))
    try:
        with ThreadPoolExecutor(len(SERVERS)) as pool:
            starts: dict[str, Future[Server]] = {
                name: pool.submit(SERVERS[name].start, folder / name, say, at.get(name, ANYWHERE))
                for name in sorted(wanted)
            }
        state = State(os.getpid(), started_at, keep_data, {name: each.result() for name, each in starts.items()})
        _write(folder, state)
    except BaseException:
        _stop(folder, keep_data=keep_data)
        raise
    return state


def _stop(folder: Path, *, keep_data: bool) -> None:
    _end(folder, gently=keep_data)
    (folder / STATE).unlink(missing_ok=True)
    if not keep_data:
        shutil.rmtree(folder, ignore_errors=True)


def _end(folder: Path, *, gently: bool) -> None:
    with ThreadPoolExecutor(len(SERVERS)) as pool:
        ends = [pool.submit(module.stop, folder / name, gently=gently) for name, module in SERVERS.items()]
    for each in ends:
        each.result()


def _sweep() -> None:
    """End the servers of processes that were killed."""
    for path in home().resolve().glob(f"instances/*/{STATE}"):
        state = _read(path.parent)
        if state is not None and not state.is_owned():
            _stop(path.parent, keep_data=state.keep_data)


def _read(folder: Path) -> State | None:
    try:
        stored = json.loads((folder / STATE).read_text())
        servers = {name: Server(**each) for name, each in stored.pop("servers").items()}
        return State(**stored, servers=servers)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _write(folder: Path, state: State) -> None:
    half = folder / f"{STATE}.new"
    half.touch(mode=0o600)
    half.write_text(json.dumps(asdict(state), indent=2))
    half.rename(folder / STATE)


@contextmanager
def _locked() -> Iterator[None]:
    home().mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + LOCK_TIMEOUT_S
    with (home() / "servers.lock").open("a") as lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise ServerFailed(
                        f"另一个进程一直在启动服务器：结束它后重试 / "
                        f"another process has been starting servers for long: end it and try again ({lock.name})"
                    ) from None
                time.sleep(LOCK_EVERY_S)
        yield
