"""Numbers without gaps: a range a transaction, drawn last before the journal (R1, L5)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from sqlalchemy import text

from chassis.tx import Tx

Kind = Literal["invoice", "reversal", "credit_note"]

# Sorted, so that two transactions with several series wait for each other in one direction.
RAISE = text(
    """
    INSERT INTO counter (series, value)
    SELECT w.series, w.n FROM unnest(CAST(:series AS text[]), CAST(:counts AS bigint[])) AS w(series, n)
    ORDER BY w.series
    ON CONFLICT (series) DO UPDATE SET value = counter.value + excluded.value
    RETURNING series, value
    """
)
REGISTER = text(
    """
    WITH drawn AS (
        SELECT * FROM unnest(CAST(:series AS text[]), CAST(:ns AS bigint[]), CAST(:nos AS text[]),
                             CAST(:ids AS uuid[])) AS d(series, n, document_no, document_id)
    ), invoices AS (
        UPDATE invoice i SET invoice_no = d.document_no FROM drawn d WHERE i.invoice_id = d.document_id
    ), notes AS (
        UPDATE credit_note c SET note_no = d.document_no FROM drawn d WHERE c.note_id = d.document_id
    )
    INSERT INTO number (series, n, document_no, document_id, drawn_at) SELECT d.*, :now FROM drawn d
    """
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document that waits for its number."""

    kind: Kind
    document_id: UUID
    branch_id: UUID


async def draw(tx: Tx, wanted: Sequence[Wanted]) -> dict[UUID, str]:
    """Give each document the next number of its series, in the order in which they were made (R1)."""
    if not wanted:
        return {}
    names = [_series(tx, each) for each in wanted]
    counts = Counter(names)
    parameters = {"series": sorted(counts), "counts": [counts[name] for name in sorted(counts)]}
    last = {row.series: int(row.value) for row in await tx.execute(RAISE, parameters)}
    following = {name: last[name] - counts[name] for name in counts}
    ns: list[int] = []
    for name in names:
        following[name] += 1
        ns.append(following[name])
    numbers = [f"{name}-{n:06d}" for name, n in zip(names, ns, strict=True)]
    ids = [each.document_id for each in wanted]
    await tx.execute(REGISTER, {"series": names, "ns": ns, "nos": numbers, "ids": ids, "now": tx.now})
    return dict(zip(ids, numbers, strict=True))


def _series(tx: Tx, wanted: Wanted) -> str:
    """Name the series of a branch and year; a reversal is an invoice too (红冲发票)."""
    branch = tx.reference.branches.get(wanted.branch_id)
    place = branch.code if branch else str(wanted.branch_id)
    year = tx.today.year
    return f"{place}-CN-{year}" if wanted.kind == "credit_note" else f"{place}-{year}"
