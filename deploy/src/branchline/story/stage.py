"""The stage of the story: the people, the clock, the services, and what each step showed."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from branchline.client import Failed, Person
from branchline.estate import OPERATOR, Estate
from branchline.supervisor import Supervisor
from branchline.words import Lang
from chassis.calendar import SHANGHAI
from chassis.clock import DevelopmentClock, monotonic

PATIENCE_S = 30
POLL_S = 0.05
Act = Callable[["Stage"], Awaitable[None]]


class Broken(Exception):
    """The story did not go on as it should."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step: what happens in plain words, and what does it."""

    id: str
    zh: str
    en: str
    act: Act


@dataclass(slots=True)
class Outcome:
    """What became of a step."""

    id: str
    title: str
    ok: bool
    seconds: float
    error: str = ""


@dataclass
class Stage:
    """Everything that acts need; facts learnt on the way stand in `facts`."""

    estate: Estate
    supervisor: Supervisor
    lang: Lang
    say: Callable[[str], None]
    facts: dict[str, Any] = field(default_factory=dict)
    kills: list[tuple[str, float]] = field(default_factory=list)
    _people: dict[str, Person] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        """Return a fact that an earlier step has learnt."""
        try:
            return self.__dict__["facts"][name]
        except KeyError:
            raise AttributeError(name) from None

    def person(self, subject: str) -> Person:
        """Return somebody of the company, logged in."""
        if subject not in self._people:
            self._people[subject] = Person(self.estate, subject)
        return self._people[subject]

    @property
    def operator(self) -> Person:
        """Return the operator."""
        return self.person(OPERATOR)

    @property
    def clock(self) -> DevelopmentClock:
        """Return the clock of all services."""
        return DevelopmentClock(Path(self.estate.clock_file))

    def today(self) -> date:
        """Return the firm's date."""
        return self.clock.now().astimezone(SHANGHAI).date()

    def day(self, days: int) -> str:
        """Return a date some days from today, as text."""
        return (self.today() + timedelta(days=days)).isoformat()

    def move_to(self, day: date, hour: int = 9) -> None:
        """Move business time to a morning in Shanghai."""
        self.clock.move_to(datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI))

    def tell(self, zh: str, en: str) -> None:
        """Say in the reader's language what happened."""
        self.say("    " + self.lang.pick(zh, en))

    async def until(self, what: str, check: Callable[[], Awaitable[Any]], patience_s: float = PATIENCE_S) -> Any:
        """Wait until a check holds, and return what it found."""
        end = monotonic() + patience_s
        last: object = None
        while monotonic() < end:
            try:
                found = await check()
            except Failed as error:
                last = error
            else:
                if found:
                    return found
                last = found
            await asyncio.sleep(POLL_S)
        raise Broken(f"{what}: not within {patience_s:.0f} s; last seen: {last}")

    async def kill(self, service: str) -> None:
        """Kill a service's process; the supervisor starts it again while the story goes on."""
        self.kills.append((service, monotonic()))
        self.supervisor.kill(service)
        self.tell(f"进程 {service} 被杀死，由守护进程重启", f"{service} was killed; the supervisor restarts it")

    async def close(self) -> None:
        """Let everybody go home."""
        for person in self._people.values():
            await person.close()


def cny(amount: str) -> dict[str, str]:
    """Write an amount of yuan."""
    return {"amount": amount, "currency": "CNY"}


def expect(holds: object, what: str) -> None:
    """Break the story unless something holds."""
    if not holds:
        raise Broken(what)


def file_reference() -> dict[str, str]:
    """Refer to a scan that was stored elsewhere."""
    return {"file_id": str(uuid4()), "checksum": "0" * 64}


async def refused(  # noqa: PLR0913, PLR0917 - a request and its answer
    person: Person, method: str, service: str, path: str, body: Any, status: int, code: str
) -> Any:
    """Expect a refusal with its code."""
    answer = await person.call(method, service, path, body)
    expect(
        answer.status_code == status and answer.json().get("code") == code,
        f"{method} {path}: wanted {status} {code}, got {answer.status_code} {answer.text[:400]}",
    )
    return answer.json()
