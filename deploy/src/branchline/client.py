"""Clients of the four services, logged in as one of the seeded people."""

import asyncio
from typing import Any
from uuid import uuid4

import httpx

from branchline.estate import Estate
from chassis.clock import monotonic

GRANT = "urn:branchline:person"
AFTER = "Branchline-After"
POSITION = "Branchline-Position"
TIMEOUT_S = 30
PATIENCE_S = 30
PAUSE_S = 0.1
UNAVAILABLE = 503


class Failed(Exception):
    """An answer that was not expected, with what the problem says."""


class Person:
    """Somebody at work: calls any service, and is never shown a world older than the own last act."""

    def __init__(self, estate: Estate, subject: str) -> None:
        self.subject = subject
        self._estate = estate
        self._http = httpx.AsyncClient(timeout=TIMEOUT_S)
        self._token = estate.token
        self.seen: dict[tuple[str, str], int] = {}

    async def call(
        self, method: str, service: str, path: str, body: Any = None, *, version: int | None = None, **options: Any
    ) -> httpx.Response:
        """Send one request; POSTs get a key of their own, edits their version."""
        head = {"Authorization": f"Bearer {await self._bearer()}", "Accept-Language": "zh-CN"}
        if method == "POST":
            head["Idempotency-Key"] = options.pop("key", None) or str(uuid4())
        if version is not None:
            head["If-Match"] = f'"{version}"'
        if self.seen:
            head[AFTER] = ",".join(f"{s};{shard};{position}" for (s, shard), position in self.seen.items())
        url = self._estate.services[service].url + path
        answer = await self._patient(method, url, json=body, headers=head, **options)
        self._remember(answer)
        return answer

    async def _patient(self, method: str, url: str, **options: Any) -> httpx.Response:
        """Ask again while a service is away or behind: the same key makes that safe."""
        until = monotonic() + PATIENCE_S
        while True:
            try:
                answer = await self._http.request(method, url, **options)
            except httpx.TransportError:
                if monotonic() > until:
                    raise
            else:
                if answer.status_code != UNAVAILABLE or monotonic() > until:
                    return answer
            await asyncio.sleep(PAUSE_S)

    async def get(self, service: str, path: str, **options: Any) -> Any:
        """Read; raise Failed unless it is there."""
        return told(await self.call("GET", service, path, **options))

    async def post(self, service: str, path: str, body: Any = None, **options: Any) -> Any:
        """Command; raise Failed unless it was done."""
        return told(await self.call("POST", service, path, {} if body is None else body, **options))

    async def put(self, service: str, path: str, body: Any, *, version: int | None = None) -> Any:
        """Edit; raise Failed unless it was done."""
        return told(await self.call("PUT", service, path, body, version=version))

    async def _bearer(self) -> str:
        if not self._token:
            answer = await self._http.post(
                f"{self._estate.issuer}/token", data={"grant_type": GRANT, "subject": self.subject}
            )
            self._token = told(answer)["access_token"]
        return self._token

    def _remember(self, answer: httpx.Response) -> None:
        for part in answer.headers.get(POSITION, "").split(","):
            if part:
                service, shard, position = part.split(";")
                self.seen[service, shard] = int(position)

    def saw(self, other: "Person") -> None:
        """Know what somebody else has just told."""
        for place, position in other.seen.items():
            self.seen[place] = max(position, self.seen.get(place, 0))

    async def close(self) -> None:
        """Hang up."""
        await self._http.aclose()


def told(answer: httpx.Response) -> Any:
    """Read the body of an answer; raise Failed for a problem."""
    if answer.status_code >= 400:
        raise Failed(f"{answer.request.method} {answer.request.url.path}: {answer.status_code} {answer.text[:1000]}")
    return answer.json() if answer.content else None
