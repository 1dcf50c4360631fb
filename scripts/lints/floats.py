"""No float near money (architecture, rule 7)."""

import ast
from collections.abc import Iterator

from scripts.lints.source import Finding, Source, imported

RULE = "float"
MONEY = frozenset({"decimal", "Decimal", "Money", "UnitPrice"})


def findings(source: Source) -> Iterator[Finding]:
    """Report `float` and float literals in a module that knows Decimal or Money; tests may try them."""
    if source.is_test or not any(name.rpartition(".")[2] in MONEY for _, name in imported(source.tree)):
        return
    for node in ast.walk(source.tree):
        match node:
            case ast.Name(id="float"):
                yield source.finding(RULE, node, "float beside money: use Decimal")
            case ast.Constant(value=float(value)):
                yield source.finding(RULE, node, f"{value} beside money: write it as Decimal text")
