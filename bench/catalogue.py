"""All goals that are measured: one table."""

from bench.goal import Goal
from bench.goals import (
    aged,
    hot,
    invoices,
    latency,
    memory,
    overdue,
    place,
    projection,
    receipts,
    relay,
    replay,
    start,
    two,
)

GOALS: tuple[Goal, ...] = (
    place.GOAL,
    hot.GOAL,
    two.GOAL,
    latency.GOAL,
    relay.GOAL,
    projection.GOAL,
    receipts.GOAL,
    invoices.GOAL,
    overdue.GOAL,
    aged.GOAL,
    replay.GOAL,
    memory.GOAL,
    start.GOAL,
)
