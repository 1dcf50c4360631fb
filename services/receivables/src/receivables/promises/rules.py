"""Rules of promises to pay (R3)."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from uuid import UUID

from chassis.refusals import Invalid, Refused


class PayOnPassed(Invalid):
    """Refuse a promise for a day that is over."""

    code, duty = "promise.pay_on_passed", "R3"
    zh, en = "承诺付款日不能早于今天。", "The promised day is over."


class MoreThanOpen(Refused):
    """Refuse a promise of more than is owed."""

    code, duty = "promise.more_than_open", "R3"
    zh, en = "承诺金额超过未收金额 {open}。", "Only {open} is open; more cannot be promised."


class InvoiceNotOpen(Refused):
    """Refuse a promise on invoices that are not open on this account."""

    code, duty = "promise.invoice_not_open", "R3"
    zh, en = "承诺所列发票不属于该客户或已结清。", "An invoice of the promise is not open on this account."


class NotOpen(Refused):
    """Refuse to replace a promise that has ended."""

    code, duty = "promise.not_open", "R3"
    zh, en = "要替换的承诺已结束。", "The promise to replace has ended."


def refuse_promise(
    amount: Decimal, pay_on: date, today: date, open_amounts: dict[UUID, Decimal], named: Collection[UUID]
) -> None:
    """Refuse a promise that nothing can keep: a day gone by, or more than is open (R3)."""
    if pay_on < today:
        raise PayOnPassed(field="/pay_on")
    if not open_amounts.keys() >= set(named):
        raise InvoiceNotOpen(field="/invoice_ids")
    wanted = named or open_amounts
    owed = sum((open_amounts[invoice_id] for invoice_id in wanted), Decimal(0))
    if amount > owed:
        raise MoreThanOpen(field="/amount", open=owed)
