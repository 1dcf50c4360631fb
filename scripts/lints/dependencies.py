"""The commit comes before the response: a yielding dependency has `scope="function"` (style.md 5)."""

import ast
from collections.abc import Iterable, Iterator

from scripts.lints.source import Finding, Function, Source, dotted, functions

RULE = "scope"
MAY_END_AFTER_THE_RESPONSE: frozenset[str] = frozenset()
NOT_DEPENDENCIES = ("fixture", "contextmanager", "asynccontextmanager")


def total_findings(sources: Iterable[Source]) -> Iterator[Finding]:
    """Report `Depends(f)` of a function that yields, without `scope="function"`."""
    known = list(sources)
    yielding = {name for source in known for name in _yielding(source.tree)} - MAY_END_AFTER_THE_RESPONSE
    for source in known:
        for call in source.calls():
            if dotted(call.func).rpartition(".")[2] in {"Depends", "Security"} and call.args:
                name = _called(call.args[0])
                if name in yielding and not _has_function_scope(call):
                    yield source.finding(RULE, call, f'{name} yields: Depends({name}, scope="function")')


def _yielding(tree: ast.Module) -> Iterator[str]:
    for function in functions(tree):
        if not _is_other(function) and any(isinstance(node, ast.Yield) for node in ast.walk(function)):
            yield function.name
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and "__call__" in _yielding(ast.Module(node.body, [])):
            yield node.name


def _is_other(function: Function) -> bool:
    return any(
        dotted(decorator.func if isinstance(decorator, ast.Call) else decorator).endswith(NOT_DEPENDENCIES)
        for decorator in function.decorator_list
    )


def _called(node: ast.expr) -> str:
    return dotted(node.func if isinstance(node, ast.Call) else node).rpartition(".")[2]


def _has_function_scope(call: ast.Call) -> bool:
    return any(
        keyword.arg == "scope" and isinstance(keyword.value, ast.Constant) and keyword.value.value == "function"
        for keyword in call.keywords
    )
