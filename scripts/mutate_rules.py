"""Change the rules at seeded places, one at a time; their tests must notice (`--seed`, `--count`)."""

import argparse
import asyncio
import random
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.mutations import mutants
from scripts.trials import ROOT, trial

SEED = 20_260_401
COUNT = 24
# A mutant may turn a loop endless; the tests of the rules of one feature take seconds.
TIMEOUT_S = 60


@dataclass(frozen=True, slots=True)
class Feature:
    """One rules.py with the tests that belong to it."""

    rules: Path

    @property
    def package(self) -> Path:
        """Name the folder of the service's package."""
        return self.rules.parents[1]

    @property
    def tests(self) -> Path:
        """Name the file that must notice a change of these rules."""
        return self.package.parents[1] / "tests" / self.rules.parent.name / "test_rules.py"

    @property
    def name(self) -> str:
        """Name the file as a person would look for it."""
        return self.rules.relative_to(ROOT).as_posix()


def chosen(features: Iterable[Feature], seed: int, count: int) -> Iterator[tuple[Feature, str, str]]:
    """Choose mutants by seed, in turn from each feature, so that no large one crowds out the others."""
    dice = random.Random(seed)
    stock = [(feature, mutants(feature.rules.read_text(encoding="utf-8"))) for feature in features]
    for _, candidates in stock:
        dice.shuffle(candidates)
    while count and (stock := [(feature, candidates) for feature, candidates in stock if candidates]):
        for feature, candidates in stock[:count]:
            count -= 1
            yield (feature, *candidates.pop())


def is_noticed(feature: Feature, text: str) -> bool:
    """Tell whether the feature's rule tests notice this text in place of its rules."""
    changed = {feature.rules.relative_to(feature.package): text}
    return asyncio.run(trial(feature.package, changed, [str(feature.tests)], TIMEOUT_S)).status != 0


def unfit(features: Iterable[Feature]) -> Iterator[str]:
    """Name features whose tests are missing, fail as it is, or do not look at the copy at all."""
    for feature in features:
        text = feature.rules.read_text(encoding="utf-8")
        if not feature.tests.exists():
            yield f"{feature.name} has no {feature.tests.relative_to(ROOT)}"
        elif is_noticed(feature, text):
            yield f"{feature.name}: its tests fail without any change"
        elif not is_noticed(feature, "raise RuntimeError\n"):
            yield f"{feature.name}: its tests do not import it"


def main() -> int:
    """Print each mutant and whether it was killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--count", type=int, default=COUNT)
    wanted = parser.parse_args()
    features = [Feature(path) for path in sorted(ROOT.glob("services/*/src/*/*/rules.py"))]
    if wrong := list(unfit(features)) or ([] if features else ["no rules found"]):
        print("\n".join(wrong))
        return 2
    survivors = tried = 0
    for feature, change, text in chosen(features, wanted.seed, wanted.count):
        killed = is_noticed(feature, text)
        tried, survivors = tried + 1, survivors + (not killed)
        print(f"{'killed  ' if killed else 'SURVIVED'}  {feature.name}:{change}", flush=True)
    print(f"{tried} mutants (seed {wanted.seed}): {tried - survivors} killed, {survivors} survived")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
