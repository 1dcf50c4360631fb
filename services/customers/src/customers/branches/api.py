"""Branches over HTTP (P1)."""

from typing import Annotated

from fastapi import Response

from chassis.tx import Tx
from contracts.customers import BranchChanged
from customers.branches import commands, queries
from edge.access import EVERY_ROLE, OPERATOR, action
from edge.http import Version, router, tag
from edge.inputs import Uuid

routes = router(prefix="/branches", tags=["branches"])
ADMINISTRATION = (OPERATOR, "market_administration")


@routes.get("")
async def list_branches(tx: Annotated[Tx, action(*EVERY_ROLE)]) -> list[BranchChanged]:
    """List the branches in reach, from the top (P1)."""
    return await queries.branches(tx, tx.actor.scope)


@routes.post("", status_code=201)
async def open_branch(
    body: commands.PlaceBranch, response: Response, tx: Annotated[Tx, action(*ADMINISTRATION)]
) -> BranchChanged:
    """Add a branch (P1)."""
    branch = await commands.open_branch(tx, body)
    tag(response, branch.version)
    return branch


@routes.put("/{branch_id}")
async def change_branch(
    branch_id: Uuid,
    body: commands.PlaceBranch,
    tx: Annotated[Tx, action(*ADMINISTRATION)],
    response: Response,
    version: Version,
) -> BranchChanged:
    """Rename, move or close a branch (P1)."""
    branch = await commands.change_branch(tx, branch_id, version, body)
    tag(response, branch.version)
    return branch
