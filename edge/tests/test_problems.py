from decimal import Decimal

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import create_async_engine
from structlog.testing import capture_logs

from chassis.refusals import NotFound, Refused, Unauthenticated
from edge import problems
from edge.inputs import Command, Count, Name


class LineNotDelivered(Refused):
    code, duty = "complaint.line_not_delivered", "C9"
    zh, en = "第{line}行尚未交付。", "Line {line} is not delivered."
    advice_zh, advice_en = "请核对送货单。", "Check the delivery note."


class Filing(Command):
    name: Name
    lines: list[Count]


class PgError(Exception):
    """What the driver's error looks like to SQLAlchemy."""

    def __init__(self, sqlstate=None, cause=None):
        super().__init__("secret detail")
        self.sqlstate, self.__cause__ = sqlstate, cause


RAISED = {
    "refused": lambda: LineNotDelivered(field="/lines/0", line=3, amount=Decimal("1.50")),
    "unknown": NotFound,
    "login": lambda: Unauthenticated("token.expired"),
    "bug": lambda: RuntimeError("secret detail"),
    "out": lambda: ConnectionRefusedError("secret detail"),
    "slow": TimeoutError,
    "pool": PoolTimeout,
    "operational": lambda: OperationalError("select", {}, PgError()),
    "driver": lambda: InterfaceError("select", {}, PgError()),
    "wrong_argument": lambda: InterfaceError("select", {}, PgError(cause=ValueError())),
    "lost": lambda: DBAPIError("select", {}, PgError(), connection_invalidated=True),
    "shutting_down": lambda: DBAPIError("select", {}, PgError("57P03")),
    "deadlock": lambda: DBAPIError("select", {}, PgError("40P01")),
    "constraint": lambda: DBAPIError("select", {}, PgError("23514")),
}


@pytest.fixture(scope="module")
def client():
    app = FastAPI()
    problems.install(app)

    @app.get("/raise/{what}")
    async def fail(what: str) -> None:
        error = RAISED[what]()
        raise error

    @app.get("/database")
    async def ask() -> None:
        async with create_async_engine("postgresql+asyncpg://nobody@127.0.0.1:1/x").connect() as connection:
            await connection.execute(text("select 1"))

    @app.post("/filings")
    async def take(filing: Filing, limit: int = 50) -> int:
        return limit

    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://api")


@pytest.mark.shows("conflict")
async def test_a_refusal_is_a_problem_with_code_duty_field_facts_and_advice(client):
    answer = await client.get("/raise/refused")
    body = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["content-language"] == "zh-CN"
    assert body.pop("instance").startswith("urn:branchline:request:")
    assert body == {
        "type": "urn:branchline:problem:complaint.line_not_delivered",
        "title": "Conflict",
        "status": 409,
        "detail": "第3行尚未交付。",
        "code": "complaint.line_not_delivered",
        "field": "/lines/0",
        "duty": "C9",
        "facts": {"line": 3, "amount": "1.50"},
        "advice": "请核对送货单。",
    }


@pytest.mark.parametrize(
    ("accepted", "lang"),
    [
        ("", "zh-CN"), ("xx", "zh-CN"), ("*", "zh-CN"), ("fr;q=1", "zh-CN"), ("zh,en", "zh-CN"),
        ("en", "en"), ("EN-us", "en"), ("en-GB,zh;q=0.5", "en"), ("fr, en;q=0.1", "en"),
        ("zh;q=0,en; q=0.2", "en"), ("en;q=0.4, zh-TW;q=0.8", "zh-CN"), ("en;q=x", "zh-CN"),
        ("en;q=nan", "zh-CN"),
    ],
)  # fmt: skip
def test_the_language_is_chinese_unless_english_is_preferred(accepted, lang):
    assert problems.language(accepted) == lang


async def test_an_english_asker_reads_english(client):
    answer = await client.get("/raise/refused", headers={"accept-language": "en"})
    assert answer.json()["detail"] == "Line 3 is not delivered."
    assert answer.headers["content-language"] == "en"


@pytest.mark.shows("unavailable")
@pytest.mark.parametrize("what", ["out", "slow", "pool", "operational", "driver", "lost", "shutting_down", "deadlock"])
async def test_an_outage_asks_to_come_back_and_is_never_a_500(client, what):
    answer = await client.get(f"/raise/{what}")
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert answer.headers["retry-after"] == "2"


async def test_a_database_that_is_not_there_is_an_outage(client):
    answer = await client.get("/database")
    assert answer.status_code == 503


@pytest.mark.shows("internal")
@pytest.mark.parametrize("what", ["bug", "constraint", "wrong_argument"])
async def test_a_bug_is_logged_and_leaks_nothing(client, what):
    with capture_logs() as logs:
        answer = await client.get(f"/raise/{what}")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "secret" not in answer.text
    assert [line["event"] for line in logs] == ["request.failed"]
    assert logs[0]["request_id"] in answer.json()["instance"]


@pytest.mark.shows("unauthenticated")
async def test_the_reason_of_a_failed_login_is_in_the_log_alone(client):
    with capture_logs() as logs:
        answer = await client.get("/raise/login")
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert "expired" not in answer.text
    assert logs[0]["reason"] == "token.expired"


async def test_an_unknown_address_answers_like_an_unknown_id(client):
    nowhere, unknown = (await client.get("/nowhere")).json(), (await client.get("/raise/unknown")).json()
    assert nowhere.pop("instance") != unknown.pop("instance")
    assert nowhere == unknown


@pytest.mark.shows("method_not_allowed")
async def test_a_method_that_is_not_taken_says_which_are(client):
    answer = await client.delete("/filings")
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert answer.headers["allow"] == "POST"


@pytest.mark.shows("invalid")
async def test_each_wrong_field_is_named_with_its_place_and_its_text(client):
    answer = await client.post("/filings?limit=x", json={"name": "", "lines": [1, "2"], "a/b": 0})
    body = answer.json()
    assert (answer.status_code, body["code"], body["detail"]) == (422, "invalid", "提交的内容不正确。")
    assert {(error["in"], error["field"], error["detail"]) for error in body["errors"]} == {
        ("query", "/limit", "必须是整数"),
        ("body", "/name", "至少 1 个字符"),
        ("body", "/lines/1", "必须是整数"),
        ("body", "/a~1b", "不认识的字段"),
    }
