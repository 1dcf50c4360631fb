"""Reads of the tree of branches."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import text

from chassis.tx import Tx
from contracts.customers import BranchChanged
from customers.branches.rules import Node, Tree

ALL = text("SELECT branch_id, code, parent_id, path, name, level, active, version FROM org_branch ORDER BY path")


async def tree(tx: Tx) -> Tree:
    """Return the whole tree."""
    rows = await tx.execute(ALL)
    return {
        row.branch_id: Node(row.branch_id, row.code, row.parent_id, row.name, row.level, row.active, row.version)
        for row in rows
    }


async def branches(tx: Tx, scope: Iterable[UUID]) -> list[BranchChanged]:
    """Return the branches of a scope as others know them, from the top."""
    wanted = frozenset(scope)
    return [
        BranchChanged.model_validate({**row._mapping, "path": row.path.rstrip("/").split("/")})
        for row in await tx.execute(ALL)
        if row.branch_id in wanted
    ]
