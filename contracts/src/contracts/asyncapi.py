"""The AsyncAPI 3 document of all topics, made from topics, events and the envelope."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from contracts import EVENTS, Event
from contracts.cloudevents import Envelope, headers
from contracts.control import ResendRequest
from contracts.examples import INSTANT, event_example, example_id
from contracts.partition import SHARDS, shard_of
from contracts.schemas import schema_of
from contracts.topics import CONTROL, SERVICES, TOPICS, Topic, service_topic

VERSION = "3.1.0"
BLOCKS = "#/components/schemas/{model}"
UUID_TEXT = {"type": "string", "format": "uuid"}
HEADERS: dict[str, dict[str, Any]] = {
    "content-type": {"type": "string", "const": "application/json"},
    "ce_specversion": {"type": "string", "const": "1.0"},
    "ce_id": {**UUID_TEXT, "description": "UUIDv7; two records with the same id are the same event"},
    "ce_source": {"type": "string", "description": "branchline/<service>"},
    "ce_type": {"type": "string", "description": "service.subject.happened.vN"},
    "ce_time": {"type": "string", "format": "date-time", "description": "business time of the decision"},
    "ce_subject": {"type": "string", "description": "<subject>/<id>"},
    "ce_dataschema": {"type": "string", "format": "uri", "description": "$id of the body's schema"},
    "ce_partitionkey": {"type": "string", "description": "the record's key"},
    "ce_shard": {
        "type": "string",
        "pattern": "^[0-9]{1,2}$",
        "description": f"0 to {SHARDS - 1}; lies in exactly one partition, and order holds within it",
    },
    "ce_sequence": {
        "type": "string",
        "pattern": "^[0-9]{1,18}$",
        "description": "position in the shard, from 1, without gaps",
    },
    "ce_epoch": {
        "type": "string",
        "pattern": "^[0-9]{1,10}$",
        "description": "rises when a source was restored; positions count anew from where the old one ended",
    },
    "ce_actor": {"type": "string", "description": "person id, or `system`"},
    "ce_branch": {**UUID_TEXT, "description": "branch that the event belongs to"},
    "ce_quiet": {
        "type": "string",
        "const": "1",
        "description": "loaded or restated history: apply it to projections, tell nobody",
    },
    "ce_twin": {
        "type": "string",
        "const": "1",
        "description": "older copy of an event that is also sent in a newer version",
    },
    "ce_correlationid": {**UUID_TEXT, "description": "conversation that the event belongs to"},
    "ce_causationid": {**UUID_TEXT, "description": "event or request that caused it"},
    "ce_recorded": {"type": "string", "format": "date-time", "description": "real time of the commit"},
    "traceparent": {"type": "string", "description": "W3C trace context; plain, without the prefix"},
}
OPTIONAL = frozenset({"ce_branch", "ce_quiet", "ce_twin", "ce_causationid", "traceparent"})
DESCRIPTION = """\
Domain events of Branchline as CloudEvents 1.0 in Kafka's binary mode: attributes in headers, JSON in the value.
Events may come twice and, after a fault, out of order: within (`ce_source`, `ce_shard`) apply `ce_sequence`
n + 1 after n, skip what is at or below n. Unknown fields, unknown types and unknown values of `x-enum` are to
be tolerated. A heartbeat (type `branchline.heartbeat.v1`) stands outside the sequence. The record's key is the
customer's id wherever one customer is concerned."""


def document(version: str) -> dict[str, Any]:
    """Write the whole document."""
    blocks: dict[str, Any] = {"Headers": _headers_schema()}
    messages = {kind: _message(EVENTS[kind], blocks) for kind in sorted(EVENTS)}
    messages["any"] = {
        "summary": "Any event, with the headers that it had",
        "headers": {"type": "object"},
        "payload": {"type": "object"},
    }
    messages["resend"] = {"summary": "Send a range again", "payload": _payload(ResendRequest, blocks)}
    return {
        "asyncapi": VERSION,
        "info": {"title": "Branchline", "version": version, "description": DESCRIPTION},
        "defaultContentType": "application/json",
        "channels": {_channel_id(topic.name): _channel(topic) for topic in TOPICS},
        "operations": _operations(),
        "components": {"messages": messages, "schemas": dict(sorted(blocks.items()))},
    }


def _channel_id(topic: str) -> str:
    return topic.removeprefix("branchline.")


def _messages_of(topic: Topic) -> list[str]:
    if topic.name == CONTROL:
        return ["resend"]
    return [kind for kind in sorted(EVENTS) if service_topic(kind.split(".")[0]) == topic.name] or ["any"]


def _channel(topic: Topic) -> dict[str, Any]:
    return {
        "address": topic.name,
        "description": topic.holds,
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in _messages_of(topic)},
        "bindings": {
            "kafka": {
                "topic": topic.name,
                "partitions": topic.partitions,
                "topicConfiguration": {"retention.ms": topic.retention_days * 86_400_000},
                "bindingVersion": "0.5.0",
            }
        },
    }


def _operations() -> dict[str, Any]:
    sends = {f"send-{_channel_id(topic.name)}": _operation("send", topic) for topic in TOPICS}
    own = {service_topic(service) for service in SERVICES}
    receives = {
        f"receive-{_channel_id(topic.name)}": _operation("receive", topic)
        for topic in TOPICS
        if topic.name in own or topic.name == CONTROL
    }
    return {**sends, **receives}


def _operation(action: str, topic: Topic) -> dict[str, Any]:
    channel = f"#/channels/{_channel_id(topic.name)}"
    return {
        "action": action,
        "channel": {"$ref": channel},
        "messages": [{"$ref": f"{channel}/messages/{name}"} for name in _messages_of(topic)],
    }


def _message(event: type[Event], blocks: dict[str, Any]) -> dict[str, Any]:
    service = event.type.split(".")[0]
    body = event_example(event)
    return {
        "name": event.type,
        "title": event.__name__,
        "summary": (event.__doc__ or "").split("\n\n")[0].replace("\n    ", " ").strip(),
        "tags": [{"name": service}],
        "headers": {"$ref": "#/components/schemas/Headers"},
        "bindings": {"kafka": {"key": _key(event), "bindingVersion": "0.5.0"}},
        "payload": _payload(event, blocks),
        "examples": [{"name": event.type, "headers": _example_headers(event, body), "payload": body}],
    }


def _payload(model: type[BaseModel], blocks: dict[str, Any]) -> dict[str, Any]:
    schema = schema_of(model, BLOCKS)
    for name, block in schema.pop("$defs", {}).items():
        if blocks.setdefault(name, block) != block:
            raise ValueError(f"two blocks are named {name}")
    return schema


def _key(event: type[Event]) -> dict[str, Any]:
    return {**UUID_TEXT, "description": f"{event.key_field} of the body"}


def _headers_schema() -> dict[str, Any]:
    return {
        "type": "object",
        "required": [name for name in HEADERS if name not in OPTIONAL],
        "properties": HEADERS,
    }


def _example_headers(event: type[Event], body: dict[str, Any]) -> dict[str, str]:
    read = event.model_validate(body)
    written = headers(
        Envelope(
            id=UUID(example_id("event_id")),
            source=f"branchline/{event.type.split('.')[0]}",
            type=event.type,
            time=datetime.fromisoformat(INSTANT),
            subject=read.subject(),
            key=read.key(),
            shard=shard_of(read.key()),
            sequence=1,
            epoch=1,
            actor="system",
            branch=read.branch(),
            quiet=False,
            twin=False,
            correlation_id=UUID(example_id("correlation_id")),
            causation_id=UUID(example_id("causation_id")),
            traceparent=None,
            recorded=datetime.fromisoformat(INSTANT),
        )
    )
    return {name: value.decode() for name, value in written}
