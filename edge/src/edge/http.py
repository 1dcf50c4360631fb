"""The HTTP edge of a service: strict requests, one transaction a request, problems, health."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Coroutine, MutableMapping
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Header, Request, Response
from fastapi.routing import APIRoute
from sqlalchemy.exc import DBAPIError

from chassis.clock import monotonic
from chassis.crash import crash_point
from chassis.database import ATTEMPTS, is_transient, pause, sqlstate
from chassis.refusals import PreconditionFailed, PreconditionRequired, Refused
from chassis.telemetry import HTTP_SECONDS
from edge import docs_pages, openapi, problems
from edge.access import Replay, Runtime
from edge.config import Config
from edge.inputs import UNSTORABLE, BodyLimit, StrictRequest, TextUnstorable

LOCK_NOT_AVAILABLE = "55P03"
TAG = re.compile(r'"(\d{1,9})"')


class InFlight(Refused):
    """Ask to come back: an equal or competing request is still at work."""

    code, status = "busy", 409
    zh, en = "相同或相关的请求正在处理中。", "An equal or competing request is at work."
    advice_zh, advice_en = "请稍后重试。", "Try again shortly."

    def __init__(self) -> None:
        super().__init__(headers={"Retry-After": "1"})


class Route(APIRoute):
    """A route that commits inside its handler, so that a transient failure can run it again."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap FastAPI's handler."""
        handle = super().get_route_handler()

        async def run(request: Request) -> Response:
            strict = StrictRequest(request.scope, request.receive)
            if any(UNSTORABLE.search(text) for text in (strict.url.path, *strict.query_params.values())):
                raise TextUnstorable
            started = monotonic()
            response: Response | None = None
            try:
                response = await _attempts(handle, strict)
            finally:
                status = "error" if response is None else str(response.status_code)
                HTTP_SECONDS.labels(strict.method, self.path, status).observe(monotonic() - started)
            return response

        return run


async def _attempts(handle: Callable[[Request], Coroutine[Any, Any, Response]], request: Request) -> Response:
    for attempt in range(1, ATTEMPTS + 1):
        try:
            # Our own stack: the transaction's dependency commits when it closes, before the response is sent.
            async with AsyncExitStack() as stack:
                request.scope["fastapi_function_astack"] = stack
                request.state.response = response = await handle(request)
            await crash_point("http.committed")
        except Replay as replay:
            return Response(replay.body, replay.status, replay.headers)
        except DBAPIError as error:
            if sqlstate(error) == LOCK_NOT_AVAILABLE:
                raise InFlight from error
            if attempt == ATTEMPTS or not is_transient(error):
                raise
            await pause(attempt, error)
        else:
            return response
    raise AssertionError


def router(**options: Any) -> APIRouter:
    """Make a router whose routes commit before they answer."""
    return APIRouter(route_class=Route, **options)


def make_app(config: Config, runtime: Runtime | None, title: str, routers: list[APIRouter]) -> FastAPI:
    """Assemble the API of a service; without a runtime it tells its health alone."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield

    app = FastAPI(
        title=title, docs_url=None, redoc_url=None, lifespan=lifespan, version=openapi.VERSION,
        telemetry={"metrics": False, "logs": False, "operation_spans": False, "exclude": _is_of_machines},
    )  # fmt: skip
    app.state.runtime = runtime
    # Set when the process is asked to stop: answers that would go on for ever end.
    app.state.stopping = asyncio.Event()
    problems.install(app)
    openapi.describe(app)
    app.add_middleware(BodyLimit)
    for each in routers:
        app.include_router(each)
    if config.docs_assets:
        docs_pages.mount(app, config.docs_assets)
    return app


def _is_of_machines(scope: MutableMapping[str, Any]) -> bool:
    # Asked each few seconds, and no part of anybody's work.
    return scope.get("path") in {"/livez", "/readyz", "/metrics"}


def tag(response: Response, version: int) -> None:
    """Set the entity tag of a row's version."""
    response.headers["ETag"] = f'"{version}"'


def _version(if_match: Annotated[str | None, Header()] = None) -> int:
    if if_match is None:
        raise PreconditionRequired
    # Strong comparison: a weak tag never matches.
    tagged = TAG.fullmatch(if_match)
    if tagged is None:
        raise PreconditionFailed
    return int(tagged[1])


Version = Annotated[int, Depends(_version)]
"""The version that an edit means to change, from If-Match: required on every edit (RFC 9110)."""
