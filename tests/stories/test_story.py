"""The main story, through four real services, Kafka and PostgreSQL, by the command that a newcomer types."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Servers of its own: the topics of other tests hold events of services that never were.
OWN = {name: value for name, value in os.environ.items() if name not in ("BRANCHLINE_POSTGRES", "BRANCHLINE_KAFKA")}


@pytest.mark.story
@pytest.mark.timeout(600)
@pytest.mark.shows("N3", "X1", "X2", "L6", "L9", "L10", "L11", "L12", "L13", "bad-input-36")
def test_every_step_of_the_story_holds() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from branchline.cli import app; app()", "story"],
        cwd=ROOT, env=OWN, capture_output=True, text=True, timeout=580, check=False,
    )  # fmt: skip
    report = json.loads((ROOT / "build/story.json").read_text())
    assert [step for step in report["steps"] if not step["ok"]] == [], done.stdout[-3000:]
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert report["after_kill"]["kills"] == 4
    assert report["latency_ms"]["hops"] > 50
