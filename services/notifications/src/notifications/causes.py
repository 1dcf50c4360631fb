"""Events whose cause lies further back than the request or sweep that raises them (architecture, rule 8)."""

from dataclasses import dataclass, replace
from uuid import UUID

from chassis.tx import Tx
from contracts.events import Event


@dataclass(frozen=True, slots=True)
class Because:
    """The event that a form, message or timer goes back to, and its conversation."""

    cause_id: UUID
    correlation_id: UUID

    @classmethod
    def of(cls, tx: Tx) -> "Because":
        """Take the cause of the transaction."""
        return cls(tx.cause.cause_id, tx.cause.correlation_id)


def emit(tx: Tx, event: Event, because: Because) -> None:
    """Write an event to the journal under the cause that it goes back to (X2)."""
    own = tx.cause
    tx.cause = replace(own, cause_id=because.cause_id, correlation_id=because.correlation_id)
    tx.emit(event)
    tx.cause = own
