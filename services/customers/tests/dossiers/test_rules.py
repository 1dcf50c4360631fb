"""What is missing from a dossier, and what that makes of the customer (C1, C2)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customers.dossiers import rules
from customers.dossiers.rules import KINDS, Demands, Paper, completeness

pytestmark = [pytest.mark.rules, pytest.mark.shows("C1", "C2")]
TODAY = date(2026, 3, 11)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
UNIFIED = "91320594MA1X12345X"
FIRM = Demands(KINDS, combined_licence_counts=True, applies_to="all")


def papers(**expiries: date | None) -> list[Paper]:
    return [Paper(kind, UNIFIED, expiries.get(kind)) for kind in KINDS]


def test_a_full_dossier_makes_active_for_ever():
    assert completeness("pending", papers(), FIRM, TODAY) == rules.Completeness("active", (), None)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "organisation_code"])
def test_each_demanded_paper_is_missed(kind):
    on_file = [paper for paper in papers() if paper.kind != kind]
    found = completeness("pending", on_file, Demands(KINDS, False, "all"), TODAY)
    assert found == rules.Completeness("pending", (kind,), None)


@pytest.mark.parametrize(
    ("number", "counts", "missing"),
    [
        (UNIFIED, True, ()),
        (UNIFIED, False, ("organisation_code",)),
        ("320594000012345", True, ("organisation_code",)),
    ],
)
def test_a_licence_with_unified_code_counts_for_the_organisation_code(number, counts, missing):
    on_file = [Paper(kind, number, None) for kind in KINDS if kind != "organisation_code"]
    assert completeness("pending", on_file, Demands(KINDS, counts, "all"), TODAY).missing == missing


@pytest.mark.parametrize(
    ("expires_on", "status"), [(YESTERDAY, "lapsed"), (TODAY, "active"), (TOMORROW, "active"), (None, "active")]
)
def test_a_paper_is_good_through_its_last_day(expires_on, status):
    found = completeness("active", papers(identity_card=expires_on), FIRM, TODAY)
    assert found.status == status
    assert found.papers_until == (None if status == "lapsed" else expires_on)


def test_a_lapsed_customer_becomes_active_again():
    assert completeness("lapsed", papers(), FIRM, TODAY).status == "active"


def test_where_new_customers_alone_need_papers_an_old_one_goes_on():
    demands = Demands(KINDS, combined_licence_counts=True, applies_to="new")
    found = completeness("active", papers(identity_card=YESTERDAY), demands, TODAY)
    assert found == rules.Completeness("active", (), None)
    assert completeness("pending", papers(identity_card=YESTERDAY), demands, TODAY).status == "pending"


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.dates(YESTERDAY, TOMORROW) | st.none())))
def test_a_customer_is_active_only_if_every_kind_is_valid_today(found):
    on_file = [Paper(kind, "1", expires_on) for kind, expires_on in found]
    valid = {paper.kind for paper in on_file if paper.expires_on is None or paper.expires_on >= TODAY}
    assert (completeness("pending", on_file, FIRM, TODAY).status == "active") == (valid == set(KINDS))


@pytest.mark.parametrize("code", [None, UNIFIED, "91350100M000100Y43", "320594000012345", "12345678-X", "12345678X"])
def test_unified_and_old_codes_are_taken(code):
    rules.check_credit_code(code)


@pytest.mark.shows("customer.credit_code_wrong")
@pytest.mark.parametrize("code", ["91320594MA1X12345N", "91320594MA1X1234IX", "9132", "９1320594MA1X12345X"])
def test_a_mistyped_code_is_refused(code):
    with pytest.raises(rules.CreditCodeWrong):
        rules.check_credit_code(code)


@given(st.text(rules.ALPHABET, min_size=17, max_size=17), st.integers(0, 16), st.sampled_from(rules.ALPHABET))
def test_the_check_character_finds_every_single_slip(first17, place, other):
    code = first17 + rules.check_digit(first17)
    assert rules.is_unified(code)
    slipped = code[:place] + other + code[place + 1 :]
    assert rules.is_unified(slipped) == (slipped == code)


@pytest.mark.parametrize(
    ("issued_on", "expires_on"), [(None, None), (TODAY, TODAY), (YESTERDAY, TOMORROW), (None, TODAY)]
)
def test_a_valid_paper_is_taken(issued_on, expires_on):
    rules.check_dates(issued_on, expires_on, TODAY)


@pytest.mark.shows("document.expired", "document.dates_wrong", "bad-input-25")
@pytest.mark.parametrize(
    ("issued_on", "expires_on", "refused"),
    [
        (None, YESTERDAY, rules.DocumentExpired),
        (TOMORROW, None, rules.DocumentDatesWrong),
        (TOMORROW, TODAY, rules.DocumentDatesWrong),
    ],
)
def test_an_expired_or_future_paper_is_refused(issued_on, expires_on, refused):
    with pytest.raises(refused):
        rules.check_dates(issued_on, expires_on, TODAY)


@pytest.mark.shows("bad-input-9")
@pytest.mark.parametrize(
    ("name", "code", "until", "codes"),
    [
        ("华东印务", UNIFIED, None, []),
        ("华东\u200b印务", None, None, ["name_hidden_characters"]),
        ("华东\u202e印务", None, None, ["name_hidden_characters"]),
        ("华东印务", "320594000012345", None, ["credit_code_old"]),
        ("华东印务", None, TODAY + timedelta(days=29), ["papers_expire"]),
        ("华东印务", None, TODAY + timedelta(days=30), []),
    ],
)
def test_what_one_should_know_is_said(name, code, until, codes):
    found = rules.notices(name, code, until, rules.warn_from(TODAY, 30))
    assert [notice.code for notice in found] == codes
