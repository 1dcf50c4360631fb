"""The docs page of an API from its own host: no script, style or font from elsewhere."""

from html import escape
from pathlib import Path

from fastapi import FastAPI
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles

# Swagger UI sets style attributes and inlines its icons; nothing else is loosened.
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}

PAGE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>
<link rel="stylesheet" href="docs/assets/swagger-ui.css"></head>
<body><div id="docs"></div><script src="docs/assets/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script></body></html>"""
START = """SwaggerUIBundle({url: "openapi.json", dom_id: "#docs", deepLinking: true,
  persistAuthorization: true, validatorUrl: null});"""


def mount(app: FastAPI, assets: Path) -> None:
    """Serve `/docs` with the Swagger UI found in a folder; the app itself has `docs_url=None`."""
    if app.docs_url is not None or app.redoc_url is not None:
        raise ValueError("switch FastAPI's own docs pages off: they load from elsewhere")

    async def page() -> Response:
        return HTMLResponse(PAGE.format(title=escape(app.title)), headers=HEADERS)

    async def start() -> Response:
        return Response(START, media_type="text/javascript", headers=HEADERS)

    app.add_api_route("/docs", page, include_in_schema=False)
    app.add_api_route("/docs/start.js", start, include_in_schema=False)
    app.mount("/docs/assets", StaticFiles(directory=assets))
