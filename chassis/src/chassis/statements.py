"""Named SQL statements, kept in files beside the code (performance: text on hot paths)."""

import re
from importlib.resources import files
from pathlib import Path

from sqlalchemy import TextClause, text

NAME = re.compile(r"^-- name: (\w+)\n", re.MULTILINE)


class Statements:
    """The statements of one file, each an attribute by the name in its heading."""

    def __init__(self, path: Path) -> None:
        parts = NAME.split(path.read_text("utf-8"))
        found = zip(parts[1::2], parts[2::2], strict=True)
        self._by_name = {n: text(sql).execution_options(crash_point=f"{path.stem}.{n}") for n, sql in found}

    def __getattr__(self, name: str) -> TextClause:
        try:
            return self._by_name[name]
        except KeyError:
            raise AttributeError(name) from None


def statements(module: str) -> Statements:
    """Load the statements of a module, such as `chassis.relay`: they stand in `sql` beside it."""
    package, name = module.rsplit(".", 1)
    return Statements(Path(str(files(package))) / "sql" / f"{name}.sql")
