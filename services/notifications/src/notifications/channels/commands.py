"""The address book: where a person can be reached, and when not (P5, N6)."""

from datetime import time
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, StringConstraints
from sqlalchemy import text

from chassis.refusals import NotFound, PreconditionFailed
from chassis.tx import Tx
from edge.access import OPERATOR
from edge.inputs import Command, Text
from notifications.channels import rules

# Who keeps the address book for all; everybody else has the own line.
KEEPERS = frozenset({"administration_supervisor", "sales_administration", OPERATOR})

ONE = text("SELECT * FROM contact WHERE person_id = :person_id")
UPSERT = text(
    "INSERT INTO contact (person_id, branch_id, email, language, quiet_from, quiet_to, version)"
    " VALUES (:person_id, :branch_id, :email, :language, :quiet_from, :quiet_to, 1)"
    " ON CONFLICT (person_id) DO UPDATE SET branch_id = excluded.branch_id, email = excluded.email,"
    " language = excluded.language, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,"
    " version = contact.version + 1 WHERE contact.version = :version RETURNING *"
)

Email = Annotated[Text, StringConstraints(pattern=r"^[^@\s<>,;\"]{1,64}@[A-Za-z0-9.-]{1,190}$")]
TimeOfDay = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class PutContact(Command):
    """A person's address, language and quiet hours; without quiet hours the firm's apply."""

    email: Email | None = None
    language: Literal["zh-CN", "en"] = "zh-CN"
    quiet_from: TimeOfDay | None = None
    quiet_to: Annotated[TimeOfDay | None, Field(description="Both ends or none.")] = None


async def contact(tx: Tx, person_id: UUID) -> Any:
    """Return a person's line of the address book."""
    _check(tx, person_id)
    row = (await tx.execute(ONE, {"person_id": person_id})).one_or_none()
    if row is None:
        raise NotFound
    return row


async def put_contact(tx: Tx, person_id: UUID, command: PutContact, version: int) -> Any:
    """Keep a person's line; version 0 begins it (P5)."""
    _check(tx, person_id)
    quiet_from, quiet_to = _time(command.quiet_from), _time(command.quiet_to)
    rules.check_quiet(quiet_from, quiet_to)
    facts = {
        "person_id": person_id, "branch_id": tx.reference.people[person_id].home_branch_id, "email": command.email,
        "language": command.language, "quiet_from": quiet_from, "quiet_to": quiet_to, "version": version,
    }  # fmt: skip
    current = (await tx.execute(ONE, {"person_id": person_id})).one_or_none()
    if (current.version if current else 0) != version:
        raise PreconditionFailed
    row = (await tx.execute(UPSERT, facts)).one_or_none()
    if row is None:
        raise PreconditionFailed
    return row


def _check(tx: Tx, person_id: UUID) -> None:
    person = tx.reference.people.get(person_id)
    if person is None:
        raise NotFound
    is_own = tx.actor.person is not None and tx.actor.person.person_id == person_id
    if not is_own and not tx.actor.roles & KEEPERS:
        raise rules.ContactNotYours
    if not is_own and person.home_branch_id not in tx.actor.scope:
        raise NotFound


def _time(value: str | None) -> time | None:
    return time.fromisoformat(value) if value else None
