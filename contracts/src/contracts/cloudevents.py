"""The envelope of an event as CloudEvents 1.0 in Kafka's binary mode: headers out, headers in."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from contracts.partition import SHARDS
from contracts.values import instant_text, utc_instant

SCHEMAS = "urn:branchline:schema:"
TEXT_MAX = 255  # keys and subjects stand in indexes
NUMBER_DIGITS_MAX = 18  # fits bigint
EPOCH_MAX = 2**31 - 1
HEARTBEAT = "branchline.heartbeat.v1"

TYPES_REMEMBERED = 1024
# As we write them, and as Kafka Connect writes the literal 1.0 and a true column (deploy/debezium).
SPEC_VERSIONS = ("1.0", "1")
TRUE = ("1", "true")

Header = tuple[str, bytes]
ALWAYS: tuple[Header, ...] = (("content-type", b"application/json"), ("ce_specversion", b"1.0"))


@dataclass(frozen=True, slots=True)
class Envelope:
    """What is known of an event without reading its body."""

    id: UUID
    source: str
    type: str
    time: datetime
    subject: str
    key: str
    shard: int
    sequence: int
    epoch: int
    actor: str
    branch: UUID | None
    quiet: bool
    twin: bool
    correlation_id: UUID
    causation_id: UUID | None
    traceparent: str | None
    recorded: datetime
    dataschema: str = ""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a record is no event of ours: it goes to the dead letters and closes no key."""

    reason: str


def schema_id(event_type: str) -> str:
    """Name the schema of an event type."""
    return SCHEMAS + event_type


@lru_cache(maxsize=TYPES_REMEMBERED)
def _of_type(event_type: str) -> tuple[Header, Header]:
    return ("ce_type", event_type.encode()), ("ce_dataschema", schema_id(event_type).encode())


def headers(envelope: Envelope) -> list[Header]:
    """Write the envelope as Kafka headers; `traceparent` stands plain, where OpenTelemetry reads it."""
    kind, schema = _of_type(envelope.type)
    optional = (
        ("ce_branch", envelope.branch),
        ("ce_quiet", "1" if envelope.quiet else None),
        ("ce_twin", "1" if envelope.twin else None),
        ("ce_correlationid", envelope.correlation_id),
        ("ce_causationid", envelope.causation_id),
        ("ce_recorded", instant_text(envelope.recorded)),
        ("traceparent", envelope.traceparent),
    )
    return [
        *ALWAYS,
        ("ce_id", str(envelope.id).encode()),
        ("ce_source", envelope.source.encode()),
        kind,
        ("ce_time", instant_text(envelope.time).encode()),
        ("ce_subject", envelope.subject.encode()),
        ("ce_dataschema", envelope.dataschema.encode()) if envelope.dataschema else schema,
        ("ce_partitionkey", envelope.key.encode()),
        ("ce_shard", b"%d" % envelope.shard),
        ("ce_sequence", b"%d" % envelope.sequence),
        ("ce_epoch", b"%d" % envelope.epoch),
        ("ce_actor", envelope.actor.encode()),
        *[(name, str(value).encode()) for name, value in optional if value],
    ]


def parse(key: bytes | None, headers: Sequence[tuple[str, bytes | None]], value: bytes | None) -> Envelope | Unreadable:
    """Read the envelope of a record, whatever bytes came; never raise (reliability, bad inputs of Kafka)."""
    if value is None:
        return Unreadable("no value")
    try:
        envelope = _envelope(_text("key", key), dict(headers))
        if envelope.type == HEARTBEAT:
            _check_beat(value)
    except ValueError as error:
        return Unreadable(str(error))
    return envelope


def _check_beat(value: bytes) -> None:
    try:
        beat = json.loads(value)
        sound = all(type(beat[name]) is int and 0 <= beat[name] < 10**NUMBER_DIGITS_MAX for name in ("head", "base"))
    except (ValueError, TypeError, LookupError, RecursionError):
        sound = False
    if not sound:
        raise ValueError("a heartbeat without head and base")


def _envelope(key: str, found: dict[str, bytes | None]) -> Envelope:
    def text(name: str) -> str:
        return _text(name, found.get(name))

    def optional(name: str) -> str | None:
        return _text(name, found[name]) if found.get(name) else None

    if text("ce_specversion") not in SPEC_VERSIONS:
        raise ValueError("ce_specversion is not 1.0")
    event_id = _uuid("ce_id", text("ce_id"))
    time = _instant("ce_time", text("ce_time"))
    branch, causation = optional("ce_branch"), optional("ce_causationid")
    correlation, recorded = optional("ce_correlationid"), optional("ce_recorded")
    return Envelope(
        id=event_id,
        source=text("ce_source"),
        type=text("ce_type"),
        time=time,
        subject=text("ce_subject"),
        key=key,
        shard=_number("ce_shard", text("ce_shard"), SHARDS - 1),
        sequence=_number("ce_sequence", text("ce_sequence")),
        epoch=_number("ce_epoch", text("ce_epoch"), EPOCH_MAX),
        actor=optional("ce_actor") or "system",
        branch=_uuid("ce_branch", branch) if branch else None,
        quiet=optional("ce_quiet") in TRUE,
        twin=optional("ce_twin") in TRUE,
        # An event without a conversation begins one.
        correlation_id=_uuid("ce_correlationid", correlation) if correlation else event_id,
        causation_id=_uuid("ce_causationid", causation) if causation else None,
        traceparent=optional("traceparent"),
        recorded=_instant("ce_recorded", recorded) if recorded else time,
        dataschema=optional("ce_dataschema") or "",
    )


def _text(name: str, value: bytes | None) -> str:
    if not value:
        raise ValueError(f"{name} is missing")
    try:
        text = value.decode()
    except UnicodeDecodeError:
        raise ValueError(f"{name} is not UTF-8") from None
    if len(text) > TEXT_MAX or not text.isprintable():
        raise ValueError(f"{name} is too long or has control characters")
    return text


def _number(name: str, text: str, largest: int | None = None) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= NUMBER_DIGITS_MAX):
        raise ValueError(f"{name} is not a number of zero or more")
    number = int(text)
    if largest is not None and number > largest:
        raise ValueError(f"{name} is larger than {largest}")
    return number


def _uuid(name: str, text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise ValueError(f"{name} is not a UUID") from None


def _instant(name: str, text: str) -> datetime:
    try:
        return utc_instant(datetime.fromisoformat(text))
    except ValueError:
        raise ValueError(f"{name} is not an instant with its offset") from None
