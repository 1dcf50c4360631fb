"""Telling people: one message a person and occasion, to the deputy as well while a person is away (N6, P6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from chassis.ids import new_id
from chassis.tx import Tx
from contracts.blocks import Text
from notifications.cards import queries as cards

# Without a target: the API's role may not look at the rows of others, not even through an index.
INSERT = text(
    "INSERT INTO message (message_id, person_id, occasion, flow, about, tied, customer_id, branch_id, offers,"
    " title_zh, title_en, text_zh, text_en, urgent, state, told_at, cause_id)"
    " SELECT message_id, person_id, occasion, flow, about, tied, customer_id, branch_id, offers,"
    " title_zh, title_en, text_zh, text_en, urgent, 'open', :now, cause_id"
    " FROM unnest(CAST(:message_ids AS uuid[]), CAST(:people AS uuid[]), CAST(:occasions AS text[]),"
    " CAST(:flows AS text[]), CAST(:abouts AS text[]), CAST(:ties AS boolean[]), CAST(:customers AS uuid[]),"
    " CAST(:branches AS uuid[]), CAST(:offers AS text[]), CAST(:titles_zh AS text[]), CAST(:titles_en AS text[]),"
    " CAST(:texts_zh AS text[]), CAST(:texts_en AS text[]), CAST(:urgents AS boolean[]), CAST(:causes AS uuid[]))"
    " AS m(message_id, person_id, occasion, flow, about, tied, customer_id, branch_id, offers, title_zh, title_en,"
    " text_zh, text_en, urgent, cause_id)"
    " ON CONFLICT DO NOTHING"
)


@dataclass(frozen=True, slots=True)
class Words:
    """What a message says."""

    title: Text
    text: Text


@dataclass(frozen=True, slots=True)
class Telling:
    """A message for some people; a tied one is recalled when its matter ends."""

    people: Sequence[UUID]
    occasion: str
    flow: str
    about: str
    words: Words
    cause_id: UUID
    urgent: bool = False
    tied: bool = True
    customer_id: UUID | None = None
    branch_id: UUID | None = None
    offers: str | None = None


async def tell(tx: Tx, tellings: Sequence[Telling]) -> None:
    """Put messages into inboxes; who was told of an occasion is not told again (N6)."""
    known = tx.reference.people
    told = {person for telling in tellings for person in telling.people}
    if not told:
        return
    away = await cards.away(tx, told)
    rows = [
        (person, telling)
        for telling in tellings
        for person in _with_deputies(telling.people, away)
        if person in known and known[person].active
    ]
    if rows:
        await tx.execute(INSERT, {"now": tx.now, **_columns(sorted(rows, key=lambda row: (row[0], row[1].occasion)))})


def _with_deputies(people: Sequence[UUID], away: Mapping[UUID, UUID | None]) -> list[UUID]:
    deputies = [deputy for person in people if (deputy := away.get(person))]
    return list(dict.fromkeys([*people, *deputies]))


def _columns(rows: Sequence[tuple[UUID, Telling]]) -> dict[str, object]:
    tellings = [telling for _, telling in rows]
    return {
        "message_ids": [new_id() for _ in rows], "people": [person for person, _ in rows],
        "occasions": [t.occasion for t in tellings], "flows": [t.flow for t in tellings],
        "abouts": [t.about for t in tellings], "ties": [t.tied for t in tellings],
        "customers": [t.customer_id for t in tellings], "branches": [t.branch_id for t in tellings],
        "offers": [t.offers for t in tellings],
        "titles_zh": [t.words.title.zh for t in tellings], "titles_en": [t.words.title.en for t in tellings],
        "texts_zh": [t.words.text.zh for t in tellings], "texts_en": [t.words.text.en for t in tellings],
        "urgents": [t.urgent for t in tellings], "causes": [t.cause_id for t in tellings],
    }  # fmt: skip
