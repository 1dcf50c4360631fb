"""SQL is never put together from strings: parameters are bound."""

import ast
from collections.abc import Iterator

from scripts.lints.source import Finding, Source, dotted

RULE = "sql-text"
EXECUTES = frozenset({"execute", "executemany", "exec_driver_sql", "scalar", "scalars"})
FETCHES = frozenset({"fetch", "fetchrow", "fetchval"})
TAKES_SQL = EXECUTES | FETCHES | {"text", "DDL"}


def findings(source: Source) -> Iterator[Finding]:
    """Report f-strings, `%`, `+` and `.format` that reach a call which takes SQL."""
    built = {
        target.id
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Assign) and _is_built(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for call in source.calls():
        name = dotted(call.func).rpartition(".")[2]
        if name not in TAKES_SQL or not call.args:
            continue
        statement = call.args[0]
        if _is_built(statement) or (isinstance(statement, ast.Name) and statement.id in built):
            yield source.finding(RULE, call, f"{name}( of a string put together: bind parameters")


def _is_built(node: ast.expr) -> bool:
    match node:
        case ast.JoinedStr(values=values):
            return any(isinstance(value, ast.FormattedValue) for value in values)
        case ast.BinOp(left=left, op=ast.Mod() | ast.Add(), right=right):
            return any(_is_text(side) or _is_built(side) for side in (left, right))
        case ast.Call(func=ast.Attribute(value=value, attr="format" | "join" | "replace")):
            return _is_text(value) or _is_built(value)
    return False


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
