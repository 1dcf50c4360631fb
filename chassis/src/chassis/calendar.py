"""The working calendar: days off, make-up days, deadlines in working days, and how far it is known."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from holidays import country_holidays

Roll = Literal["none", "before", "after"]

SHANGHAI = ZoneInfo("Asia/Shanghai")
# When the work of a day ends, unless the firm says otherwise.
DAY_ENDS = time(18, 0)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Deadline:
    """A due instant; provisional while days on the way to it are not published yet."""

    at: datetime
    provisional: bool


@dataclass(frozen=True)
class WorkingCalendar:
    """Days off and days made up in one zone; beyond `known_until` only weekends and statutory days."""

    zone: ZoneInfo
    holidays: frozenset[date]
    make_up_days: frozenset[date]
    known_until: date
    day_ends: time = DAY_ENDS
    revision: int = 0

    def is_working_day(self, day: date) -> bool:
        """Tell whether people work that day."""
        return day in self.make_up_days or (day.isoweekday() <= 5 and day not in self.holidays)  # noqa: PLR2004

    def add_working_days(self, day: date, count: int) -> date:
        """Find the count-th working day after a day, or before it when negative; 0 is the day itself."""
        step = ONE_DAY if count > 0 else -ONE_DAY
        for _ in range(abs(count)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day

    def roll(self, day: date, how: Roll) -> date:
        """Move a day off to the working day before or after it, where the setting says so."""
        if how == "none" or self.is_working_day(day):
            return day
        return self.add_working_days(day, -1 if how == "before" else 1)

    def local_day(self, instant: datetime) -> date:
        """Tell which day it is here at an instant."""
        return instant.astimezone(self.zone).date()

    def start_of_day(self, day: date) -> datetime:
        """Tell the instant at which a day begins here."""
        return datetime.combine(day, time.min, self.zone).astimezone(UTC)

    def end_of_working_day(self, day: date) -> datetime:
        """Tell the instant at which work ends here on a day."""
        return datetime.combine(day, self.day_ends, self.zone).astimezone(UTC)

    def deadline_in_working_days(self, instant: datetime, count: int) -> Deadline:
        """Find the end of the count-th working day after an instant's day (C6, C10)."""
        day = self.add_working_days(self.local_day(instant), count)
        return Deadline(self.end_of_working_day(day), provisional=day > self.known_until)


def day_of_month(year: int, month: int, day: int) -> date:
    """Find a day of a month; one that the month lacks means its last day."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def month_end(day: date) -> date:
    """Find the last day of a day's month."""
    return day_of_month(day.year, day.month, 31)


def from_holidays(years: Iterable[int], zone: ZoneInfo = SHANGHAI, *, day_ends: time = DAY_ENDS) -> WorkingCalendar:
    """Build China's calendar; a year is known once its make-up days are published."""
    wanted = sorted(years)
    china = country_holidays("CN", years=wanted)
    made_up = frozenset(day for day in china.weekend_workdays if day.year in wanted)
    known = max((day.year for day in made_up), default=wanted[0] - 1)
    return WorkingCalendar(zone, frozenset(china), made_up, date(known, 12, 31), day_ends)
