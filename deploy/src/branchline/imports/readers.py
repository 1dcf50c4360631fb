"""How a cell becomes a value of its column's type: exact, or a fault, and never a guess."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from branchline.imports.cells import BROKEN, DAY, FLAG, LOOSE, NUMBER, TEXT, Cell
from branchline.imports.wrong import Wrong

Reader = Callable[[Cell], object]
TEXT_MAX = 200
REMARKS_MAX = 1000
# A spreadsheet shows more digits as 1.23E+11, and keeps only fifteen.
SHOWN_DIGITS_MAX = 11
YEAR_MIN, YEAR_MAX = 1990, 2200
AMOUNT_MAX = Decimal(10) ** 13
GROUPED = re.compile(r"[-+]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", re.ASCII)
PLAIN = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?", re.ASCII)
SCIENTIFIC = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?[eE]\+?[0-9]{1,3}", re.ASCII)
SPELT_DAY = re.compile(
    r"([0-9]{4})(?:-([0-9]{1,2})-|/([0-9]{1,2})/|\.([0-9]{1,2})\.|年([0-9]{1,2})月)([0-9]{1,2})日?"
    r"(?:[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?",
    re.ASCII,
)
COMPACT_DAY = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})", re.ASCII)
UNSTORABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
SEPARATORS = re.compile(r"[、,，;；|\n]")
YES = frozenset({"是", "yes", "y", "true", "1", "√"})
NO = frozenset({"否", "no", "n", "false", "0", "×"})


def plain(text: str) -> str:
    """Fold full-width figures and letters, and spaces around, as people type them."""
    return unicodedata.normalize("NFKC", text).strip()


def _sound(cell: Cell) -> Cell:
    if cell.kind == BROKEN:
        raise Wrong(
            "单元格是公式错误值或时间", "an error of a formula, or a time of day", "请改为实际数值", "enter the value"
        )
    return cell


def text(longest: int = TEXT_MAX) -> Reader:
    """Read text as it stands; a number only if a spreadsheet shows and keeps all its digits."""

    def read(cell: Cell) -> str:
        _sound(cell)
        if cell.kind == NUMBER:
            return _digits(cell.text)
        if cell.kind == LOOSE and SCIENTIFIC.fullmatch(cell.text.strip()):
            raise _lost(cell.text.strip())
        if cell.kind in {DAY, FLAG}:
            raise Wrong("应为文本", "text is wanted", "请把单元格格式设为“文本”", "format the cell as text")
        found = cell.text.strip()
        if UNSTORABLE.search(found):
            raise Wrong("含有不可见的控制字符", "it holds control characters", "请重新输入", "type it again")
        if len(found) > longest:
            raise Wrong(f"超过 {longest} 个字符", f"longer than {longest} characters", "请缩短", "shorten it")
        return found

    return read


def _digits(number: str) -> str:
    if not number.isdecimal() or len(number) > SHOWN_DIGITS_MAX:
        raise _lost(number)
    return number


def _lost(number: str) -> Wrong:
    return Wrong(
        f"编号被存成了数字 {number}，可能已丢失位数",
        f"a number {number} where an identifier is wanted: digits may be lost",
        "请把单元格格式设为“文本”后重新输入完整编号",
        "format the cell as text and enter the whole identifier again",
    )


def amount(places: int, *, least: str = "0", is_open: bool = False) -> Reader:
    """Read a decimal of so many places, not below the least; above it where `is_open`."""
    floor = Decimal(least)

    def read(cell: Cell) -> Decimal:
        found = _decimal(_sound(cell))
        if abs(found) > AMOUNT_MAX:
            raise Wrong("数值过大", "too large a number", "请核对", "check it")
        if found != round(found, places):
            raise Wrong(
                f"小数超过 {places} 位", f"more than {places} decimal places",
                f"请用 ROUND(…, {places}) 取整后粘贴为数值", f"round it by ROUND(…, {places}) and paste the value",
            )  # fmt: skip
        if found < floor or (is_open and found == floor):
            word, word_en = ("大于", "above") if is_open else ("不小于", "at least")
            raise Wrong(f"必须{word} {least}", f"it must be {word_en} {least}", "请核对", "check it")
        return round(found, places)

    return read


def whole(least: int, most: int) -> Reader:
    """Read a whole number between two."""

    def read(cell: Cell) -> int:
        found = _decimal(_sound(cell))
        if found != int(found) or not least <= found <= most:
            raise Wrong(
                f"应为 {least} 至 {most} 的整数", f"a whole number from {least} to {most} is wanted", "请核对", "check"
            )
        return int(found)

    return read


def rate(cell: Cell) -> Decimal:
    """Read a rate between 0 and 1, also as a percentage."""
    spelt = plain(cell.text)
    is_percentage = cell.kind in {LOOSE, TEXT} and spelt.endswith("%")
    found = _decimal(Cell(LOOSE, spelt[:-1])) / 100 if is_percentage else _decimal(_sound(cell))
    if not 0 <= found < 1:
        raise Wrong(
            "税率应在 0 与 1 之间，如 0.13 或 13%", "a rate from 0 to 1, such as 0.13 or 13%", "请核对", "check it"
        )
    return found


def _decimal(cell: Cell) -> Decimal:
    if cell.kind == NUMBER:
        return Decimal(cell.text)
    spelt = plain(cell.text).lstrip("¥")
    if cell.kind == LOOSE and (PLAIN.fullmatch(spelt) or GROUPED.fullmatch(spelt)):
        return Decimal(spelt.replace(",", ""))
    if cell.kind == TEXT and (PLAIN.fullmatch(spelt) or GROUPED.fullmatch(spelt)):
        raise Wrong(
            "数字存成了文本，Excel 求和时不会计入",
            "a number stored as text, which no sum of the spreadsheet counts",
            "请选中该列，用“转换为数字”", "select the column and use Convert to Number",
        )  # fmt: skip
    raise Wrong("不是数字", "not a number", "请输入如 1234.50 的数字", "enter a number such as 1234.50")


def day(cell: Cell) -> date:
    """Read a day, from a date cell or spelt year first."""
    found = _day(_sound(cell))
    if not YEAR_MIN <= found.year <= YEAR_MAX:
        raise Wrong(
            f"日期 {found} 不在 {YEAR_MIN} 至 {YEAR_MAX} 年之间（Excel 的 1900-02-29 并不存在）",
            f"{found} is not between {YEAR_MIN} and {YEAR_MAX} (and Excel's 29 Feb 1900 never was)",
            "请核对日期", "check the date",
        )  # fmt: skip
    return found


def _day(cell: Cell) -> date:
    if cell.kind == DAY:
        return date.fromisoformat(cell.text)
    spelt = plain(cell.text)
    match = (SPELT_DAY.fullmatch(spelt) or COMPACT_DAY.fullmatch(spelt)) if cell.kind in {LOOSE, TEXT} else None
    if match:
        year, month, number = (int(part) for part in match.groups() if part is not None)
        try:
            return date(year, month, number)
        except ValueError:
            raise Wrong(f"没有 {spelt} 这一天", f"there is no day {spelt}", "请核对日期", "check the date") from None
    raise Wrong("不是日期", "not a date", "请输入如 2026-03-01 的日期", "enter a date such as 2026-03-01")


def flag(cell: Cell) -> bool:
    """Read yes or no."""
    spelt = plain(_sound(cell).text).casefold()
    if spelt in YES or spelt in NO:
        return spelt in YES
    raise Wrong("应为“是”或“否”", "yes or no is wanted", "请填 是 或 否", "enter yes or no")


def choice(words: Mapping[str, str]) -> Reader:
    """Read one of a few words, by its Chinese name or its code."""
    known = {spelling.casefold(): code for zh, code in words.items() for spelling in (zh, code)}

    def read(cell: Cell) -> str:
        spelt = plain(_sound(cell).text).casefold()
        if spelt not in known:
            options = "、".join(words)
            raise Wrong(
                f"“{cell.text}”不在可选值之内", "not one of the choices", f"可选：{options}", f"choose of {options}"
            )
        return known[spelt]

    return read


def several(cell: Cell) -> list[str]:
    """Read texts that stand in one cell, each once."""
    whole_text = str(text(REMARKS_MAX)(cell))
    return list(dict.fromkeys(part for each in SEPARATORS.split(whole_text) if (part := each.strip())))


def posts(words: Mapping[str, str]) -> Reader:
    """Read roles, each with its branch, such as 业务员@FB01."""
    role = choice(words)

    def read(cell: Cell) -> list[tuple[str, str]]:
        found = []
        for each in several(cell):
            name, at, branch = each.partition("@")
            if not (at and branch.strip()):
                raise Wrong(f"“{each}”缺少机构", f"{each} names no branch", "请写成 业务员@FB01", "write role@branch")
            found.append((str(role(Cell(LOOSE, name))), branch.strip()))
        return found

    return read
