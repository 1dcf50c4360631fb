"""What a branch may grant in all, kept in one row a branch (C5, L6)."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from sqlalchemy import text

from chassis.defaults import Scope
from chassis.tx import Tx
from contracts.values import Money
from customers import defaults
from customers.credit import queries, rules

OPEN = text("INSERT INTO credit_pool (branch_id, used) VALUES (:branch_id, 0) ON CONFLICT DO NOTHING")
LOCK = text("SELECT used FROM credit_pool WHERE branch_id = :branch_id FOR UPDATE")
# The ceiling moves with what draws on it: a pool that is cut later takes back nothing.
DRAW = text(
    "UPDATE credit_pool SET used = used + :more,"
    " ceiling = CASE WHEN :more > 0 THEN CAST(:ceiling AS numeric) ELSE ceiling END WHERE branch_id = :branch_id"
)

# Locked in the order of branches.
RELEASE = text(
    "WITH locked AS MATERIALIZED (SELECT branch_id FROM credit_pool WHERE branch_id = ANY(CAST(:branches AS uuid[]))"
    " ORDER BY branch_id FOR UPDATE)"
    " UPDATE credit_pool p SET used = p.used - r.less"
    " FROM unnest(CAST(:branches AS uuid[]), CAST(:less AS numeric[])) AS r(branch_id, less)"
    " JOIN locked USING (branch_id) WHERE p.branch_id = r.branch_id"
)


def pool_of(tx: Tx, branch_id: UUID, currency: str) -> Money | None:
    """Return a branch's pool; None is no limit."""
    yuan = tx.setting(defaults.BRANCH_POOL, Scope(branch_id=branch_id))
    return Money.of(str(yuan), currency) if yuan else None


async def left(tx: Tx, branch_id: UUID, currency: str) -> Money | None:
    """Return what is left of a branch's pool; None is no limit."""
    pool = pool_of(tx, branch_id, currency)
    return pool - Money.of(await queries.pool_used(tx, branch_id), currency) if pool else None


async def draw(tx: Tx, branch_id: UUID, before: Money, after: Money) -> bool:
    """Let a limit change within its branch's pool; tell whether it fits (L6)."""
    await tx.execute(OPEN, {"branch_id": branch_id})
    used = Money.of((await tx.execute(LOCK, {"branch_id": branch_id})).scalar_one(), after.currency)
    pool = pool_of(tx, branch_id, after.currency)
    if not rules.fits_pool(used, before, after, pool):
        return False
    more = (after - before).amount
    await tx.execute(DRAW, {"branch_id": branch_id, "more": more, "ceiling": pool.amount if pool else None})
    return True


async def release(tx: Tx, less: Mapping[UUID, Decimal]) -> None:
    """Give back to branches' pools what ended credit had drawn."""
    await tx.execute(RELEASE, {"branches": list(less), "less": list(less.values())})
