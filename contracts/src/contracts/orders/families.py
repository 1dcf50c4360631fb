"""The families of events as orders raises them."""

from contracts.families import (
    DeadlineMovedFamily,
    InvariantViolatedFamily,
    JournalVoidedFamily,
    RequestWithdrawnFamily,
    SettingChangedFamily,
)


class SettingChanged(SettingChangedFamily):
    """Raised when a setting of orders changes; whoever keeps a copy needs it (X4)."""

    type = "orders.setting.changed.v1"


class RequestWithdrawn(RequestWithdrawnFamily):
    """Raised when an open request of orders ends before its decision; N closes the form (N2)."""

    type = "orders.request.withdrawn.v1"


class DeadlineMoved(DeadlineMovedFamily):
    """Raised when a deadline of orders is dated anew; N dates its reminders anew (O3)."""

    type = "orders.deadline.moved.v1"


class InvariantViolated(InvariantViolatedFamily):
    """Raised when a sweep of orders finds an invariant broken; N and X tell operations (X4)."""

    type = "orders.invariant.violated.v1"


class JournalVoided(JournalVoidedFamily):
    """Stands where an event of orders can never be sent; every consumer passes the position (X4)."""

    type = "orders.journal.voided.v1"
