"""Ask routes badly, and look at the answers the same way everywhere."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

import httpx

from branchline.testing import House
from tests.security.houses import traces
from tests.security.routes import Served, served

JSON = {"content-type": "application/json"}


def taking_bodies(house: House) -> list[Served]:
    """List the routes that read a body."""
    return [route for route in served(house.app) if route.access and route.dependant and route.dependant.body_params]


def one_of_each(house: House) -> list[Served]:
    """Choose a POST and a PUT of the service's own that take a body."""
    own = [route for route in taking_bodies(house) if not route.path.startswith(("/parked", "/settings"))]
    return [next(route for route in own if route.method == method) for method in ("POST", "PUT")]


def reading(house: House) -> list[Served]:
    """List the routes that only read."""
    return [route for route in served(house.app) if route.access and route.method == "GET"]


def written(house: House) -> list[Served]:
    """List the routes that change something."""
    return [route for route in served(house.app) if route.access and route.method != "GET"]


def lists(house: House) -> list[Served]:
    """List the routes that answer in pages."""
    return [route for route in reading(house) if {"limit", "after"} <= queries(house, route)]


def queries(house: House, route: Served) -> set[str]:
    """Name the query parameters that a route describes."""
    return {parameter["name"] for parameter in _described(house, route)}


def needed(house: House, route: Served) -> dict[str, str]:
    """Give those query parameters that a route cannot do without."""
    return {each["name"]: f"customer/{uuid4()}" for each in _described(house, route) if each["required"]}


def _described(house: House, route: Served) -> list[dict[str, Any]]:
    described = house.app.openapi()["paths"][route.path][route.method.lower()].get("parameters", [])
    return [parameter for parameter in described if parameter["in"] == "query"]


async def ask(house: House, route: Served, url: str | None = None, **request: Any) -> httpx.Response:
    """Ask as somebody who may, at a version and with a key."""
    head = {"if-match": '"1"', **(request.pop("headers", None) or {})}
    async with house.client(route.subject) as client:
        return await client.request(route.method, url or route.url(), headers=head, **request)


def problem(answer: httpx.Response, status: int, code: str | None = None) -> Mapping[str, Any]:
    """Read a problem document that is whole: status, code, words, language, request."""
    assert answer.status_code == status, f"{answer.request.method} {answer.request.url}: {answer.text[:300]}"
    assert answer.headers["content-type"] == "application/problem+json", answer.text[:300]
    found: Mapping[str, Any] = answer.json()
    assert found["status"] == status
    assert found["type"] == f"urn:branchline:problem:{found['code']}"
    assert found["title"]
    assert found["detail"]
    assert found["instance"].startswith("urn:branchline:request:")
    assert code in {None, found["code"]}, found
    return found


async def each_refuses(
    house: House, routes: Iterable[Served], status: int, code: str | None = None, **request: Any
) -> list[Mapping[str, Any]]:
    """Ask every route the same bad thing: one answer, and nothing is left behind."""
    before = await traces(house)
    asked = list(routes)
    assert asked, "no route to ask"
    found, wrong = [], []
    for route in asked:
        params = {**needed(house, route), **(request.get("params") or {})}
        answer = await ask(house, route, **{**request, "params": params})
        try:
            found.append(problem(answer, status, code))
        except AssertionError as error:
            wrong.append(str(error).splitlines()[0])
    assert not wrong, "\n".join(wrong)
    assert await traces(house) == before
    return found
