"""All goals that are measured: one table."""

from bench.goal import Goal
from bench.goals import projection, relay, replay

GOALS: tuple[Goal, ...] = (relay.GOAL, projection.GOAL, replay.GOAL)
