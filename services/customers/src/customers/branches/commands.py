"""Make, move and close branches (P1)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field
from sqlalchemy import text

from chassis import organisation
from chassis.ids import new_id
from chassis.refusals import Forbidden, NotFound, PreconditionFailed
from chassis.tx import Tx
from contracts.customers import BranchChanged
from customers.branches import queries, rules
from edge.access import OPERATOR
from edge.inputs import Command, Flag, Name, Uuid

# One at a time: a move concerns all branches below.
LOCK = text("LOCK TABLE org_branch IN SHARE ROW EXCLUSIVE MODE")


class PlaceBranch(Command):
    """A branch as it should be."""

    code: Annotated[Name, Field(max_length=20)]
    name: Name
    level: Literal["head_office", "region", "branch"]
    parent_id: Uuid | None = None
    active: Flag = True


async def open_branch(tx: Tx, command: PlaceBranch) -> BranchChanged:
    """Add a branch to the tree (P1)."""
    node = rules.Node(new_id(), command.code, command.parent_id, command.name, command.level, command.active)
    return await _place(tx, node)


async def change_branch(tx: Tx, branch_id: UUID, version: int, command: PlaceBranch) -> BranchChanged:
    """Rename, move or close a branch; all below move along (P1)."""
    if branch_id not in tx.actor.scope:
        raise NotFound
    await tx.execute(LOCK)
    old = (await queries.tree(tx))[branch_id]
    if old.version != version:
        raise PreconditionFailed
    return await _place(tx, replace(old, **command.model_dump()))


async def _place(tx: Tx, node: rules.Node) -> BranchChanged:
    # Nobody builds above the own scope; the root is the operator's.
    if node.parent_id not in tx.actor.scope and OPERATOR not in tx.actor.roles:
        raise Forbidden
    await tx.execute(LOCK)
    before = await queries.tree(tx)
    after = {**before, node.branch_id: node}
    rules.check(after, node)
    events = await settle(tx, before, after)
    return next(event for event in events if event.branch_id == node.branch_id)


async def settle(tx: Tx, before: rules.Tree, after: rules.Tree, *, quiet: bool = False) -> Sequence[BranchChanged]:
    """Write what differs between two trees, and tell it."""
    events = [_event(node, path) for node, path in rules.changes(before, after)]
    if events:
        await organisation.project_branches(tx, events)
        tx.emit(*events, quiet=quiet)
    return events


def _event(node: rules.Node, path: rules.Path) -> BranchChanged:
    return BranchChanged(
        branch_id=node.branch_id,
        code=node.code,
        parent_id=node.parent_id,
        path=path,
        name=node.name,
        level=node.level,
        active=node.active,
        version=node.version,
    )
