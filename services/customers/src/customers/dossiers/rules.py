"""Rules of the dossier: what is missing, and what that makes of the customer (C1, C2)."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from chassis.refusals import Refused

KINDS_ZH = {
    "business_licence": "营业执照副本",
    "organisation_code": "组织机构代码证",
    "taxpayer_certificate": "一般纳税人证明",
    "invoicing_details": "开票资料",
    "identity_card": "法人或担保人身份证",
    "overview_form": "客户情况一览表",
}
KINDS = tuple(KINDS_ZH)
# GB 32100-2015: 31 characters without I, O, S, V, Z; weights are the powers of 3 modulo 31.
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
UNIFIED = re.compile(f"[{ALPHABET}]{{18}}", re.ASCII)
# The registration number of a licence before 2015, and the organisation code of its time.
OLD_FORMS = re.compile(r"[0-9]{15}|[0-9A-Z]{8}-?[0-9X]", re.ASCII)


class CreditCodeWrong(Refused):
    """Refuse a unified social credit code that cannot be one."""

    code, status, duty = "customer.credit_code_wrong", 422, "C1"
    zh, en = (
        "统一社会信用代码 {given} 不正确，请核对营业执照。",
        "{given} is not a unified social credit code.",
    )


class CustomerNoTaken(Refused):
    """Refuse a number that another customer has."""

    code, duty = "customer.number_taken", "C1"
    zh, en = "客户编号已被使用。", "The customer number is taken."


class CustomerNameTaken(Refused):
    """Refuse a name that reads like another customer's."""

    code, duty = "customer.name_taken", "C1"
    zh, en = "已有同名客户（可能属于其他分公司）。", "There is a customer of that name, perhaps of another branch."


class CreditCodeTaken(Refused):
    """Refuse a credit code that another customer has."""

    code, duty = "customer.credit_code_taken", "C1"
    zh, en = "已有相同统一社会信用代码的客户。", "There is a customer with that credit code."


class CustomerClosed(Refused):
    """Refuse to change a closed customer."""

    code, duty = "customer.closed", "C2"
    zh, en = "客户已关闭。", "The customer is closed."


class CreditStands(Refused):
    """Refuse to close a customer that has credit or an application under way."""

    code, duty = "customer.credit_stands", "C5"
    zh, en = (
        "客户仍有授信或审批中的申请，请先终止。",
        "The customer has credit or an application; end it first.",
    )


class DocumentExpired(Refused):
    """Refuse a paper that is no longer valid."""

    code, status, duty = "document.expired", 422, "C1"
    zh, en = "资料已于 {expired} 到期。", "The paper expired on {expired}."


class DocumentDatesWrong(Refused):
    """Refuse a paper issued in the future or after its expiry."""

    code, status, duty = "document.dates_wrong", 422, "C1"
    zh, en = (
        "签发日期不能晚于今天，到期日不能早于签发日期。",
        "A paper is issued by today and expires after that.",
    )


# Which constraint of the table says what.
TAKEN: dict[str, type[Refused]] = {
    "customer_no_once": CustomerNoTaken,
    "customer_name_once": CustomerNameTaken,
    "customer_credit_code_once": CreditCodeTaken,
}


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper on file; without an expiry it is good for ever."""

    kind: str
    number: str
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class Demands:
    """What the firm wants on file, and of whom (settings)."""

    required: tuple[str, ...]
    combined_licence_counts: bool
    applies_to: str


@dataclass(frozen=True, slots=True)
class Completeness:
    """What the papers make of a customer, and until when."""

    status: str
    missing: tuple[str, ...]
    papers_until: date | None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know that stops nothing."""

    code: str
    zh: str
    en: str


def check_digit(first17: str) -> str:
    """Compute the last character of a unified social credit code (GB 32100-2015)."""
    total = sum(ALPHABET.index(char) * weight for char, weight in zip(first17, WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def is_unified(code: str) -> bool:
    """Tell whether a code is a unified social credit code with the right check character."""
    return bool(UNIFIED.fullmatch(code)) and check_digit(code[:17]) == code[17]


def check_credit_code(code: str | None) -> None:
    """Refuse a code that is neither unified nor of an old form (C1)."""
    if code and not is_unified(code) and not OLD_FORMS.fullmatch(code):
        raise CreditCodeWrong(field="/credit_code", given=code)


def check_dates(issued_on: date | None, expires_on: date | None, today: date) -> None:
    """Refuse a paper that is not valid today (C1)."""
    if expires_on and expires_on < today:
        raise DocumentExpired(field="/expires_on", expired=expires_on)
    if issued_on and (issued_on > today or (expires_on and expires_on < issued_on)):
        raise DocumentDatesWrong(field="/issued_on")


def completeness(status: str, papers: Iterable[Paper], demands: Demands, today: date) -> Completeness:
    """Tell what is missing: complete makes active, a lapse blocks an old customer too (C2)."""
    on_file = list(papers)
    until = {kind: _until(kind, on_file, demands) for kind in demands.required}
    missing = tuple(kind for kind, day in until.items() if day is None or day < today)
    if status == "active" and demands.applies_to == "new":
        missing = ()
    if missing:
        return Completeness("lapsed" if status == "active" else status, missing, None)
    ends = min((day for day in until.values() if day is not None), default=date.max)
    return Completeness("active", (), None if ends == date.max or ends < today else ends)


def _until(kind: str, papers: list[Paper], demands: Demands) -> date | None:
    """Return the last day on which the demand is met, None when nothing meets it."""
    ends = [paper.expires_on or date.max for paper in papers if _counts_for(paper, kind, demands)]
    return max(ends, default=None)


def _counts_for(paper: Paper, kind: str, demands: Demands) -> bool:
    if paper.kind == kind:
        return True
    combined = demands.combined_licence_counts and paper.kind == "business_licence" and is_unified(paper.number)
    return combined and kind == "organisation_code"


def notices(name: str, credit_code: str | None, papers_until: date | None, warn_from: date) -> list[Notice]:
    """Gather what a person should know about a card (refuse, hold or warn)."""
    found: list[Notice] = []
    if any(unicodedata.category(char) == "Cf" for char in name):
        found.append(Notice("name_hidden_characters", "名称含有不可见字符", "The name holds invisible characters"))
    if credit_code and not is_unified(credit_code):
        found.append(Notice("credit_code_old", "证照号码为旧式，请换发新证", "The code is of an old form"))
    if papers_until and papers_until < warn_from:
        found.append(Notice("papers_expire", f"档案资料将于 {papers_until} 到期", f"Papers expire on {papers_until}"))
    return found


def warn_from(today: date, days: int) -> date:
    """Return the first day whose expiry is not warned of yet (C2)."""
    return today + timedelta(days=days)
