"""How a return is read from the samples of a run."""

from math import inf

from tests.chaos.lag import Watch, percentile

STEP = 0.25


def watch(*lags):
    return Watch(None, [(number * STEP, {"orders": lag}) for number, lag in enumerate(lags)])


def test_a_group_is_back_when_its_lag_has_stayed_low():
    low_at_first = [0.2, 0.5] + [3.0] * 10 + [0.1] * 8
    assert watch(*low_at_first).back_after("orders", 0) == 12 * STEP


def test_a_group_that_was_never_behind_is_back_at_once():
    assert watch(*[0.1] * 10).back_after("orders", 0) == 0


def test_a_group_that_stays_behind_or_cannot_be_seen_is_never_back():
    assert watch(*[2.0] * 10).back_after("orders", 0) == inf
    assert watch(*[inf] * 10).back_after("orders", 0) == inf
    assert watch(*[0.1] * 3).back_after("orders", 0) == inf


def test_a_return_is_over_at_the_next_fault():
    assert watch(*[3.0] * 4, *[0.1] * 10).back_after("orders", 0, until=3 * STEP) == inf


def test_a_percentile_is_one_of_the_values():
    assert percentile(range(100), 0.99) == 99
    assert percentile([], 0.99) == 0
