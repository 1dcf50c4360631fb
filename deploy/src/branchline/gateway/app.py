"""The gateway's routes: `/api/<service>/…`, `/config.json`, the console's files, and its page for all other paths."""

import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from branchline.gateway.proxy import Proxy

CLIENT_ID = "console"
NONCE = "__NONCE__"
UNBUILT = "控制台尚未构建：请运行 make console / the console is not built: run make console"
FOR_EVER = "public, max-age=31536000, immutable"


def policy(issuer: str, nonce: str) -> str:
    """Write the page's Content-Security-Policy: own scripts, styles by nonce, and the issuer's token endpoint alone."""
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self'; "
        f"connect-src 'self' {issuer}; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )


class Assets(StaticFiles):
    """Files whose names change with their content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer a file that need never be asked for again."""
        answer = await super().get_response(path, scope)
        answer.headers["Cache-Control"] = FOR_EVER
        return answer


def make_app(files: Path, issuer: str, services: Mapping[str, str]) -> Starlette:
    """Put the routes together; `services` tells where each API is."""
    proxy = Proxy(services)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with httpx.AsyncClient(timeout=httpx.Timeout(30, read=None)) as proxy.client:
            yield

    def config(_: Request) -> Response:
        settings = {"issuer": issuer, "clientId": CLIENT_ID, "environment": "development"}
        return JSONResponse(settings, headers={"Cache-Control": "no-store"})

    def page(_: Request) -> Response:
        index = files / "index.html"
        if not index.exists():
            return PlainTextResponse(UNBUILT, 503)
        nonce = secrets.token_urlsafe(18)
        headers = {
            "Content-Security-Policy": policy(issuer, nonce),
            "Cache-Control": "no-store",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        }
        return HTMLResponse(index.read_text("utf-8").replace(NONCE, nonce), headers=headers)

    def icon(_: Request) -> Response:
        return Response((files / "favicon.svg").read_bytes(), media_type="image/svg+xml")

    return Starlette(
        lifespan=lifespan,
        routes=[
            Route("/api/{service}/{path:path}", proxy.forward, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]),
            Route("/config.json", config),
            Route("/favicon.svg", icon),
            Mount("/assets", Assets(directory=files / "assets", check_dir=False)),
            Route("/{path:path}", page),
        ],
    )
