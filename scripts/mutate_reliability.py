"""Break the reliability code in ways that a person thought of (scripts/mutants); the tests named there must notice."""

import argparse
import asyncio
import json
import os
import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from branchline.infrastructure import started
from scripts.trials import ROOT, TESTS_FAILED, Trial, trial

LISTS = Path(__file__).with_name("mutants")
REPORT = ROOT / "build" / "mutants.json"
# A mutant may wait for ever: the body of a test is stopped and fails. A machine that is slow to begin is no kill.
LIMITED = ("--timeout=60", "-o", "timeout_func_only=true")
TIMEOUT_S = 240
BASELINE_TIMEOUT_S = 600
INTERRUPTED = 130
FAILED = re.compile(r"^FAILED (\S+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one file, what it breaks, and the tests that must notice."""

    name: str
    breaks: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    @property
    def package(self) -> Path:
        """Name the folder of the package that the file belongs to."""
        parts = Path(self.file).parts
        return ROOT.joinpath(*parts[: parts.index("src") + 2])

    def changed(self) -> dict[Path, str]:
        """Return the file as it would be, by its path in the package."""
        text = (ROOT / self.file).read_text(encoding="utf-8")
        return {(ROOT / self.file).relative_to(self.package): text.replace(self.old, self.new)}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mutant: killed, survived, or unfit, since its tests did not run or did not end."""

    name: str
    file: str
    breaks: str
    verdict: str
    by: str
    seconds: float


def listed() -> list[Mutant]:
    """Read all mutants, by file and in the order of each."""
    found = []
    for path in sorted(LISTS.glob("*.toml")):
        for name, facts in tomllib.loads(path.read_text(encoding="utf-8")).items():
            found.append(Mutant(name, tests=tuple(facts.pop("tests")), **facts))
    return found


def unfit(mutants: Sequence[Mutant]) -> Iterator[str]:
    """Name mutants whose text is not in its file just once, or whose tests are gone."""
    for mutant in mutants:
        path = ROOT / mutant.file
        times = path.read_text(encoding="utf-8").count(mutant.old) if path.exists() else 0
        if times != 1:
            yield f"{mutant.name}: its old text stands {times} times in {mutant.file}, not once"
        for test in mutant.tests:
            place, _, function = test.partition("::")
            text = (ROOT / place).read_text(encoding="utf-8") if (ROOT / place).exists() else ""
            if f"def {function.partition('[')[0]}(" not in text:
                yield f"{mutant.name}: there is no test {test}"


async def tried(mutant: Mutant, turns: asyncio.Semaphore) -> Outcome:
    """Run the tests of a mutant against it, when there is room."""
    async with turns:
        found = await trial(mutant.package, mutant.changed(), (*LIMITED, *mutant.tests), TIMEOUT_S)
    # An error around the tests is no kill: they did not come to look.
    is_killed = found.status == TESTS_FAILED and FAILED.search(found.output)
    verdict = "killed" if is_killed else "survived" if found.status == 0 else "unfit"
    return Outcome(mutant.name, mutant.file, mutant.breaks, verdict, _by(found), round(found.seconds, 1))


def _by(found: Trial) -> str:
    if found.status is None:
        return f"no end within {TIMEOUT_S} s"
    named = FAILED.search(found.output)
    return named[1] if named else found.output[-2000:] if found.status else ""


async def run(mutants: Sequence[Mutant], jobs: int) -> list[Outcome]:
    """Try all, some at a time, and say of each what became of it."""
    turns, outcomes = asyncio.Semaphore(jobs), []
    async with asyncio.TaskGroup() as group:
        for trying in asyncio.as_completed([group.create_task(tried(mutant, turns)) for mutant in mutants]):
            one = await trying
            outcomes.append(one)
            by = one.by if one.verdict == "killed" else ""
            place = f"{len(outcomes):3}/{len(mutants)}"
            print(f"{place}  {one.verdict:9}{one.seconds:5.1f} s  {one.name}  {by}", flush=True)
    return outcomes


async def as_it_is(mutants: Sequence[Mutant]) -> Trial:
    """Run all tests that are named, without any change."""
    tests = sorted({test for mutant in mutants for test in mutant.tests})
    return await trial(mutants[0].package, {}, (*LIMITED, *tests), BASELINE_TIMEOUT_S)


def main() -> int:
    """Print each mutant and what became of it; leave a report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="only these")
    parser.add_argument("--jobs", type=int, default=2)
    wanted = parser.parse_args()
    known = {mutant.name: mutant for mutant in listed()}
    mutants = [mutant for name, mutant in known.items() if not wanted.names or name in wanted.names]
    unknown = [f"no such mutant: {name}" for name in sorted(set(wanted.names) - known.keys())]
    if wrong := unknown or list(unfit(mutants)):
        print("\n".join(wrong))
        return 2
    with suppress(KeyboardInterrupt), started(f"mutants-{os.getpid()}", keep_data=False) as servers:
        os.environ |= {"BRANCHLINE_POSTGRES": servers.postgres_url, "BRANCHLINE_KAFKA": servers.kafka}
        print("the tests as they are …", flush=True)
        if (before := asyncio.run(as_it_is(mutants))).status != 0:
            print(f"they fail without any change:\n{before.output[-4000:]}")
            return 2
        return _reported(asyncio.run(run(mutants, wanted.jobs)))
    return INTERRUPTED


def _reported(outcomes: Sequence[Outcome]) -> int:
    counts = {verdict: sum(each.verdict == verdict for each in outcomes) for verdict in ("killed", "survived", "unfit")}
    REPORT.parent.mkdir(exist_ok=True)
    rows = [asdict(each) for each in sorted(outcomes, key=lambda each: each.name)]
    REPORT.write_text(json.dumps({**counts, "mutants": rows}, ensure_ascii=False, indent=1), encoding="utf-8")
    for each in outcomes:
        if each.verdict != "killed":
            print(f"{each.verdict}: {each.name}: {each.breaks}\n{each.by}")
    print(f"{len(outcomes)} mutants: {', '.join(f'{n} {verdict}' for verdict, n in counts.items())}; see {REPORT}")
    return 0 if counts["killed"] == len(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
