"""What an approval lets through: just what was asked, up to its amount, until its time (O1, O6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from chassis.refusals import Invalid, Refused
from contracts.values import Money


class NothingBelowList(Refused):
    """Refuse a discount form for an order that needs none (O1)."""

    code, duty = "discount.not_needed", "O1"
    zh, en = "该订单没有低于价格表的行。", "No line of this order is below the list."


class NotOverdue(Refused):
    """Refuse an allowance for a customer that owes nothing overdue (O6)."""

    code, duty = "allowance.not_overdue", "O6"
    zh, en = "客户没有逾期，无需审批即可发货。", "Nothing is overdue; goods may leave without the form."


class PromiseUnknown(Invalid):
    """Refuse a promise that is not an open one of this customer (O6)."""

    code, duty = "allowance.promise_unknown", "O6"
    zh, en = "没有该客户的此项未到期回款承诺。", "No such open promise of this customer."


class NoPromise(Refused):
    """Refuse goods in spite of overdue money without a promise to pay (O6)."""

    code, duty = "allowance.no_promise", "O6"
    zh, en = "请先登记客户的回款承诺。", "Record the customer's promise to pay first."


class MoreThanPromised(Refused):
    """Refuse to ask for more goods than money is promised (O6)."""

    code, duty = "allowance.more_than_promised", "O6"
    zh, en = "申请金额超过承诺回款 {promised}。", "More is asked for than the {promised} promised."


class MoreThanWanted(Invalid):
    """Refuse to ask for more than the orders that are named still hold (O6)."""

    code, duty = "allowance.more_than_wanted", "O6"
    zh, en = "申请金额超过所列订单未发金额 {wanted}。", "The orders named hold only {wanted} that has not left."


class MonthOver(Invalid):
    """Refuse a form for a month that is over (O6, 事后提交)."""

    code, duty = "allowance.month_over", "O6"
    zh, en = "该月份已过，事后提交无效。", "That month is over; a form after the fact is void."


class FormDecided(Refused):
    """Refuse to take back what is decided (N2)."""

    code, duty = "form.decided", "N2"
    zh, en = "该表单已结束，不能撤回。", "The form has ended; it cannot be taken back."


class FormNotYours(Refused):
    """Refuse that somebody else takes a form back (N2)."""

    code, status, duty = "form.not_yours", 403, "N2"
    zh, en = "只有申请人可以撤回该表单。", "Only whoever asked takes the form back."


@dataclass(frozen=True, slots=True)
class Promised:
    """An open promise to pay."""

    promise_id: UUID
    amount: Money


def promised_for(known: Sequence[Promised], asked: Sequence[UUID] | None) -> tuple[Promised, ...]:
    """Choose the promises that back an allowance: those named, or all that are open (O6)."""
    by_id = {promise.promise_id: promise for promise in known}
    for place, promise_id in enumerate(asked or ()):
        if promise_id not in by_id:
            raise PromiseUnknown(field=f"/promise_ids/{place}")
    chosen = tuple(by_id[promise_id] for promise_id in dict.fromkeys(asked)) if asked else tuple(known)
    if not chosen:
        raise NoPromise
    return chosen


def demand_backed(amount: Money, promises: Sequence[Promised], wanted: Money) -> None:
    """Refuse an amount that neither promises nor orders back (O6)."""
    promised = Money.sum_of((promise.amount for promise in promises), amount.currency)
    if amount > promised:
        raise MoreThanPromised(promised=promised, field="/amount")
    if amount > wanted:
        raise MoreThanWanted(wanted=wanted, field="/amount")


def window(today: date, first: date, last: date, until: date | None) -> tuple[date, date]:
    """Give the days on which an allowance may be drawn: what is left of its month, or until the day asked (O6)."""
    to_on = until or last
    if to_on < max(today, first):
        raise MonthOver(field="/to_on" if until else "/month")
    return max(today, first), to_on


def overtaken(shown: Decimal, overdue: Decimal, tolerance: Decimal, has_all_promises: bool) -> str | None:  # noqa: FBT001
    """Tell why an approved form may not take effect any more (events.md Q13)."""
    if overdue <= 0:
        return "nothing is overdue any more"
    if overdue > shown * (1 + tolerance):
        return "more is overdue than the form showed"
    return None if has_all_promises else "a promise was broken meanwhile"
