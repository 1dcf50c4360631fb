"""Engage people, change their roles, let them go (P2)."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field
from pydantic_core import PydanticKnownError
from sqlalchemy import text

from chassis import organisation
from chassis.ids import new_id
from chassis.refusals import NotFound, PreconditionFailed
from chassis.tx import Tx
from contracts.customers import PersonChanged, RoleInBranch
from customers.people import queries, rules
from edge.access import EVERY_ROLE, OPERATOR
from edge.inputs import Command, Flag, Name, Uuid

# One at a time: the line of managers runs through many rows.
LOCK = text("LOCK TABLE org_person IN SHARE ROW EXCLUSIVE MODE")
ROLES = EVERY_ROLE - {OPERATOR}


def _known(role: str) -> str:
    if role not in ROLES:
        raise PydanticKnownError("literal_error", {"expected": ", ".join(sorted(ROLES))})
    return role


class GivenRole(Command):
    """A role in a branch and all below it."""

    role: Annotated[str, AfterValidator(_known)]
    branch_id: Uuid


class EngagePerson(Command):
    """A person as they should be known; the staff number is the login's subject."""

    staff_no: Annotated[Name, Field(max_length=60)]
    name: Name
    home_branch_id: Uuid
    manager_id: Uuid | None = None
    roles: Annotated[tuple[GivenRole, ...], Field(max_length=50)] = ()
    active: Flag = True


async def engage_person(tx: Tx, command: EngagePerson) -> PersonChanged:
    """Take a person on (P2)."""
    await tx.execute(LOCK)
    return await _settle(tx, new_id(), 1, command)


async def change_person(tx: Tx, person_id: UUID, version: int, command: EngagePerson) -> PersonChanged:
    """Change a person's card, roles or manager, or let them go (P2)."""
    await tx.execute(LOCK)
    known = (await queries.everybody(tx)).get(person_id)
    if known is None or known.home_branch_id not in tx.actor.scope:
        raise NotFound
    if known.version != version:
        raise PreconditionFailed
    return await _settle(tx, person_id, version + 1, command)


async def _settle(tx: Tx, person_id: UUID, version: int, command: EngagePerson) -> PersonChanged:
    others = {key: each for key, each in (await queries.everybody(tx)).items() if each.active and key != person_id}
    roles = tuple(RoleInBranch(role=each.role, branch_id=each.branch_id) for each in command.roles)
    rules.check_reach(tx.actor.scope, command.home_branch_id, roles)
    if any(each.oidc_subject == command.staff_no for each in others.values()):
        raise rules.StaffNoTaken(field="/staff_no", taken=command.staff_no)
    managers = {key: each.manager_id for key, each in others.items()}
    rules.check_manager({**managers, person_id: None}, person_id, command.manager_id)
    event = PersonChanged(
        person_id=person_id,
        name=command.name,
        oidc_subject=command.staff_no,
        home_branch_id=command.home_branch_id,
        manager_id=command.manager_id,
        roles=roles,
        active=command.active,
        version=version,
    )
    await write(tx, [event])
    return event


async def write(tx: Tx, events: Sequence[PersonChanged], *, quiet: bool = False) -> None:
    """Keep people as the events state them, and tell it."""
    if events:
        await organisation.project_people(tx, events)
        tx.emit(*events, quiet=quiet)
