"""Events of notifications: approvals, escalations and failed deliveries."""

from typing import Annotated, ClassVar

from contracts.blocks import About, ContentHash, FormKind, Granted
from contracts.events import Block, Event, known
from contracts.families import InvariantViolatedFamily, JournalVoidedFamily, SettingChangedFamily
from contracts.values import Id, Instant


class ApprovalActed(Event):
    """Raised at each act on an open form; C, O and R show whom it waits for, X mirrors it (N1, N2, N7).

    `customer_id` is empty only for forms that concern no customer.
    """

    type = "notifications.approval.acted.v1"

    approval_id: Id
    customer_id: Id | None
    branch_id: Id
    owner_id: Id | None
    request_id: Id
    form_kind: FormKind
    revision: int
    action: Annotated[
        str,
        known(
            "opened",
            "agreed",
            "handed_on",
            "signer_added",
            "urged",
            "copied",
            "deputy_stepped_in",
            "timed_out",
        ),
    ]
    actor_id: Id | None
    for_person_id: Id | None
    step: int
    waiting_for: tuple[Id, ...]
    due_at: Instant | None


class Decider(Block):
    """Who decided at a step, for whom, and when."""

    person_id: Id
    for_person_id: Id | None
    step: int
    at: Instant


class ApprovalDecided(Event):
    """Raised when a form ended; C, O and R apply it to just the content that was asked (N1, N2).

    `about`, `revision` and `content_hash` repeat the request's. Whatever is not `approved` gives nothing.
    """

    type = "notifications.approval.decided.v1"

    approval_id: Id
    customer_id: Id | None
    branch_id: Id
    owner_id: Id | None
    request_id: Id
    form_kind: FormKind
    about: About
    revision: int
    content_hash: ContentHash
    decision: Annotated[str, known("approved", "refused", "sent_back", "withdrawn", "expired")]
    granted: Granted | None
    conditions: str | None
    reason: str | None
    valid_until: Instant | None
    decided_at: Instant
    deciders: tuple[Decider, ...]


class EscalationRaised(Event):
    """Raised when nobody acted in time and the next level is told; C, O and R keep the chain (N3, X2)."""

    type = "notifications.escalation.raised.v1"

    escalation_id: Id
    customer_id: Id | None
    branch_id: Id | None
    owner_id: Id | None
    flow: str
    about: About
    level: int
    told: tuple[Id, ...]
    because: str


class DeliveryFailed(Event):
    """Raised when every channel failed for an urgent message, or a webhook was switched off (N6, X1)."""

    type = "notifications.delivery.failed.v1"
    subject_id_field: ClassVar[str] = "target_id"

    kind: Annotated[str, known("message", "webhook")]
    target_id: Id
    customer_id: Id | None
    branch_id: Id | None
    person_id: Id | None
    tries: int
    last_error: str


class SettingChanged(SettingChangedFamily):
    """Raised when a setting of notifications changes; whoever keeps a copy needs it (X4)."""

    type = "notifications.setting.changed.v1"


class InvariantViolated(InvariantViolatedFamily):
    """Raised when a sweep of notifications finds an invariant broken; X tells operations (X4)."""

    type = "notifications.invariant.violated.v1"


class JournalVoided(JournalVoidedFamily):
    """Stands where an event of notifications can never be sent; every consumer passes the position (X4)."""

    type = "notifications.journal.voided.v1"
