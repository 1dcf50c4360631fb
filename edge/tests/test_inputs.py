"""Bad inputs 4 to 11 and 18 to 26, each where it is refused."""

import json
from datetime import UTC, date, datetime

import httpx
import pytest
from fastapi import APIRouter, FastAPI, Request
from fastapi.routing import APIRoute
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from edge import inputs, problems
from edge.inputs import JsonMalformed, TextUnstorable, strict_json


def refuses(kind, raw) -> bool:
    try:
        TypeAdapter(kind).validate_python(raw)
    except ValidationError:
        return True
    return False


def cny(amount):
    return {"amount": amount, "currency": "CNY"}


@pytest.mark.parametrize(
    "amount",
    ["12.345", "-1", "0", "-0", "1e3", "１２", "1,000", "10000000000000.01", " 1", "+1", "01", "", "NaN",
     "Infinity", 0.1, 1, True, None],
)  # fmt: skip
def test_what_is_no_plain_positive_amount_is_refused(amount):
    assert refuses(inputs.PositiveMoney, cny(amount))


@pytest.mark.parametrize("money", [{"amount": "1", "currency": "XXX"}, {"amount": "1"}, "1", {**cny("1"), "x": 1}])
def test_money_needs_its_currency_and_nothing_else(money):
    assert refuses(inputs.PositiveMoney, money)


def test_zero_is_money_where_it_may_be():
    assert not refuses(inputs.NonNegativeMoney, cny("0"))
    assert refuses(inputs.NonNegativeMoney, cny("-0.01"))


@given(st.decimals(min_value="0.01", max_value=10**13, places=2, allow_nan=False))
def test_every_plain_positive_amount_passes_unchanged(amount):
    assert TypeAdapter(inputs.PositiveMoney).validate_python(cny(f"{amount:f}")).amount == amount


@pytest.mark.parametrize(
    ("kind", "bad", "good"),
    [
        (inputs.PositivePrice, cny("1.23456"), cny("1.2345")),
        (inputs.PositivePrice, cny("0"), cny("0.0001")),
        (inputs.PositiveQuantity, {"value": "0", "unit": "t"}, {"value": "1.500", "unit": "t"}),
        (inputs.PositiveQuantity, {"value": 1.5, "unit": "t"}, {"value": "1.5", "unit": "t"}),
        (inputs.Ratio, "24", "0.24"),
        (inputs.Ratio, 0.24, "1"),
        (inputs.StrictDay, "2026-02-30", "2026-02-28"),
        (inputs.StrictDay, "0001-01-01", "1990-01-01"),
        (inputs.StrictDay, "9999-01-01", "2200-12-31"),
        (inputs.StrictDay, "2026-01-01T00:00:00", "2028-02-29"),
        (inputs.StrictDay, 1700000000, date(2026, 1, 1)),
        (inputs.StrictInstant, "2026-01-01T00:00:00", "2026-01-01T00:00:00Z"),
        (inputs.StrictInstant, "1700000000", "2026-01-01T00:00:00.5+08:00"),
        (inputs.StrictInstant, "0001-01-01T00:00:00+08:00", "2200-01-01T00:00:00Z"),
        (inputs.StrictInstant, "9999-12-31T23:59:59-08:00", "2199-12-31T23:59:59-08:00"),
        (inputs.Count, "1", 1),
        (inputs.Count, True, 0),
        (inputs.Count, 1.0, 10**9),
        (inputs.Flag, "true", True),
        (inputs.Flag, 1, False),
        (inputs.Name, " \t ", "王芳"),
        (inputs.Name, "a\0b", "a\u202eb"),
        (inputs.Name, "a\ud800", "a\u200bb"),
        (inputs.Name, "x" * 121, "x" * 120),
        (inputs.Uuid, "x", "0192f3a4-5b6c-7d8e-8f90-a1b2c3d4e5f6"),
        (inputs.Uuid, "{0192f3a4-5b6c-7d8e-8f90-a1b2c3d4e5f6}", "0192F3A4-5B6C-7D8E-8F90-A1B2C3D4E5F6"),
    ],
)
def test_each_strict_type_refuses_the_bad_and_takes_the_good(kind, bad, good):
    assert refuses(kind, bad)
    assert not refuses(kind, good)


def test_an_upper_case_id_is_the_same_id():
    ids = TypeAdapter(inputs.Uuid)
    text = "0192f3a4-5b6c-7d8e-8f90-a1b2c3d4e5f6"
    assert ids.validate_python(text) == ids.validate_python(text.upper())


def test_an_instant_is_kept_in_utc():
    instant = TypeAdapter(inputs.StrictInstant).validate_python("2026-01-01T08:00:00+08:00")
    assert instant == datetime(2026, 1, 1, tzinfo=UTC)
    assert instant.tzinfo is UTC


@pytest.mark.parametrize("other", ["ＡＢＣ纸业", "abc 纸业", "a\u200bbc纸业", "\u202eABC纸业"])
def test_names_that_look_alike_compare_equal(other):
    assert inputs.comparable(other) == inputs.comparable("ABC纸业")


MALFORMED = [
    b"", b"{", b'{"a":1,}', b"[1,]", b'{"a":NaN}', b"[Infinity]", b"[-Infinity]", b"[1e999]",
    b'{"a":1,"a":2}', b'"\xff"', b"\xef\xbb\xbf{}", b"{'a':1}", b"[01]", b"[" * 1000 + b"]" * 1000,
    b"[" * 101 + b"1" + b"]" * 101, b"[" * 200_000, b"[" + b"9" * 5000 + b"]", '{"a":1}'.encode("utf-16"),
]  # fmt: skip


@pytest.mark.parametrize("raw", MALFORMED, ids=lambda raw: repr(raw[:12]))
def test_json_that_is_not_strict_is_refused(raw):
    with pytest.raises(JsonMalformed):
        strict_json(raw)


@pytest.mark.shows("text.unstorable")
def test_text_that_no_database_keeps_is_refused_where_it_stands():
    for raw in (b'{"a":[1,{"b":"x\\u0000"}]}', b'{"a":[1,{"b":"\\ud800"}]}'):
        with pytest.raises(TextUnstorable) as refused:
            strict_json(raw)
        assert refused.value.field == "/a/1/b"
    with pytest.raises(TextUnstorable):
        strict_json(b'{"\\u0000":1}')


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text('纸a\n"', max_size=5), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab"), inner, max_size=3))  # fmt: skip # noqa: E501


@given(JSON)
def test_every_plain_document_is_read_as_it_was_written(document):
    assert strict_json(json.dumps(document).encode()) == document


class StrictRoute(APIRoute):
    def get_route_handler(self):
        inner = super().get_route_handler()

        async def handler(request: Request):
            return await inner(inputs.StrictRequest(request.scope, request.receive))

        return handler


class Order(inputs.Command):
    name: inputs.Name
    amount: inputs.PositiveMoney


@pytest.fixture(scope="module")
def client():
    app, router = FastAPI(), APIRouter(route_class=StrictRoute)

    @router.post("/orders", status_code=201)
    async def place(order: Order) -> str:
        return order.name

    @router.post("/imports/rows")
    async def load(request: Request) -> int:
        return sum([len(part) async for part in request.stream()])

    app.include_router(router)
    app.add_middleware(inputs.BodyLimit, uploads=("/imports/",))
    problems.install(app)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://api")


GOOD = json.dumps({"name": "王芳", "amount": cny("12.30")}).encode()
LARGE = b" " * (1 << 20) + GOOD


async def in_chunks(*parts):
    for part in parts:
        yield part


async def post(client, body, content_type="application/json", path="/orders"):
    headers = {"content-type": content_type} if content_type else {}
    return await client.post(path, content=body, headers=headers)


@pytest.mark.parametrize("content_type", ["application/json", "application/json; charset=UTF-8"])
async def test_strict_json_is_taken(client, content_type):
    assert (await post(client, GOOD, content_type)).status_code == 201


@pytest.mark.shows("body.media_type")
@pytest.mark.parametrize("content_type", ["", "text/plain", "application/xml", "application/json; charset=gbk"])
async def test_another_content_type_is_415(client, content_type):
    answer = await post(client, GOOD, content_type)
    assert (answer.status_code, answer.json()["code"]) == (415, "body.media_type")


@pytest.mark.shows("json.malformed", "bad_request")
async def test_malformed_json_is_400(client):
    answer = await post(client, b'{"name":"a","name":"b"}')
    assert (answer.status_code, answer.json()["code"]) == (400, "json.malformed")


async def test_an_unknown_field_and_a_wrong_amount_are_422_with_pointers(client):
    answer = await post(client, json.dumps({"name": "a", "amount": cny("1.234"), "x": 1}).encode())
    assert answer.status_code == 422
    assert {(error["in"], error["field"]) for error in answer.json()["errors"]} == {
        ("body", "/amount"),
        ("body", "/x"),
    }


@pytest.mark.shows("body.too_large")
@pytest.mark.parametrize("chunked", [False, True])
async def test_a_body_above_the_limit_is_413_also_when_its_length_is_not_told(client, chunked):
    answer = await post(client, in_chunks(LARGE) if chunked else LARGE)
    assert (answer.status_code, answer.json()["code"]) == (413, "body.too_large")


async def test_an_upload_may_be_larger_up_to_its_own_limit(client):
    assert (await post(client, LARGE, "text/csv", "/imports/rows")).json() == len(LARGE)
    above = in_chunks(*[b" " * (1 << 20)] * 65)
    assert (await post(client, above, "text/csv", "/imports/rows")).status_code == 413
