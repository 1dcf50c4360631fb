"""Stages that are raised once, however often and wherever a sweep runs (reliability)."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import text

from chassis.tx import Tx

KEEP = text(
    "INSERT INTO occasion (occasion, branch_id, raised_at)"
    " SELECT o, b, :now FROM unnest(CAST(:occasions AS text[]), CAST(:branches AS uuid[])) AS t(o, b) ORDER BY o"
    " ON CONFLICT DO NOTHING RETURNING occasion"
)


async def first_time(tx: Tx, branches: Mapping[str, UUID]) -> set[str]:
    """Keep occasions with their branches; return those that were not raised before."""
    facts = {"occasions": list(branches), "branches": list(branches.values()), "now": tx.now}
    return set((await tx.execute(KEEP, facts)).scalars())
