from datetime import UTC, datetime, timedelta

import pytest

from chassis.clock import DevelopmentClock, FixedClock, SystemClock, make_clock, real_now

DAY = timedelta(days=1)
SOON = timedelta(seconds=5)


def test_a_move_is_seen_at_once_by_every_process(tmp_path):
    mine, theirs = DevelopmentClock(tmp_path / "clock"), DevelopmentClock(tmp_path / "clock")
    assert theirs.now() - real_now() < SOON
    for days in range(1, 4):
        mine.move_by(DAY)
        assert abs(theirs.now() - real_now() - days * DAY) < SOON


def test_a_clock_moves_to_an_instant_but_never_back(tmp_path):
    clock = DevelopmentClock(tmp_path / "run" / "clock")
    at = real_now() + 30 * DAY
    assert clock.move_to(at) - at < SOON
    with pytest.raises(ValueError, match="forward"):
        clock.move_to(real_now())


def test_a_forgotten_clock_is_real_time_again(tmp_path):
    clock = DevelopmentClock(tmp_path / "clock")
    clock.move_by(DAY)
    (tmp_path / "clock").unlink()
    assert clock.now() - real_now() < SOON


@pytest.mark.parametrize("environment", ["production", "staging", "", "Development"])
def test_a_movable_clock_refuses_to_exist_outside_development(environment, tmp_path):
    with pytest.raises(ValueError, match="refused"):
        make_clock(environment, tmp_path / "clock")


def test_the_clock_is_chosen_by_environment_and_file(tmp_path):
    assert isinstance(make_clock("production", None), SystemClock)
    assert isinstance(make_clock("development", tmp_path / "clock"), DevelopmentClock)
    assert SystemClock().now().tzinfo is UTC


def test_a_fixed_clock_stands_until_it_is_advanced():
    clock = FixedClock(datetime(2026, 1, 1, tzinfo=UTC))
    clock.advance(DAY)
    assert clock.now() == datetime(2026, 1, 2, tzinfo=UTC)
