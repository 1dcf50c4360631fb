"""Events that must lead to exactly one event elsewhere: where one is missing, a batch was torn."""

from tests.chaos.history import Answer

ANSWERS = (
    Answer(
        "orders.invoicing.requested.v1",
        "receivables",
        frozenset({"receivables.invoice.issued.v1", "receivables.invoicing.rejected.v1"}),
    ),
    Answer(
        "customers.credit.requested.v1",
        "notifications",
        frozenset({"notifications.approval.acted.v1", "notifications.approval.decided.v1"}),
        once=False,
    ),
)
# What people and timers do with a form goes back to the request that opened it.
LATER = frozenset({
    "notifications.approval.acted.v1", "notifications.approval.decided.v1", "notifications.escalation.raised.v1",
    "notifications.delivery.failed.v1",
})  # fmt: skip
# One event may take an account over two levels at once.
OFTEN = frozenset({"orders.exposure.crossed.v1"})
