"""People over HTTP (P2)."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from pydantic import BaseModel

from chassis.tx import Tx
from contracts.customers import PersonChanged, RoleInBranch
from customers.people import commands, queries
from edge.access import EVERY_ROLE, OPERATOR, action
from edge.http import Version, router, tag
from edge.inputs import Uuid
from edge.paging import Cursor, Page, PageQuery

routes = router(tags=["people"])
ADMINISTRATION = (OPERATOR, "market_administration")
CURSOR: Cursor[str] = Cursor(str)


class Me(BaseModel):
    """Who is asking, with the roles held and the branches in reach."""

    person_id: UUID | None
    subject: str
    name: str | None
    home_branch_id: UUID | None
    manager_id: UUID | None
    roles: list[RoleInBranch]
    branch_ids: list[UUID]
    is_operator: bool


@routes.get("/me")
async def me(tx: Annotated[Tx, action(*EVERY_ROLE)]) -> Me:
    """Tell who I am, and what I may see (P2)."""
    person = tx.actor.person
    held = sorted(person.roles) if person else []
    return Me(
        person_id=person.person_id if person else None,
        subject=person.subject if person else tx.actor.id,
        name=person.name if person else None,
        home_branch_id=person.home_branch_id if person else None,
        manager_id=person.manager_id if person else None,
        roles=[RoleInBranch(role=role, branch_id=branch_id) for role, branch_id in held],
        branch_ids=sorted(tx.actor.scope),
        is_operator=OPERATOR in tx.actor.roles,
    )


@routes.get("/people")
async def list_people(
    query: Annotated[PageQuery, Query()], tx: Annotated[Tx, action(*EVERY_ROLE, logs="person")]
) -> Page[PersonChanged]:
    """List the people of the branches in reach by staff number (P2)."""
    found = await queries.people(tx, tx.actor.scope, CURSOR.decode(query.after), query.limit + 1)
    return CURSOR.page(found, query.limit, lambda each: str(each.oidc_subject), lambda each: each)


@routes.post("/people", status_code=201)
async def engage_person(
    body: commands.EngagePerson, response: Response, tx: Annotated[Tx, action(*ADMINISTRATION)]
) -> PersonChanged:
    """Take a person on (P2)."""
    person = await commands.engage_person(tx, body)
    tag(response, person.version)
    return person


@routes.put("/people/{person_id}")
async def change_person(
    person_id: Uuid,
    body: commands.EngagePerson,
    tx: Annotated[Tx, action(*ADMINISTRATION)],
    response: Response,
    version: Version,
) -> PersonChanged:
    """Change a person's card, roles or manager, or let them go (P2)."""
    person = await commands.change_person(tx, person_id, version, body)
    tag(response, person.version)
    return person
