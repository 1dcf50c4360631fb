"""Absence and deputies (P6)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from customers.absences import rules

pytestmark = [pytest.mark.rules, pytest.mark.shows("P6")]
START = datetime(2026, 3, 11, tzinfo=UTC)
LEAVE = rules.Absence(UUID(int=1), UUID(int=2), START, START + timedelta(days=1), True, False)


@pytest.mark.parametrize("absence", [LEAVE, replace(LEAVE, deputy_id=None, is_deputy_active=False)])
def test_an_absence_with_a_present_deputy_or_none_is_taken(absence):
    rules.check(absence)


@pytest.mark.shows("absence.ends_before_start", "absence.deputy_unfit", "bad-input-25")
@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"to_at": START}, rules.AbsenceEndsBeforeStart),
        ({"deputy_id": UUID(int=1)}, rules.DeputyUnfit),
        ({"is_deputy_active": False}, rules.DeputyUnfit),
        ({"is_deputy_away": True}, rules.DeputyUnfit),
    ],
)
def test_an_absence_without_length_or_with_an_unfit_deputy_is_refused(changes, refused):
    with pytest.raises(refused):
        rules.check(replace(LEAVE, **changes))
