"""Bodies that no rule ever sees (bad inputs 4 to 10)."""

from collections.abc import AsyncIterator

import pytest

from branchline.testing import Firm, House
from tests.inputs.asking import JSON, ask, each_refuses, one_of_each, problem, taking_bodies
from tests.security.houses import traces

MIB = 1 << 20


@pytest.mark.shows("bad-input-4")
@pytest.mark.parametrize(
    "raw",
    [
        b"{", b'{"a": 1', b"{'a': 1}", b"nothing", b'{"a": 1,}', b"[1,]", b'{"a": NaN}', b'{"a": Infinity}',
        b'{"a": -Infinity}', b'{"a": 1e999}', b'{"a": 1, "a": 2}', b'{"a": {"b": 1, "b": 1}}', b'{"a": 1} {"b": 2}',
        b'\xef\xbb\xbf{"a": 1}', b'{"a": "\n"}', b'{"a": 01}', b'{"a": 1} // b',
    ],
)  # fmt: skip
async def test_a_body_that_is_not_strict_json_cannot_be_read(house: House, firm: Firm, raw: bytes):
    await each_refuses(house, one_of_each(house), 400, "json.malformed", content=raw, headers=JSON)


@pytest.mark.shows("bad-input-4")
async def test_every_route_reads_strict_json_alone(house: House, firm: Firm):
    await each_refuses(house, taking_bodies(house), 400, "json.malformed", content=b'{"a": NaN}', headers=JSON)


@pytest.mark.shows("bad-input-5")
@pytest.mark.parametrize("is_told", [True, False], ids=["its length told", "in chunks"])
async def test_a_body_above_the_limit_is_too_large(house: House, firm: Firm, is_told: bool):
    large = b'{"a": "' + b"x" * MIB + b'"}'

    async def chunks() -> AsyncIterator[bytes]:
        for start in range(0, len(large), 1 << 16):
            yield large[start : start + (1 << 16)]

    before = await traces(house)
    for route in one_of_each(house):
        content = large if is_told else chunks()
        problem(await ask(house, route, content=content, headers=JSON), 413, "body.too_large")
    assert await traces(house) == before


@pytest.mark.shows("bad-input-6")
@pytest.mark.parametrize("raw", [b"[" * 1000 + b"]" * 1000, b'{"a":' * 1000 + b"1" + b"}" * 1000, b"[" * 100_000])
async def test_a_body_nested_a_thousand_deep_cannot_be_read(house: House, firm: Firm, raw: bytes):
    await each_refuses(house, one_of_each(house), 400, "json.malformed", content=raw, headers=JSON)


@pytest.mark.shows("bad-input-7")
async def test_an_unknown_field_is_named(house: House, firm: Firm):
    found = await each_refuses(house, taking_bodies(house), 422, "invalid", json={"no_such_field": 1})
    for refusal in found:
        named = {(error["field"], error["code"]) for error in refusal["errors"]}
        assert ("/no_such_field", "extra_forbidden") in named, refusal


@pytest.mark.shows("bad-input-8")
@pytest.mark.parametrize(
    "kind",
    [
        "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml",
        "application/json; charset=gb18030", "application/jsonp", "application/problem+json", "", None,
    ],
)  # fmt: skip
async def test_a_body_that_does_not_say_json_is_of_the_wrong_kind(house: House, firm: Firm, kind: str | None):
    head = {} if kind is None else {"content-type": kind}
    await each_refuses(house, one_of_each(house), 415, "body.media_type", content=b"{}", headers=head)


@pytest.mark.shows("bad-input-9")
@pytest.mark.parametrize(
    ("raw", "field"),
    [
        (rb'{"name": "a\u0000b"}', "/name"),
        (rb'{"lines": [{"text": "\ud800"}]}', "/lines/0/text"),
        (rb'{"name": "\udc00\ud800"}', "/name"),
        (rb'{"a": {"b\u0000": 1}}', "/a"),
    ],
)
async def test_text_that_no_database_keeps_is_named(house: House, firm: Firm, raw: bytes, field: str):
    found = await each_refuses(house, one_of_each(house), 422, "text.unstorable", content=raw, headers=JSON)
    assert {refusal["field"] for refusal in found} == {field}


@pytest.mark.shows("bad-input-10")
@pytest.mark.parametrize(
    "raw", [b'{"name": "\xff"}', b'{"name": "\xc0\xaf"}', b'{"name": "\xb9\xab\xcb\xbe"}', b"\xfe\xff"]
)
async def test_a_body_that_is_not_utf8_cannot_be_read(house: House, firm: Firm, raw: bytes):
    await each_refuses(house, one_of_each(house), 400, "json.malformed", content=raw, headers=JSON)


async def test_a_body_of_another_shape_is_refused(house: House, firm: Firm):
    for body in ([], "text", 1, True, None, [{}]):
        await each_refuses(house, taking_bodies(house), 422, "invalid", json=body)
