"""The small changes that a test of a rule must notice."""

import ast
import copy
from collections.abc import Callable, Iterator

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Add,
}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def mutants(text: str) -> list[tuple[str, str]]:
    """Return every mutant of a module as (line: what was changed, its text)."""
    tree = ast.parse(text)
    found = []
    for index, node in enumerate(_changeable(tree)):
        for kind, change in _changes(node):
            mutant = copy.deepcopy(tree)
            target = list(_changeable(mutant))[index]
            before = ast.unparse(target)
            change(target)
            ast.fix_missing_locations(mutant)
            found.append((f"{node.lineno}: {kind}: {before} → {ast.unparse(target)}", ast.unparse(mutant)))
    return found


def _changeable(tree: ast.Module) -> Iterator[ast.expr | ast.Return]:
    """Walk what is executed: bodies and defaults of functions, and constants of the module."""
    functions = [node for node in ast.walk(tree) if isinstance(node, Function)]
    outermost = [node for node in functions if not any(node is not f and node in ast.walk(f) for f in functions)]
    values = [n.value for n in tree.body if isinstance(n, ast.Assign | ast.AnnAssign) and n.value is not None]
    defaults = [default for f in outermost for default in (*f.args.defaults, *f.args.kw_defaults) if default]
    for part in (*values, *defaults, *(statement for f in outermost for statement in f.body)):
        yield from (node for node in ast.walk(part) if isinstance(node, ast.expr | ast.Return))


def _changes(node: ast.expr | ast.Return) -> Iterator[tuple[str, Callable[..., None]]]:
    match node:
        case ast.Compare(ops=[op, *_]) if type(op) in COMPARISONS:
            yield "comparison", _compare
        case ast.BoolOp():
            yield "boolean", _swap_and_or
        case ast.BinOp(op=op) if type(op) in ARITHMETIC:
            yield "arithmetic", _calculate
        case ast.UnaryOp(op=ast.Not()):
            yield "not", _keep_operand
        case ast.Constant(value=bool() | int()):
            yield "constant", _shift
        case ast.Return(value=ast.expr() as value) if not _is_none(value):
            yield "return", _return_none


def _compare(node: ast.Compare) -> None:
    node.ops[0] = COMPARISONS[type(node.ops[0])]()


def _swap_and_or(node: ast.BoolOp) -> None:
    node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()


def _calculate(node: ast.BinOp) -> None:
    node.op = ARITHMETIC[type(node.op)]()


def _keep_operand(node: ast.UnaryOp) -> None:
    # `not not x`: the least change of the tree that takes the negation away.
    node.operand = ast.UnaryOp(op=ast.Not(), operand=node.operand)


def _shift(node: ast.Constant) -> None:
    node.value = not node.value if isinstance(node.value, bool) else int(str(node.value)) + 1


def _return_none(node: ast.Return) -> None:
    node.value = ast.Constant(value=None)


def _is_none(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None
