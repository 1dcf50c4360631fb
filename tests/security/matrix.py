"""The table of who may call which route, as the apps declare it: `python -m tests.security.matrix --write`."""

import csv
import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from fastapi import FastAPI

from branchline.databases import SERVICES
from edge.http import make_app
from edge.operations import operations_router
from tests.security.houses import service
from tests.security.routes import ROLES, Served, served

TABLE = Path(__file__).with_name("matrix.csv")
HEAD = ("service", "route", "logs", *ROLES)
REGENERATE = "look whether the change is meant, then: python -m tests.security.matrix --write"

# What answers without a token, and why nothing of the business shows there.
OPEN_TO_ALL = {
    "GET /livez": "probe of the orchestrator",
    "GET /readyz": "probe of the orchestrator",
    "GET /metrics": "figures without data of customers or people",
    "GET /openapi.json": "the description of the API",
    "HEAD /openapi.json": "the description of the API",
}


def app_of(name: str) -> FastAPI:
    """Assemble an app as the process does, without its database."""
    known = service(name)
    config = known.config.model_construct(docs_assets=None)
    return make_app(config, None, known.title, [operations_router(known), *known.routers])  # type: ignore[arg-type]


def declared() -> Iterator[tuple[str, ...]]:
    """Yield the rows of the matrix as the apps declare them."""
    for name in SERVICES:
        for route in served(app_of(name)):
            if route.access:
                yield _row(name, route)


def _row(name: str, route: Served) -> tuple[str, ...]:
    assert route.access is not None
    marks = ("x" if role in route.access.roles else "" for role in ROLES)
    return (name, route.name, route.access.logs or "", *marks)


def written(rows: Iterable[tuple[str, ...]]) -> str:
    """Write rows as CSV."""
    page = io.StringIO()
    csv.writer(page, lineterminator="\n").writerows([HEAD, *rows])
    return page.getvalue()


def committed() -> list[tuple[str, ...]]:
    """Read the committed rows."""
    with TABLE.open(encoding="utf-8", newline="") as page:
        head, *rows = csv.reader(page)
    assert tuple(head) == HEAD, REGENERATE
    return [tuple(row) for row in rows]


def main() -> int:
    """Write the table anew, or tell whether it is fresh."""
    fresh = written(declared())
    if "--write" in sys.argv:
        TABLE.write_text(fresh, encoding="utf-8")
    elif TABLE.read_text(encoding="utf-8") != fresh:
        sys.stderr.write(f"{TABLE.name} is not what the apps declare; {REGENERATE}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
