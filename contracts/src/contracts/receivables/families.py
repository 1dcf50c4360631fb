"""The families of events as receivables raises them."""

from contracts.families import (
    DeadlineMovedFamily,
    InvariantViolatedFamily,
    JournalVoidedFamily,
    RequestWithdrawnFamily,
    SettingChangedFamily,
)


class SettingChanged(SettingChangedFamily):
    """Raised when a setting of receivables changes; whoever keeps a copy needs it (X4)."""

    type = "receivables.setting.changed.v1"


class RequestWithdrawn(RequestWithdrawnFamily):
    """Raised when an open request of receivables ends before its decision; N closes the form (N2)."""

    type = "receivables.request.withdrawn.v1"


class DeadlineMoved(DeadlineMovedFamily):
    """Raised when a deadline of receivables is dated anew; N dates its reminders anew (R3)."""

    type = "receivables.deadline.moved.v1"


class InvariantViolated(InvariantViolatedFamily):
    """Raised when a sweep of receivables finds an invariant broken; N and X tell operations (X4)."""

    type = "receivables.invariant.violated.v1"


class JournalVoided(JournalVoidedFamily):
    """Stands where an event of receivables can never be sent; every consumer passes the position (X4)."""

    type = "receivables.journal.voided.v1"
