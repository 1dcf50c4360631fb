"""No new `await` between the first write and the offset commit without a crash point next to it.

Watched are the modules of the chassis that stand on that way. There each `await` has a `crash_point("…")` next to it:
in the same function, at most four lines above or below. Three need none: `tx.execute(SQL.name)`, whose statement is a
point by its name (so each that writes or locks must be declared), a function of a watched module, which has its own
points, and what only waits. What is declared in the registry, crash_points.toml, must exist, and the other way round.
"""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from scripts.lints.source import Finding, Source, dotted, functions

RULE = "crash"
FOLDER = "chassis/src/chassis"
REGISTRY = f"{FOLDER}/crash_points.toml"
WATCHED = ("consumer", "database", "dead_letters", "inbox", "parking", "reactions", "relay", "resend", "sweeper", "tx")
LINES_MAX = 4
NAME = re.compile(r"-- name: (\w+)")
IDLE = {"crash_point", "sleep", "wait"}
POINTS: dict[str, str] = tomllib.loads((Path(__file__).parents[2] / REGISTRY).read_text("utf-8"))


def total_findings(sources: Iterable[Source], points: Mapping[str, str] = POINTS) -> Iterator[Finding]:
    """Report awaits and statements without a point, and points that are declared but not there, or not declared."""
    known = list(sources)
    watched = [source for source in known if str(source.path) in {f"{FOLDER}/{name}.py" for name in WATCHED}]
    own = {f.name for source in watched for f in functions(source.tree) if isinstance(f, ast.AsyncFunctionDef)}
    for source in watched:
        yield from _awaits(source, own - {"execute"})
    there: set[str] = set()
    for source in known:
        for line, name, is_read in _statements(source):
            there.add(name)
            if source.path.stem in WATCHED and not is_read and name not in points:
                yield source.finding(RULE, line, f"{name} writes or locks: declare it in {REGISTRY}")
        for call, name in _points(source):
            there.add(name)
            if name not in points:
                yield source.finding(RULE, call, f"{name} is not declared in {REGISTRY}")
    if watched:
        yield from (Finding(REGISTRY, 1, RULE, f"{name} is hit nowhere") for name in sorted(points.keys() - there))


def _awaits(source: Source, own: set[str]) -> Iterator[Finding]:
    for function in functions(source.tree):
        nodes = list(_inside(function))
        lines = [node.lineno for node in nodes if isinstance(node, ast.Call) and dotted(node.func) == "crash_point"]
        for node in nodes:
            if isinstance(node, ast.Await) and not _is_covered(node.value, own):
                last = node.end_lineno or node.lineno
                if not any(node.lineno - LINES_MAX <= line <= last + LINES_MAX for line in lines):
                    yield source.finding(RULE, node, f"await in {function.name} without a crash point next to it")


def _is_covered(awaited: ast.expr, own: set[str]) -> bool:
    if isinstance(awaited, ast.IfExp):
        return _is_covered(awaited.body, own) and _is_covered(awaited.orelse, own)
    if not isinstance(awaited, ast.Call):
        return False
    name = dotted(awaited.func)
    if name == "tx.execute":
        return isinstance(awaited.args[0], ast.Name | ast.Attribute)
    return name.rpartition(".")[2] in own | IDLE


def _inside(function: ast.AST) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(function):
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from _inside(node)


def _statements(source: Source) -> Iterator[tuple[int, str, bool]]:
    """Yield line and name of each statement of an SQL file, and whether it reads without a lock."""
    if source.path.suffix != ".sql":
        return
    lines = source.text.splitlines()
    heads = [(number, match[1]) for number, line in enumerate(lines) if (match := NAME.match(line))]
    for (start, name), (end, _) in pairwise([*heads, (len(lines), "")]):
        text = " ".join(line for line in lines[start:end] if not line.startswith("--"))
        is_read = text.startswith("SELECT") and "FOR UPDATE" not in text
        yield start + 1, f"{source.path.stem}.{name}", is_read


def _points(source: Source) -> Iterator[tuple[ast.Call, str]]:
    for call in source.calls():
        if dotted(call.func) == "crash_point" and isinstance(call.args[0], ast.Constant):
            yield call, str(call.args[0].value)
