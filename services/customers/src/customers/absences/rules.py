"""Rules of absence and of who stands in (P6)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.refusals import Refused


class AbsenceEndsBeforeStart(Refused):
    """Refuse an absence that ends before it begins."""

    code, status, duty = "absence.ends_before_start", 422, "P6"
    zh, en = "请假结束时间必须晚于开始时间。", "An absence ends after it begins."


class DeputyUnfit(Refused):
    """Refuse a deputy who is the person, unknown, or away at the same time."""

    code, status, duty = "absence.deputy_unfit", 422, "P6"
    zh, en = (
        "代理人不能是本人、已离职或同期请假的人。",
        "A deputy is somebody else who works here and is present.",
    )


class AbsenceOverlaps(Refused):
    """Refuse a second absence in the same time."""

    code, duty = "absence.overlaps", "P6"
    zh, en = "该时段已有请假记录。", "There is already an absence in that time."


@dataclass(frozen=True, slots=True)
class Absence:
    """What is known when an absence is recorded."""

    person_id: UUID
    deputy_id: UUID | None
    from_at: datetime
    to_at: datetime
    is_deputy_active: bool
    is_deputy_away: bool


def check(absence: Absence) -> None:
    """Refuse an absence of no length, or without a deputy who can stand in (P6)."""
    if absence.to_at <= absence.from_at:
        raise AbsenceEndsBeforeStart(field="/to_at")
    if absence.deputy_id is None:
        return
    if absence.deputy_id == absence.person_id or not absence.is_deputy_active or absence.is_deputy_away:
        raise DeputyUnfit(field="/deputy_id")
