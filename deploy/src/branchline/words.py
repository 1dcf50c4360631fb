"""The two languages of what people read."""

from enum import StrEnum


class Lang(StrEnum):
    """Simplified Chinese first, English second."""

    zh = "zh"
    en = "en"

    def pick(self, zh: str, en: str) -> str:
        """Choose a text."""
        return zh if self is Lang.zh else en
