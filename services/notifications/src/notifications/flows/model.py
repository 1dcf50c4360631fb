"""A flow as data: what a firm may write, and how it is kept (N3)."""

from typing import Annotated, Literal, Self

from pydantic import Field, JsonValue, StringConstraints, model_validator

from edge.inputs import Command, Count, Flag, Text

STEPS_MAX = 8
FlowName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{2,59}$")]
FieldPath = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.]{0,99}$")]
Hours = Annotated[Count, Field(ge=1, le=24 * 90)]


class Audience(Command):
    """Whom a flow tells: the owner, the owner's manager, a role for the branch, or a person in a field."""

    to: Literal["owner", "manager", "role", "person"]
    role: str | None = None
    field: FieldPath | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if (self.to == "role") != (self.role is not None) or (self.to == "person") != (self.field is not None):
            raise ValueError("role goes with a role, field with a person")
        return self


class Words(Command):
    """A template in both languages."""

    zh: Annotated[Text, Field(max_length=500)]
    en: Annotated[Text, Field(max_length=500)]


class Escalation(Command):
    """Whom to tell when nobody has acted after some hours."""

    after_hours: Hours
    tell: Annotated[tuple[Audience, ...], Field(min_length=1, max_length=10)]


class Reminder(Command):
    """How long before the instant in a field to tell the same people again."""

    field: FieldPath
    before_hours: Annotated[tuple[Hours, ...], Field(min_length=1, max_length=STEPS_MAX)]


class Definition(Command):
    """On which event and condition, whom to tell what, which form to offer, when to remind and escalate."""

    event: Annotated[str, Field(max_length=100)]
    when: JsonValue = None
    tell: Annotated[tuple[Audience, ...], Field(min_length=1, max_length=10)]
    title: Words
    text: Words
    urgent: Flag = False
    tied: Flag = True
    offers: Annotated[str, Field(max_length=60)] | None = None
    remind: Reminder | None = None
    escalate: Annotated[tuple[Escalation, ...], Field(max_length=STEPS_MAX)] = ()
    active: Flag = True
