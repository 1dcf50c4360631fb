"""Every route against everybody who may not call it: refused before anything is looked at."""

import asyncio
from collections.abc import Iterable

import httpx
import pytest

from branchline.testing import Firm, House
from tests.security.houses import traces
from tests.security.routes import Served, served, subject_of

AT_ONCE = 12
FORGED = ("Bearer", "Bearer  ", "Bearer forged", "Basic dGVzdDpvcGVyYXRvcg==", "test:operator", "Bearer test")


def guarded(house: House) -> list[Served]:
    return [route for route in served(house.app) if route.access]


async def answers(
    house: House, calls: Iterable[tuple[Served, dict[str, str]]]
) -> list[tuple[str, dict[str, str], httpx.Response]]:
    """Call routes with empty bodies, a few at once."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(route: Served, head: dict[str, str]) -> tuple[str, dict[str, str], httpx.Response]:
        async with gate:
            return route.name, head, await client.request(route.method, route.url(), headers=head)

    async with house.client("nobody") as client:
        del client.headers["authorization"]
        return await asyncio.gather(*(one(route, head) for route, head in calls))


def as_person(subject: str) -> dict[str, str]:
    return {"authorization": f"Bearer test:{subject}"}


def wrong(found: Iterable[tuple[str, dict[str, str], httpx.Response]], status: int, code: str) -> list[str]:
    """List the routes that answer with anything but the one refusal, each said for a person."""
    return sorted(
        {
            f"{name}: {answer.status_code} {answer.json()['code']}"
            for name, _, answer in found
            if (answer.status_code, answer.headers["content-type"]) != (status, "application/problem+json")
            or answer.json()["code"] != code
        }
    )


@pytest.mark.shows("P2")
async def test_each_role_that_may_not_is_refused(house: House, firm: Firm):
    before = await traces(house)
    calls = [(route, as_person(subject_of(role))) for route in guarded(house) for role in route.refused_roles]
    assert wrong(await answers(house, calls), 403, "forbidden") == []
    assert await traces(house) == before


async def test_whom_the_organisation_does_not_know_is_refused(house: House, firm: Firm):
    calls = [(route, as_person("nobody")) for route in guarded(house)]
    assert wrong(await answers(house, calls), 403, "forbidden") == []


@pytest.mark.shows("bad-input-1")
async def test_who_does_not_log_in_is_refused(house: House, firm: Firm):
    found = await answers(house, [(route, {}) for route in guarded(house)])
    assert wrong(found, 401, "unauthenticated") == []
    assert {answer.headers["www-authenticate"] for _, _, answer in found} == {"Bearer"}


@pytest.mark.shows("bad-input-2")
async def test_a_token_that_is_none_is_refused(house: House, firm: Firm):
    calls = [(route, {"authorization": forged}) for route in guarded(house) for forged in FORGED]
    assert wrong(await answers(house, calls), 401, "unauthenticated") == []
