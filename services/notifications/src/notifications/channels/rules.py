"""When a message may leave the house, and when a failed one is tried again (P5, N6)."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from chassis.calendar import ONE_DAY, WorkingCalendar
from chassis.refusals import Forbidden, Invalid

TRIES_MAX = 6
FIRST_WAIT = timedelta(seconds=30)


class QuietHoursEmpty(Invalid):
    """Refuse quiet hours that begin when they end: all day or never, nobody could tell."""

    code, duty = "contact.quiet_hours_empty", "P5"
    zh, en = "免打扰的开始和结束时间不能相同。", "Quiet hours cannot end when they begin."


class ContactNotYours(Forbidden):
    """Refuse a look at the address book beyond one's own line (C15)."""

    code, duty = "contact.not_yours", "C15"
    zh, en = "只能查看和修改自己的联系方式。", "Only your own contact details are yours to see and change."


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours of the day in which only urgent messages pass; they may go over midnight."""

    begins: time
    ends: time

    def covers(self, at: time) -> bool:
        """Tell whether a time of the day is quiet."""
        if self.begins < self.ends:
            return self.begins <= at < self.ends
        return at >= self.begins or at < self.ends


def check_quiet(begins: time | None, ends: time | None) -> None:
    """Refuse empty quiet hours (P5)."""
    if begins is not None and begins == ends:
        raise QuietHoursEmpty(field="/quiet_to")


def leaves_at(told_at: datetime, quiet: Quiet, rest: timedelta, calendar: WorkingCalendar) -> datetime:
    """Find when a message that is not urgent may leave: rested, awake, on a working day (P5, N6)."""
    local = (told_at + rest).astimezone(calendar.zone)
    if quiet.covers(local.time()):
        # Past midnight the quiet hours end the same day, before it the next one.
        day = local.date() if local.time() < quiet.ends else local.date() + ONE_DAY
        local = datetime.combine(day, quiet.ends, calendar.zone)
    if not calendar.is_working_day(local.date()):
        local = datetime.combine(calendar.add_working_days(local.date(), 1), quiet.ends, calendar.zone)
    return local.astimezone(UTC)


def wait_after(tries: int) -> timedelta | None:
    """Find how long to wait after a failure; nothing more is tried after the last one."""
    return FIRST_WAIT * 2 ** (tries - 1) if tries < TRIES_MAX else None
