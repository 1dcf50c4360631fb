import json
from base64 import urlsafe_b64encode
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from edge.paging import Cursor, CursorInvalid, PageQuery

CURSOR = Cursor(tuple[datetime, UUID])
KEYS = st.tuples(st.datetimes(timezones=st.just(UTC)), st.uuids())


@given(KEYS)
def test_a_cursor_comes_back_as_it_went(key):
    assert CURSOR.decode(CURSOR.encode(key)) == key


def forged(document: object) -> str:
    return urlsafe_b64encode(json.dumps(document).encode()).decode()


@pytest.mark.shows("cursor.invalid")
@pytest.mark.parametrize(
    "text",
    ["", "!", "AAAA", "令牌", "e30=", forged(["2026-01-01T00:00:00Z"]), forged(["now", "x"]), forged(1)],
)
def test_a_forged_cursor_is_refused(text):
    with pytest.raises(CursorInvalid) as refused:
        CURSOR.decode(text)
    assert (refused.value.status, refused.value.field) == (400, "/after")


def test_the_row_too_many_only_tells_that_there_are_more():
    numbers = Cursor(tuple[int])
    page = numbers.page([1, 2, 3], 2, lambda row: (row,), str)
    assert page.items == ["1", "2"]
    assert numbers.decode(page.next) == (2,)
    assert numbers.page([3], 2, lambda row: (row,), str).next is None
    assert numbers.decode(None) is None


@pytest.mark.parametrize("query", [{"limit": -1}, {"limit": 0}, {"limit": 10**9}, {"filter[__class__]": "x"}])
def test_a_bad_limit_or_an_unknown_parameter_is_refused(query):
    with pytest.raises(ValidationError):
        PageQuery.model_validate(query)


def test_a_page_has_fifty_rows_unless_asked_otherwise():
    assert PageQuery().limit == 50
