"""Bring people in from rows (P2, X3)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from chassis.ids import new_id
from chassis.refusals import Refused
from chassis.tx import Tx
from contracts.customers import PersonChanged, RoleInBranch
from customers.people import commands, queries, rules

Problem = tuple[int, str, str]
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """What the rows are checked against: branches by code, people by staff number, those of the file included."""

    branches: Mapping[str, UUID]
    people: Mapping[str, PersonChanged]
    ids: Mapping[str, UUID]


async def import_people(tx: Tx, rows: Sequence[Row]) -> list[Problem]:
    """Check all rows, then write those that differ; nothing if one is wrong (X3)."""
    await tx.execute(commands.LOCK)
    people = {str(each.oidc_subject): each for each in (await queries.everybody(tx)).values() if each.active}
    ids = {row["staff_no"]: new_id() for row in rows} | {no: each.person_id for no, each in people.items()}
    known = Known({each.code: each.branch_id for each in tx.reference.branches.values()}, people, ids)
    if found := [*_repeated(rows), *_unknown(rows, known)]:
        return found
    merged = [_merged(row, known) for row in rows]
    if found := list(_circles(merged, known)):
        return found
    await commands.write(tx, [each for each in merged if each.version > 0], quiet=True)
    return []


def _repeated(rows: Sequence[Row]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for index, row in enumerate(rows):
        if first.setdefault(row["staff_no"], index) != index:
            yield index, "staff_no", f"工号 {row['staff_no']} 与第 {first[row['staff_no']] + 1} 条重复"


def _unknown(rows: Sequence[Row], known: Known) -> Iterator[Problem]:
    for index, row in enumerate(rows):
        if row["branch_code"] not in known.branches:
            yield index, "branch_code", f"机构 {row['branch_code']} 不存在"
        manager = row["manager_staff_no"]
        if manager and manager not in known.ids:
            yield index, "manager_staff_no", f"直接上级工号 {manager} 不存在"
        for role, branch_code in row["roles"]:
            if role not in commands.ROLES:
                yield index, "roles", f"角色 {role} 不存在"
            if branch_code not in known.branches:
                yield index, "roles", f"角色所在机构 {branch_code} 不存在"


def _merged(row: Row, known: Known) -> PersonChanged:
    """Lay a row over the person as known; version 0 says that nothing differs."""
    old = known.people.get(row["staff_no"])
    roles = sorted({(role, known.branches[code]) for role, code in row["roles"]})
    new = PersonChanged(
        person_id=known.ids[row["staff_no"]],
        name=row["name"],
        oidc_subject=row["staff_no"],
        home_branch_id=known.branches[row["branch_code"]],
        manager_id=known.ids[row["manager_staff_no"]] if row["manager_staff_no"] else None,
        roles=tuple(RoleInBranch(role=role, branch_id=branch_id) for role, branch_id in roles),
        active=True,
        version=old.version if old else 0,
    )
    return new.model_copy(update={"version": 0 if new == old else new.version + 1})


def _circles(merged: Sequence[PersonChanged], known: Known) -> Iterator[Problem]:
    managers = {each.person_id: each.manager_id for each in (*known.people.values(), *merged)}
    for index, each in enumerate(merged):
        try:
            rules.check_manager(managers, each.person_id, each.manager_id)
        except Refused as refused:
            yield index, "manager_staff_no", refused.text("zh-CN")
