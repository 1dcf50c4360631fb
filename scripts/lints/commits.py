"""Nobody but the chassis commits (style.md 4)."""

import ast
from collections.abc import Iterator

from scripts.lints.source import Finding, Source

RULE = "commit"
ENDINGS = frozenset({"commit", "rollback"})


def findings(source: Source) -> Iterator[Finding]:
    """Report `.commit(` and `.rollback(` outside the chassis."""
    if source.is_under("chassis/src"):
        return
    for call in source.calls():
        if isinstance(call.func, ast.Attribute) and call.func.attr in ENDINGS:
            yield source.finding(RULE, call, f".{call.func.attr}( belongs to the chassis: use tx")
