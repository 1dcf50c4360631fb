"""Logs as JSON events, of ours and of libraries alike."""

import logging

import structlog
from structlog.processors import ExceptionRenderer
from structlog.stdlib import ProcessorFormatter
from structlog.tracebacks import ExceptionDictTransformer
from structlog.typing import Processor

# Without the local variables, which hold what people sent (C15).
TRACEBACKS = ExceptionRenderer(ExceptionDictTransformer(show_locals=False))


def configure(service: str, role: str, *, json: bool = True) -> None:
    """Send every log line, also of libraries, to stderr as one event with service and role bound."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    lines = structlog.processors.JSONRenderer(ensure_ascii=False)
    tail: list[Processor] = [TRACEBACKS, lines] if json else [structlog.dev.ConsoleRenderer()]
    structlog.configure(
        processors=[*shared, ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    chain: list[Processor] = [*shared, structlog.stdlib.ExtraAdder()]
    tail.insert(0, ProcessorFormatter.remove_processors_meta)
    handler.setFormatter(ProcessorFormatter(foreign_pre_chain=chain, processors=tail))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    structlog.contextvars.bind_contextvars(service=service, role=role)
