"""The families of events as customers raises them."""

from contracts.families import (
    DeadlineMovedFamily,
    InvariantViolatedFamily,
    JournalVoidedFamily,
    RequestWithdrawnFamily,
    SettingChangedFamily,
)


class SettingChanged(SettingChangedFamily):
    """Raised when a setting of customers changes; whoever keeps a copy needs it (X4)."""

    type = "customers.setting.changed.v1"


class RequestWithdrawn(RequestWithdrawnFamily):
    """Raised when an open request of customers ends before its decision; N closes the form (N2)."""

    type = "customers.request.withdrawn.v1"


class DeadlineMoved(DeadlineMovedFamily):
    """Raised when a deadline of customers is dated anew; N dates its reminders anew (C6, C10)."""

    type = "customers.deadline.moved.v1"


class InvariantViolated(InvariantViolatedFamily):
    """Raised when a sweep of customers finds an invariant broken; N and X tell operations (X4)."""

    type = "customers.invariant.violated.v1"


class JournalVoided(JournalVoidedFamily):
    """Stands where an event of customers can never be sent; every consumer passes the position (X4)."""

    type = "customers.journal.voided.v1"
