"""Bring the tree of branches in from rows (P1, X3)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from chassis.ids import new_id
from chassis.refusals import Refused
from chassis.tx import Tx
from customers.branches import commands, queries, rules

Problem = tuple[int, str, str]


async def import_branches(tx: Tx, rows: Sequence[Mapping[str, Any]]) -> list[Problem]:
    """Check all rows, then write those that differ; nothing if one is wrong (X3)."""
    await tx.execute(commands.LOCK)
    before = await queries.tree(tx)
    after, found = merged(before, rows)
    if not found:
        await commands.settle(tx, before, after, quiet=True)
    return found


def merged(before: rules.Tree, rows: Sequence[Mapping[str, Any]]) -> tuple[rules.Tree, list[Problem]]:
    """Lay the rows over the tree; parents may stand anywhere in the file."""
    by_code = {node.code: node.branch_id for node in before.values()}
    first: dict[str, int] = {}
    found: list[Problem] = []
    for index, row in enumerate(rows):
        if row["code"] in first:
            found.append((index, "code", f"机构代码 {row['code']} 与第 {first[row['code']] + 1} 条重复"))
        if row["level"] not in rules.LEVELS:
            found.append((index, "level", "级别只能是 head_office、region 或 branch"))
        first.setdefault(row["code"], index)
        by_code.setdefault(row["code"], new_id())
    if found:
        return before, found
    after = dict(before)
    for index, row in enumerate(rows):
        if row["parent_code"] and row["parent_code"] not in by_code:
            found.append((index, "parent_code", f"上级机构 {row['parent_code']} 不存在"))
            continue
        branch_id, parent_id = by_code[row["code"]], by_code.get(row["parent_code"])
        node = before.get(branch_id) or rules.Node(branch_id, row["code"], None, "", "", active=True)
        after[branch_id] = replace(node, name=row["name"], parent_id=parent_id, level=row["level"])
    return after, found or _misplaced(after, [by_code[row["code"]] for row in rows])


def _misplaced(tree: rules.Tree, placed: Sequence[Any]) -> list[Problem]:
    found: list[Problem] = []
    for index, branch_id in enumerate(placed):
        try:
            rules.check(tree, tree[branch_id])
        except Refused as refused:
            column = (refused.field or "/code").strip("/").replace("parent_id", "parent_code")
            found.append((index, column, refused.text("zh-CN")))
    return found
