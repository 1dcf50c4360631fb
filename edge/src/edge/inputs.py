"""The strict edge: what a request may look like before any rule sees it."""

import json
import re
import unicodedata
from datetime import date
from decimal import Decimal
from math import inf
from typing import Annotated, Any, TypeVar
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StringConstraints,
)
from pydantic_core import PydanticCustomError, PydanticKnownError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis.refusals import Invalid, Refused
from contracts.values import Day, Instant, Money, Quantity, Rate, UnitPrice
from edge.problems import pointer

# Deeper than any form, far from the end of the stack.
DEPTH_MAX = 100
# Before the first year there was no customer, after the last one it is a slip of the keyboard.
DAY_MIN, DAY_MAX = date(1990, 1, 1), date(2200, 12, 31)
BODY_MAX = 1 << 20
UPLOAD_MAX = 64 << 20
MEDIA_TYPE = re.compile(r"application/json\s*(;\s*charset=\"?utf-8\"?\s*)?", re.IGNORECASE)
# NUL and lone surrogates: PostgreSQL keeps neither.
UNSTORABLE = re.compile("[\0\ud800-\udfff]")

A = TypeVar("A", Money, UnitPrice, Quantity)


class Command(BaseModel):
    """What a request asks for; an unknown field is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _spelled(pattern: str, kind: Any, built: type) -> BeforeValidator:
    spelling = re.compile(pattern, re.ASCII)

    def check(raw: object) -> object:
        if isinstance(raw, built) or (isinstance(raw, str) and spelling.fullmatch(raw)):
            return raw
        raise PydanticCustomError(kind, "wrong spelling")

    return BeforeValidator(check)


def _number(value: Money | UnitPrice | Quantity) -> Decimal:
    return value.value if isinstance(value, Quantity) else value.amount


def _no_stranger(raw: object) -> object:
    if isinstance(raw, dict) and not raw.keys() <= {"amount", "currency", "value", "unit"}:
        raise PydanticKnownError("extra_forbidden")
    return raw


def _positive(value: A) -> A:
    if _number(value) <= 0:
        raise PydanticKnownError("greater_than", {"gt": 0})
    return value


def _not_negative(value: A) -> A:
    if _number(value) < 0:
        raise PydanticKnownError("greater_than_equal", {"ge": 0})
    return value


# Events tolerate what they do not know, commands do not.
KNOWN_ONLY = BeforeValidator(_no_stranger)

PositiveMoney = Annotated[Money, AfterValidator(_positive), KNOWN_ONLY]
NonNegativeMoney = Annotated[Money, AfterValidator(_not_negative), KNOWN_ONLY]
PositivePrice = Annotated[UnitPrice, AfterValidator(_positive), KNOWN_ONLY]
PositiveQuantity = Annotated[Quantity, AfterValidator(_positive), KNOWN_ONLY]
Ratio = Rate
Uuid = Annotated[UUID, _spelled(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", "uuid_text", UUID)]
StrictDay = Annotated[Day, Field(ge=DAY_MIN, le=DAY_MAX), _spelled(r"\d{4}-\d\d-\d\d", "day_text", date)]
StrictInstant = Annotated[
    Instant, _spelled(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)", "instant_text", date)
]
Count = Annotated[StrictInt, Field(ge=0, le=1_000_000_000)]
Flag = StrictBool


def _storable(text: str) -> str:
    if UNSTORABLE.search(text):
        raise PydanticCustomError("text_unstorable", "not storable")
    return text


# Narrow by `Annotated[Text, Field(max_length=500)]`.
Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000), AfterValidator(_storable)
]
Name = Annotated[Text, Field(max_length=120)]


def comparable(name: str) -> str:
    """Fold a name for uniqueness: full width, case, and characters that nobody sees count as equal."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(char for char in folded if unicodedata.category(char) != "Cf" and not char.isspace())


class JsonMalformed(Refused):
    """Refuse a body that is not strict JSON (RFC 8259)."""

    code, status, duty = "json.malformed", 400, "RFC 8259"
    zh, en = "请求内容不是有效的 JSON。", "The body is not valid JSON."


class MediaTypeWrong(Refused):
    """Refuse a body that is not JSON (RFC 9110)."""

    code, status = "body.media_type", 415
    zh, en = "请求内容必须是 application/json。", "The body must be application/json."


class TextUnstorable(Invalid):
    """Refuse text that no database can keep."""

    code = "text.unstorable"
    zh, en = "文本含有不允许的字符。", "A text holds a character that is not allowed."


class StrictRequest(Request):
    """A request whose body is strict JSON; uploads read `stream()`."""

    async def body(self) -> bytes:
        """Read the body, if it says that it is JSON."""
        raw = await super().body()
        if raw and not MEDIA_TYPE.fullmatch(self.headers.get("content-type", "")):
            raise MediaTypeWrong
        return raw

    async def json(self) -> Any:
        """Read the body as JSON of one meaning."""
        if not hasattr(self, "_json"):
            self._json = strict_json(await self.body())
        return self._json


def strict_json(raw: bytes) -> Any:
    """Parse JSON without NaN, duplicate keys, deep nesting or text that cannot be stored."""
    try:
        document = json.loads(raw.decode(), object_pairs_hook=_unique, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise JsonMalformed from None
    _inspect(document, ())
    return document


def _inspect(document: object, path: tuple[object, ...]) -> None:
    # `1e999` is grammatical and comes out infinite.
    if len(path) > DEPTH_MAX or document in (inf, -inf):
        raise JsonMalformed
    if isinstance(document, str) and UNSTORABLE.search(document):
        raise TextUnstorable(field=pointer(path))
    if isinstance(document, dict):
        for name, value in document.items():
            _inspect(name, path)
            _inspect(value, (*path, name))
    elif isinstance(document, list):
        for place, value in enumerate(document):
            _inspect(value, (*path, place))


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _refuse(constant: str) -> None:
    raise ValueError(constant)


class BodyLimit:
    """Stop a body above the limit, also one that does not tell its length beforehand."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        limit: int = BODY_MAX,
        uploads: tuple[str, ...] = (),
        upload_limit: int = UPLOAD_MAX,
    ) -> None:
        self._app = app
        self._limit, self._upload_limit, self._uploads = limit, upload_limit, uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what is received."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._upload_limit if scope["path"].startswith(self._uploads) else self._limit
        told = dict(scope["headers"]).get(b"content-length", b"0")
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            if told.isdigit() and int(told) > limit:
                raise HTTPException(413)
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > limit:
                raise HTTPException(413)
            return message

        await self._app(scope, counted, send)
