"""Run every house lint: `python -m scripts.lints`."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from scripts.lints import (
    clocks,
    commits,
    crashes,
    dependencies,
    floats,
    isolation,
    names,
    sizes,
    sleeps,
    sql_text,
    stack,
)
from scripts.lints.source import Finding, Source, sources

OF_ONE_FILE = (
    sizes.findings,
    names.findings,
    commits.findings,
    clocks.findings,
    floats.findings,
    sql_text.findings,
    isolation.findings,
    stack.findings,
    sleeps.findings,
)
OF_ALL_FILES = (
    sizes.total_findings,
    isolation.sibling_findings,
    dependencies.total_findings,
    crashes.total_findings,
)


def check(known: Sequence[Source]) -> list[Finding]:
    """Return what is broken and not waived, and waivers that waive nothing."""
    found = [finding for source in known for lint in OF_ONE_FILE for finding in lint(source)]
    found += [finding for lint in OF_ALL_FILES for finding in lint(known)]
    waivers = {(str(source.path), line): rule for source in known for line, rule in source.waivers().items()}
    left, used = [], set()
    for finding in found:
        places = {
            (finding.path, line)
            for line in range(finding.line - 1, max(finding.line, finding.last_line) + 1)
            if waivers.get((finding.path, line)) == finding.rule
        }
        used |= places
        if not places:
            left.append(finding)
    return sorted(left + _idle(waivers, used))


def _idle(waivers: dict[tuple[str, int], str], used: Iterable[tuple[str, int]]) -> list[Finding]:
    idle = waivers.keys() - set(used)
    return [Finding(path, line, "waiver", f"{waivers[path, line]} is not broken here") for path, line in idle]


def main() -> int:
    """Print the findings as path:line: rule: message."""
    known = list(sources(Path(__file__).parents[2]))
    found = check(known)
    for finding in found:
        print(finding)
    print(f"house lints: {len(found)} findings in {len(known)} files; {sizes.report(known)}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
