"""The four services against a plain model of what should be true, step by step (reliability, scenario 26)."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.database import DirectoryBasedExampleDatabase
from hypothesis.stateful import run_state_machine_as_test

from tests.machine.opening import Opened, opened
from tests.machine.asking import Asking, Complaining
from tests.machine.trade import Passing, Paying, Selling

FOUND = DirectoryBasedExampleDatabase(Path(__file__).parent / "found")
QUICK = settings(
    max_examples=int(os.environ.get("MACHINE_EXAMPLES", "20")), stateful_step_count=30, deadline=None, database=FOUND, print_blob=True,
    suppress_health_check=list(HealthCheck),
    phases=[Phase[x] for x in os.environ.get("MACHINE_PHASES", "reuse generate shrink").split()],
)  # fmt: skip
NIGHT = settings(QUICK, max_examples=5_000, stateful_step_count=80)


@pytest.fixture(scope="module")
def town(postgres_url):
    here = opened(postgres_url)
    yield here
    here.town.stop()


def business(town: Opened):
    class Business(Selling, Paying, Asking, Complaining, Passing):
        opened = town

    return Business


@pytest.mark.timeout(1500)
def test_services_and_model_agree_whatever_happens(town: Opened):
    wanted = NIGHT if os.environ.get("BRANCHLINE_MACHINE") == "night" else QUICK
    run_state_machine_as_test(business(town), settings=wanted)


__all__ = ["Phase", "timedelta"]
