"""What may leave, what was taken, and by when it must arrive (O6, O9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from chassis.refusals import Invalid, Refused
from contracts.values import Money


class ShipmentHeld(Refused):
    """Refuse to dispatch what a hold stops; the answer names each hold with its cure (O6)."""

    code, duty = "shipment.held", "O6"
    zh, en = "不能发货。", "Goods may not leave."
    advice_zh, advice_en = "{cures_zh}", "{cures_en}"


class ShipmentEmpty(Invalid):
    """Refuse a shipment of nothing (O9)."""

    code, duty = "shipment.empty", "O9"
    zh, en = "没有可发的货。", "There is nothing left to ship."


class ShipmentTooMuch(Refused):
    """Refuse to ship more than is ordered and has not left (L7)."""

    code, duty = "shipment.too_much", "O9"
    zh, en = "第 {line} 行只剩 {left} 未发。", "Only {left} of line {line} has not left."


class ShipmentLineUnknown(Invalid):
    """Refuse a line that is not the order's or the shipment's, in its unit (O9)."""

    code, duty = "shipment.line_unknown", "O9"
    zh, en = "没有这一行，或计量单位不符。", "No such line, or another unit."


class ShipmentDelivered(Refused):
    """Refuse to deliver twice (O9)."""

    code, duty = "shipment.delivered", "O9"
    zh, en = "该送货单已签收。", "The shipment is already delivered."


class TakenTooMuch(Invalid):
    """Refuse to take more than was sent (O9)."""

    code, duty = "shipment.taken_too_much", "O9"
    zh, en = "第 {line} 行只发出 {sent}。", "Only {sent} of line {line} was sent."


class NothingToBill(Refused):
    """Refuse an invoicing request for what is not delivered or already asked for (O10)."""

    code, duty = "invoicing.nothing_to_bill", "O10"
    zh, en = "送货单 {note} 未签收或已申请开票。", "Shipment {note} is not delivered, or its invoice is asked for."


class SeveralCustomers(Invalid):
    """Refuse one invoice for several customers (O10)."""

    code, duty = "invoicing.several_customers", "O10"
    zh, en = "一张开票通知单只能对应一个客户。", "One invoicing request is for one customer."


@dataclass(frozen=True, slots=True)
class Stop:
    """A hold that stops the order."""

    hold_id: UUID
    reason: str
    zh: str
    en: str
    amount: Money | None


@dataclass(frozen=True, slots=True)
class Allowed:
    """What an open allowance still lets through."""

    allowance_id: UUID
    remaining: Money


def draw(stops: Sequence[Stop], allowed: Allowed | None, amount: Money) -> Allowed | None:
    """Let goods leave past an overdue hold on an allowance that covers them whole, and past no other (O6)."""
    overdue = [stop for stop in stops if stop.reason == "overdue"]
    is_covered = allowed is not None and amount.amount <= allowed.remaining.amount
    open_stops = [stop for stop in stops if stop.reason != "overdue" or not is_covered]
    if open_stops:
        raise ShipmentHeld(
            holds=[
                {"hold_id": s.hold_id, "reason": s.reason, "zh": s.zh, "en": s.en, "amount": str(s.amount or "")}
                for s in open_stops
            ],
            cures_zh="；".join(stop.zh for stop in open_stops),
            cures_en="; ".join(stop.en for stop in open_stops),
            allowance_left=str(allowed.remaining) if allowed else "",
        )
    return allowed if overdue else None


def promise_at(now: datetime, *, is_collected: bool, in_town: bool, town_h: int, region_h: int) -> datetime | None:
    """Promise the arrival by the place; goods that the customer collects are promised nothing (O9)."""
    return None if is_collected else now + timedelta(hours=town_h if in_town else region_h)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came of a line of a shipment: taken, or not taken and perhaps sent once more."""

    taken: Decimal
    again: Decimal


def arrival(line_no: int, sent: Decimal, taken: Decimal, field: str, *, again: bool) -> Arrival:
    """Split what was sent into what was taken and what goes out once more (O9)."""
    if taken > sent:
        raise TakenTooMuch(line=line_no, sent=sent, field=field)
    return Arrival(taken, sent - taken if again else Decimal(0))
