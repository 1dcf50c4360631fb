"""Parts that several events share."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from contracts.events import Block, known
from contracts.values import Currency, Day, Id, Instant, Money, Quantity, Rate, UnitPrice

LINES_MAX = 5000
ITEMS_MAX = 100

# `<subject>/<id>`, as in `ce_subject`: "order/018f2f6e-…"
About = Annotated[
    str, Field(pattern=r"^[a-z_]+/[0-9a-f-]{36}$", examples=["order/019d2f00-7bf3-7a51-8c02-d4e1f7a90b36"])
]
# Identity of a stage: a second event with the same occasion tells nothing new.
Occasion = Annotated[
    str,
    Field(
        min_length=1,
        max_length=200,
        examples=["019d2f00-7bf3-7a51-8c02-d4e1f7a90b36|invoice.overdue|7|2026-03-31|0"],
    ),
]
ContentHash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", examples=["0123456789abcdef" * 4])]
FormKind = Annotated[
    str,
    known(
        "credit_application",
        "contract_memo",
        "discount",
        "single_deal_contract",
        "overdue_shipment",
        "return",
        "quotation",
        "write_off",
        "handover_override",
    ),
]
Terms = Annotated[str, known("cash", "credit", "prepaid")]


def occasion_of(subject_id: UUID, kind: str, stage: int | str, due: date | str, round_no: int = 0) -> str:
    """Name a stage once and for all: subject, kind, stage, due date and round."""
    return f"{subject_id}|{kind}|{stage}|{due}|{round_no}"


class Text(Block):
    """A text for people in both languages."""

    zh: str
    en: str


class Line(Block):
    """A line of an order as it was frozen."""

    line_id: Id
    line_no: int
    product_id: Id
    product_name: str
    qty: Quantity
    qty_alt: Quantity | None = None
    unit_price: UnitPrice
    list_price: UnitPrice | None = None
    amount: Money
    tax_rate: Rate


Lines = Annotated[tuple[Line, ...], Field(max_length=LINES_MAX)]


class Exposure(Block):
    """What a customer's credit carries, after the change, with the versions it was computed from."""

    currency: Currency
    reserved: Money
    account_net: Money
    exposure: Money
    limit: Money
    account_version: int
    credit_version: int


class AskedLine(Block):
    """What is asked or granted for one line: a price, a quantity, or both."""

    line_id: Id
    price: UnitPrice | None = None
    qty: Quantity | None = None


class Asked(Block):
    """What a form asks for; a decision grants the same or less."""

    amount: Money | None = None
    term_days: int | None = None
    lines: tuple[AskedLine, ...] = ()
    from_on: Day | None = None
    to_on: Day | None = None


class Granted(Asked):
    """What a decision gives, never more than was asked."""


class Approval(Block):
    """What every request for a decision carries: who asks for what, on which content, until when."""

    request_id: Id
    form_kind: FormKind
    revision: Annotated[int, Field(ge=1)]
    content_hash: ContentHash
    subject: About
    requester_id: Id
    asked: Asked
    decide_by: Instant
