"""Try a change of one package: its tests run on a copy, so that the checkout is never touched."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).parents[1]
TESTS_FAILED = 1


@dataclass(frozen=True, slots=True)
class Trial:
    """What the tests said: pytest's exit status, or none when their time was over; and what they wrote."""

    status: int | None
    output: str
    seconds: float

    @property
    def has_noticed(self) -> bool:
        """Tell whether a test failed or never came to its end; no test found is no notice."""
        return self.status in (TESTS_FAILED, None)


def trial(package: Path, changed: Mapping[Path, str], tests: Sequence[str], timeout_s: float) -> Trial:
    """Run tests with some files of a package replaced (paths inside it); the first failure ends it."""
    started = monotonic()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / package.name
        shutil.copytree(package, copy, ignore=shutil.ignore_patterns("__pycache__"))
        for path, text in changed.items():
            (copy / path).write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-rf", "-p", "no:cacheprovider", *tests]
        environment = os.environ | {"PYTHONPATH": folder, "PYTHONDONTWRITEBYTECODE": "1"}
        # A session of its own, so that what the tests have started ends with them.
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            start_new_session=True,
        )  # fmt: skip
        try:
            output, _ = process.communicate(timeout=timeout_s)
        except subprocess.TimeoutExpired:
            return Trial(None, "", monotonic() - started)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    return Trial(process.returncode, output, monotonic() - started)
