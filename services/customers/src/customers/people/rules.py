"""Rules of people and the roles that they hold (P2)."""

from collections.abc import Mapping
from uuid import UUID

from chassis.refusals import Refused
from contracts.customers import RoleInBranch


class StaffNoTaken(Refused):
    """Refuse a staff number that an active person has."""

    code, duty = "person.staff_no_taken", "P2"
    zh, en = "工号 {taken} 已被使用。", "Staff number {taken} is taken."


class ManagerUnknown(Refused):
    """Refuse a manager whom nobody knows."""

    code, status, duty = "person.manager_unknown", 422, "P2"
    zh, en = "直接上级不存在或已离职。", "The line manager is unknown or has left."


class ManagerLoop(Refused):
    """Refuse a line of managers that comes back to the person."""

    code, status, duty = "person.manager_loop", 422, "P2"
    zh, en = "汇报关系形成了循环。", "The line of managers closes a circle."


class RoleOutOfReach(Refused):
    """Refuse a role in a branch that the giver does not administer."""

    code, status, duty = "person.role_out_of_reach", 403, "P2"
    zh, en = "您不能在该机构授予角色。", "You may not give a role in that branch."


def check_manager(managers: Mapping[UUID, UUID | None], person_id: UUID, manager_id: UUID | None) -> None:
    """Refuse an unknown manager, and one who reports to the person; `managers` holds the active ones (P2)."""
    if manager_id is None:
        return
    if manager_id not in managers:
        raise ManagerUnknown(field="/manager_id")
    seen = {person_id}
    at: UUID | None = manager_id
    while at is not None:
        if at in seen:
            raise ManagerLoop(field="/manager_id")
        seen.add(at)
        at = managers.get(at)


def check_reach(reach: frozenset[UUID], home_branch_id: UUID, roles: tuple[RoleInBranch, ...]) -> None:
    """Refuse a home or a role outside the branches that the giver administers (P2)."""
    if home_branch_id not in reach:
        raise RoleOutOfReach(field="/home_branch_id")
    for place, role in enumerate(roles):
        if role.branch_id not in reach:
            raise RoleOutOfReach(field=f"/roles/{place}/branch_id")
