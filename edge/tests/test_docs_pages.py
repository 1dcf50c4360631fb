import re

import httpx
import pytest
from fastapi import FastAPI

from edge import docs_pages


@pytest.fixture
def client(tmp_path):
    (tmp_path / "swagger-ui.css").write_text("body{}")
    (tmp_path / "swagger-ui-bundle.js").write_text("1")
    app = FastAPI(title="orders <1>", docs_url=None, redoc_url=None)
    docs_pages.mount(app, tmp_path)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://api")


async def test_all_that_the_page_loads_is_served_here(client):
    page = await client.get("/docs")
    loaded = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert len(loaded) == 3
    for address in [*loaded, "openapi.json"]:
        assert (await client.get(f"/{address}")).status_code == 200
    assert "orders &lt;1&gt;" in page.text
    assert "http" not in page.text


async def test_the_page_may_run_no_script_but_its_own(client):
    page = await client.get("/docs")
    assert "script-src 'self';" in page.headers["content-security-policy"]
    assert "<script>" not in page.text


def test_the_framework_s_own_pages_must_be_off(tmp_path):
    with pytest.raises(ValueError, match="elsewhere"):
        docs_pages.mount(FastAPI(), tmp_path)
