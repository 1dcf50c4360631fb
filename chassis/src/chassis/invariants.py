"""Invariants of a service's own rows, as SQL that finds what breaks them (reliability, Invariants)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson
import structlog
from sqlalchemy import TextClause, text

from chassis.ids import new_id
from chassis.statements import statements
from chassis.sweeper import Sweep
from chassis.telemetry import ALARMS
from chassis.tx import Tx
from contracts.events import EVENTS, Event

SQL = statements(__name__)

log = structlog.get_logger(__name__)
FOUND_MAX = 100
# Statistics taken in the middle of a load say that its tables are empty, and a nested loop over them never ends.
NO_LOOPS = text("SET LOCAL enable_nestloop = off")


@dataclass(frozen=True, slots=True)
class Invariant:
    """A name such as L2, its meaning, and a query whose every row (subject, expected, found) is a breach."""

    name: str
    meaning: str
    breaches: TextClause


async def breaches(tx: Tx, invariant: Invariant) -> list[tuple[str, str, str]]:
    """Return subject, expected and found of each breach."""
    await tx.execute(NO_LOOPS)
    rows = await tx.execute(invariant.breaches)
    found: Sequence[Any] = rows.fetchmany(FOUND_MAX)
    return [(str(row[0]), str(row[1]), str(row[2])) for row in found]


def sweep(invariants: Sequence[Invariant]) -> Sweep:
    """Check all invariants; each new breach is an event, a metric and a log line."""

    async def check(tx: Tx) -> int:
        for invariant in invariants:
            await _check(tx, invariant)
        return 0

    return Sweep("invariants", check)


async def _check(tx: Tx, invariant: Invariant) -> None:
    found = {subject: (expected, value) for subject, expected, value in await breaches(tx, invariant)}
    known = set((await tx.execute(SQL.open, {"invariant": invariant.name})).scalars())
    facts = {"invariant": invariant.name, "now": tx.now}
    for subject in sorted(known - found.keys()):
        await tx.execute(SQL.end, {**facts, "subject": subject})
    for subject in sorted(found.keys() - known):
        expected, value = found[subject]
        ALARMS.labels(f"invariant_{invariant.name}").inc()
        log.error("invariant.violated", invariant=invariant.name, subject=subject, expected=expected, found=value)
        kept = orjson.dumps({"expected": expected, "found": value}).decode()
        await tx.execute(SQL.keep, {**facts, "subject": subject, "found": kept})
        tx.emit(_event(tx.service, invariant.name, subject, expected, value))


def _event(service: str, name: str, subject: str, expected: str, found: str) -> Event:
    return EVENTS[f"{service}.invariant.violated.v1"].model_validate({
        "violation_id": new_id(), "invariant": name, "subjects": [subject], "customer_id": None,
        "branch_id": None, "expected": expected, "found": found,
    })  # fmt: skip
