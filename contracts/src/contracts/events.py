"""What every event has: type, key, subject and branch; and the registry of all of them."""

from dataclasses import dataclass
from operator import attrgetter
from typing import Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from contracts.values import Id

EVENTS: dict[str, "type[Event]"] = {}


@dataclass(frozen=True, slots=True)
class Mark:
    """Note a fact about a field in its schema, without checking anything."""

    name: str
    value: bool | tuple[str, ...] = True

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        value = list(self.value) if isinstance(self.value, tuple) else self.value
        return {**handler(core), self.name: value}


def known(*values: str) -> Mark:
    """List an open enum's known values: a consumer takes an unknown one as the safe side."""
    return Mark("x-enum", values)


PERSONAL = Mark("x-personal")
CONFIDENTIAL = Mark("x-confidential")


class Block(BaseModel):
    """A part of a body; what is not known is ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore", json_schema_serialization_defaults_required=True)


class Event(Block):
    """A fact of one service that others need; a class with a `type` enters the registry."""

    type: ClassVar[str]
    subject_kind: ClassVar[str]
    subject_id_field: ClassVar[str]
    key_field: ClassVar[str]
    branch_field: ClassVar[str] = "branch_id"

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        if "type" not in cls.__dict__:
            return
        if cls.type in EVENTS:
            raise TypeError(f"two events of type {cls.type}")
        cls.subject_kind = cls.type.split(".")[1]
        cls.subject_id_field = getattr(cls, "subject_id_field", f"{cls.subject_kind}_id")
        cls.key_field = getattr(cls, "key_field", cls.subject_id_field)
        EVENTS[cls.type] = cls

    def key(self) -> str:
        """Give the customer's id where one is concerned, else the aggregate's, as canonical text."""
        return str(getattr(self, "customer_id", None) or attrgetter(self.key_field)(self))

    def subject(self) -> str:
        """Give `<subject>/<id>` as it stands in `ce_subject`."""
        subject_id = str(attrgetter(self.subject_id_field)(self)).rpartition("/")[2]
        return f"{self.subject_kind}/{subject_id}"

    def branch(self) -> UUID | None:
        """Give the branch that the event belongs to, if it belongs to one."""
        branch: UUID | None = getattr(self, self.branch_field, None)
        return branch


class CustomerEvent(Event):
    """An event about one customer: keyed by the customer, with branch and owner of that moment."""

    key_field: ClassVar[str] = "customer_id"

    customer_id: Id
    branch_id: Id
    owner_id: Id | None
