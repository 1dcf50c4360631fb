"""The load generator: keep-alive HTTP/1.1 over asyncio streams, so that it takes little of the cores it shares."""

import asyncio
import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from chassis.ids import new_id

END_OF_HEAD = b"\r\n\r\n"
LENGTH = b"content-length:"
CREATED = 201


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and when."""

    status: int
    body: bytes
    seconds: float

    def json(self) -> Any:
        """Read the body."""
        return json.loads(self.body)


@dataclass(slots=True)
class Served:
    """Answers to a number of commands."""

    answers: list[Answer] = field(default_factory=list)

    @property
    def seconds(self) -> list[float]:
        """Return how long each caller waited."""
        return [answer.seconds for answer in self.answers]

    def demand_all(self) -> None:
        """Fail unless every command was done: a caller must see no error."""
        failed = [answer for answer in self.answers if answer.status != CREATED]
        if failed:
            first = failed[0]
            counts = f"{len(failed)} of {len(self.answers)}"
            raise AssertionError(f"{counts} commands failed: {first.status} {first.body[:300]!r}")


class Caller:
    """One connection to an API, as one person; made anew when the API has closed it for its silence."""

    def __init__(self, url: str, token: str) -> None:
        address = urlsplit(url)
        self._host, self._port = address.hostname, address.port
        self._head = f"Host: {address.netloc}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\n"
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def post(self, path: str, body: object) -> Answer:
        """Send a command under a key of its own."""
        return await self._send("POST", path, json.dumps(body).encode(), f"Idempotency-Key: {new_id()}\r\n")

    async def get(self, path: str) -> Answer:
        """Ask."""
        return await self._send("GET", path, b"", "")

    async def _send(self, method: str, path: str, body: bytes, more: str) -> Answer:
        head = f"{method} {path} HTTP/1.1\r\n{self._head}{more}Content-Length: {len(body)}\r\n\r\n"
        reader, writer = await self._connected()
        began = time.perf_counter()
        writer.write(head.encode() + body)
        told = await reader.readuntil(END_OF_HEAD)
        _, _, rest = told.lower().partition(LENGTH)
        found = await reader.readexactly(int(rest.partition(b"\r\n")[0]))
        return Answer(int(told.split(b" ", 2)[1]), found, time.perf_counter() - began)

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._reader is None or self._writer is None or self._reader.at_eof():
            self.close()
            self._reader, self._writer = await asyncio.open_connection(self._host, self._port)
        return self._reader, self._writer

    def close(self) -> None:
        """Hang up."""
        if self._writer is not None:
            self._writer.close()


@contextmanager
def callers(urls: Sequence[str], token: str, count: int) -> Iterator[list[Caller]]:
    """Provide callers, of each address in turn."""
    made = [Caller(urls[number % len(urls)], token) for number in range(count)]
    try:
        yield made
    finally:
        for each in made:
            each.close()


async def closed_loop(calling: Sequence[Caller], path: str, bodies: Callable[[], object], count: int) -> Served:
    """Send so many requests, each caller its next one when the last was answered."""
    served = Served()
    left = count

    async def call(caller: Caller) -> None:
        nonlocal left
        while left > 0:
            left -= 1
            served.answers.append(await caller.post(path, bodies()))

    await asyncio.gather(*map(call, calling))
    return served


async def open_loop(
    calling: Sequence[Caller], path: str, bodies: Callable[[], object], count: int, rate: float
) -> Served:
    """Send requests at a rate a second, whether or not earlier ones were answered; a late caller catches up."""
    served = Served()
    began = time.perf_counter()

    async def call(number: int, caller: Caller) -> None:
        for turn in range(number, count, len(calling)):
            await asyncio.sleep(max(0.0, began + turn / rate - time.perf_counter()))
            served.answers.append(await caller.post(path, bodies()))

    await asyncio.gather(*(call(number, caller) for number, caller in enumerate(calling)))
    return served
