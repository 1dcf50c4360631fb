"""Carry out remedies, and have the customer's satisfaction confirmed (C9, C10)."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from chassis.tx import Tx
from contracts.customers import ComplaintClosed, ComplaintRemedied
from customers import deadlines, defaults
from customers.complaints import rules
from customers.complaints.model import Complaint
from edge.inputs import Command, Flag, Text, Uuid


class CarryOut(Command):
    """What was done: the order that replaced, or a note."""

    reference: Annotated[str, Field(pattern=r"^[a-z_]+/[0-9a-f-]{36}$")] | None = None


class ConfirmSatisfaction(Command):
    """What the customer signed."""

    satisfied: Flag
    file_id: Uuid | None = None


class CloseComplaint(Command):
    """Why a complaint ends without a remedy."""

    outcome: Literal["unfounded", "taken_back"]
    reason: Text


def carry_out(tx: Tx, complaint: Complaint, owner_id: UUID | None, command: CarryOut) -> None:
    """Say that a replacement or repair was done (C9)."""
    rules.check_step(complaint.status, "confirmed")
    if complaint.remedy in rules.REMEDIES_BY_EVENT:
        raise rules.RemedyByEvent
    remedied(tx, complaint, owner_id, command.reference)


def remedied(tx: Tx, complaint: Complaint, owner_id: UUID | None, reference: str | None) -> None:
    """Start the clock of the confirmation (C10)."""
    term = deadlines.in_working_days(tx, defaults.CONFIRMATION_WITHIN, complaint.scope)
    complaint.remedied_by = reference
    complaint.enter("remedied", term)
    tx.emit(
        ComplaintRemedied(
            **complaint.names,
            owner_id=owner_id,
            remedy=str(complaint.remedy),
            reference=reference,
            confirmation_due_at=term.due_at,
        )
    )


def confirm_satisfaction(tx: Tx, complaint: Complaint, owner_id: UUID | None, command: ConfirmSatisfaction) -> None:
    """Close a complaint to the customer's satisfaction, or find the facts anew (C10)."""
    rules.check_step(complaint.status, "remedied")
    complaint.satisfied = command.satisfied
    if not command.satisfied:
        complaint.round += 1
        facts = defaults.FACTS_DAYS[complaint.severity]
        complaint.enter("answered", deadlines.in_working_days(tx, facts, complaint.scope))
        return
    if command.file_id is None:
        raise rules.ConfirmationMissing(field="/file_id")
    complaint.confirmation_file_id = command.file_id
    _close(tx, complaint, owner_id, "satisfied", None)


def close_without_remedy(tx: Tx, complaint: Complaint, owner_id: UUID | None, command: CloseComplaint) -> None:
    """End a complaint that is unfounded or taken back (C9)."""
    rules.check_step(complaint.status, "filed", "answered", "confirmed")
    _close(tx, complaint, owner_id, command.outcome, command.reason)


def _close(tx: Tx, complaint: Complaint, owner_id: UUID | None, outcome: str, reason: str | None) -> None:
    complaint.close(outcome, reason)
    tx.emit(
        ComplaintClosed(
            **complaint.names,
            owner_id=owner_id,
            outcome=outcome,
            confirmation_file_id=complaint.confirmation_file_id,
        )
    )
