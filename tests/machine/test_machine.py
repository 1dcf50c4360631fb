"""The four services against a plain model of what should be true, step by step (reliability, scenario 26).

By default a few examples, the same ones each time. MACHINE_EXAMPLES and MACHINE_STEPS ask for more: then each run plays
other ones, and Hypothesis keeps what fails in .hypothesis to play it first next time.
"""

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

IS_LONG = "MACHINE_EXAMPLES" in os.environ
WANTED = settings(
    max_examples=int(os.environ.get("MACHINE_EXAMPLES", "16")),
    stateful_step_count=int(os.environ.get("MACHINE_STEPS", "20")),
    derandomize=not IS_LONG,
    deadline=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.timeout(0 if IS_LONG else 300)
def test_services_and_model_agree_whatever_happens(business):
    run_state_machine_as_test(business, settings=WANTED)
