"""State that is said again, quietly, from the journal: for a projection to mend, or a late subscriber (events.md)."""

from collections import defaultdict
from typing import Any

import orjson

from chassis.statements import statements
from chassis.sweeper import CHUNK
from chassis.tx import Tx
from contracts import EVENTS, Event
from contracts.receivables import StandingChanged

SQL = statements(__name__)

# Facts that end a subject have no version: after them there is no state to say again.
ENDINGS = ("reversed", "erased")


def kinds() -> dict[str, str]:
    """Return the kinds of subject whose state events carry, each with the service that decides it."""
    return {event.subject_kind: event.type.split(".")[0] for event in EVENTS.values() if _is_state(event)}


async def restate(tx: Tx, subject: str, after: str) -> tuple[int, str]:
    """Emit the newest state of a subject, or of the next 500 of a kind; return how many, and how far it came.

    Version and body stay as they were, so a consumer that knows the state, or a newer one, changes nothing.
    """
    kind, _, one = subject.partition("/")
    known = [event for event in EVENTS.values() if event.subject_kind == kind]
    types = [event.type for event in known if _is_state(event) or event.type.split(".")[2] in ENDINGS]
    # A prefix sorts before all that it begins, and ids are hexadecimal: none of them comes after a g.
    last, prefix = (subject, subject) if one else (f"{kind}/g", f"{kind}/")
    facts = {"first": after or subject, "last": last, "prefix": prefix, "types": types, "after": after, "chunk": CHUNK}
    rows = (await tx.execute(SQL.newest, facts)).all()
    states = {row.subject: (row.type, orjson.loads(row.body)) for row in rows if _is_state(EVENTS[row.type])}
    if kind == StandingChanged.subject_kind:
        await _complete(tx, {name: body for name, (_, body) in states.items()})
    for event_type, body in states.values():
        tx.emit(EVENTS[event_type].model_validate(body), quiet=True)
    return len(states), rows[-1].subject if len(rows) == CHUNK else ""


def _is_state(event: type[Event]) -> bool:
    return "version" in event.model_fields


async def _complete(tx: Tx, standings: dict[str, dict[str, Any]]) -> None:
    """Let a standing name all orders that it covers, not just those last touched; it changes nothing now."""
    covered: dict[str, list[Any]] = defaultdict(list)
    for row in await tx.execute(SQL.covered, {"subjects": list(standings), "type": StandingChanged.type}):
        covered[row.subject].append(row.item)
    for subject, body in standings.items():
        body |= {"covered": covered[subject], "previous_state": body["state"]}
