"""The model is worth its name only while it is short, plain and does no I/O."""

import ast
from pathlib import Path

import pytest

CODE_LINES_MAX = 600
FILES = sorted((Path(__file__).parent / "model").glob("*.py"))
PLAIN = {"collections.abc", "copy", "datetime", "decimal", "types", "typing", "chassis.calendar"}
OWN = "tests.machine.model"


def apart(tree):
    """The lines of docstrings."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
            yield from range(node.body[0].lineno, node.body[0].end_lineno + 1)


@pytest.mark.rules
def test_the_model_has_at_most_600_lines_of_code():
    count = 0
    for path in FILES:
        text = path.read_text()
        left_out = set(apart(ast.parse(text)))
        count += sum(
            bool(line.strip()) and not line.strip().startswith("#") and number not in left_out
            for number, line in enumerate(text.splitlines(), 1)
        )
    assert 0 < count <= CODE_LINES_MAX


@pytest.mark.rules
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_model_knows_no_service_and_no_database(path):
    nodes = list(ast.walk(ast.parse(path.read_text())))
    names = {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
    assert {name for name in names if not name.startswith(OWN)} <= PLAIN
    assert not any(isinstance(node, ast.Import | ast.AsyncFunctionDef) for node in nodes)
