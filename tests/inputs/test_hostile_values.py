"""Every field of every body with every wrong value: a refusal that names the field, never a bug."""

from collections.abc import Iterator
from typing import Any

import pytest

from branchline.testing import Firm, House
from tests.inputs.asking import ask, taking_bodies
from tests.security.houses import traces
from tests.security.routes import Served

VALUES = (
    None, True, 0, -1, 0.1, 10**30, "", " ", "x" * 5000, "１２", "1e3", "-0", "1,000", "2026-02-30", "0001-01-01",
    "9999-12-31", "2026-03-31T12:00:00", "'; DROP TABLE journal; --", "{{7*7}}", "\u202e\u200b", [], [[]], {}, [{}],
    {"amount": "1e3", "currency": "CNY"}, {"amount": 0.1, "currency": "CNY"}, {"amount": "1.00", "currency": "XXX"},
    {"value": "NaN", "unit": "kg"}, {"value": "1.000", "unit": "stone"}, ["00000000-0000-0000-0000-000000000000"] * 2,
)  # fmt: skip


def bodies(house: House, route: Served) -> Iterator[dict[str, Any]]:
    """Fill all fields with one wrong value at once: a model tells of each by itself."""
    described = house.app.openapi()
    operation = described["paths"][route.path][route.method.lower()]
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    while "$ref" in schema:
        schema = described["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    for value in VALUES:
        yield dict.fromkeys(schema["properties"], value)


@pytest.mark.shows("bad-input-20", "bad-input-24")
async def test_no_wrong_value_gets_further_than_a_refusal(house: House, firm: Firm):
    before, wrong = await traces(house), []
    for route in taking_bodies(house):
        for body in bodies(house, route):
            answer = await ask(house, route, json=body)
            if not 400 <= answer.status_code < 500:
                wrong.append(f"{route.name} {str(body)[:120]}: {answer.status_code}")
    assert wrong == [], "\n".join(wrong)
    assert await traces(house) == before
