"""What OpenAPI cannot learn from signatures: the bearer token, and the key of every POST."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

BEARER = {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
    "description": "一次操作一个键；重发同一请求用同一键。One key an operation; the same when it is sent again.",
}


def describe(app: FastAPI) -> None:
    """Complete the app's OpenAPI document, so that its docs page can log in and post."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            found = get_openapi(title=app.title, version=app.version, routes=app.routes)
            found.setdefault("components", {})["securitySchemes"] = {"bearer": BEARER}
            found["security"] = [{"bearer": []}]
            for methods in found["paths"].values():
                if "post" in methods:
                    methods["post"].setdefault("parameters", []).append(KEY)
            app.openapi_schema = found
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]
