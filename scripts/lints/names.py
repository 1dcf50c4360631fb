"""The same file names everywhere, and none that say nothing (style.md, Layout and 19)."""

import ast
from collections.abc import Iterator

from scripts.lints.source import Finding, Source

RULE = "name"
FILES = frozenset(
    f"{stem}.py" for stem in ("service", "services", "util", "utils", "helper", "helpers", "base", "common", "misc")
) | {"manager.py", "managers.py", "exceptions.py", "errors.py"}
FOLDERS = frozenset({"common", "util", "utils", "helper", "helpers", "manager", "managers"})
CLASS_ENDINGS = ("Manager", "Processor", "Helper", "Data", "Info")


def findings(source: Source) -> Iterator[Finding]:
    """Report files, folders and classes whose name is no word of the business."""
    if source.path.name in FILES or FOLDERS & set(source.path.parts[:-1]):
        yield source.finding(RULE, 1, f"{source.path.name} says nothing: name it by what it is about")
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ClassDef) and node.name.endswith(CLASS_ENDINGS):
            yield source.finding(RULE, node.lineno, f"{node.name}: no Manager, Processor, Helper, Data, Info")
