"""Addresses, methods, queries and languages (bad inputs 11 and 14 to 17), on every route that has them."""

from uuid import UUID, uuid4

import pytest
from structlog.testing import capture_logs

from branchline.testing import Firm, House
from tests.inputs.asking import ask, each_refuses, lists, needed, one_of_each, problem, queries
from tests.security.houses import traces
from tests.security.routes import PARAMETER, Served, served

UNKNOWN = str(uuid4())


def by_uuid(house: House) -> list[Served]:
    """List the routes whose last parameter is an id."""
    return [
        route
        for route in served(house.app)
        if route.access and route.dependant and any(_is_uuid(each) for each in route.dependant.path_params)
    ]


def _is_uuid(parameter) -> bool:
    return parameter.field_info.annotation is UUID


@pytest.mark.shows("bad-input-11")
@pytest.mark.parametrize("spelling", ["1", "nothing", "{{{0}}}", "urn:uuid:{0}", "{0}0", "{1}", "null", "'--"])
async def test_an_id_that_is_no_uuid_is_refused(house: House, firm: Firm, spelling: str):
    one = uuid4()
    value = spelling.format(one, one.hex)
    before = await traces(house)
    for route in by_uuid(house):
        refused = problem(await ask(house, route, route.url(value), json={}), 422, "invalid")
        names = PARAMETER.findall(route.path)
        assert {f"/{name}" for name in names} & {error["field"] for error in refused["errors"]}, refused
    assert await traces(house) == before


@pytest.mark.shows("bad-input-9", "bad-input-11")
async def test_an_address_with_a_character_that_no_database_keeps_is_never_a_bug(house: House, firm: Firm):
    before, found = await traces(house), {}
    with capture_logs():
        for route in served(house.app):
            if route.access and "{" in route.path:
                found[route.name] = await ask(house, route, route.url("%00"), json={})
        for route in lists(house):
            for name in queries(house, route):
                params = {**needed(house, route), name: "\0"}
                found[f"{route.name}?{name}"] = await ask(house, route, params=params)
    assert [name for name, answer in found.items() if answer.status_code not in {400, 404, 422}] == []
    assert await traces(house) == before


@pytest.mark.shows("bad-input-14")
async def test_a_method_that_an_address_does_not_take_says_which_it_does(house: House, firm: Firm):
    by_path: dict[str, set[str]] = {}
    for route in served(house.app):
        by_path.setdefault(PARAMETER.sub(UNKNOWN, route.path), set()).add(route.method)
    wrong = []
    async with house.client("clerk-1") as client:
        for path, methods in by_path.items():
            for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - methods:
                answer = await client.request(method, path, json={})
                problem(answer, 405, "method_not_allowed")
                if set(answer.headers["allow"].split(", ")) != methods:
                    wrong.append(f"{method} {path}: allowed {answer.headers['allow']}, not {methods}")
    assert wrong == []


@pytest.mark.shows("bad-input-15")
@pytest.mark.parametrize("limit", ["-1", "0", "1000000000", "ten", "1e1", "1.5", "", "１０"])
async def test_a_page_of_no_sensible_size_is_refused(house: House, firm: Firm, limit: str):
    await each_refuses(house, lists(house), 422, "invalid", params={"limit": limit})


@pytest.mark.shows("bad-input-15")
@pytest.mark.parametrize("cursor", ["x", "bm90aGluZw", "W10", "W251bGwsbnVsbF0", "公司", "W10=", "%00", "é"])
async def test_a_cursor_that_no_list_gave_out_is_refused(house: House, firm: Firm, cursor: str):
    await each_refuses(house, lists(house), 400, "cursor.invalid", params={"after": cursor})


@pytest.mark.shows("bad-input-16")
@pytest.mark.parametrize("name", ["sort", "filter[__class__]", "no_such", "limit[]", "LIMIT"])
async def test_a_list_refuses_a_parameter_that_it_does_not_know(house: House, firm: Firm, name: str):
    found = await each_refuses(house, lists(house), 422, "invalid", params={name: "name;drop"})
    for refusal in found:
        assert [error["field"] for error in refusal["errors"]] == [f"/{name}"], refusal


@pytest.mark.shows("bad-input-17")
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("xx", "zh-CN"),
        ("", "zh-CN"),
        ("fr;q=1, de", "zh-CN"),
        (";;;q=\x7f", "zh-CN"),
        ("en;q=nan", "zh-CN"),
        ("en", "en"),
    ],
)
async def test_who_asks_in_an_unknown_language_is_answered_in_chinese(house: House, firm: Firm, asked: str, said: str):
    for route in one_of_each(house):
        answer = await ask(house, route, json=[], headers={"accept-language": asked})
        refused = problem(answer, answer.status_code)
        assert answer.headers["content-language"] == said
        assert any("\u4e00" <= char <= "\u9fff" for char in refused["detail"]) == (said == "zh-CN")
