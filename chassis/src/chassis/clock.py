"""Time: the business clock, which can be moved in development, and real time, which cannot."""

import json
import os
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol


def real_now() -> datetime:
    """Tell wall time: for tokens, leases, back-off, gaps and latency."""
    return datetime.now(UTC)


def monotonic() -> float:
    """Tell seconds that never go back: for waits inside one process."""
    return time.monotonic()


class Clock(Protocol):
    """Business time."""

    def now(self) -> datetime:
        """Tell the instant, aware, in UTC."""


class SystemClock:
    """Business time is real time."""

    def now(self) -> datetime:
        """Tell the instant."""
        return real_now()


class FixedClock:
    """Business time of a test."""

    def __init__(self, at: datetime) -> None:
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        """Tell the instant."""
        return self._at

    def advance(self, by: timedelta) -> None:
        """Move on."""
        self._at += by


class DevelopmentClock:
    """Business time ahead of real time by an offset that all processes share in one file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp: tuple[int, int, int] | None = None
        self._offset = timedelta()

    def now(self) -> datetime:
        """Tell the instant."""
        return real_now() + self._read()

    def move_by(self, by: timedelta) -> datetime:
        """Move all processes' business time forward."""
        if by < timedelta():
            raise ValueError("the clock moves forward only")
        self._write(self._read() + by)
        return self.now()

    def move_to(self, at: datetime) -> datetime:
        """Move all processes' business time forward to an instant."""
        return self.move_by(at - self.now())

    def _read(self) -> timedelta:
        try:
            stat = self._path.stat()
        except FileNotFoundError:
            self._stamp, self._offset = None, timedelta()
            return self._offset
        # A rename gives another inode, so two moves within one tick of the file system differ.
        stamp = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
        if stamp != self._stamp:
            seconds = json.loads(self._path.read_text())["offset_seconds"]
            self._stamp, self._offset = stamp, timedelta(seconds=seconds)
        return self._offset

    def _write(self, offset: timedelta) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._path.parent)
        with os.fdopen(handle, "w") as file:
            json.dump({"offset_seconds": offset.total_seconds()}, file)
        Path(name).replace(self._path)


def make_clock(environment: str, path: Path | None) -> Clock:
    """Choose the clock; a movable one refuses to exist outside development."""
    if path is None:
        return SystemClock()
    if environment != "development":
        message = f"a development clock is refused in environment {environment!r}"
        raise ValueError(message)
    return DevelopmentClock(path)
