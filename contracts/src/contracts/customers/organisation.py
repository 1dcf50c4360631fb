"""Events of the organisation: branches, people, absences, calendar and territories."""

from typing import Annotated, ClassVar

from contracts.events import PERSONAL, Block, Event, known
from contracts.values import Day, Id, Instant

Role = Annotated[
    str,
    known(
        "representative",
        "clerk",
        "department_manager",
        "regional_manager",
        "deputy_general_manager",
        "executive_deputy_general_manager",
        "general_manager",
        "finance",
        "warehouse",
        "driver",
        "complaint_specialist",
        "quality_inspector",
        "market_administration",
        "administration_supervisor",
        "sales_administration",
        "repair_department",
    ),
]


class RoleInBranch(Block):
    """A role held in a branch and all below it."""

    role: Role
    branch_id: Id


class BranchChanged(Event):
    """Raised when a node of the tree is made, moved or closed; O, R and N need it for scopes and chains (P1).

    `path` holds the ids from the head office down to the branch itself.
    """

    type = "customers.branch.changed.v1"

    branch_id: Id
    code: str
    parent_id: Id | None
    path: tuple[Id, ...]
    name: str
    level: Annotated[str, known("head_office", "region", "branch")]
    active: bool
    version: int


class PersonChanged(Event):
    """Raised when a person, role, manager or home branch changes; O and R need the rights, N the chains (P2).

    `oidc_subject` is whom the person logs in as; e-mail and mobile numbers stay in notifications.
    """

    type = "customers.person.changed.v1"
    branch_field: ClassVar[str] = "home_branch_id"

    person_id: Id
    name: Annotated[str, PERSONAL]
    oidc_subject: str | None
    home_branch_id: Id
    manager_id: Id | None
    roles: tuple[RoleInBranch, ...]
    active: bool
    version: int


class AbsenceRecorded(Event):
    """Raised when an absence is set, shortened or cancelled; N hands what is open to the deputy (P6, N2)."""

    type = "customers.absence.recorded.v1"
    key_field: ClassVar[str] = "person_id"

    absence_id: Id
    person_id: Id
    branch_id: Id
    deputy_id: Id | None
    from_at: Instant
    to_at: Instant
    cancelled: bool
    approval_id: Id | None


class CalendarChanged(Event):
    """Raised when a year's working days are set or corrected; O, R and N date deadlines by it (C6, C10, O3,
    R7).

    `make_up_days` are the weekend days worked in return; beyond `known_until` deadlines are provisional.
    """

    type = "customers.calendar.changed.v1"

    calendar_id: Id
    year: int
    holidays: tuple[Day, ...]
    make_up_days: tuple[Day, ...]
    known_until: Day
    version: int


class TerritoryAssigned(Event):
    """Raised when a territory or channel gets its representative; O refuses sales outside, N tells
    both (P3).
    """

    type = "customers.territory.assigned.v1"

    territory_id: Id
    branch_id: Id
    name: str
    regions: tuple[str, ...]
    channels: tuple[str, ...]
    person_id: Id | None
    from_on: Day
    version: int
