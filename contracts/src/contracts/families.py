"""Events that each service raises alike; its own module gives them their type."""

from typing import Annotated, ClassVar

from contracts.blocks import About, FormKind
from contracts.events import CustomerEvent, Event, known
from contracts.values import Day, Id, Instant


class SettingChangedFamily(Event):
    """Carry a changed setting: who is concerned follows from its scope."""

    setting_id: Id
    name: str
    scope: Annotated[str, known("firm", "branch", "customer", "contract")]
    scope_id: Id | None
    customer_id: Id | None
    branch_id: Id | None
    old: str | None
    new: str | None
    valid_from_on: Day
    reason: str


class RequestWithdrawnFamily(CustomerEvent):
    """Carry the end of a request before its decision."""

    request_id: Id
    revision: int
    form_kind: FormKind
    reason: Annotated[str, known("by_requester", "content_changed", "reason_gone", "subject_ended")]


class DeadlineMovedFamily(CustomerEvent):
    """Carry a deadline that was dated anew."""

    subject_id_field: ClassVar[str] = "about"

    about: About
    kind: str
    old_at: Instant
    new_at: Instant
    reason: Annotated[str, known("calendar", "extension", "severity")]
    provisional: bool = False


class InvariantViolatedFamily(Event):
    """Carry a broken invariant that a sweep found."""

    subject_id_field: ClassVar[str] = "violation_id"

    violation_id: Id
    invariant: str
    subjects: tuple[About, ...]
    customer_id: Id | None
    branch_id: Id | None
    expected: str
    found: str


class JournalVoidedFamily(Event):
    """Stand in a journal position whose event can never be sent; keyed as the event was."""

    subject_id_field: ClassVar[str] = "voided_event_id"
    key_field: ClassVar[str] = "voided_key"

    voided_event_id: Id
    voided_type: str
    voided_key: Id
    branch_id: Id | None
    reason: str
