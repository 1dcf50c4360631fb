"""All goals that are measured: one table."""

from bench.goal import Goal
from bench.goals import projection, relay

GOALS: tuple[Goal, ...] = (relay.GOAL, projection.GOAL)
