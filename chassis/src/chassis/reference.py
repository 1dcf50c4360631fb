"""Reference data that every service keeps a copy of: organisation, calendar and settings (P1, P2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.calendar import SHANGHAI, WorkingCalendar, from_holidays
from chassis.defaults import Default, Scope, decode

FIRM = UUID(int=0)
# Until the organisation's calendar arrives, the statutory one answers.
KNOWN_YEARS = range(2024, 2028)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Branch:
    """A node of the tree head office → region → branch (P1)."""

    branch_id: UUID
    code: str
    parent_id: UUID | None
    path: str
    name: str
    level: str
    active: bool


@dataclass(frozen=True, slots=True)
class Person:
    """A person with roles, each in a branch and all below it (P2)."""

    person_id: UUID
    subject: str
    name: str
    home_branch_id: UUID
    manager_id: UUID | None
    roles: frozenset[tuple[str, UUID]]
    active: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """One consistent copy of the reference data at a revision."""

    revision: int = 0
    branches: Mapping[UUID, Branch] = field(default_factory=dict)
    people: Mapping[UUID, Person] = field(default_factory=dict)
    by_subject: Mapping[str, Person] = field(default_factory=dict)
    calendar: WorkingCalendar = field(default_factory=lambda: from_holidays(KNOWN_YEARS))
    settings: Mapping[tuple[str, str, UUID], tuple[tuple[date, object], ...]] = field(default_factory=dict)

    def below(self, branch_id: UUID) -> frozenset[UUID]:
        """Return the branch and all below it."""
        top = self.branches.get(branch_id)
        if top is None:
            return frozenset()
        return frozenset(b.branch_id for b in self.branches.values() if b.path.startswith(top.path))

    def scope(self, person: Person, roles: Iterable[str]) -> frozenset[UUID]:
        """Return the branches in which the person holds one of the roles."""
        wanted = set(roles)
        return frozenset[UUID]().union(*(self.below(b) for role, b in person.roles if role in wanted))

    def holders(self, role: str, branch_id: UUID) -> list[Person]:
        """Return who holds the role for a branch, the nearest scope first."""
        branch = self.branches.get(branch_id)
        if branch is None:
            return []
        found = [
            (len(self.branches[scope].path), person)
            for person in self.people.values()
            if person.active
            for name, scope in person.roles
            if name == role and scope in self.branches and branch.path.startswith(self.branches[scope].path)
        ]
        return [person for _, person in sorted(found, key=lambda pair: (-pair[0], pair[1].person_id))]

    def setting(self, default: Default[T], on: date, scope: Scope = Scope()) -> T:
        """Return the value in force on a day; the narrowest scope wins (defaults.md)."""
        for kind, scope_id in self._scopes(scope):
            for valid_from, value in self.settings.get((default.name, kind, scope_id), ()):
                if valid_from <= on:
                    return decode(default, value)
        return default.value

    def _scopes(self, scope: Scope) -> list[tuple[str, UUID]]:
        chain: list[tuple[str, UUID]] = []
        if scope.contract_id:
            chain.append(("contract", scope.contract_id))
        if scope.customer_id:
            chain.append(("customer", scope.customer_id))
        branch = self.branches.get(scope.branch_id) if scope.branch_id else None
        while branch is not None:
            chain.append(("branch", branch.branch_id))
            branch = self.branches.get(branch.parent_id) if branch.parent_id else None
        return [*chain, ("firm", FIRM)]


async def load(session: AsyncSession, revision: int) -> Reference:
    """Read the reference data; only when its revision has moved."""
    branches = {
        row.branch_id: Branch(*row)
        for row in await session.execute(
            text("SELECT branch_id, code, parent_id, path, name, level, active FROM org_branch")
        )
    }
    people = {row.person_id: _person(row) for row in await session.execute(text("SELECT * FROM org_person"))}
    years = (await session.execute(text("SELECT * FROM calendar_year"))).all()
    rows = await session.execute(
        text("SELECT name, scope, scope_id, valid_from, value FROM business_setting ORDER BY valid_from DESC")
    )
    settings: dict[tuple[str, str, UUID], tuple[tuple[date, object], ...]] = {}
    for row in rows:
        key = (row.name, row.scope, row.scope_id)
        settings[key] = (*settings.get(key, ()), (row.valid_from, row.value))
    active = {person.subject: person for person in people.values() if person.active}
    return Reference(revision, branches, people, active, _calendar(years), settings)


def _person(row: Any) -> Person:
    roles = frozenset((r["role"], UUID(r["branch_id"])) for r in row.roles)
    return Person(row.person_id, row.subject, row.name, row.home_branch_id, row.manager_id, roles, row.active)


def _calendar(years: Iterable[Any]) -> WorkingCalendar:
    rows = list(years)
    if not rows:
        return from_holidays(KNOWN_YEARS)
    return WorkingCalendar(
        zone=SHANGHAI,
        holidays=frozenset(day for row in rows for day in row.holidays),
        make_up_days=frozenset(day for row in rows for day in row.make_up_days),
        known_until=max(row.known_until for row in rows),
        revision=sum(row.version for row in rows),
    )


async def touch(session: AsyncSession) -> None:
    """Say that reference data has changed, so that every process reads it anew."""
    await session.execute(text("UPDATE reference_revision SET revision = revision + 1"))
