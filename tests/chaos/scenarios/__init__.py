"""All scenarios by number."""

from tests.chaos.scenario import Scenario
from tests.chaos.scenarios import kills, links, servers

ALL: dict[int, Scenario] = {each.number: each for each in (*kills.SCENARIOS, *servers.SCENARIOS, *links.SCENARIOS)}
# What each size of set plays, in this order.
SETS: dict[str, tuple[int, ...]] = {
    "check": (0, 1),
    "ci": (0, 1),
    "full": tuple(sorted(ALL)),
    "night": tuple(sorted(ALL)),
}
