"""The design itself, in every order that its steps and faults can take (docs/reliability.md)."""

import pytest

from tests.model.flaws import FLAWS, story_against
from tests.model.reading import Reading
from tests.model.search import Found, search
from tests.model.sending import Sending

ONE_SHARD = ((0,), (0,), (0,))
TWO_SHARDS = ((0,), (0, 1))
ACROSS = ((0, 1), (1, 0))
RECORDS_MAX = 5
# Faults: a rollback, a failing send and a crash of a relay; a crash, a rebalance and a setback of the group's offsets.
ONE_OF_EACH = (1, 1, 1)
TWO_OF_THEM = (1, 1, 0)
# The keys of three events, and which of them is poison.
POISONED = [({1: "A", 2: "B", 3: "A"}, 1), ({1: "A", 2: "A", 3: "B"}, 1), ({1: "A", 2: "B", 3: "B"}, 2)]


def clean(found: Found) -> Found:
    assert not found.why, f"\n{found}"
    return found


def keys(log: tuple[int, ...]) -> dict[int, str]:
    return {event: "AB"[event // 10] for event in log}


@pytest.fixture(scope="module", params=[ONE_SHARD, TWO_SHARDS], ids=["one-shard", "two-shards"])
def logs(request) -> list[tuple[int, ...]]:
    """Search the sending half, and return every log of at most six records that it can leave behind."""
    model = Sending(request.param, ONE_OF_EACH)
    found = clean(search(model))
    left = {s.log for s in found.states if model.is_done(s) and not any(batch for batch, _ in s.relays)}
    return sorted((log for log in left if len(log) <= RECORDS_MAX), key=lambda log: (len(log), log))


def is_short(log: tuple[int, ...]) -> bool:
    return len(log) < RECORDS_MAX


@pytest.mark.shows("L10", "L11")
def test_two_relays_publish_all_that_is_committed_and_nothing_else(logs) -> None:
    assert len(logs) >= 49
    clean(search(Sending(ACROSS, TWO_OF_THEM)))


@pytest.mark.shows("L10", "L11")
def test_two_workers_apply_each_of_these_logs_once_and_in_order(logs) -> None:
    for log in logs:
        clean(search(Reading(log, keys(log), 0, ONE_OF_EACH)))


@pytest.mark.shows("L10", "L11")
def test_what_lies_in_two_partitions_may_come_in_any_order(logs) -> None:
    # The number of partitions is changed after the first n records: what follows may be read before them.
    splits = [(log[:n], log[n:]) for log in logs if is_short(log) for n in range(1, len(log))]
    merged = {each for one, two in splits for each in merges(one, two)}
    assert {(2, 1, 3), (3, 1, 2)} <= merged or {(2, 1, 11), (11, 2, 1)} <= merged
    for log in merged:
        clean(search(Reading(log, keys(log), 0, TWO_OF_THEM)))


def merges(one: tuple[int, ...], two: tuple[int, ...]) -> set[tuple[int, ...]]:
    """Return every order of two logs that keeps the order of each."""
    if not one or not two:
        return {one + two}
    return {(one[0], *rest) for rest in merges(one[1:], two)} | {(two[0], *rest) for rest in merges(one, two[1:])}


@pytest.mark.shows("L10", "L11")
def test_what_the_broker_loses_is_asked_for_and_applied(logs) -> None:
    torn = {(*log[:at], *log[at + 1 :]) for log in logs if is_short(log) for at in range(len(log))}
    holed = [log for log in torn if set(log) != set(logs[0])]
    assert len(holed) >= 3
    for log in holed:
        clean(search(Reading(log, keys(logs[0]), 0, TWO_OF_THEM)))


# In order; in two partitions; one sent twice after a failure; one lost by the broker.
@pytest.mark.parametrize(
    ("log", "faults"),
    [((1, 2, 3), TWO_OF_THEM), ((2, 1, 3), TWO_OF_THEM), ((1, 3, 2, 3), TWO_OF_THEM), ((1, 3), (1, 0, 0))],
    ids=str,
)
@pytest.mark.parametrize(("keyed", "poison"), POISONED, ids=["ABA-1", "AAB-1", "ABB-2"])
def test_around_poison_each_key_keeps_its_order_and_nothing_is_lost(log, faults, keyed, poison) -> None:
    clean(search(Reading(log, keyed, poison, faults)))


@pytest.mark.parametrize("flaw", FLAWS)
def test_the_search_finds_a_story_against(flaw) -> None:
    assert story_against(flaw), f"nothing speaks against this: {flaw.__doc__}"
