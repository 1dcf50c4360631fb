"""The gateway of the console: one origin, a strict page, requests handed on as they come."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from branchline.gateway.app import UNBUILT, make_app
from branchline.infrastructure.servers import free_port

ISSUER = "http://127.0.0.1:7000"


async def echo(request: Request) -> Response:
    said = {
        "method": request.method, "path": request.scope["raw_path"].decode(), "query": request.url.query,
        "body": (await request.body()).decode(), "key": request.headers.get("idempotency-key"),
        "host": request.headers["host"],
    }  # fmt: skip
    return JSONResponse(said, 201, {"ETag": '"3"', "Content-Language": "zh-CN"})


@asynccontextmanager
async def serving(app: Starlette) -> AsyncIterator[str]:
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning"))
    work = asyncio.ensure_future(server.serve())
    # The server tells of its start by nothing but this flag.
    while not server.started:
        await asyncio.sleep(0)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await work


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text('<meta name="csp-nonce" content="__NONCE__">')
    (tmp_path / "assets" / "index-abc.js").write_text("1")
    return tmp_path


@pytest.fixture
async def client(files: Path) -> AsyncIterator[httpx.AsyncClient]:
    methods = ["GET", "POST", "PUT"]
    async with serving(Starlette(routes=[Route("/{path:path}", echo, methods=methods)])) as orders:
        services = {"orders": orders, "customers": f"http://127.0.0.1:{free_port()}"}
        async with serving(make_app(files, ISSUER, services)) as here, httpx.AsyncClient(base_url=here) as client:
            yield client


async def test_a_request_goes_on_as_it_came(client: httpx.AsyncClient):
    answer = await client.post(
        "/api/orders/orders/a%2Fb/lines?x=1&y=%20", content="纸", headers={"Idempotency-Key": "k1"}
    )
    assert answer.status_code == 201
    assert (answer.headers["etag"], answer.headers["content-language"]) == ('"3"', "zh-CN")
    said = answer.json()
    assert (said["method"], said["path"], said["query"]) == ("POST", "/orders/a%2Fb/lines", "x=1&y=%20")
    assert (said["body"], said["key"]) == ("纸", "k1")
    assert said["host"] != client.base_url.netloc.decode()


async def test_a_service_that_is_away_or_unknown_is_told(client: httpx.AsyncClient):
    assert (await client.get("/api/customers/me")).status_code == 502
    assert (await client.get("/api/elsewhere/me")).status_code == 404


async def test_every_page_has_its_own_nonce_and_lets_in_nothing_else(client: httpx.AsyncClient):
    pages = [await client.get(path) for path in ("/", "/approvals/1")]
    nonces = [re.findall(r'content="([^"]+)"', page.text)[0] for page in pages]
    assert len(set(nonces)) == 2
    for page, nonce in zip(pages, nonces, strict=True):
        policy = page.headers["content-security-policy"]
        assert f"style-src 'self' 'nonce-{nonce}'" in policy
        assert "unsafe" not in policy
        assert f"connect-src 'self' {ISSUER};" in policy
        assert page.headers["cache-control"] == "no-store"


async def test_assets_stay_for_ever_and_settings_never(client: httpx.AsyncClient):
    assert "immutable" in (await client.get("/assets/index-abc.js")).headers["cache-control"]
    assert (await client.get("/assets/index-old.js")).status_code == 404
    settings = await client.get("/config.json")
    assert settings.json() == {"issuer": ISSUER, "clientId": "console", "environment": "development"}
    assert settings.headers["cache-control"] == "no-store"


async def test_a_console_that_is_not_built_says_so(files: Path, client: httpx.AsyncClient):
    (files / "index.html").unlink()
    answer = await client.get("/todo")
    assert (answer.status_code, answer.text) == (503, UNBUILT)
