"""Traces from a request through journal and Kafka to its effects elsewhere; the extra `telemetry` brings what it needs.

A command's rows carry the request's context; the relay adds how long they waited; a reaction continues each event's
own trace; the transaction of a batch, which serves many traces, stands in one of its own with links to them.
"""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, nullcontext
from datetime import datetime
from typing import Any

from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.asyncpg import AsyncPGInstrumentor
from opentelemetry.instrumentation.httpx import HTTPXClientInstrumentor
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import (
    Link,
    Span,
    SpanKind,
    Tracer,
    get_current_span,
    set_span_in_context,
    set_tracer_provider,
    use_span,
)
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from chassis import spans
from chassis.inbox import Arrival
from contracts.cloudevents import HEARTBEAT, Envelope
from contracts.topics import replay_topic

POSTGRESQL: Any = AsyncPGInstrumentor()  # type: ignore[no-untyped-call]
W3C = TraceContextTextMapPropagator()


class Traced(spans.Spans):
    """The places of the engine, with spans."""

    def __init__(self, tracer: Tracer) -> None:
        self._tracer = tracer

    def here(self, given: str | None) -> str | None:
        """Return the context of the span under way, else the given one."""
        return _written(get_current_span()) or given

    def sent(self, topic: str, row: Any) -> str | None:
        """Tell how long a row waited in the journal; one that is sent again did not wait since it was written."""
        if row.type == HEARTBEAT:
            return None
        is_again = topic.startswith(replay_topic(""))
        span = self._tracer.start_span(
            f"send {topic}",
            _read(row.traceparent),
            SpanKind.PRODUCER,
            {**_messaging("send", topic), "messaging.message.id": str(row.id), "branchline.type": row.type},
            start_time=None if is_again else _nanoseconds(row.recorded),
        )
        span.end()
        return _written(span)

    @asynccontextmanager
    async def batch(self, arrivals: Sequence[Arrival]) -> AsyncIterator[None]:
        """Stand around the transaction of a batch, linked to each trace that it serves."""
        served = {arrival.envelope.traceparent for arrival in arrivals}
        contexts = [get_current_span(_read(traceparent)).get_span_context() for traceparent in served]
        links = [Link(context) for context in contexts if context.is_valid]
        facts = {**_messaging("process", "branchline"), "messaging.batch.message_count": len(arrivals)}
        with self._tracer.start_as_current_span("process batch", Context(), SpanKind.CONSUMER, facts, links):
            yield

    @contextmanager
    def events(self, envelopes: Sequence[Envelope]) -> Iterator[list[str | None]]:
        """Continue the trace of each event, linked to the batch in which it is applied.

        What is done for one event alone stands below it; what is done for many at once, below the batch.
        """
        links = [Link(get_current_span().get_span_context())]
        opened = [
            self._tracer.start_span(
                f"process {envelope.type}", _read(envelope.traceparent), SpanKind.CONSUMER,
                {**_messaging("process", envelope.source), "messaging.message.id": str(envelope.id)}, links,
            )
            for envelope in envelopes
        ]  # fmt: skip
        try:
            with use_span(opened[0]) if len(opened) == 1 else nullcontext():
                yield [_written(span) for span in opened]
        finally:
            for span in opened:
                span.end()


class Discreet(SpanProcessor):
    """Keeps out of a trace what people searched for (C15)."""

    def on_start(self, span: Any, parent_context: Context | None = None) -> None:
        """Blank the query of a request; its route and status are enough."""
        if "url.query" in (span.attributes or {}):
            span.set_attribute("url.query", "…")


def start(service: str) -> None:
    """Export spans over OTLP, to where the standard variables OTEL_EXPORTER_OTLP_… point."""
    resource = Resource.create({"service.name": service, "service.namespace": "branchline"})
    provider = TracerProvider(resource=resource)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    install(provider)


def install(provider: TracerProvider) -> None:
    """Make spans from now on; FastAPI makes those of requests by itself once there is a provider."""
    provider.add_span_processor(Discreet())
    set_tracer_provider(provider)
    spans.active = Traced(provider.get_tracer("branchline"))
    POSTGRESQL.instrument()
    HTTPXClientInstrumentor().instrument()


def _messaging(operation: str, topic: str) -> dict[str, Any]:
    return {
        "messaging.system": "kafka",
        "messaging.operation.type": operation,
        "messaging.destination.name": topic,
    }


def _read(traceparent: str | None) -> Context:
    # Into an empty context: what nobody traced begins a trace of its own and joins none that is under way.
    return W3C.extract({"traceparent": traceparent or ""}, Context())


def _written(span: Span) -> str | None:
    carrier: dict[str, str] = {}
    W3C.inject(carrier, set_span_in_context(span, Context()))
    return carrier.get("traceparent")


def _nanoseconds(instant: datetime) -> int:
    return int(instant.timestamp() * 1_000_000) * 1000
