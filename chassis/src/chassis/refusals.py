"""Refusals: a command that may not be done, said in words and by a stable code (RFC 9457)."""

from collections.abc import Mapping
from typing import ClassVar, Literal

Lang = Literal["zh-CN", "en"]

# How long a client is asked to wait when a part of the house is out.
RETRY_AFTER_S = 2


class Refused(Exception):
    """Refuse and roll everything back; subclasses stand in the `rules.py` that raises them.

    Texts are templates over the given facts; one that names a missing fact fails when it is raised.
    """

    code: ClassVar[str]
    status: ClassVar[int] = 409
    duty: ClassVar[str] = ""
    zh: ClassVar[str]
    en: ClassVar[str]
    advice_zh: ClassVar[str] = ""
    advice_en: ClassVar[str] = ""

    def __init__(self, *, field: str | None = None, headers: Mapping[str, str] | None = None, **facts: object) -> None:
        self.field = field
        self.headers = dict(headers or {})
        self.facts = facts
        self._texts = {"zh-CN": _fill(self.zh, facts, "、"), "en": _fill(self.en, facts, ", ")}
        self._advice = {"zh-CN": _fill(self.advice_zh, facts, "、"), "en": _fill(self.advice_en, facts, ", ")}
        super().__init__(f"{self.code}: {self._texts['en']}")

    def text(self, lang: Lang) -> str:
        """Say what was refused."""
        return self._texts[lang]

    def advice(self, lang: Lang) -> str:
        """Say what to do about it."""
        return self._advice[lang]


def _fill(template: str, facts: Mapping[str, object], comma: str) -> str:
    words = {
        name: comma.join(map(str, fact)) if isinstance(fact, list | tuple) else fact for name, fact in facts.items()
    }
    return template.format_map(words)


class NotFound(Refused):
    """Say the same of what is unknown and of what the asker may not see."""

    code, status = "not_found", 404
    zh, en = "没有找到，或您无权查看。", "Not found, or not yours to see."

    def __init__(self) -> None:
        super().__init__()


class Forbidden(Refused):
    """Refuse an action that the asker's role does not have."""

    code, status = "forbidden", 403
    zh, en = "您的角色不能执行此操作。", "Your role may not do this."


class Conflict(Refused):
    """Refuse what the present state does not allow."""

    code = "conflict"
    zh, en = "当前状态不允许此操作。", "The present state does not allow this."
    advice_zh, advice_en = "请刷新后再试。", "Reload and try again."


class PreconditionFailed(Refused):
    """Refuse an edit of a version that is no longer the last (RFC 9110)."""

    code, status, duty = "precondition_failed", 412, "RFC 9110"
    zh, en = "内容已被他人修改。", "Somebody else has changed it meanwhile."
    advice_zh, advice_en = "请刷新后再修改。", "Reload, then edit again."


class PreconditionRequired(Refused):
    """Refuse an edit that does not say which version it edits (RFC 6585)."""

    code, status, duty = "precondition_required", 428, "RFC 6585"
    zh, en = "修改必须带 If-Match 请求头。", "An edit needs the If-Match header."


class Unauthenticated(Refused):
    """Refuse a request without a valid token; the reason is for the log alone (RFC 6750)."""

    code, status, duty = "unauthenticated", 401, "RFC 6750"
    zh, en = "请先登录。", "Log in first."

    def __init__(self, reason: str = "token.missing") -> None:
        super().__init__(headers={"WWW-Authenticate": "Bearer"})
        self.reason = reason


class Invalid(Refused):
    """Refuse input that is well formed but wrong; `field` is its JSON pointer."""

    code, status = "invalid", 422
    zh, en = "提交的内容不正确。", "What was sent is not valid."


class Unavailable(Refused):
    """Ask to come back: a part of the house is out."""

    code, status = "unavailable", 503
    zh, en = "服务暂时不可用。", "Not available for the moment."
    advice_zh, advice_en = "请稍后重试。", "Try again shortly."

    def __init__(self, retry_after_s: int = RETRY_AFTER_S) -> None:
        super().__init__(headers={"Retry-After": str(retry_after_s)})


class StaleView(Unavailable):
    """Ask to come back: this service has not yet seen the asker's own write."""

    code = "stale_view"
    zh, en = "您刚才的修改尚未传到这里。", "Your last change has not arrived here yet."
