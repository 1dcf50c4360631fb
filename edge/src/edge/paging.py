"""Keyset paging: a page, and the cursor that continues it."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from chassis.refusals import Refused

K = TypeVar("K")
R = TypeVar("R")
V = TypeVar("V")

# A page is read by a person or drawn by a console; more is what exports are for.
LIMIT_MAX = 200
LIMIT_DEFAULT = 50

Limit = Annotated[int, Field(ge=1, le=LIMIT_MAX)]


class CursorInvalid(Refused):
    """Refuse a cursor that this list did not give out."""

    code, status = "cursor.invalid", 400
    zh, en = "分页游标无效。", "The paging cursor is not valid."
    advice_zh, advice_en = "请从第一页重新开始。", "Start again from the first page."


class PageQuery(BaseModel):
    """The query of a list; subclasses add filters, and an unknown parameter is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    limit: Limit = LIMIT_DEFAULT
    after: Annotated[str, Field(max_length=500)] | None = None


class Page(BaseModel, Generic[V]):
    """Some of a list, and where it goes on."""

    items: list[V]
    next: str | None


class Cursor(Generic[K]):
    """The order of one list, such as `Cursor(tuple[datetime, UUID])`."""

    def __init__(self, keys: type[K]) -> None:
        self._keys = TypeAdapter(keys)

    def encode(self, key: K) -> str:
        """Write down the key of a page's last row."""
        return urlsafe_b64encode(self._keys.dump_json(key)).rstrip(b"=").decode()

    def decode(self, text: str | None) -> K | None:
        """Read a cursor back; no cursor is the first page."""
        if text is None:
            return None
        try:
            raw = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
            key = self._keys.validate_json(raw)
        except ValueError:
            raise CursorInvalid(field="/after") from None
        # base64 and JSON both have several spellings of one value; only ours was given out.
        if self.encode(key) != text:
            raise CursorInvalid(field="/after")
        return key

    def page(self, rows: Sequence[R], limit: int, key: Callable[[R], K], view: Callable[[R], V]) -> Page[V]:
        """Cut `limit + 1` rows to a page; the one too many only tells that there are more."""
        kept = rows[:limit]
        more = len(rows) > limit
        return Page(items=[view(row) for row in kept], next=self.encode(key(kept[-1])) if more else None)
