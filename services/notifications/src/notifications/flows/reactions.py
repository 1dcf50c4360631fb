"""Events of the other services set flows off: people are told, reminders and escalations are set (N3)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
import structlog
from sqlalchemy import text

from chassis.ids import new_id
from chassis.reactions import Heard
from chassis.telemetry import ALARMS
from chassis.tx import Cause, Tx
from contracts.blocks import Text
from contracts.events import Event
from contracts.families import DeadlineMovedFamily
from notifications import telling
from notifications.cards import queries as cards
from notifications.cards.queries import Card
from notifications.flows import audience, queries, rules, words
from notifications.flows.model import Audience
from notifications.flows.queries import Flow
from notifications.matters import queries as matters

log = structlog.get_logger(__name__)
Pair = tuple[Flow, Heard[Event]]
DEPTH_MAX = 8

SET_TIMER = text(
    "INSERT INTO timer (timer_id, kind, flow, about, occasion, level, due_at, state, audience, people, words, urgent,"
    " customer_id, branch_id, owner_id, cause_id, correlation_id)"
    " VALUES (:timer_id, :kind, :flow, :about, :occasion, :level, :due_at, 'pending', CAST(:audience AS jsonb),"
    " CAST(:people AS jsonb), CAST(:words AS jsonb), :urgent, :customer_id, :branch_id, :owner_id, :cause_id,"
    " :correlation_id) ON CONFLICT DO NOTHING"
)
DEEP = text(
    "SELECT correlation_id, about, count(*) AS depth"
    " FROM unnest(CAST(:correlations AS uuid[]), CAST(:abouts AS text[])) AS p(correlation_id, about)"
    " JOIN timer USING (correlation_id, about) WHERE state = 'raised'"
    " GROUP BY correlation_id, about HAVING count(*) > :max"
)
MOVE = text(
    "UPDATE timer SET due_at = due_at + CAST(:by AS interval)"
    " WHERE about = ANY(CAST(:abouts AS text[])) AND kind = 'reminder' AND state = 'pending'"
)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event with its cause, and with what messages need to say of it."""

    event: Event
    cause: Cause
    card: Card | None
    owner_id: UUID | None
    owner_name: str

    @property
    def customer_id(self) -> UUID | None:
        """Return the customer whom the event concerns."""
        return _customer_id(self.event)

    @property
    def standing(self) -> dict[str, str]:
        """Return what a text may say besides the event's own fields."""
        return {
            "customer_name": self.card.name if self.card else words.NOTHING,
            "customer_no": self.card.customer_no if self.card else words.NOTHING,
            "owner_name": self.owner_name,
        }

    def about(self, flow: Flow) -> str:
        """Name what a message is about: the matter whose end recalls it, or just the event's subject."""
        return matters.matter_of(self.event) if flow.definition.tied else self.event.subject()

    def occasion(self, flow: Flow) -> str:
        """Name the occasion: that of the owner, which all flows share, or the event's own by flow."""
        return getattr(self.event, "occasion", None) or f"{self.cause.cause_id}|{flow.name}"


def _customer_id(event: Any) -> UUID | None:
    return getattr(event, "customer_id", None)


async def tell_by_flows(tx: Tx, heard: Sequence[Heard[Event]]) -> None:
    """Run the flows on events of one type; loaded or restated history sets none off (rule 9)."""
    flows = await queries.listening(tx, heard[0].event.type)
    pairs = [
        (flow, each)
        for each in heard if not each.cause.quiet
        for flow in flows if rules.holds(flow.definition.when, each.event)
    ]  # fmt: skip
    if not pairs:
        return
    found = await _occurrences(tx, await _open(tx, await _shallow(tx, pairs)))
    await telling.tell(tx, [_telling(tx, flow, occurrence) for flow, occurrence in found])
    if timers := [timer for flow, occurrence in found for timer in _timers(tx, flow, occurrence)]:
        await tx.execute(SET_TIMER, timers)


async def _shallow(tx: Tx, pairs: Sequence[Pair]) -> list[Pair]:
    """Leave out what flows have set each other off to too often."""
    places = {(each.cause.correlation_id, matters.matter_of(each.event)) for _, each in pairs}
    facts = {"correlations": [c for c, _ in places], "abouts": [about for _, about in places], "max": DEPTH_MAX}
    deep = {(row.correlation_id, row.about): row.depth for row in await tx.execute(DEEP, facts)}
    for (_, about), depth in deep.items():
        ALARMS.labels("flow_too_deep").inc()
        log.error("flow.too_deep", about=about, type=pairs[0][1].event.type, depth=depth)
    return [
        (flow, each) for flow, each in pairs
        if (each.cause.correlation_id, matters.matter_of(each.event)) not in deep
    ]  # fmt: skip


async def _open(tx: Tx, pairs: Sequence[Pair]) -> list[Pair]:
    """Leave out what is tied to a matter that has ended."""
    gone = await matters.closed(tx, [matters.matter_of(each.event) for _, each in pairs])
    return [
        (flow, each) for flow, each in pairs
        if not (flow.definition.tied and matters.matter_of(each.event) in gone)
    ]  # fmt: skip


async def _occurrences(tx: Tx, pairs: Sequence[Pair]) -> list[tuple[Flow, Occurrence]]:
    customers = {customer for _, each in pairs if (customer := _customer_id(each.event))}
    known = await cards.cards(tx, sorted(customers)) if customers else {}
    return [(flow, _occurrence(tx, each, known)) for flow, each in pairs]


def _occurrence(tx: Tx, heard: Heard[Event], known: Mapping[UUID, Card]) -> Occurrence:
    customer_id = _customer_id(heard.event)
    card = known.get(customer_id) if customer_id else None
    owner_id = (card.owner_id if card else None) or getattr(heard.event, "owner_id", None)
    owner = tx.reference.people.get(owner_id) if owner_id else None
    return Occurrence(heard.event, heard.cause, card, owner_id, owner.name if owner else words.NOTHING)


def _telling(tx: Tx, flow: Flow, occurrence: Occurrence) -> telling.Telling:
    return telling.Telling(
        people=_people(tx, flow.definition.tell, occurrence),
        occasion=occurrence.occasion(flow),
        flow=flow.name,
        about=occurrence.about(flow),
        words=_words(tx, flow, occurrence),
        cause_id=occurrence.cause.cause_id,
        urgent=flow.definition.urgent,
        tied=flow.definition.tied,
        customer_id=occurrence.customer_id,
        branch_id=occurrence.event.branch(),
        offers=flow.definition.offers,
    )


def _people(tx: Tx, audiences: tuple[Audience, ...], occurrence: Occurrence) -> list[UUID]:
    named = {a.field: rules.written_at(occurrence.event, a.field) for a in audiences if a.field}
    return audience.people(tx, audiences, occurrence.owner_id, occurrence.event.branch(), named)


def _words(tx: Tx, flow: Flow, occurrence: Occurrence) -> telling.Words:
    standing = occurrence.standing

    def written(template: str, lang: int) -> str:
        def write(path: str) -> str:
            if path in standing:
                return standing[path]
            return words.written(rules.written_at(occurrence.event, path), tx.calendar.zone, lang)

        return rules.fill(template, write)

    title, body = flow.definition.title, flow.definition.text
    return telling.Words(
        Text(zh=written(title.zh, 0), en=written(title.en, 1)), Text(zh=written(body.zh, 0), en=written(body.en, 1))
    )


def _timers(tx: Tx, flow: Flow, occurrence: Occurrence) -> Iterator[dict[str, Any]]:
    definition = flow.definition
    if not definition.escalate and not definition.remind:
        return
    said = _words(tx, flow, occurrence)
    common = {
        "flow": flow.name, "about": occurrence.about(flow), "occasion": occurrence.occasion(flow),
        "words": orjson.dumps({"title": said.title.model_dump(), "text": said.text.model_dump()}).decode(),
        "urgent": definition.urgent, "customer_id": occurrence.customer_id, "branch_id": occurrence.event.branch(),
        "owner_id": occurrence.owner_id, "cause_id": occurrence.cause.cause_id,
        "correlation_id": occurrence.cause.correlation_id,
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
