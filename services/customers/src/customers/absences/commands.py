"""Record, shorten and cancel absences (P6)."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from chassis.ids import new_id
from chassis.refusals import Forbidden, NotFound, PreconditionFailed
from chassis.tx import Tx
from contracts.customers import AbsenceRecorded
from customers.absences import queries, rules
from edge.access import OPERATOR
from edge.inputs import Command, Flag, StrictInstant, Uuid

# Who records absences of others; everybody records the own.
KEEPERS = frozenset({OPERATOR, "market_administration", "department_manager", "administration_supervisor"})
LOCK = text("LOCK TABLE absence IN SHARE ROW EXCLUSIVE MODE")
WRITE = text(
    "INSERT INTO absence (absence_id, person_id, branch_id, deputy_id, from_at, to_at, cancelled, version)"
    " VALUES (:absence_id, :person_id, :branch_id, :deputy_id, :from_at, :to_at, :cancelled, :version)"
    " ON CONFLICT (absence_id) DO UPDATE SET deputy_id = excluded.deputy_id, from_at = excluded.from_at,"
    " to_at = excluded.to_at, cancelled = excluded.cancelled, version = excluded.version"
)


class AbsenceTimes(Command):
    """When somebody is away, and who stands in."""

    deputy_id: Uuid | None = None
    from_at: StrictInstant
    to_at: StrictInstant
    cancelled: Flag = False


class RecordAbsence(AbsenceTimes):
    """Who is away, when, and who stands in."""

    person_id: Uuid


@dataclass(frozen=True, slots=True)
class Recorded:
    """An absence as it was kept, with its version."""

    event: AbsenceRecorded
    version: int


async def record_absence(tx: Tx, command: RecordAbsence) -> Recorded:
    """Record an absence and name the deputy (P6)."""
    return await _settle(tx, new_id(), 1, command.person_id, command)


async def change_absence(tx: Tx, absence_id: UUID, version: int, command: AbsenceTimes) -> Recorded:
    """Shorten, move or cancel an absence (P6)."""
    known = (await tx.execute(queries.LOCKED, {"absence_id": absence_id})).first()
    if known is None:
        raise NotFound
    if known.version != version:
        raise PreconditionFailed
    return await _settle(tx, absence_id, version + 1, known.person_id, command)


async def _settle(tx: Tx, absence_id: UUID, version: int, person_id: UUID, command: AbsenceTimes) -> Recorded:
    person = tx.reference.people.get(person_id)
    if person is None or person.home_branch_id not in tx.actor.scope:
        raise NotFound
    if tx.actor.person != person and not KEEPERS & tx.actor.roles:
        raise Forbidden
    await tx.execute(LOCK)
    event = AbsenceRecorded(
        absence_id=absence_id,
        person_id=person_id,
        branch_id=person.home_branch_id,
        approval_id=None,
        **command.model_dump(exclude={"person_id"}),
    )
    if not command.cancelled:
        await _check(tx, event)
    await tx.execute(WRITE, {**dict(event), "version": version})
    tx.emit(event)
    return Recorded(event, version)


async def _check(tx: Tx, event: AbsenceRecorded) -> None:
    facts = dict(event)
    deputy = tx.reference.people.get(event.deputy_id) if event.deputy_id else None
    rules.check(
        rules.Absence(
            person_id=event.person_id,
            deputy_id=event.deputy_id,
            from_at=event.from_at,
            to_at=event.to_at,
            is_deputy_active=deputy is not None and deputy.active,
            is_deputy_away=await queries.has_clash(tx, facts),
        )
    )
    if await queries.has_overlap(tx, facts):
        raise rules.AbsenceOverlaps(field="/from_at")
