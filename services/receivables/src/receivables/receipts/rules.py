"""Rules of allocation: by instruction, else the oldest due first, undisputed money before disputed (R2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from chassis.refusals import Invalid, Refused


class AmountDiffers(Refused):
    """Refuse a bank reference that came with other facts before."""

    code, duty = "receipt.bank_ref_taken", "R2"
    zh, en = "银行流水号 {bank_ref} 已登记为另一笔收款。", "Bank reference {bank_ref} is booked for another payment."
    advice_zh, advice_en = (
        "请核对银行回单；更正请先冲回原收款。",
        "Check the bank's slip; to correct it, reverse the first one.",
    )


class ReceivedInFuture(Invalid):
    """Refuse money of a day to come."""

    code, duty = "receipt.in_future", "R2"
    zh, en = "收款日期不能晚于今天。", "Money cannot have come on a day after today."


class OverAllocated(Refused):
    """Refuse to allocate more than the receipt has."""

    code, duty = "receipt.over_allocated", "R2"
    zh, en = (
        "核销合计 {wanted} 超过可用金额 {left}。",
        "The allocations sum to {wanted}, more than the {left} there is.",
    )


class OverOpen(Refused):
    """Refuse to pay more of an invoice than is open."""

    code, duty = "receipt.over_open", "R2"
    zh, en = "发票 {invoice_no} 未收金额只有 {open}。", "Only {open} is open on invoice {invoice_no}."


class NotOfThisAccount(Invalid):
    """Refuse an allocation across customers or currencies."""

    code, duty = "receipt.other_account", "R2"
    zh, en = "只能核销同一客户、同一币种的发票。", "Only invoices of the same customer and currency can be paid."


class AllocatedTwice(Invalid):
    """Refuse an invoice that an instruction names twice."""

    code, duty = "receipt.invoice_twice", "R2"
    zh, en = "同一发票在核销指示中出现两次。", "An invoice stands twice in the instruction."


class AlreadyReversed(Refused):
    """Refuse to touch a receipt that was taken back."""

    code, duty = "receipt.reversed", "R2"
    zh, en = "该收款已冲回。", "The receipt is reversed already."


@dataclass(frozen=True, slots=True)
class Item:
    """An open invoice as allocation sees it."""

    invoice_id: UUID
    invoice_no: str
    due_on: date
    open: Decimal
    disputed: Decimal


@dataclass(frozen=True, slots=True)
class Part:
    """An amount of a receipt that pays an invoice."""

    receipt_id: UUID
    invoice_id: UUID
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Instruction:
    """What the payer wants a receipt to pay."""

    invoice_id: UUID
    amount: Decimal


def oldest_first(money: Sequence[tuple[UUID, Decimal]], items: Sequence[Item]) -> list[Part]:
    """Match money, in its order, with the oldest due items; what is disputed comes last (R2)."""
    ranked = sorted(items, key=lambda item: (item.due_on, item.invoice_id))
    claims = [(item.invoice_id, item.open - item.disputed) for item in ranked]
    claims += [(item.invoice_id, item.disputed) for item in ranked]
    paid: dict[tuple[UUID, UUID], Decimal] = {}
    for receipt_id, amount in money:
        left = amount
        for n, (invoice_id, claim) in enumerate(claims):
            part = min(left, claim)
            if part > 0:
                left -= part
                claims[n] = (invoice_id, claim - part)
                paid[receipt_id, invoice_id] = paid.get((receipt_id, invoice_id), Decimal(0)) + part
    return [Part(receipt_id, invoice_id, amount) for (receipt_id, invoice_id), amount in paid.items()]


def as_instructed(
    receipt_id: UUID, left: Decimal, wanted: Sequence[Instruction], items: Mapping[UUID, Item]
) -> list[Part]:
    """Follow the payer's instruction; what it leaves over stays unapplied (R2, bad inputs 38 and 39)."""
    if len({each.invoice_id for each in wanted}) < len(wanted):
        raise AllocatedTwice(field="/allocations")
    for n, each in enumerate(wanted):
        item = items.get(each.invoice_id)
        if item is None:
            raise NotOfThisAccount(field=f"/allocations/{n}/invoice_id")
        if each.amount > item.open:
            raise OverOpen(field=f"/allocations/{n}/amount", invoice_no=item.invoice_no, open=item.open)
    if (asked := sum((each.amount for each in wanted), Decimal(0))) > left:
        raise OverAllocated(field="/allocations", wanted=asked, left=left)
    return [Part(receipt_id, each.invoice_id, each.amount) for each in wanted]


def refuse_other_facts(bank_ref: str, first: object, again: object) -> None:
    """Refuse a repeated bank reference unless it tells the same (R2, bad input 37)."""
    if first != again:
        raise AmountDiffers(field="/bank_ref", bank_ref=bank_ref)


def refuse_future(received_on: date, today: date) -> None:
    """Refuse a value date after today (R2)."""
    if received_on > today:
        raise ReceivedInFuture(field="/received_on")


def refuse_reversed(state: str) -> None:
    """Refuse a second reversal, and allocations of what was taken back (R2)."""
    if state != "booked":
        raise AlreadyReversed
