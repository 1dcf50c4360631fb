"""A test waits on signals, never for a while (style.md 26)."""

import ast
from collections.abc import Iterator

from scripts.lints.source import Finding, Source, dotted, imported

RULE = "sleep"
SLEEPS = frozenset({"asyncio.sleep", "time.sleep", "anyio.sleep"})


def findings(source: Source) -> Iterator[Finding]:
    """Report sleeps in tests; `sleep(0)` only lets others run."""
    if not source.is_test:
        return
    bare = {"sleep"} if any(name in SLEEPS for _, name in imported(source.tree)) else set()
    for call in source.calls():
        if dotted(call.func) in SLEEPS | bare and not _is_zero(call):
            yield source.finding(RULE, call, "wait on a signal, do not sleep")


def _is_zero(call: ast.Call) -> bool:
    return bool(call.args) and isinstance(call.args[0], ast.Constant) and call.args[0].value == 0
