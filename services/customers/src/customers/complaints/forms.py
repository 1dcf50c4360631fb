"""The forms of a complaint: what people fill in (C9, C11)."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticKnownError

from contracts.values import Quantity
from edge.inputs import KNOWN_ONLY, Command, NonNegativeMoney, PositiveQuantity, Text, Uuid

Kind = Literal["complaint", "objection", "suggestion"]
Severity = Literal["minor", "major", "critical"]
Remedy = Literal["replace", "return", "credit", "repair", "none"]


def _not_negative(quantity: Quantity) -> Quantity:
    if quantity < Quantity.zero(quantity.unit):
        raise PydanticKnownError("greater_than_equal", {"ge": 0})
    return quantity


class FiledLine(Command):
    """A delivered line, how much of it is complained of, and what of its price is disputed."""

    order_id: Uuid
    shipment_id: Uuid
    line_id: Uuid
    qty: PositiveQuantity
    amount: NonNegativeMoney


class Photograph(Command):
    """The reference of a photograph; it never leaves this service."""

    file_id: Uuid
    checksum: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class FileComplaint(Command):
    """The complaint form; with a settlement it was settled on the spot."""

    customer_id: Uuid
    kind: Kind = "complaint"
    severity: Severity
    description: Text
    lines: Annotated[tuple[FiledLine, ...], Field(max_length=200)] = ()
    photographs: Annotated[tuple[Photograph, ...], Field(max_length=50)] = ()
    settlement: Text | None = None


class AnswerComplaint(Command):
    """What the customer was told first."""

    answer: Text


class FoundLine(Command):
    """What is accepted of a line."""

    shipment_id: Uuid
    line_id: Uuid
    accepted_qty: Annotated[Quantity, AfterValidator(_not_negative), KNOWN_ONLY]
    accepted_amount: NonNegativeMoney


class ConfirmFacts(Command):
    """The facts after the joint visit, and the remedy; a line not named is not accepted."""

    findings: Text
    lines: Annotated[tuple[FoundLine, ...], Field(max_length=200)] = ()
    remedy: Remedy
