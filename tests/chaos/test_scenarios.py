"""The scenarios that every check can afford, one after the other on one ground; `make chaos` plays more of them."""

from collections.abc import AsyncIterator

import pytest

from tests.chaos import ground
from tests.chaos.frame import Terms, play
from tests.chaos.ground import Ground
from tests.chaos.scenarios import ALL, SETS

# Light enough for any machine that runs the other tests; times are judged by `make chaos`.
TERMS = Terms(seed=1, size="check", rate=10, slack=6)
PATIENCE_S = 300


@pytest.fixture(scope="module", name="site")
async def site_fixture() -> AsyncIterator[Ground]:
    async with ground.standing(print) as standing:
        yield standing


@pytest.mark.chaos
@pytest.mark.timeout(PATIENCE_S)
@pytest.mark.shows("L10", "L11")
@pytest.mark.parametrize("number", SETS["check"])
async def test_every_promise_holds_after(number: int, site: Ground) -> None:
    line = await play(site, ALL[number], TERMS)
    assert line["faults"] == []
