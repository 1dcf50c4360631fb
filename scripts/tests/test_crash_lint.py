"""The lint of crash points fires on a new await and a new statement, and on a registry that is not true."""

import pytest

from scripts.lints import crashes
from scripts.lints.source import Source

MODULE = "chassis/src/chassis/relay.py"
POINTS = {"relay.sent": "sent", "relay.move": "moved"}
MOVE = "-- name: move\nUPDATE relay_cursor SET position = 1\n"
POINT = '    await crash_point("relay.sent")\n'


def found(code: str, sql: str = MOVE, points: dict[str, str] = POINTS) -> list[str]:
    """Return the messages of the lint for a module and its statements."""
    known = [Source.of(MODULE, code), Source.of("chassis/src/chassis/sql/relay.sql", sql)]
    return [finding.message for finding in crashes.total_findings(known, points)]


@pytest.mark.parametrize(
    "body",
    [
        "    await producer.flush()\n" + POINT,
        POINT + "    a = 1\n    b = 2\n    c = 3\n    await producer.flush()\n",
        POINT + "    await tx.execute(SQL.move)\n",
        POINT + "    a = b = c = d = e = 1\n" * 9 + "    await asyncio.sleep(1)\n",
        POINT + "    a = b = c = d = e = 1\n" * 9 + "    await self.send()\n",
    ],
)
def test_an_await_with_a_point_next_to_it_or_of_its_own_is_fine(body: str) -> None:
    assert found(f"async def send(): ...\nasync def f():\n{body}") == []


@pytest.mark.parametrize(
    "body",
    [
        POINT + "    a = 1\n" * 4 + "    await producer.flush()\n",
        POINT + "    async def inner():\n        await producer.flush()\n",
        POINT + "    a = 1\n" * 4 + '    await tx.execute(text("UPDATE x SET y = 1"))\n',
        POINT + "    a = 1\n" * 4 + "    await future\n",
    ],
)
def test_a_new_await_without_a_point_is_found(body: str) -> None:
    assert "without a crash point" in " ".join(found(f"async def f():\n{body}"))


def test_other_modules_may_await_what_they_like() -> None:
    code = Source.of("chassis/src/chassis/clock.py", "async def f():\n    await g()\n")
    assert list(crashes.total_findings([code], POINTS)) == []


@pytest.mark.parametrize("sql", ["UPDATE a SET b = 1", "SELECT 1 FROM a FOR UPDATE", "WITH a AS (DELETE FROM b)"])
def test_a_statement_that_writes_or_locks_is_declared(sql: str) -> None:
    code = f"async def f():\n{POINT}"
    assert found(code, f"{MOVE}\n-- name: other\n-- Why.\n{sql}\n") == [
        "relay.other writes or locks: declare it in chassis/src/chassis/crash_points.toml"
    ]
    assert found(code, f"{MOVE}\n-- name: other\nSELECT 1 FROM a\n") == []


def test_the_registry_and_the_code_agree() -> None:
    code = f"async def f():\n{POINT}"
    assert found(code, points=POINTS | {"relay.gone": "gone"}) == ["relay.gone is hit nowhere"]
    assert "relay.sent is not declared" in found(code, points={"relay.move": "moved"})[0]
