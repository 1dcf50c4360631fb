"""Invariants look at whole tables each minute: what that costs may not hang on the planner's luck (Invariants)."""

from importlib import import_module

import asyncpg
import pytest
from sqlalchemy import text

from branchline.databases import SERVICES
from branchline.estate import service
from branchline.testing import House, prepared
from chassis.invariants import breaches


@pytest.mark.parametrize("name", SERVICES)
async def test_no_invariant_is_checked_by_nested_loops_whatever_the_statistics_say(
    name: str, postgres_url: str
) -> None:
    urls = await prepared(postgres_url, service(name), name=f"plans_{name}")
    # As after statistics that were taken in the middle of a load: they call every table empty.
    owner = await asyncpg.connect(urls.owner)
    await owner.execute("ANALYZE")
    await owner.close()
    house = House(service(name), urls.api, urls.worker)
    try:
        for invariant in import_module(f"{name}.invariants").INVARIANTS:
            async with house.tx() as tx:
                assert await breaches(tx, invariant) == []
                explain = text(f"EXPLAIN {invariant.breaches.text}")  # lint: sql-text: a statement of our own
                plan = "\n".join((await tx.execute(explain)).scalars())
            assert "Nested Loop" not in plan, f"{invariant.name}, {invariant.meaning}:\n{plan}"
    finally:
        await house.stop()
