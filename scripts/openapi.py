"""Write the four services' OpenAPI documents; with `--check` only say which are stale."""

import sys
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from branchline.estate import SERVICES, service
from chassis.blueprint import Service
from contracts.generate import json_text
from edge import openapi
from edge.operations import operations_router

FOLDER = Path(__file__).parents[1] / "contracts" / "openapi"


def described(service: Service) -> dict[str, Any]:
    """Return a service's OpenAPI document without starting anything."""
    app = FastAPI(title=service.title, version=openapi.VERSION)
    for each in (operations_router(service), *service.routers):
        app.include_router(each)
    openapi.describe(app)
    return app.openapi()


def documents() -> dict[Path, str]:
    """Make each document's text by its path."""
    return {FOLDER / f"{name}.json": json_text(described(service(name))) for name in SERVICES}


def main(arguments: list[str]) -> int:
    """Write or check, and say what was found."""
    check = "--check" in arguments
    changed = [
        (path, text)
        for path, text in documents().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    for path, text in changed:
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        print(f"{'stale' if check else 'wrote'}: contracts/openapi/{path.name}")
    return 1 if check and changed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
