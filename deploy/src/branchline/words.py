"""The two languages of what people read."""

import sys
from enum import StrEnum
from typing import NoReturn


class Lang(StrEnum):
    """Simplified Chinese first, English second."""

    zh = "zh"
    en = "en"

    def pick(self, zh: str, en: str) -> str:
        """Choose a text."""
        return zh if self is Lang.zh else en


def fail(zh: str, en: str) -> NoReturn:
    """Say on standard error what is wrong, and end the command with code 2."""
    sys.stderr.write(f"{zh} / {en}\n")
    raise SystemExit(2)
