"""Rules of a year's working days."""

from collections.abc import Collection
from datetime import date

from chassis.refusals import Refused


class DayOfOtherYear(Refused):
    """Refuse a day that is not of the year."""

    code, status, duty = "calendar.other_year", 422, "C6"
    zh, en = "日期不属于 {year} 年：{days}。", "Days outside {year}: {days}."


class DayOffAndWorked(Refused):
    """Refuse a day that is off and made up at once."""

    code, status, duty = "calendar.off_and_worked", 422, "C6"
    zh, en = "同一天不能既放假又上班：{days}。", "A day cannot be off and worked: {days}."


def check(year: int, holidays: Collection[date], make_up_days: Collection[date]) -> None:
    """Refuse days of other years, and days that are off and worked at once."""
    if strange := sorted(day for day in (*holidays, *make_up_days) if day.year != year):
        raise DayOfOtherYear(year=year, days=strange)
    if both := sorted(set(holidays) & set(make_up_days)):
        raise DayOffAndWorked(days=both)
