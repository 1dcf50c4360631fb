"""Bring territories in from rows (P3, X3)."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from chassis.ids import new_id
from chassis.tx import Tx
from contracts.customers import TerritoryAssigned
from customers.territories import commands, queries

Problem = tuple[int, str, str]
Row = Mapping[str, Any]


async def import_territories(tx: Tx, rows: Sequence[Row]) -> list[Problem]:
    """Check all rows, then write those that differ; nothing if one is wrong (X3)."""
    await tx.execute(commands.LOCK)
    known = {row.name: row for row in await queries.territories(tx)}
    branches = {each.code: each.branch_id for each in tx.reference.branches.values()}
    found = [*_unknown(tx, rows, branches), *_overlaps(known, rows)]
    if not found:
        events = [_merged(tx, known.get(row["name"]), branches[row["branch_code"]], row) for row in rows]
        await commands.write(tx, [each for each in events if each.version > 0], quiet=True)
    return found


def _unknown(tx: Tx, rows: Sequence[Row], branches: Mapping[str, UUID]) -> list[Problem]:
    found: list[Problem] = []
    for index, row in enumerate(rows):
        if row["branch_code"] not in branches:
            found.append((index, "branch_code", f"机构 {row['branch_code']} 不存在"))
        if row["staff_no"] and row["staff_no"] not in tx.reference.by_subject:
            found.append((index, "staff_no", f"工号 {row['staff_no']} 不存在"))
        if not row["regions"]:
            found.append((index, "regions", "辖区至少包含一个地区"))
    return found


def _overlaps(known: Mapping[str, Any], rows: Sequence[Row]) -> list[Problem]:
    """Find two territories with a region and a channel in common, and a name that stands twice."""
    found: list[Problem] = []
    names = {row["name"] for row in rows}
    laid = [(each.name, each.regions, each.channels) for each in known.values() if each.name not in names]
    for index, row in enumerate(rows):
        for name, regions, channels in laid:
            both_channels = not channels or not row["channels"] or set(channels) & set(row["channels"])
            if name == row["name"]:
                found.append((index, "name", f"辖区 {name} 在文件中重复"))
            elif both_channels and set(regions) & set(row["regions"]):
                found.append((index, "regions", f"与辖区“{name}”重叠"))
        laid.append((row["name"], row["regions"], row["channels"]))
    return found


def _merged(tx: Tx, old: Any, branch_id: UUID, row: Row) -> TerritoryAssigned:
    """Lay a row over the territory as known; version 0 says that nothing differs."""
    person = tx.reference.by_subject.get(row["staff_no"])
    new = TerritoryAssigned(
        territory_id=old.territory_id if old else new_id(),
        branch_id=branch_id,
        name=row["name"],
        regions=tuple(row["regions"]),
        channels=tuple(row["channels"]),
        person_id=person.person_id if person else None,
        from_on=old.from_on if old else tx.today,
        version=old.version if old else 0,
    )
    is_same = old is not None and new == TerritoryAssigned.model_validate(dict(old._mapping))
    return new.model_copy(update={"version": 0 if is_same else new.version + 1})
