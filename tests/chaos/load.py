"""Seeded load over the API: an open stream of commands, each repeated with its key until its outcome is told."""

import asyncio
from collections import Counter
from collections.abc import Iterable
from random import Random
from typing import Any

import httpx

from branchline.client import GRANT
from branchline.estate import Estate
from chassis.clock import monotonic
from tests.chaos.history import Op, Place
from tests.chaos.work import Deed, Work, key

AT_ONCE = 64
ATTEMPT_TIMEOUT_S = 10
# Shorter than the services keep an idle connection: no request meets its end.
IDLE_S = 2
PAUSE_S = 0.2
BUSY = "busy"
# A form waits for one of these people; each is asked in turn.
DESK_EVERY_S = 1.0
TRANSPORT = (httpx.TransportError, OSError)


class Load:
    """A stream of commands and the history of what became of them."""

    def __init__(self, estate: Estate, work: Work, rate: float, patience_s: float) -> None:
        self.work, self.ops = work, list[Op]()
        self.rate, self._patience_s = rate, patience_s
        self.late_s = 0.0
        self._estate = estate
        self._slots = asyncio.Semaphore(AT_ONCE)
        limits = httpx.Limits(max_connections=AT_ONCE + 8, keepalive_expiry=IDLE_S)
        self._http = httpx.AsyncClient(timeout=ATTEMPT_TIMEOUT_S, limits=limits)
        self._tokens: dict[str, str] = {}
        self._seen: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._stop = asyncio.Event()

    async def run(self) -> None:
        """Send commands at the rate until stopped, then wait for the outcome of each."""
        desk = asyncio.create_task(self._desk())
        due = monotonic()
        while not self._stop.is_set():
            async with self._slots:
                self.late_s = max(self.late_s, monotonic() - due)
            task = asyncio.create_task(self._one(self.work.next()))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
            due = max(due + 1 / self.rate, monotonic() - 1)
            await self._until(due)
        await asyncio.gather(*self._tasks)
        desk.cancel()
        await asyncio.gather(desk, return_exceptions=True)

    def stop(self) -> None:
        """Begin nothing more."""
        self._stop.set()

    async def close(self) -> None:
        """Hang up."""
        self.stop()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._http.aclose()

    async def _until(self, at: float) -> None:
        try:
            async with asyncio.timeout(max(0.0, at - monotonic())):
                await self._stop.wait()
        except TimeoutError:
            pass

    async def _one(self, deed: Deed) -> None:
        async with self._slots:
            await self.carry_out(deed, self.begin(deed))

    def begin(self, deed: Deed) -> Op:
        """Note that a command is sent."""
        op = Op(len(self.ops), deed.kind, deed.marker, deed.customer, monotonic())
        self.ops.append(op)
        return op

    async def carry_out(self, deed: Deed, op: Op) -> None:
        """Send a command until it is answered for good or patience ends; note what came of it."""
        answer = await self.answer(deed, key(), op.troubles)
        if answer is not None:
            op.ended_at = monotonic()
            self.settle(deed, op, answer)

    async def answer(self, deed: Deed, named: str = "", troubles: list[str] | None = None) -> httpx.Response | None:
        """Send a command under a key until its outcome is told; None when patience ends."""
        named, troubles = named or key(), [] if troubles is None else troubles
        until = monotonic() + self._patience_s
        while monotonic() < until:
            try:
                found = await self.attempt(deed, named)
            except TRANSPORT as error:
                troubles.append(type(error).__name__)
            else:
                if (trouble := _trouble(found)) is None:
                    return found
                troubles.append(trouble)
            await asyncio.sleep(PAUSE_S)  # lint: sleep: a client that tries again, of another process
        return None

    async def attempt(self, deed: Deed, named: str) -> httpx.Response:
        """Send a command once."""
        head = {"Authorization": f"Bearer {await self.token(deed.subject)}", "Idempotency-Key": named}
        if deed.version is not None:
            head["If-Match"] = f'"{deed.version}"'
        url = self._estate.services[deed.service].url + deed.path
        return await self._http.request(deed.method, url, json=deed.body, headers=head)

    def settle(self, deed: Deed, op: Op, answer: httpx.Response) -> None:
        """Note what a command was answered for good."""
        op.status = answer.status_code
        body: Any = answer.json() if answer.content else {}
        if answer.is_success:
            op.outcome, op.places = "ok", _places(answer)
            deed.learn(body)
        else:
            op.code = body.get("code", "")
            # An earlier attempt of unknown outcome may yet come through behind this refusal.
            op.outcome = "info" if set(op.troubles) - {BUSY} else "fail"

    async def token(self, subject: str) -> str:
        """Log somebody in once."""
        if subject not in self._tokens:
            form = {"grant_type": GRANT, "subject": subject}
            answer = await self._http.post(f"{self._estate.issuer}/token", data=form)
            self._tokens[subject] = answer.raise_for_status().json()["access_token"]
        return self._tokens[subject]

    async def get(self, subject: str, service: str, path: str) -> Any:
        """Read something; None when it cannot be had now."""
        try:
            head = {"Authorization": f"Bearer {await self.token(subject)}"}
            answer = await self._http.get(self._estate.services[service].url + path, headers=head)
        except TRANSPORT:
            return None
        return answer.json() if answer.is_success else None

    async def _desk(self) -> None:
        """Look into the boxes of approvers, one after the other."""
        branches = sorted({customer.branch for customer in self.work.customers})
        approvers = [*(f"u-dm-{branch}" for branch in branches), "u-dgm", "u-edgm"]
        chance = Random(self.work.seed)
        while True:
            approver = chance.choice(approvers)
            found = await self.get(approver, "notifications", "/approvals?limit=50") or {"items": []}
            for form in found["items"]:
                seat = f"{form['approval_id']}/{approver}"
                if seat not in self._seen:
                    self._seen.add(seat)
                    self.work.forms.append((approver, form))
            await self._until(monotonic() + DESK_EVERY_S)
            if self._stop.is_set():
                return


def _trouble(answer: httpx.Response) -> str | None:
    """Name what keeps an answer from being the last one."""
    if answer.status_code == 409 and answer.json().get("code") == BUSY:
        return BUSY
    if answer.status_code < 500:
        return None
    without = "" if answer.status_code != 503 or "retry-after" in answer.headers else " without Retry-After"
    return f"{answer.status_code}{without}"


def _places(answer: httpx.Response) -> tuple[Place, ...]:
    parts = (part.split(";") for part in answer.headers.get("branchline-position", "").split(",") if part)
    return tuple((service, int(shard), int(position)) for service, shard, position in parts)


def outcomes(ops: Iterable[Op]) -> dict[str, int]:
    """Count the outcomes of commands."""
    return dict(Counter(op.outcome for op in ops))


def troubles(ops: Iterable[Op]) -> dict[str, int]:
    """Count what went amiss with single attempts."""
    return dict(Counter(trouble for op in ops for trouble in op.troubles))
