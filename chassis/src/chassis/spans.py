"""Where a trace passes the engine; nothing happens there until a process turns traces on (edge/tracing.py)."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, AbstractContextManager, nullcontext
from typing import Any

from chassis.inbox import Arrival
from contracts.cloudevents import Envelope


class Spans:
    """The places; these leave the trace context as it came."""

    def here(self, given: str | None) -> str | None:
        """Return the trace context of the work under way, else the given one."""
        return given

    def sent(self, topic: str, row: Any) -> str | None:
        """Tell of a journal row on its way to Kafka; return the trace context that it takes along."""
        traceparent: str | None = row.traceparent
        return traceparent

    def batch(self, arrivals: Sequence[Arrival]) -> AbstractAsyncContextManager[Any]:
        """Stand around the transaction of a batch."""
        return nullcontext()

    def events(self, envelopes: Sequence[Envelope]) -> AbstractContextManager[list[str | None]]:
        """Stand around the reaction to events; give the trace context of what each causes."""
        return nullcontext([envelope.traceparent for envelope in envelopes])


active = Spans()
