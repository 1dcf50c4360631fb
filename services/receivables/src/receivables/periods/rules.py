"""Rules of periods: what is closed is not posted to (R8)."""

from collections.abc import Collection
from datetime import date

from chassis.refusals import Refused


class PeriodClosed(Refused):
    """Refuse a posting to a closed month."""

    code, duty = "period.closed", "R8"
    zh, en = "{month} 的账期已关闭，不能再记账。", "The books of {month} are closed."
    advice_zh, advice_en = (
        "请改用未关闭账期内的日期，或由财务重新打开账期。",
        "Use a day of an open month, or have finance reopen it.",
    )


class PeriodNotOver(Refused):
    """Refuse to close a month that still runs."""

    code, duty = "period.not_over", "R8"
    zh, en = "{month} 尚未结束，不能关闭。", "{month} is not over and cannot be closed."


def month_of(day: date) -> date:
    """Name a month by its first day."""
    return day.replace(day=1)


def label(month: date) -> str:
    """Write a month as people do."""
    return f"{month:%Y-%m}"


def refuse_closed(day: date, closed: Collection[date], field: str | None = None) -> None:
    """Refuse a day in a closed month (R8)."""
    if month_of(day) in closed:
        raise PeriodClosed(field=field, month=label(month_of(day)))


def refuse_running(month: date, today: date) -> None:
    """Refuse to close the month of today or a later one (R8)."""
    if month >= month_of(today):
        raise PeriodNotOver(month=label(month))
