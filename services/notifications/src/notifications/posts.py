"""Who holds a post for a branch: the nearest scope first (P2)."""

from uuid import UUID

from chassis.reference import Reference


def by_distance(known: Reference, role: str, branch_id: UUID) -> list[list[UUID]]:
    """Return the holders of a role for a branch in groups, those of the nearest scope first."""
    branch = known.branches.get(branch_id)
    if branch is None:
        return []
    groups: dict[int, list[UUID]] = {}
    for person in known.holders(role, branch_id):
        paths = [known.branches[scope].path for name, scope in person.roles if name == role and scope in known.branches]
        nearest = max(len(path) for path in paths if branch.path.startswith(path))
        group = groups.setdefault(-nearest, [])
        if person.person_id not in group:
            group.append(person.person_id)
    return [groups[distance] for distance in sorted(groups)]


def nearest(known: Reference, role: str, branch_id: UUID) -> list[UUID]:
    """Return the holders of a role whose scope is the nearest to a branch."""
    return next(iter(by_distance(known, role, branch_id)), [])


def manager(known: Reference, person_id: UUID | None, branch_id: UUID) -> list[UUID]:
    """Return the line manager, or who manages the department of the branch (P2)."""
    person = known.people.get(person_id) if person_id else None
    if person and person.manager_id and person.manager_id in known.people:
        return [person.manager_id]
    groups = by_distance(known, "department_manager", branch_id)
    return next((others for group in groups if (others := [each for each in group if each != person_id])), [])
