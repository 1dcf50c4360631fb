"""What OpenAPI cannot learn from signatures: the bearer token, the key of every POST, and the problems."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel, Field, JsonValue

VERSION = "0.1.0"
BEARER = {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
    "description": "一次操作一个键；重发同一请求用同一键。One key an operation; the same when it is sent again.",
}


class Finding(BaseModel):
    """A value of a request that cannot be taken: where it stands, and why."""

    part: str = Field(alias="in")
    """Path, query, header or body."""
    code: str
    detail: str
    field: str
    """Its place as a JSON pointer (RFC 6901)."""


class Problem(BaseModel):
    """Why a request was refused (RFC 9457), in the language that was asked for."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    """What programs go by."""
    instance: str
    """The request, as the log knows it."""
    field: str | None = None
    duty: str | None = None
    facts: dict[str, JsonValue] | None = None
    advice: str | None = None
    errors: list[Finding] | None = None


REFUSAL = {
    "description": "请求被拒绝，原因见 `code` 与 `detail`。Refused; `code` and `detail` say why.",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}


def describe(app: FastAPI) -> None:
    """Complete the app's OpenAPI document, so that its docs page can log in and post."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _completed(get_openapi(title=app.title, version=app.version, routes=app.routes))
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]


def _completed(found: dict[str, Any]) -> dict[str, Any]:
    components = found.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    # FastAPI believes in its own answer to a bad request; ours is a problem.
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(problem.pop("$defs"), Problem=problem)
    components["securitySchemes"] = {"bearer": BEARER}
    found["security"] = [{"bearer": []}]
    for methods in found["paths"].values():
        for operation in methods.values():
            operation["responses"].pop("422", None)
            operation["responses"]["default"] = REFUSAL
        if "post" in methods:
            methods["post"].setdefault("parameters", []).append(KEY)
    return found
