"""Set and correct the firm's working days (C6, C10)."""

from collections.abc import Iterable
from typing import Annotated, Any
from uuid import NAMESPACE_URL, UUID, uuid5

from pydantic import Field, StrictInt
from sqlalchemy import text

from chassis import organisation
from chassis.calendar import from_holidays
from chassis.refusals import PreconditionFailed
from chassis.tx import Tx
from contracts.customers import CalendarChanged
from customers.calendars import queries, rules
from edge.inputs import Command, StrictDay

LOCK = text("LOCK TABLE calendar_year IN SHARE ROW EXCLUSIVE MODE")
Days = Annotated[tuple[StrictDay, ...], Field(max_length=366)]


class YearDays(Command):
    """A year's days off, and the weekend days worked in return."""

    holidays: Days
    make_up_days: Days
    known_until: StrictDay


class AdoptYear(Command):
    """A year to take over as the state has published it."""

    year: Annotated[StrictInt, Field(ge=2000, le=2100)]


def calendar_id(year: int) -> UUID:
    """Name a year's calendar, everywhere alike."""
    return uuid5(NAMESPACE_URL, f"branchline/calendar/{year}")


async def set_year(tx: Tx, year: int, version: int, command: YearDays) -> CalendarChanged:
    """Correct a year's working days; version 0 is a year not set yet (C6)."""
    rules.check(year, command.holidays, command.make_up_days)
    await tx.execute(LOCK)
    known = await queries.year(tx, year)
    if (known.version if known else 0) != version:
        raise PreconditionFailed
    event = _event(year, version + 1, command.model_dump())
    await _write(tx, [event])
    return event


async def adopt_years(tx: Tx, years: Iterable[int]) -> list[CalendarChanged]:
    """Take years over as the state has published them; what was set before stays (C6)."""
    await tx.execute(LOCK)
    known = {row.year for row in await queries.years(tx)}
    events = [_published(year) for year in sorted(set(years) - known)]
    await _write(tx, events)
    return events


async def _write(tx: Tx, events: list[CalendarChanged]) -> None:
    if events:
        await organisation.project_calendar(tx, events)
        tx.emit(*events)


def _published(year: int) -> CalendarChanged:
    china = from_holidays([year])
    days = {"holidays": china.holidays, "make_up_days": china.make_up_days, "known_until": china.known_until}
    return _event(year, 1, days)


def _event(year: int, version: int, days: dict[str, Any]) -> CalendarChanged:
    return CalendarChanged(
        calendar_id=calendar_id(year),
        year=year,
        holidays=tuple(sorted(days["holidays"])),
        make_up_days=tuple(sorted(days["make_up_days"])),
        known_until=days["known_until"],
        version=version,
    )
