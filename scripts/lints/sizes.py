"""No file longer than a screen or two, no function longer than a screen, a small chassis (style.md 24)."""

from collections.abc import Iterable, Iterator
from statistics import quantiles

from scripts.lints.source import Finding, Function, Source, functions

RULE = "size"
FILE_LINES_MAX = 300
TEST_FILE_LINES_MAX = 400
FUNCTION_LINES_MAX = 40
CHASSIS_LINES_MAX = 2_500


def findings(source: Source) -> Iterator[Finding]:
    """Report files and functions that are too long."""
    limit = TEST_FILE_LINES_MAX if source.is_test else FILE_LINES_MAX
    if lines(source) > limit:
        yield source.finding(RULE, 1, f"{lines(source)} lines, at most {limit}: split by capability")
    for function in functions(source.tree):
        if (length := _length(function)) > FUNCTION_LINES_MAX:
            yield source.finding(
                RULE, function.lineno, f"{function.name} has {length} lines, at most {FUNCTION_LINES_MAX}"
            )


def total_findings(sources: Iterable[Source]) -> Iterator[Finding]:
    """Report a chassis that has outgrown its size."""
    total = _chassis(sources)
    if total > CHASSIS_LINES_MAX:
        yield Finding("chassis/src", 1, RULE, f"{total} lines in all, at most {CHASSIS_LINES_MAX}")


def report(sources: Iterable[Source]) -> str:
    """Say how long files and functions are at the median, at nine of ten, and at most."""
    code = [source for source in sources if not source.is_test and lines(source) > 0]
    files = _spread([lines(source) for source in code])
    lengths = _spread([_length(function) for source in code for function in functions(source.tree)])
    return f"files {files}; functions {lengths}; chassis {_chassis(code)} of {CHASSIS_LINES_MAX} lines"


def _chassis(sources: Iterable[Source]) -> int:
    # Its code; the SQL beside it, tables and statements, is counted by the file as everywhere.
    return sum(lines(each) for each in sources if each.is_under("chassis/src") and each.path.suffix == ".py")


def lines(source: Source) -> int:
    """Count the lines of the file."""
    return len(source.text.splitlines())


def _length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _spread(counts: list[int]) -> str:
    tenths = quantiles(counts, n=10) if len(counts) > 1 else counts * 9
    return f"median {tenths[4]:.0f}, 90 % {tenths[8]:.0f}, most {max(counts)}" if counts else "none"
