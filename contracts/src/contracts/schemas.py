"""The JSON Schema of an event, as it is committed."""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import CoreSchema

from contracts.cloudevents import schema_id
from contracts.events import Event
from contracts.topics import service_topic

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Untitled(GenerateJsonSchema):
    """Leave out titles of fields: they repeat the names."""

    def field_title_should_be_set(self, schema: CoreSchema) -> bool:
        return False


def schema_of(model: type[BaseModel], references: str = "#/$defs/{model}") -> dict[str, Any]:
    """Write the schema of what a model serialises to."""
    return model.model_json_schema(
        mode="serialization", by_alias=True, schema_generator=_Untitled, ref_template=references
    )


def event_schema(event: type[Event]) -> dict[str, Any]:
    """Write an event's schema with what binds its consumers beside the body: id, topic, key, subject."""
    return {
        "$schema": DIALECT,
        "$id": schema_id(event.type),
        **schema_of(event),
        "x-topic": service_topic(event.type.split(".")[0]),
        "x-key": event.key_field,
        "x-subject": f"{event.subject_kind}/{{{event.subject_id_field}}}",
    }
