"""Reads of forms, their history and their kinds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import text

from chassis.tx import Tx
from contracts.blocks import Granted
from notifications import causes
from notifications.approvals.chains import Kind
from notifications.approvals.kinds import SHIPPED
from notifications.approvals.rules import Form, Step

CHAIN: TypeAdapter[tuple[Step, ...]] = TypeAdapter(tuple[Step, ...])
KIND: TypeAdapter[Kind] = TypeAdapter(Kind)

LOCK = text("SELECT * FROM form WHERE form_id = :form_id FOR UPDATE")
ONE = text("SELECT * FROM form WHERE form_id = :form_id")
LAST = text("SELECT * FROM form WHERE request_id = :request_id ORDER BY revision DESC LIMIT 1 FOR UPDATE")
DUE = text(
    "SELECT * FROM form WHERE state = 'open' AND due_at <= :now ORDER BY form_id LIMIT :chunk FOR UPDATE SKIP LOCKED"
)
GRANTED = text(
    "SELECT coalesce(sum(granted_amount), 0) FROM form WHERE customer_id = :customer_id AND kind = :kind"
    " AND state = 'approved' AND ended_at >= :since"
)
IS_PARTY = text("SELECT 1 FROM form_party WHERE form_id = :form_id AND person_id = :person_id")
ACTS = text("SELECT at, actor, for_person_id, action, step, comment FROM form_act WHERE form_id = :id ORDER BY act_id")
LISTED = text(
    "SELECT f.* FROM form f WHERE f.form_id IN (SELECT p.form_id FROM form_party p WHERE"
    " p.person_id = :me AND (:box <> 'waiting' OR p.waiting)"
    " OR :box = 'waiting' AND p.waiting AND p.person_id IN (SELECT a.person_id FROM absence a"
    " WHERE a.deputy_id = :me AND NOT a.cancelled AND a.from_at <= :now AND :now < a.to_at))"
    " AND (:box <> 'waiting' OR (f.state = 'open' AND f.requester_id <> :me))"
    " AND (:box <> 'requested' OR f.requester_id = :me)"
    " AND (CAST(:after AS uuid) IS NULL OR f.form_id < CAST(:after AS uuid))"
    " ORDER BY f.form_id DESC LIMIT :limit"
)
KINDS = text("SELECT kind, definition, version FROM form_kind ORDER BY kind")
ONE_KIND = text("SELECT definition, version FROM form_kind WHERE kind = :kind")


@dataclass(frozen=True, slots=True)
class Known:
    """A form as it is kept: what the rules need, and the row with the rest."""

    form: Form
    row: Any

    @property
    def because(self) -> causes.Because:
        """Return the event that asked."""
        return causes.Because(self.row.cause_id, self.row.correlation_id)


def known(row: Any) -> Known:
    """Read a row."""
    return Known(
        Form(
            form_id=row.form_id, requester_id=row.requester_id, state=row.state, content_hash=row.content_hash,
            decide_by=row.decide_by, chain=CHAIN.validate_python(row.chain), step=row.step, due_at=row.due_at,
            granted=Granted.model_validate(row.granted),
        ),
        row,
    )  # fmt: skip


async def locked(tx: Tx, form_id: UUID) -> Known | None:
    """Return a form that the asker may see, locked."""
    row = (await tx.execute(LOCK, {"form_id": form_id})).one_or_none()
    return known(row) if row else None


async def seen(tx: Tx, form_id: UUID) -> Known | None:
    """Return a form that the asker may see."""
    row = (await tx.execute(ONE, {"form_id": form_id})).one_or_none()
    return known(row) if row else None


async def last_of(tx: Tx, request_id: UUID) -> Known | None:
    """Return the newest form of a request, locked."""
    row = (await tx.execute(LAST, {"request_id": request_id})).one_or_none()
    return known(row) if row else None


async def due(tx: Tx, chunk: int) -> Sequence[Known]:
    """Return forms whose step is out of time, locked, those of others skipped."""
    return [known(row) for row in await tx.execute(DUE, {"now": tx.now, "chunk": chunk})]


async def granted_since(tx: Tx, customer_id: UUID, kind: str, since: object) -> Decimal:
    """Return what a customer got under a kind of form since an instant (N1)."""
    facts = {"customer_id": customer_id, "kind": kind, "since": since}
    return Decimal((await tx.execute(GRANTED, facts)).scalar_one())


async def is_party(tx: Tx, form_id: UUID, person_id: UUID) -> bool:
    """Tell whether a form concerns a person."""
    return (await tx.execute(IS_PARTY, {"form_id": form_id, "person_id": person_id})).first() is not None


async def listed(tx: Tx, box: str, after: UUID | None, limit: int) -> Sequence[Known]:
    """Return a page of a person's forms, the newest first, and one row more if there are more."""
    facts = {"me": tx.actor.person_id, "box": box, "now": tx.now, "after": after, "limit": limit + 1}
    return [known(row) for row in await tx.execute(LISTED, facts)]


async def acts(tx: Tx, form_id: UUID) -> Sequence[Any]:
    """Return a form's history."""
    return (await tx.execute(ACTS, {"id": form_id})).all()


async def kinds(tx: Tx) -> Mapping[str, tuple[Kind, int]]:
    """Return every kind of form with its version; 0 is as shipped (N1)."""
    own = {row.kind: (KIND.validate_python(row.definition), row.version) for row in await tx.execute(KINDS)}
    return {**{name: (kind, 0) for name, kind in SHIPPED.items()}, **own}


async def kind(tx: Tx, name: str) -> Kind | None:
    """Return a kind of form as the firm has it."""
    row = (await tx.execute(ONE_KIND, {"kind": name})).one_or_none()
    return KIND.validate_python(row.definition) if row else SHIPPED.get(name)
