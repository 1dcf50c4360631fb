import pytest

from bench import figures


def test_the_spread_is_the_range_as_a_share_of_the_median():
    assert figures.spread([9.0, 10.0, 12.0]) == pytest.approx(0.3)
    assert figures.spread([5.0]) == 0
    assert figures.spread([0.0, 0.0]) == 0


@pytest.mark.parametrize(("share", "expected"), [(0.5, 50), (0.99, 99), (1.0, 100), (0.0, 1)])
def test_a_quantile_is_a_value_that_was_measured(share, expected):
    assert figures.quantile(range(1, 101), share) == expected


def test_a_control_moves_as_a_share_of_its_mean():
    assert figures.moved(90, 110) == pytest.approx(0.2)
    assert figures.moved(110, 90) == pytest.approx(0.2)


@pytest.mark.parametrize("power", [0.0, 1.0, 1.15, 2.0])
def test_the_exponent_of_a_power_law_is_found(power):
    costs = {size: 3e-6 * size**power for size in (1_000, 10_000, 100_000)}
    assert figures.exponent(costs) == pytest.approx(power)


def test_a_fixed_cost_lowers_the_exponent_and_a_square_shows():
    assert figures.exponent({n: 1 + 1e-6 * n for n in (1_000, 10_000, 100_000)}) < 0.1
    assert figures.exponent({n: 1e-6 * n * n for n in (1_000, 10_000, 100_000)}) > 1.15
