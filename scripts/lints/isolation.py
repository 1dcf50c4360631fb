"""Who may import whom, tests and lazy imports included (architecture, rule 1; style.md 11 and 24)."""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator

from scripts.lints.source import Finding, Source, imported

RULE = "isolation"
SERVICES = frozenset({"customers", "orders", "receivables", "notifications"})
PURE_CHASSIS = frozenset({"calendar", "clock", "refusals"})
SIBLINGS_MAX = 2
# Tests stand a service up with it; the code of a service knows nothing of the development tools.
TEST_KIT = ("branchline.testing", "edge.topics")


def findings(source: Source) -> Iterator[Finding]:
    """Report imports that cross a border, and rules that import more than pure things."""
    for node, name in imported(source.tree):
        package = name.split(".")[0]
        if package in _foreign(source) and not (source.is_test and name.startswith(TEST_KIT)):
            yield source.finding(RULE, node, f"{name} is beyond this package's border: events tell what it needs")
        elif source.path.name == "rules.py" and source.service and not _is_pure(name):
            yield source.finding(RULE, node, f"{name} in rules: only the standard library, contracts, pure chassis")


def sibling_findings(sources: Iterable[Source]) -> Iterator[Finding]:
    """Report features that reach into siblings beyond the queries of two of them."""
    reached: dict[tuple[str, str], set[str]] = defaultdict(set)
    for source in sources:
        if source.feature is None or source.service is None:
            continue
        for node, name in imported(_without_type_checking(source.tree)):
            match name.split("."):
                case (source.service, sibling, module, *_) if sibling != source.feature:
                    if module != "queries":
                        yield source.finding(RULE, node, f"{name}: of a sibling feature only its queries")
                    elif sibling not in reached[source.service, source.feature]:
                        reached[source.service, source.feature].add(sibling)
                        if len(reached[source.service, source.feature]) > SIBLINGS_MAX:
                            yield source.finding(RULE, node, f"{source.feature} leans on a third sibling, {sibling}")


def _foreign(source: Source) -> frozenset[str]:
    if source.service:
        return SERVICES - {source.service} | {"branchline"}
    if source.is_under("chassis"):
        return SERVICES | {"branchline", "edge"}
    if source.is_under("edge"):
        return SERVICES | {"branchline"}
    if source.is_under("contracts"):
        return SERVICES | {"branchline", "chassis", "edge"}
    return frozenset()


def _is_pure(name: str) -> bool:
    match name.split("."):
        case ["chassis", module, *_]:
            return module in PURE_CHASSIS
        case [service, _, "rules", *_] if service in SERVICES:
            return True
        case [package, *_]:
            return package in sys.stdlib_module_names or package == "contracts"
    return False


def _without_type_checking(tree: ast.Module) -> ast.Module:
    kept = [node for node in tree.body if not (isinstance(node, ast.If) and _names_type_checking(node.test))]
    return ast.Module(body=kept, type_ignores=[])


def _names_type_checking(test: ast.expr) -> bool:
    return isinstance(test, ast.Name) and test.id == "TYPE_CHECKING"
