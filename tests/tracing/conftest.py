"""Spans kept in memory."""

from collections.abc import AsyncIterator, Iterator

import pytest
from opentelemetry.instrumentation.httpx import HTTPXClientInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from branchline.estate import service
from branchline.testing import House, prepared, service_fixture
from chassis import spans as engine
from edge import tracing
from tests.probe import PROBE

house = service_fixture(PROBE)


@pytest.fixture(scope="module")
def spans() -> Iterator[InMemorySpanExporter]:
    """Turn traces on for the tests of a module; a process has one provider of spans in its life."""
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    tracing.install(provider)
    yield exporter
    engine.active = engine.Spans()
    tracing.POSTGRESQL.uninstrument()
    HTTPXClientInstrumentor().uninstrument()
    provider.shutdown()


@pytest.fixture
async def houses(postgres_url: str, spans: InMemorySpanExporter) -> AsyncIterator[dict[str, House]]:
    """Stand up orders and notifications, with traces."""
    found = {}
    for name in ("orders", "notifications"):
        urls = await prepared(postgres_url, service(name), name=f"traced_{name}")
        found[name] = House(service(name), urls.api, urls.worker)
    yield found
    for house in found.values():
        await house.stop()
