"""What can be wrong with one cell, in words that say what to do."""

from dataclasses import dataclass


class Wrong(ValueError):
    """Tell that a cell cannot be taken, and what to do about it, in Chinese and English."""

    def __init__(self, zh: str, en: str, advice_zh: str = "", advice_en: str = "") -> None:
        self.zh, self.en, self.advice_zh, self.advice_en = zh, en, advice_zh, advice_en
        super().__init__(en)


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that stands in the way of an import."""

    row: int
    column: str
    cell: str
    found: str
    wrong_zh: str
    wrong_en: str
    advice_zh: str
    advice_en: str
