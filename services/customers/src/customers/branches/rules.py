"""Rules of the tree of branches (P1)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from chassis.refusals import Refused

# What may stand above a level; nothing stands above head office.
ABOVE: dict[str, tuple[str | None, ...]] = {
    "head_office": (None,),
    "region": ("head_office",),
    "branch": ("head_office", "region", "branch"),
}
LEVELS = tuple(ABOVE)
LEVELS_ZH = {"head_office": "总公司", "region": "大区", "branch": "分公司"}


class ParentUnknown(Refused):
    """Refuse a branch whose parent nobody knows."""

    code, status, duty = "branch.parent_unknown", 422, "P1"
    zh, en = "上级机构不存在。", "The branch above does not exist."


class LevelWrong(Refused):
    """Refuse a level that does not fit below its parent."""

    code, status, duty = "branch.level_wrong", 422, "P1"
    zh, en = "{level}不能设在该上级之下。", "A {level} cannot stand there."


class BranchLoop(Refused):
    """Refuse to put a branch below itself."""

    code, status, duty = "branch.loop", 422, "P1"
    zh, en = "机构不能隶属于自己的下级。", "A branch cannot stand below itself."


class SecondHeadOffice(Refused):
    """Refuse a second root."""

    code, duty = "branch.second_head_office", "P1"
    zh, en = "总公司只能有一个。", "There is only one head office."


class BranchCodeTaken(Refused):
    """Refuse a code that another branch has."""

    code, duty = "branch.code_taken", "P1"
    zh, en = "机构代码 {taken} 已被使用。", "Branch code {taken} is taken."


class BranchHasActive(Refused):
    """Refuse to close a branch above open ones."""

    code, duty = "branch.has_active_below", "P1"
    zh, en = "下级机构尚未停用：{codes}。", "Branches below are still active: {codes}."


@dataclass(frozen=True, slots=True)
class Node:
    """A branch in the tree; version 0 is not written yet."""

    branch_id: UUID
    code: str
    parent_id: UUID | None
    name: str
    level: str
    active: bool
    version: int = 0


Tree = Mapping[UUID, Node]
Path = tuple[UUID, ...]


def path_of(tree: Tree, branch_id: UUID) -> Path:
    """Return the ids from the root down to the branch; a loop ends where it closes."""
    path: list[UUID] = []
    at: UUID | None = branch_id
    while at is not None and at not in path and at in tree:
        path.append(at)
        at = tree[at].parent_id
    return tuple(reversed(path))


def check(tree: Tree, node: Node) -> None:
    """Refuse a node that may not stand where it says (P1)."""
    parent = tree.get(node.parent_id) if node.parent_id else None
    if node.parent_id and parent is None:
        raise ParentUnknown(field="/parent_id")
    if (parent.level if parent else None) not in ABOVE[node.level]:
        raise LevelWrong(field="/level", level=LEVELS_ZH[node.level])
    if tree[path_of(tree, node.branch_id)[0]].parent_id is not None:
        raise BranchLoop(field="/parent_id")
    others = [other for other in tree.values() if other.branch_id != node.branch_id]
    if node.parent_id is None and any(other.parent_id is None for other in others):
        raise SecondHeadOffice(field="/parent_id")
    if any(other.code == node.code for other in others):
        raise BranchCodeTaken(field="/code", taken=node.code)
    open_below = [other.code for other in others if other.parent_id == node.branch_id and other.active]
    if not node.active and open_below:
        raise BranchHasActive(field="/active", codes=sorted(open_below))


def changes(before: Tree, after: Tree) -> list[tuple[Node, Path]]:
    """Return the nodes that differ or have moved, with their path and next version."""
    return [
        (replace(node, version=node.version + 1), path_of(after, branch_id))
        for branch_id, node in after.items()
        if before.get(branch_id) != node or path_of(before, branch_id) != path_of(after, branch_id)
    ]
