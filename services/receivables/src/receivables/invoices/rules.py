"""Rules of invoices: what may be billed, when it is due, which stage of dunning is reached (R1, R3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from chassis.calendar import Roll, WorkingCalendar
from chassis.refusals import Invalid, Refused
from contracts.values import Money

REASONS = {
    "shipment_unknown": ("发货单 {note} 不存在", "shipment {note} is unknown"),
    "other_customer": ("发货单 {note} 属于另一客户", "shipment {note} is another customer's"),
    "not_delivered": ("发货单 {note} 尚未送达", "shipment {note} has not arrived"),
    "nothing_to_bill": ("发货单 {note} 没有可开票的数量", "nothing of shipment {note} is left to bill"),
    "several_currencies": ("发货单币种不同", "the shipments have several currencies"),
}


class NotBillable(Refused):
    """Refuse an invoice of shipments that cannot be billed."""

    code, duty = "invoice.not_billable", "R1"
    zh, en = "不能开票：{reasons_zh}。", "No invoice can be issued: {reasons_en}."


class InvoiceReversed(Refused):
    """Refuse to act on an invoice that was taken back."""

    code, duty = "invoice.reversed", "R1"
    zh, en = "发票 {invoice_no} 已红冲。", "Invoice {invoice_no} is reversed already."


class InvoiceCredited(Refused):
    """Refuse to reverse an invoice that credit notes refer to."""

    code, duty = "invoice.credited", "R1"
    zh, en = (
        "发票 {invoice_no} 已有贷项通知单，不能整张红冲。",
        "Invoice {invoice_no} has credit notes and cannot be reversed.",
    )


class AlreadyHandedOver(Refused):
    """Refuse a second signature for one invoice."""

    code, duty = "invoice.handed_over", "R1"
    zh, en = "发票 {invoice_no} 已登记签收。", "The hand-over of invoice {invoice_no} is on record already."


class HandedOverBeforeIssue(Invalid):
    """Refuse a hand-over dated before the invoice or after today."""

    code, duty = "invoice.hand_over_day", "R1"
    zh, en = "签收日期须在开票日期与今天之间。", "The hand-over must lie between the issue and today."


@dataclass(frozen=True, slots=True)
class Terms:
    """How long the customer may take to pay."""

    terms: str
    days: int


@dataclass(frozen=True, slots=True)
class Billable:
    """What may still be billed of a shipped line, with the terms that its order froze."""

    shipment_id: UUID
    note_no: str
    customer_id: UUID
    currency: str
    delivered: bool
    amount: Decimal
    terms: Terms | None


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a shipment cannot be billed."""

    reason: str
    shipment_id: UUID
    note: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """The days around a due date at which something is said; all are days after it, reminders negative."""

    reminders: tuple[int, ...]
    stages: tuple[int, ...]

    @property
    def visits(self) -> tuple[int, ...]:
        """Return the days on which the sweep looks: also on the first day overdue, whatever the stages are."""
        return tuple(sorted({*(-day for day in self.reminders), 1, *self.stages}))

    @property
    def told(self) -> frozenset[int]:
        """Return the days on which an event is raised."""
        return frozenset({*(-day for day in self.reminders), *self.stages})


def obstacles(
    customer_id: UUID, shipments: Sequence[UUID], lines: Sequence[Billable], *, before_delivery: bool
) -> list[Obstacle]:
    """List every reason why the shipments cannot be billed, not just the first (O10)."""
    found = [
        _obstacle(
            customer_id, each, [line for line in lines if line.shipment_id == each], before_delivery=before_delivery
        )
        for each in dict.fromkeys(shipments)
    ]
    reasons = [each for each in found if each is not None]
    if not reasons and len({line.currency for line in lines}) > 1:
        reasons.append(Obstacle("several_currencies", shipments[0], lines[0].note_no))
    return reasons


def _obstacle(
    customer_id: UUID, shipment_id: UUID, lines: Sequence[Billable], *, before_delivery: bool
) -> Obstacle | None:
    if not lines:
        return Obstacle("shipment_unknown", shipment_id, str(shipment_id))
    note = lines[0].note_no
    if any(line.customer_id != customer_id for line in lines):
        return Obstacle("other_customer", shipment_id, note)
    if not before_delivery and not any(line.delivered for line in lines):
        return Obstacle("not_delivered", shipment_id, note)
    if not any(line.amount > 0 for line in lines):
        return Obstacle("nothing_to_bill", shipment_id, note)
    return None


def refuse_obstacles(reasons: Sequence[Obstacle]) -> None:
    """Refuse what a person asked for with all reasons (R1)."""
    if reasons:
        texts = [[text.format(note=each.note) for text in REASONS[each.reason]] for each in reasons]
        raise NotBillable(
            field="/shipments", reasons_zh="；".join(zh for zh, _ in texts), reasons_en="; ".join(en for _, en in texts)
        )


def terms_of(lines: Sequence[Billable], granted: int | None, without_credit: int) -> Terms:
    """Take the strictest of the frozen terms; where none is frozen, granted credit, else cash (C5, R1)."""
    frozen = [line.terms for line in lines if line.terms is not None]
    if frozen:
        return min(frozen, key=lambda terms: terms.days)
    return Terms("cash", without_credit) if granted is None else Terms("credit", granted)


def due_on(issued_on: date, days: int, roll: Roll, calendar: WorkingCalendar) -> date:
    """Find the due date, fixed at issue; it moves off a day off only where the terms say so (R1)."""
    return calendar.roll(date.fromordinal(issued_on.toordinal() + days), roll)


def tax_in(gross: Decimal, rate: Decimal, currency: str) -> Decimal:
    """Find the tax that a gross amount contains, rounded half up to the currency's scale (R1)."""
    return (gross * rate / (1 + rate)).quantize(Money.zero(currency).amount, ROUND_HALF_UP)


def refuse_reversal(state: str, credited: Decimal, invoice_no: str) -> None:
    """Refuse to reverse twice, or under a credit note (R1)."""
    if state != "issued":
        raise InvoiceReversed(invoice_no=invoice_no)
    if credited > 0:
        raise InvoiceCredited(invoice_no=invoice_no)


def refuse_hand_over(state: str, invoice_no: str, issued_on: date, handed_on: date, today: date) -> None:
    """Refuse to hand over what was taken back, or on an impossible day (R1)."""
    if state != "issued":
        raise InvoiceReversed(invoice_no=invoice_no)
    if not issued_on <= handed_on <= today:
        raise HandedOverBeforeIssue(field="/handed_on")
