"""Traps of the stack that a reader would not see (reliability.md, Traps in the stack)."""

import ast
import re
from collections.abc import Iterator

from scripts.lints.source import Finding, Source, dotted, imported

RULE = "stack"
NACKS = frozenset({"NackMessage", "NACK_ON_ERROR", "RejectMessage", "AckMessage"})
NOTIFY = re.compile(r"(^|;)\s*NOTIFY\s+\w|\bpg_notify\b", re.IGNORECASE)


def findings(source: Source) -> Iterator[Finding]:
    """Report acknowledgement by FastStream, NOTIFY, lazy loading and parallel subscribers."""
    for node, name in _names(source.tree):
        if name in NACKS:
            yield source.finding(RULE, node, f"{name}: a nack loops hot; park the event")
    for call in source.calls():
        if message := _message(call):
            yield source.finding(RULE, call, message)
    for line, text in source.strings() if not source.is_under("scripts") else ():
        if NOTIFY.search(text):
            yield source.finding(RULE, line, "NOTIFY takes a global lock: wake in the process or poll")


def _names(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    yield from ((node, name.rpartition(".")[2]) for node, name in imported(tree))
    yield from ((node, node.attr) for node in ast.walk(tree) if isinstance(node, ast.Attribute))


def _message(call: ast.Call) -> str | None:
    owner, _, name = dotted(call.func).rpartition(".")
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    if owner and name in {"ack", "nack", "reject"} and not call.args:
        return f".{name}() commits no stated offset: the cursor in PostgreSQL is the truth"
    if owner.endswith("consumer") and name == "commit" and not call.args and not given:
        return "commit() without offsets means nothing after a rebalance: state them"
    if name == "relationship" and not _is_text(given.get("lazy"), "raise"):
        return 'relationship without lazy="raise" loads behind your back'
    if "max_workers" in given and not name.endswith("Executor"):
        return "max_workers breaks the order of a key"
    return None


def _is_text(node: ast.expr | None, text: str) -> bool:
    return isinstance(node, ast.Constant) and node.value == text
