"""Matters open and close as the other services tell; what is closed recalls its messages (events.md, 7)."""

from collections.abc import Sequence

from sqlalchemy import text

from chassis.reactions import Heard
from chassis.tx import Tx
from contracts.events import Event
from notifications.matters import queries, rules

UPSERT = text(
    "INSERT INTO matter (about, state, since)"
    " SELECT about, state, :now FROM unnest(CAST(:abouts AS text[]), CAST(:states AS text[])) AS m(about, state)"
    " ON CONFLICT (about) DO UPDATE SET state = excluded.state, since = excluded.since"
    " WHERE matter.state <> excluded.state"
)


async def project_matters(tx: Tx, events: Sequence[Event]) -> None:
    """Keep whether each matter is still open (N3)."""
    known: dict[str, str] = {}
    for event in events:
        known |= rules.states(event)
    if known:
        abouts = sorted(known)
        facts = {"abouts": abouts, "states": [known[about] for about in abouts], "now": tx.now}
        await tx.execute(UPSERT, facts)


async def on_end(tx: Tx, heard: Sequence[Heard[Event]]) -> None:
    """Mark what was sent as done, drop what was not, end the timers (N3)."""
    for end in rules.ENDS[type(heard[0].event)]:
        if gone := [about for each in heard for about in end.of(each.event)]:
            await queries.recall(tx, gone, end.words)
