"""Try a change of one package: its tests run on a copy, so that the checkout is never touched."""

import asyncio
import os
import shutil
import signal
import sys
import tempfile
from asyncio.subprocess import DEVNULL, PIPE, STDOUT
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


async def trial(package: Path, changed: Mapping[Path, str], tests: Sequence[str], timeout_s: float) -> Trial:
    """Run tests with some files of a package replaced (paths inside it); the first failure ends it."""
    started = monotonic()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "src" / package.name
        shutil.copytree(package, copy, ignore=shutil.ignore_patterns("__pycache__"))
        for path, text in changed.items():
            (copy / path).write_text(text, encoding="utf-8")
        # A service finds its migrations beside its sources.
        (Path(folder) / "migrations").symlink_to(package.parents[1] / "migrations")
        environment = os.environ | {"PYTHONPATH": str(copy.parent), "PYTHONDONTWRITEBYTECODE": "1"}
        status, output = await _ended(tests, environment, timeout_s)
    return Trial(status, output, monotonic() - started)


async def _ended(tests: Sequence[str], environment: Mapping[str, str], timeout_s: float) -> tuple[int | None, str]:
    # A session of its own, so that what the tests have started ends with them.
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "pytest", "-x", "-q", "-rf", "-p", "no:cacheprovider", *tests,
        cwd=ROOT, env=environment, stdin=DEVNULL, stdout=PIPE, stderr=STDOUT, start_new_session=True,
    )  # fmt: skip
    try:
        async with asyncio.timeout(timeout_s):
            output, _ = await process.communicate()
    except TimeoutError:
        return None, ""
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()
    return process.returncode, output.decode(errors="replace")
