"""Rules of complaints: what can be complained of, accepted and closed (C9, C10, C11)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_UP, Decimal
from uuid import UUID

from chassis.refusals import Refused
from contracts.values import Money, Quantity

# The step that is under way in a state: what the overdue event names.
STEPS = {"filed": "answer", "answered": "facts", "confirmed": "remedy", "remedied": "confirmation"}
# Whoever carries these remedies out tells us by events of their own.
REMEDIES_BY_EVENT = frozenset({"return", "credit"})
CENT = Decimal("0.01")
Key = tuple[UUID, UUID]


class LinesMissing(Refused):
    """Refuse a complaint about no goods."""

    code, status, duty = "complaint.lines_missing", 422, "C9"
    zh, en = "客诉必须注明涉及的货物。", "A complaint names the goods."


class LineTwice(Refused):
    """Refuse a line that stands twice."""

    code, status, duty = "complaint.line_twice", 422, "C9"
    zh, en = "同一发货行重复。", "A line stands twice."


class LineNotDelivered(Refused):
    """Refuse a line that was not delivered to this customer."""

    code, duty = "complaint.line_not_delivered", "C9"
    zh, en = "该货物未曾送达此客户，不能投诉。", "These goods were not delivered to this customer."


class MeasureWrong(Refused):
    """Refuse another unit or currency than the delivery's."""

    code, status, duty = "complaint.measure_wrong", 422, "C9"
    zh, en = "单位或币种须与发货一致：{unit}、{currency}。", "The delivery counts in {unit} and {currency}."


class QuantityNotLeft(Refused):
    """Refuse more than was delivered, has not come back, and is not complained of already."""

    code, duty = "complaint.quantity_not_left", "C9"
    zh, en = "数量超过可投诉数量 {left}。", "At most {left} can be complained of."


class AmountAboveValue(Refused):
    """Refuse to dispute more than the goods cost."""

    code, duty = "complaint.amount_above_value", "C9"
    zh, en = "争议金额超过货款 {value}。", "The goods cost {value}; more cannot be disputed."


class AcceptedTooMuch(Refused):
    """Refuse findings beyond what was filed."""

    code, status, duty = "complaint.accepted_too_much", 422, "C9"
    zh, en = "认可的数量或金额超过投诉内容。", "More is accepted than was filed."


class NothingAccepted(Refused):
    """Refuse a remedy for nothing."""

    code, status, duty = "complaint.nothing_accepted", 422, "C9"
    zh, en = "采取该处理方式须认可数量或金额。", "That remedy needs an accepted quantity or amount."


class StepNotDue(Refused):
    """Refuse a step that the complaint is not at."""

    code, duty = "complaint.step_not_due", "C9"
    zh, en = "客诉目前状态为“{status}”，不能执行此步骤。", "The complaint is {status}; that step is not due."


class RemedyByEvent(Refused):
    """Refuse to tick off by hand what goods or a credit note will show."""

    code, duty = "complaint.remedy_by_event", "C9"
    zh, en = "退货或贷项由入库或红字单据自动确认。", "A return or credit is confirmed by its own papers."


class ConfirmationMissing(Refused):
    """Refuse satisfaction without the signed paper."""

    code, status, duty = "complaint.confirmation_missing", 422, "C10"
    zh, en = "须上传客户签字的满意确认书。", "The signed confirmation is needed."


@dataclass(frozen=True, slots=True)
class Wanted:
    """A line as it is complained of."""

    key: Key
    qty: Quantity
    amount: Money


@dataclass(frozen=True, slots=True)
class Delivered:
    """What was delivered of a line, what it cost, and what can still be complained of."""

    qty: Quantity
    amount: Money
    left: Quantity

    def value_of(self, qty: Quantity) -> Money:
        """Return what a part of it costs, the odd cent in favour of the customer."""
        share = (self.amount.amount * qty.value / self.qty.value).quantize(CENT, ROUND_UP)
        return min(self.amount, Money.of(share, self.amount.currency))


@dataclass(frozen=True, slots=True)
class Finding:
    """What was filed of a line, and what is accepted of it."""

    filed_qty: Quantity
    filed_amount: Money
    qty: Quantity
    amount: Money


def check_filing(kind: str, wanted: list[Wanted], delivered: Mapping[Key, Delivered]) -> None:
    """Refuse a complaint about goods that did not come, or about more than came (C9)."""
    if kind == "complaint" and not wanted:
        raise LinesMissing(field="/lines")
    seen: set[Key] = set()
    for place, line in enumerate(wanted):
        if line.key in seen:
            raise LineTwice(field=f"/lines/{place}")
        seen.add(line.key)
        _check_line(f"/lines/{place}", line, delivered.get(line.key))


def _check_line(field: str, line: Wanted, known: Delivered | None) -> None:
    if known is None:
        raise LineNotDelivered(field=field)
    if line.qty.unit != known.qty.unit or line.amount.currency != known.amount.currency:
        raise MeasureWrong(field=field, unit=known.qty.unit, currency=known.amount.currency)
    if line.qty > known.left:
        raise QuantityNotLeft(field=f"{field}/qty", left=str(max(known.left, Quantity.zero(known.left.unit))))
    if line.amount > (value := known.value_of(line.qty)):
        raise AmountAboveValue(field=f"{field}/amount", value=str(value))


def check_step(status: str, *allowed: str) -> None:
    """Refuse a step that the complaint is not at (C9)."""
    if status not in allowed:
        raise StepNotDue(status=status)


def check_findings(remedy: str, findings: Iterable[Finding]) -> None:
    """Refuse findings beyond the filing, and a remedy for nothing (C9)."""
    is_anything_accepted = False
    for place, found in enumerate(findings):
        if found.qty.unit != found.filed_qty.unit or found.amount.currency != found.filed_amount.currency:
            raise AcceptedTooMuch(field=f"/lines/{place}")
        if found.qty > found.filed_qty or found.amount > found.filed_amount:
            raise AcceptedTooMuch(field=f"/lines/{place}")
        is_anything_accepted |= bool(found.amount if remedy == "credit" else found.qty)
    if remedy != "none" and not is_anything_accepted:
        raise NothingAccepted(field="/lines")


def still_disputed(remedy: str, accepted: Iterable[Money], currency: str) -> Money:
    """Return what stays in dispute after the facts are confirmed: the accepted part, until it is remedied."""
    return Money.zero(currency) if remedy == "none" else Money.sum_of(accepted, currency)
