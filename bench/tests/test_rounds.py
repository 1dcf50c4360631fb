import pytest

from bench.compare import compared, grown
from bench.goal import Bar
from bench.rounds import interleaved
from bench.watch import Sample, Watch

FAST = Bar(5, "product against raw", "events/s", "at least", 0.5, 0.7)


def side(*samples):
    """A side that gives one reading after the other, then the last one again."""
    readings = list(samples)
    order = []

    async def read(watch):
        order.append(1)
        value = readings.pop(0) if len(readings) > 1 else readings[0]
        return value if isinstance(value, Sample) else Sample({"rate": value}, cpu_ms=1.0)

    read.order = order
    return read


async def measured(raw, product, *, rounds=3, extra=3):
    return await interleaved(raw, {"product": product}, rounds=rounds, extra=extra, new_watch=Watch)


async def test_each_ratio_is_against_the_control_before_and_after_it():
    found = await measured(side(100, 110, 100, 110), side(52.5, 63, 73.5))
    row = compared(FAST, found, "product")
    assert row.ratio == pytest.approx(0.6)
    assert row.spread == pytest.approx(0.2 / 0.6)
    assert (row.value, row.raw, row.met, row.stretch_met) == (63, 105, True, False)
    assert (row.rounds, row.thrown, row.quiet) == (3, (), True)


async def test_a_round_is_thrown_away_when_the_control_moves():
    found = await measured(side(100, 140, 140, 140, 140), side(1, 70, 70, 70))
    assert [each.sides["product"].first for each in found.kept] == [70, 70, 70]
    assert found.thrown == ["the control moved by 33%"]
    assert found.is_quiet


async def test_a_round_is_thrown_away_when_others_use_the_machine():
    busy = Sample({"rate": 50}, others=0.5)
    found = await measured(side(100), side(busy, 50))
    assert found.thrown == ["others used 0.50 core"]
    assert len(found.kept) == 3


async def test_on_a_busy_machine_the_last_rounds_count_and_are_said_to_be_disturbed():
    busy = Sample({"rate": 50}, others=0.5)
    found = await measured(side(100), side(busy), rounds=3, extra=2)
    assert len(found.thrown) == 3
    assert len(found.kept) == 3
    assert not found.is_quiet


async def test_a_bar_may_be_an_upper_one():
    slow = Bar(5, "latency", "s", "at most", 3, 2)
    row = compared(slow, await measured(side(10), side(25)), "product")
    assert (row.ratio, row.met, row.stretch_met, row.goal) == (2.5, True, False, "≤ 3x (2x)")


async def test_sides_are_compared_with_one_another():
    found = await interleaved(side(100), {"batches": side(500), "each": side(20)}, rounds=2, extra=0, new_watch=Watch)
    ten = Bar(5, "batches against one by one", "events/s", "at least", 10, 20)
    row = compared(ten, found, "batches", "each")
    assert (row.ratio, row.met, row.stretch_met) == (25, True, True)


def test_growth_beyond_n_log_n_is_no_pass():
    assert grown(5, "relay", {1_000: 0.1, 10_000: 1.0, 100_000: 10.0}).met
    assert not grown(5, "relay", {1_000: 0.1, 10_000: 1.6, 100_000: 25.6}).met
