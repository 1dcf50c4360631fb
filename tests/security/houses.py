"""Each of the four services in turn under test, with the same small organisation."""

from collections.abc import AsyncIterator
from importlib import import_module

import pytest
from sqlalchemy import text

from branchline import databases
from branchline.testing import Firm, House, _empty, prepared
from chassis.blueprint import Service

_PREPARED: dict[str, databases.Urls] = {}


def service(name: str) -> Service:
    """Load what a service is made of."""
    return import_module(f"{name}.app").SERVICE


@pytest.fixture(scope="module", params=databases.SERVICES)
async def house(request: pytest.FixtureRequest, postgres_url: str) -> AsyncIterator[House]:
    """Stand one service up for all tests of a module, emptied first."""
    known = service(request.param)
    if known.name not in _PREPARED:
        _PREPARED[known.name] = await prepared(postgres_url, known)
    urls = _PREPARED[known.name]
    under_test = House(known, urls.api, urls.worker)
    await _empty(under_test.database, urls.owner)
    yield under_test
    await under_test.stop()


@pytest.fixture(scope="module")
async def firm(house: House) -> Firm:
    """Seed the organisation once."""
    return await house.organisation()


async def traces(house: House) -> tuple[int, ...]:
    """Count what a request leaves behind when it is committed: events, kept answers, reads on record."""
    counted = text(
        "SELECT (SELECT count(*) FROM journal), (SELECT count(*) FROM idempotency), (SELECT count(*) FROM access_log)"
    )
    async with house.tx() as tx:
        return tuple((await tx.execute(counted)).one())
