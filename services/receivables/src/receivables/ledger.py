"""The ledger: balanced entries that are only ever added (R8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import text

from chassis.ids import new_id
from chassis.tx import Tx
from receivables.periods import queries
from receivables.periods.rules import refuse_closed

Book = Literal["receivable", "revenue", "tax", "cash", "unapplied", "opening"]
Legs = Sequence[tuple[Book, Decimal]]

# A fact from elsewhere cannot be refused: it is posted on the first day from today on that is open.
WRITE = text(
    """
    WITH open_day AS (
        SELECT greatest(:today, min(m)::date) AS day
        FROM generate_series(date_trunc('month', CAST(:today AS date)), CAST(:today AS date) + 3660, '1 month') AS m
        WHERE NOT EXISTS (SELECT FROM period p WHERE p.month = m::date AND p.closed_at IS NOT NULL)
    ), written AS (
        INSERT INTO entry (entry_id, customer_id, branch_id, kind, about, posted_on, cause_id, actor, recorded_at)
        SELECT e.entry_id, e.customer_id, e.branch_id, e.kind, e.about, coalesce(e.posted_on, o.day), e.cause_id,
               e.actor, :now
        FROM open_day o, unnest(
            CAST(:e0 AS uuid[]), CAST(:e1 AS uuid[]), CAST(:e2 AS uuid[]), CAST(:e3 AS text[]), CAST(:e4 AS text[]),
            CAST(:e5 AS date[]), CAST(:e6 AS uuid[]), CAST(:e7 AS text[])
        ) AS e(entry_id, customer_id, branch_id, kind, about, posted_on, cause_id, actor)
    )
    INSERT INTO posting (entry_id, n, account, customer_id, branch_id, currency, amount)
    SELECT p.* FROM unnest(
        CAST(:p0 AS uuid[]), CAST(:p1 AS smallint[]), CAST(:p2 AS text[]), CAST(:p3 AS uuid[]),
        CAST(:p4 AS uuid[]), CAST(:p5 AS text[]), CAST(:p6 AS numeric[])
    ) AS p
    """
)


class Unbalanced(Exception):
    """Tell of a bug: legs that do not sum to nothing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One booking of a customer; debits are positive, and the legs sum to nothing."""

    kind: str
    about: str
    customer_id: UUID
    branch_id: UUID
    currency: str
    legs: tuple[tuple[Book, Decimal], ...]
    cause_id: UUID
    actor: str
    on: date | None = None

    def __post_init__(self) -> None:
        if sum(amount for _, amount in self.legs) != 0:
            raise Unbalanced(self.about)


async def write(tx: Tx, entries: Sequence[Entry]) -> None:
    """Post entries in one statement; one without a day goes to the first open day from today on (R8)."""
    if not entries:
        return
    heads: list[tuple[Any, ...]] = []
    legs: list[tuple[Any, ...]] = []
    for entry in entries:
        entry_id = new_id()
        heads.append(
            (
                entry_id,
                entry.customer_id,
                entry.branch_id,
                entry.kind,
                entry.about,
                entry.on,
                entry.cause_id,
                entry.actor,
            )
        )
        legs.extend(
            (entry_id, n, book, entry.customer_id, entry.branch_id, entry.currency, amount)
            for n, (book, amount) in enumerate(entry.legs, start=1)
            if amount
        )
    parameters: dict[str, object] = {"now": tx.now, "today": tx.today}
    parameters |= {f"e{n}": list(column) for n, column in enumerate(zip(*heads, strict=True))}
    parameters |= {f"p{n}": list(column) for n, column in enumerate(zip(*legs, strict=True))}
    await tx.execute(WRITE, parameters)


async def refuse_closed_day(tx: Tx, day: date, field: str | None = None) -> None:
    """Refuse a person's posting to a closed month (R8, bad input 40)."""
    refuse_closed(day, await queries.closed_months(tx), field)
