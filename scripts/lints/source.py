"""One file as the lints see it: its place, its tree, its waivers."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

ROOTS = ("contracts", "chassis", "edge", "services", "deploy", "tests", "bench", "scripts", "docs")
SKIPPED = frozenset({".venv", "node_modules", "build", "dist", "__pycache__", "released"})
Function = ast.FunctionDef | ast.AsyncFunctionDef
WAIVER = re.compile(r"(?:#|--)\s*lint:\s*(?P<rule>[a-z-]+):\s*(?P<reason>\S.*)")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One broken house rule at one place."""

    path: str
    line: int
    rule: str
    message: str
    last_line: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: {self.message}"


@dataclass(frozen=True, slots=True)
class Source:
    """A Python or SQL file below one of the roots."""

    path: PurePosixPath
    text: str
    tree: ast.Module

    @classmethod
    def of(cls, path: str, text: str) -> "Source":
        """Parse the text; an SQL file has an empty tree."""
        tree = ast.parse(text, path) if path.endswith(".py") else ast.Module(body=[], type_ignores=[])
        return cls(PurePosixPath(path), text, tree)

    @property
    def is_test(self) -> bool:
        """Tell whether the file belongs to the tests of anything."""
        return "tests" in self.path.parts

    def is_under(self, *folders: str) -> bool:
        """Tell whether the file lies below one of the folders, given from the root."""
        return any(self.path.is_relative_to(folder) for folder in folders)

    @property
    def service(self) -> str | None:
        """Name the service that the file belongs to, if any."""
        return self.path.parts[1] if self.is_under("services") and len(self.path.parts) > 2 else None  # noqa: PLR2004 - services/NAME/…

    @property
    def feature(self) -> str | None:
        """Name the feature folder below services/NAME/src/NAME, if the file lies in one."""
        match self.path.parts:
            case ("services", _, "src", _, feature, _, *_):
                return feature
        return None

    def finding(self, rule: str, node: ast.AST | int, message: str) -> Finding:
        """Report a node of this file, or a line of it."""
        if isinstance(node, int):
            return Finding(str(self.path), node, rule, message, node)
        line = getattr(node, "lineno", 1)
        return Finding(str(self.path), line, rule, message, getattr(node, "end_lineno", line))

    def calls(self) -> Iterator[ast.Call]:
        """Yield every call of the file."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))

    def strings(self) -> Iterator[tuple[int, str]]:
        """Yield every string that is no docstring with its line; of an SQL file, every line."""
        if self.path.suffix == ".sql":
            yield from enumerate((line.split("--")[0] for line in self.text.splitlines()), start=1)
            return
        docstrings = {id(node.value) for node in ast.walk(self.tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                yield node.lineno, node.value

    def waivers(self) -> dict[int, str]:
        """Map each line with a `# lint: rule: reason` to its rule."""
        found = ((line, WAIVER.search(comment)) for line, comment in self._comments())
        return {line: match["rule"] for line, match in found if match}

    def _comments(self) -> Iterator[tuple[int, str]]:
        if self.path.suffix == ".sql":
            yield from enumerate(self.text.splitlines(), start=1)
            return
        for token in tokenize.generate_tokens(io.StringIO(self.text).readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string


def dotted(node: ast.AST) -> str:
    """Spell a chain of names and attributes (`a.b.c`); what lies under a call or index is left out."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attr):
            return f"{dotted(value)}.{attr}".lstrip(".")
    return ""


def functions(tree: ast.Module) -> Iterator[Function]:
    """Yield every function and method of the file."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def imported(tree: ast.Module) -> Iterator[tuple[ast.Import | ast.ImportFrom, str]]:
    """Yield every import of the file with the full name of each thing imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def sources(root: Path) -> Iterator[Source]:
    """Read every Python and SQL file of the project."""
    for folder in ROOTS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in {".py", ".sql"} and not SKIPPED & set(path.relative_to(root).parts):
                yield Source.of(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
