"""Reminders that come due, and escalations of what nobody has acted on (N3)."""

from typing import Any
from uuid import UUID

from sqlalchemy import text

from chassis.ids import new_id
from chassis.sweeper import CHUNK
from chassis.tx import Tx
from contracts.blocks import Text
from contracts.notifications import EscalationRaised
from notifications import causes, telling
from notifications.cards import queries as cards
from notifications.flows import audience
from notifications.flows.model import Audience

# A timer that fell due is raised once: the row's state is its occasion.
DUE = text(
    "UPDATE timer SET state = 'raised', raised_at = :now WHERE timer_id IN (SELECT timer_id FROM timer"
    " WHERE state = 'pending' AND due_at <= :now ORDER BY timer_id LIMIT :chunk FOR UPDATE SKIP LOCKED) RETURNING *"
)
ESCALATED = Text(zh="升级提醒：{title}", en="Escalated: {title}")
REMINDED = Text(zh="提醒：{title}", en="Reminder: {title}")


async def raise_timers(tx: Tx) -> int:
    """Tell the next level once, or remind before a deadline (N3)."""
    rows = sorted((await tx.execute(DUE, {"now": tx.now, "chunk": CHUNK})).all(), key=lambda row: row.timer_id)
    customers = sorted({row.customer_id for row in rows if row.customer_id})
    known = await cards.cards(tx, customers) if customers else {}
    tellings = []
    for row in rows:
        card = known.get(row.customer_id)
        owner_id = card.owner_id if card else row.owner_id
        people = _people(tx, row, owner_id)
        tellings.append(_telling(row, people))
        if row.kind == "escalation":
            causes.emit(tx, _event(row, people, owner_id), causes.Because(row.cause_id, row.correlation_id))
    await telling.tell(tx, tellings)
    return len(rows)


def _people(tx: Tx, row: Any, owner_id: UUID | None) -> list[UUID]:
    audiences = [Audience.model_validate(each) for each in row.audience]
    fixed = [UUID(each) for each in row.people]
    found = audience.people(tx, audiences, owner_id, row.branch_id, {})
    return list(dict.fromkeys([*fixed, *found]))


def _telling(row: Any, people: list[UUID]) -> telling.Telling:
    frame = ESCALATED if row.kind == "escalation" else REMINDED
    title, body = (Text.model_validate(row.words[part]) for part in ("title", "text"))
    framed = Text(zh=frame.zh.replace("{title}", title.zh), en=frame.en.replace("{title}", title.en))
    return telling.Telling(
        people, f"{row.occasion}|{row.kind}|{row.level}", row.flow, row.about, telling.Words(framed, body),
        row.cause_id, urgent=row.urgent, customer_id=row.customer_id, branch_id=row.branch_id,
    )  # fmt: skip


def _event(row: Any, people: list[UUID], owner_id: UUID | None) -> EscalationRaised:
    return EscalationRaised(
        escalation_id=new_id(), customer_id=row.customer_id, branch_id=row.branch_id, owner_id=owner_id,
        flow=row.flow, about=row.about, level=row.level, told=tuple(people), because=row.words["title"]["zh"],
    )  # fmt: skip
