"""What a server of ours is, how its processes are told from strangers', and how they are ended."""

import random
import signal
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

LOG_TAIL_LINES = 15
LOOPBACK = "127.0.0.1"
# Below the range from which the kernel serves outgoing connections: none takes a port between its choice and its use.
PORTS = range(20_000, 32_000)
PORT_TRIES = 100
HANDED_OUT: set[int] = set()
Ending = Sequence[tuple[signal.Signals, float]]


class ServerFailed(RuntimeError):
    """A server that did not come up or cannot be used; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its address, and what only ours can answer (cluster id, data folder)."""

    address: str
    identity: str
    pid: int


@dataclass(frozen=True, slots=True)
class Listening:
    """Where a server listens: on a free port unless one is given, and at doors for clients that come another way.

    A door is a port of the server's and the address to which it sends who has come in by it.
    """

    port: int = 0
    doors: tuple[tuple[int, str], ...] = ()


ANYWHERE = Listening()


def ours(marker: str) -> list[psutil.Process]:
    """Find the processes whose command line names a path of our own as one of its arguments."""
    found = []
    for process in psutil.process_iter():
        try:
            if marker in process.cmdline() and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except psutil.Error:
            continue  # It has ended, or belongs to somebody whose processes we may not read.
    return found


def end(marker: str, ending: Ending) -> None:
    """End the processes that name our path: each signal in turn, with the seconds to wait after it."""
    for number, seconds in ending:
        alive = ours(marker)
        for process in alive:
            try:
                process.send_signal(number)
            except psutil.NoSuchProcess:
                continue
        psutil.wait_procs(alive, timeout=seconds)
    if left := [process.pid for process in ours(marker)]:
        raise ServerFailed(f"进程 {left} 未能停止 / processes {left} could not be stopped ({marker})")


def free_port() -> int:
    """Return a port that nobody listens on now, and that was not handed out here before."""
    for port in random.sample(PORTS, PORT_TRIES):
        if port in HANDED_OUT:
            continue
        with socket.socket() as probe:
            try:
                probe.bind((LOOPBACK, port))
            except OSError:
                continue
            HANDED_OUT.add(port)
            return port
    raise ServerFailed(f"{LOOPBACK} 上没有空闲端口 / no free port on {LOOPBACK}")


def tail(log: Path) -> str:
    """Quote the end of a log for a message."""
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    return "\n".join([f"{log}:", *lines[-LOG_TAIL_LINES:]])
