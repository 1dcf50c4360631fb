"""Every failure of a request as a problem (RFC 9457) in the asker's language."""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any
from uuid import uuid4

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.routing import iter_route_contexts
from pydantic_core import to_jsonable_python
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import compile_path

from chassis.refusals import Forbidden, Invalid, Lang, NotFound, Refused, Unauthenticated, Unavailable

log = structlog.get_logger(__name__)

# Connection lost, resources out, shutting down, and what was retried in vain.
OUTAGE_SQLSTATES = ("08", "53", "57P", "40001", "40P01", "55P03")

NOT_ALLOWED = 405

# A row of a branch out of the asker's reach: as unknown to the asker as one that does not exist.
ROW_SECURITY = "42501"

# What pydantic and our input types find wrong, by kind: zh-CN, English.
KINDS = {
    "missing": ("必填", "required"),
    "extra_forbidden": ("不认识的字段", "unknown field"),
    "string_too_short": ("至少 {min_length} 个字符", "at least {min_length} characters"),
    "string_too_long": ("最多 {max_length} 个字符", "at most {max_length} characters"),
    "string_type": ("必须是文本", "must be text"),
    "string_pattern_mismatch": ("格式不正确", "has the wrong format"),
    "text_unstorable": ("含有不允许的字符", "holds a character that is not allowed"),
    "string_unicode": ("含有不允许的字符", "holds a character that is not allowed"),
    "value_error": ("内容不正确：{error}", "is not valid: {error}"),
    "greater_than": ("必须大于 {gt}", "must be greater than {gt}"),
    "greater_than_equal": ("不能小于 {ge}", "must be at least {ge}"),
    "less_than": ("必须小于 {lt}", "must be less than {lt}"),
    "less_than_equal": ("不能大于 {le}", "must be at most {le}"),
    "too_short": ("至少 {min_length} 项", "at least {min_length} items"),
    "too_long": ("最多 {max_length} 项", "at most {max_length} items"),
    "int_type": ("必须是整数", "must be a whole number"),
    "int_parsing": ("必须是整数", "must be a whole number"),
    "bool_type": ("必须是 true 或 false", "must be true or false"),
    "uuid_text": ("不是有效的编号（UUID）", "is not a UUID"),
    "day_text": ("不是有效日期，例如 2026-03-31", "is not a date such as 2026-03-31"),
    "date_from_datetime_parsing": ("不是有效日期，例如 2026-03-31", "is not a date such as 2026-03-31"),
    "instant_text": ("必须是带时区的时间", "must be a time with an offset"),
    "enum": ("只能是 {expected}", "must be {expected}"),
    "literal_error": ("只能是 {expected}", "must be {expected}"),
}
UNKNOWN_KIND = ("内容不正确", "is not valid")


class BadRequest(Refused):
    """Refuse what cannot be read."""

    code, status = "bad_request", 400
    zh, en = "请求无法解析。", "The request cannot be read."


class MethodNotAllowed(Refused):
    """Refuse a method that the address does not take (RFC 9110)."""

    code, status = "method_not_allowed", 405
    zh, en = "此地址不支持该方法。", "This address does not take that method."


class BodyTooLarge(Refused):
    """Refuse a body above the limit (RFC 9110)."""

    code, status = "body.too_large", 413
    zh, en = "请求内容过大。", "The body is too large."


class Internal(Refused):
    """Own up to a bug without a word of its inside."""

    code, status = "internal", 500
    zh, en = "系统内部错误，我们已记录。", "Something broke on our side; it is on record."


# What the framework raises by itself, mostly while it looks for the route.
FRAMEWORK: dict[int, Callable[[], Refused]] = {
    401: Unauthenticated, 403: Forbidden, 404: NotFound, 405: MethodNotAllowed, 413: BodyTooLarge,
    503: Unavailable,
}  # fmt: skip


def install(app: FastAPI) -> None:
    """Map every exception that leaves a route to a problem."""
    app.exception_handler(Refused)(_on_refused)
    app.exception_handler(RequestValidationError)(_on_invalid)
    app.exception_handler(HTTPException)(_on_framework)
    app.exception_handler(DBAPIError)(_on_database)
    app.exception_handler(PoolTimeout)(_on_outage)
    app.exception_handler(OSError)(_on_outage)
    app.exception_handler(Exception)(_on_bug)


def language(accepted: str) -> Lang:
    """Choose between our two languages by Accept-Language; zh-CN unless English is preferred."""
    best: dict[Lang, float] = {"zh-CN": 0, "en": 0}
    for part in accepted.split(","):
        tag, _, weight = part.replace(" ", "").lower().partition(";q=")
        lang: Lang | None = {"zh": "zh-CN", "en": "en"}.get(tag.split("-")[0])  # type: ignore[assignment]
        if lang:
            best[lang] = max(best[lang], _weight(weight))
    return "en" if best["en"] > best["zh-CN"] else "zh-CN"


def _weight(text: str) -> float:
    try:
        return float(text or 1)
    except ValueError:
        return 0


def problem(request: Request, refused: Refused, **members: object) -> Response:
    """Build the problem document of a refusal; members that say nothing are left out."""
    lang = language(request.headers.get("accept-language", ""))
    said = {
        "field": refused.field,
        "duty": refused.duty,
        "facts": refused.facts,
        "advice": refused.advice(lang),
        **members,
    }
    body = {
        "type": f"urn:branchline:problem:{refused.code}",
        "title": HTTPStatus(refused.status).phrase,
        "status": refused.status,
        "detail": refused.text(lang),
        "code": refused.code,
        "instance": f"urn:branchline:request:{request_id(request)}",
        **{name: value for name, value in said.items() if value},
    }
    return JSONResponse(
        to_jsonable_python(body, fallback=str),
        refused.status,
        {**refused.headers, "Content-Language": lang, "Cache-Control": "no-store"},
        "application/problem+json",
    )


def request_id(request: Request) -> str:
    """Tell the id under which the log knows a request."""
    if not hasattr(request.state, "request_id"):
        request.state.request_id = str(uuid4())
    return str(request.state.request_id)


async def _on_refused(request: Request, refused: Refused) -> Response:
    log.info("request.refused", code=refused.code, reason=getattr(refused, "reason", None))
    return problem(request, refused)


async def _on_invalid(request: Request, error: RequestValidationError) -> Response:
    lang = language(request.headers.get("accept-language", ""))
    errors = [_finding(finding, lang) for finding in error.errors()]
    return problem(request, Invalid(field=errors[0]["field"]), errors=errors)


def _finding(finding: dict[str, Any], lang: Lang) -> dict[str, str]:
    where, *path = finding["loc"]
    template = KINDS.get(finding["type"], UNKNOWN_KIND)[lang == "en"]
    return {
        "in": str(where),
        "field": pointer(path),
        "code": finding["type"],
        "detail": template.format_map(finding.get("ctx", {})),
    }


def pointer(path: Iterable[object]) -> str:
    """Write a place in a document as a JSON pointer (RFC 6901)."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


async def _on_framework(request: Request, error: HTTPException) -> Response:
    # FastAPI wraps what reading the body raised in a 400 of its own.
    if isinstance(error.__cause__, Refused):
        return await _on_refused(request, error.__cause__)
    refused = FRAMEWORK.get(error.status_code, BadRequest)()
    refused.headers.update(error.headers or {})
    if error.status_code == NOT_ALLOWED:
        refused.headers["Allow"] = ", ".join(sorted(_methods(request)))
    return problem(request, refused)


def _methods(request: Request) -> set[str]:
    """Gather what an address takes over all its routes: the framework names the first route's (RFC 9110, 15.5.6)."""
    path = request.scope["path"]
    routes = (route for route in iter_route_contexts(request.app.routes) if route.methods)
    return {
        method for route in routes if compile_path(route.path or "")[0].match(path) for method in route.methods or ()
    }


async def _on_database(request: Request, error: DBAPIError) -> Response:
    if getattr(error.orig, "sqlstate", None) == ROW_SECURITY:
        return await _on_refused(request, NotFound())
    return await (_on_outage if _is_outage(error) else _on_bug)(request, error)


def _is_outage(error: DBAPIError) -> bool:
    if error.connection_invalidated or isinstance(error, OperationalError):
        return True
    if isinstance(error, InterfaceError):
        # asyncpg also files a wrong argument here, and that is a bug.
        return not isinstance(getattr(error.orig, "__cause__", None), ValueError)
    return str(getattr(error.orig, "sqlstate", None) or "").startswith(OUTAGE_SQLSTATES)


async def _on_outage(request: Request, error: Exception) -> Response:
    log.warning("request.outage", request_id=request_id(request), error=repr(error))
    return problem(request, Unavailable())


async def _on_bug(request: Request, error: Exception) -> Response:
    log.error("request.failed", request_id=request_id(request), exc_info=error)
    return problem(request, Internal())
