"""All scenarios by number, and which of them each size of set plays."""

from tests.chaos.scenario import Scenario
from tests.chaos.scenarios import (
    crashes,
    dates,
    delivery,
    groups,
    kills,
    links,
    poison,
    races,
    restore,
    servers,
    soak,
    volume,
)

MODULES = (kills, crashes, servers, links, groups, delivery, poison, races, volume, dates, restore, soak)
ALL: dict[int, Scenario] = {each.number: each for module in MODULES for each in module.SCENARIOS}
# Those that move the clock come late: from then on much is overdue. What spoils its ground comes last.
LATE = (31, 32, 40, 34)
EVERY = (*(number for number in sorted(ALL) if number not in {*LATE, 0, 44}), *LATE)
SETS: dict[str, tuple[int, ...]] = {
    "check": (1, 2, 13, 14, 9, 28),
    "ci": (1, 2, 3, 4, 5, 13, 14, 22, 11, 7, 9, 24, 25, 28, 31),
    "full": EVERY,
    "night": (0, *EVERY, 44),
}
