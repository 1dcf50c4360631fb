"""Rules of credit: what a decision gives, and what a branch may grant in all (C5, C6)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from chassis.refusals import Refused
from contracts.blocks import Asked, Granted
from contracts.values import Money

# How a decision that gives nothing ends the application; whatever is unknown gives nothing.
ENDINGS = {"refused": "refused", "sent_back": "sent_back", "withdrawn": "withdrawn", "expired": "expired"}


class CreditCurrencyWrong(Refused):
    """Refuse a limit in another currency than the firm's."""

    code, status, duty = "credit.currency_wrong", 422, "C5"
    zh, en = "授信币种须为 {wanted}。", "Credit is granted in {wanted}."


class CreditEndPast(Refused):
    """Refuse credit that would have ended already."""

    code, status, duty = "credit.end_past", 422, "C5"
    zh, en = "授信有效期必须晚于今天。", "Credit must last beyond today."


class CreditRequestStands(Refused):
    """Refuse a second application beside an open one."""

    code, duty = "credit.request_stands", "C5"
    zh, en = "已有审批中的授信申请，请修改该申请。", "An application is under way; edit that one."


class CreditRequestEnded(Refused):
    """Refuse to edit or withdraw an application that has ended."""

    code, duty = "credit.request_ended", "C5"
    zh, en = "该授信申请已结束。", "The application has ended."


class NotTheRequester(Refused):
    """Refuse that somebody else edits an application."""

    code, status, duty = "credit.not_the_requester", 403, "C5"
    zh, en = "只有申请人可以修改或撤回申请。", "Only the requester edits or withdraws it."


class CreditNotGranted(Refused):
    """Refuse what needs credit in force."""

    code, duty = "credit.not_granted", "C5"
    zh, en = "客户没有生效的授信。", "The customer has no credit in force."


class ContractNotAwaited(Refused):
    """Refuse a contract that is back already."""

    code, duty = "credit.contract_not_awaited", "C6"
    zh, en = "授信合同已签回。", "The credit contract is back already."


class ContractDateWrong(Refused):
    """Refuse a contract that came back in the future."""

    code, status, duty = "credit.contract_date_wrong", 422, "C6"
    zh, en = "签回日期不能晚于今天。", "The contract cannot come back after today."


@dataclass(frozen=True, slots=True)
class Application:
    """An application as it stands when its decision arrives."""

    status: str
    revision: int
    content_hash: str
    requester_id: UUID
    asked: Asked
    decide_by: datetime
    is_customer_closed: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """What the approvers decided."""

    decision: str
    revision: int
    content_hash: str
    granted: Granted | None
    decided_at: datetime
    deciders: Collection[UUID]


@dataclass(frozen=True, slots=True)
class Terms:
    """What a decision gives."""

    limit: Money
    term_days: int
    valid_until_on: date | None


@dataclass(frozen=True, slots=True)
class NoEffect:
    """Why a decision gives nothing, and how it leaves the application."""

    status: str
    reason: str


def check_application(limit: Money, currency: str, valid_until_on: date | None, today: date) -> None:
    """Refuse a limit in a foreign currency, or one that would have ended already (C5)."""
    if limit.currency != currency:
        raise CreditCurrencyWrong(field="/limit/currency", wanted=currency)
    if valid_until_on and valid_until_on <= today:
        raise CreditEndPast(field="/valid_until_on")


def effect(application: Application, decision: Decision) -> Terms | NoEffect:
    """Tell what a decision gives: just what was asked, by others, in time (C5, L9)."""
    if application.status != "open" or decision.revision != application.revision:
        return NoEffect(application.status, "not_open")
    if decision.content_hash != application.content_hash:
        return NoEffect("void", "content_differs")
    if decision.decision != "approved":
        return NoEffect(ENDINGS.get(decision.decision, "void"), decision.decision)
    if reason := _forbids(application, decision):
        return NoEffect("void", reason)
    return _given(application.asked, decision.granted)


def _forbids(application: Application, decision: Decision) -> str | None:
    if decision.decided_at > application.decide_by:
        return "decided_late"
    if application.requester_id in decision.deciders:
        return "self_approval"
    return "customer_closed" if application.is_customer_closed else None


def _given(asked: Asked, granted: Granted | None) -> Terms | NoEffect:
    amount = granted.amount if granted else None
    if granted is None or amount is None or asked.amount is None or amount > asked.amount:
        return NoEffect("void", "more_than_asked")
    term_days = asked.term_days if granted.term_days is None else granted.term_days
    if term_days is None or term_days > (asked.term_days or 0):
        return NoEffect("void", "more_than_asked")
    return Terms(amount, term_days, granted.to_on or asked.to_on)


def fits_pool(used: Money, before: Money, after: Money, pool: Money | None) -> bool:
    """Tell whether a branch may change a limit: what it grants in all stays within its pool (L6)."""
    return pool is None or not after > before or not used - before + after > pool
