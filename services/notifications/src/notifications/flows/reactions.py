"""Events of the other services set flows off: people are told, reminders and escalations are set (N3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
import structlog
from sqlalchemy import text

from chassis.ids import new_id
from chassis.telemetry import ALARMS
from chassis.tx import Tx
from contracts.blocks import Text
from contracts.events import Event
from contracts.families import DeadlineMovedFamily
from notifications import telling
from notifications.cards import queries as cards
from notifications.flows import audience, queries, rules, words
from notifications.flows.model import Audience
from notifications.flows.queries import Flow
from notifications.matters import queries as matters

log = structlog.get_logger(__name__)
DEPTH_MAX = 8

SET_TIMER = text(
    "INSERT INTO timer (timer_id, kind, flow, about, occasion, level, due_at, state, audience, people, words, urgent,"
    " customer_id, branch_id, owner_id, cause_id, correlation_id)"
    " VALUES (:timer_id, :kind, :flow, :about, :occasion, :level, :due_at, 'pending', CAST(:audience AS jsonb),"
    " CAST(:people AS jsonb), CAST(:words AS jsonb), :urgent, :customer_id, :branch_id, :owner_id, :cause_id,"
    " :correlation_id) ON CONFLICT DO NOTHING"
)
DEPTH = text(
    "SELECT count(*) FROM timer WHERE correlation_id = :correlation_id AND about = :about AND state = 'raised'"
)
MOVE = text(
    "UPDATE timer SET due_at = due_at + CAST(:by AS interval)"
    " WHERE about = ANY(CAST(:abouts AS text[])) AND kind = 'reminder' AND state = 'pending'"
)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event with what messages need to say of it."""

    event: Event
    owner_id: UUID | None
    branch_id: UUID | None
    customer_id: UUID | None
    standing: dict[str, str]

    def about(self, flow: Flow) -> str:
        """Name what a message is about: the matter whose end recalls it, or just the event's subject."""
        return matters.matter_of(self.event) if flow.definition.tied else self.event.subject()


async def tell_by_flows(tx: Tx, event: Event) -> None:
    """Run the flows on an event; loaded or restated history sets none off (rule 9)."""
    if tx.cause.quiet:
        return
    flows = [f for f in await queries.listening(tx, event.type) if rules.holds(f.definition.when, event)]
    if not flows or await _is_too_deep(tx, event):
        return
    gone = await matters.closed(tx, [matters.matter_of(event)])
    flows = [flow for flow in flows if not (flow.definition.tied and gone)]
    occurrence = await _occurrence(tx, event)
    await telling.tell(tx, [_telling(tx, flow, occurrence) for flow in flows])
    if timers := [timer for flow in flows for timer in _timers(tx, flow, occurrence)]:
        await tx.execute(SET_TIMER, timers)


async def _is_too_deep(tx: Tx, event: Event) -> bool:
    facts = {"correlation_id": tx.cause.correlation_id, "about": matters.matter_of(event)}
    depth = int((await tx.execute(DEPTH, facts)).scalar_one())
    if depth > DEPTH_MAX:
        ALARMS.labels("flow_too_deep").inc()
        log.error("flow.too_deep", about=event.subject(), type=event.type, depth=depth)
    return depth > DEPTH_MAX


async def _occurrence(tx: Tx, event: Any) -> Occurrence:
    customer_id = getattr(event, "customer_id", None)
    card = (await cards.cards(tx, [customer_id])).get(customer_id) if customer_id else None
    owner_id = (card.owner_id if card else None) or getattr(event, "owner_id", None)
    owner = tx.reference.people.get(owner_id) if owner_id else None
    standing = {
        "customer_name": card.name if card else words.NOTHING,
        "customer_no": card.customer_no if card else words.NOTHING,
        "owner_name": owner.name if owner else words.NOTHING,
    }
    return Occurrence(event, owner_id, event.branch(), customer_id, standing)


def _telling(tx: Tx, flow: Flow, occurrence: Occurrence) -> telling.Telling:
    return telling.Telling(
        people=_people(tx, flow.definition.tell, occurrence),
        occasion=_occasion(tx, flow, occurrence),
        flow=flow.name,
        about=occurrence.about(flow),
        words=_words(tx, flow, occurrence),
        cause_id=tx.cause.cause_id,
        urgent=flow.definition.urgent,
        tied=flow.definition.tied,
        customer_id=occurrence.customer_id,
        branch_id=occurrence.branch_id,
        offers=flow.definition.offers,
    )


def _occasion(tx: Tx, flow: Flow, occurrence: Occurrence) -> str:
    """Name the occasion: that of the owner, which all flows share, or the event's own by flow."""
    return getattr(occurrence.event, "occasion", None) or f"{tx.cause.cause_id}|{flow.name}"


def _people(tx: Tx, audiences: tuple[Audience, ...], occurrence: Occurrence) -> list[UUID]:
    named = {a.field: rules.written_at(occurrence.event, a.field) for a in audiences if a.field}
    return audience.people(tx, audiences, occurrence.owner_id, occurrence.branch_id, named)


def _words(tx: Tx, flow: Flow, occurrence: Occurrence) -> telling.Words:
    def written(template: str, lang: int) -> str:
        def write(path: str) -> str:
            if path in occurrence.standing:
                return occurrence.standing[path]
            return words.written(rules.written_at(occurrence.event, path), tx.calendar.zone, lang)

        return rules.fill(template, write)

    title, body = flow.definition.title, flow.definition.text
    return telling.Words(
        Text(zh=written(title.zh, 0), en=written(title.en, 1)), Text(zh=written(body.zh, 0), en=written(body.en, 1))
    )


def _timers(tx: Tx, flow: Flow, occurrence: Occurrence) -> Iterator[dict[str, Any]]:
    definition = flow.definition
    said = _words(tx, flow, occurrence)
    common = {
        "flow": flow.name, "about": occurrence.about(flow), "occasion": _occasion(tx, flow, occurrence),
        "words": orjson.dumps({"title": said.title.model_dump(), "text": said.text.model_dump()}).decode(),
        "urgent": definition.urgent, "customer_id": occurrence.customer_id, "branch_id": occurrence.branch_id,
        "owner_id": occurrence.owner_id, "cause_id": tx.cause.cause_id,
        "correlation_id": tx.cause.correlation_id,
    }  # fmt: skip
    for level, step in enumerate(definition.escalate, 1):
        named = [a for a in step.tell if a.to == "person"]
        yield {
            **common, "timer_id": new_id(), "kind": "escalation", "level": level,
            "due_at": tx.now + timedelta(hours=step.after_hours), "audience": _dump(step.tell),
            "people": _ids(_people(tx, tuple(named), occurrence)),
        }  # fmt: skip
    due_at = rules.written_at(occurrence.event, definition.remind.field) if definition.remind else None
    if definition.remind and isinstance(due_at, datetime):
        for level, hours in enumerate(sorted(definition.remind.before_hours, reverse=True), 1):
            if (at := due_at - timedelta(hours=hours)) > tx.now:
                yield {
                    **common, "timer_id": new_id(), "kind": "reminder", "level": level, "due_at": at,
                    "audience": _dump(definition.tell),
                    "people": _ids(_people(tx, definition.tell, occurrence)),
                }  # fmt: skip


def _ids(people: list[UUID]) -> str:
    return orjson.dumps([str(person) for person in people]).decode()


def _dump(audiences: tuple[Audience, ...]) -> str:
    return orjson.dumps([each.model_dump() for each in audiences]).decode()


async def on_deadline_moved(tx: Tx, event: DeadlineMovedFamily) -> None:
    """Move the reminders of a deadline that was dated anew (events.md, 7)."""
    await tx.execute(MOVE, {"by": event.new_at - event.old_at, "abouts": list(matters.dated(event.about))})
