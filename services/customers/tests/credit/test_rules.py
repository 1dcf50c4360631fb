"""What a decision on credit gives, and what a branch may grant in all (C5, L6, L9)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.blocks import Asked, Granted
from contracts.values import Money
from customers.credit import rules

pytestmark = [pytest.mark.rules, pytest.mark.shows("C5")]
DUE = datetime(2026, 3, 18, 10, tzinfo=UTC)
REQUESTER, MANAGER = UUID(int=1), UUID(int=2)
TODAY = date(2026, 3, 11)


def yuan(amount: str) -> Money:
    return Money.of(amount)


APPLICATION = rules.Application(
    status="open",
    revision=2,
    content_hash="a" * 64,
    requester_id=REQUESTER,
    asked=Asked(amount=yuan("100"), term_days=30),
    decide_by=DUE,
    is_customer_closed=False,
)
APPROVAL = rules.Decision(
    decision="approved",
    revision=2,
    content_hash="a" * 64,
    granted=Granted(amount=yuan("100"), term_days=30),
    decided_at=DUE,
    deciders={MANAGER},
)


@pytest.mark.parametrize(
    ("granted", "terms"),
    [
        (Granted(amount=yuan("100"), term_days=30), rules.Terms(yuan("100"), 30, None)),
        (Granted(amount=yuan("99.99"), term_days=29), rules.Terms(yuan("99.99"), 29, None)),
        (Granted(amount=yuan("100"), to_on=TODAY), rules.Terms(yuan("100"), 30, TODAY)),
    ],
)
def test_an_approval_gives_what_was_asked_or_less(granted, terms):
    assert rules.effect(APPLICATION, replace(APPROVAL, granted=granted)) == terms


@pytest.mark.shows("bad-input-45", "L9")
@pytest.mark.parametrize(
    ("changes", "status", "reason"),
    [
        ({"revision": 1}, "open", "not_open"),
        ({"content_hash": "b" * 64}, "void", "content_differs"),
        ({"decision": "refused"}, "refused", "refused"),
        ({"decision": "sent_back"}, "sent_back", "sent_back"),
        ({"decision": "withdrawn"}, "withdrawn", "withdrawn"),
        ({"decision": "expired"}, "expired", "expired"),
        ({"decision": "perhaps"}, "void", "perhaps"),
        ({"decided_at": DUE + timedelta(microseconds=1)}, "void", "decided_late"),
        ({"deciders": {MANAGER, REQUESTER}}, "void", "self_approval"),
        ({"granted": None}, "void", "more_than_asked"),
        ({"granted": Granted(term_days=30)}, "void", "more_than_asked"),
        ({"granted": Granted(amount=yuan("100.01"), term_days=30)}, "void", "more_than_asked"),
        ({"granted": Granted(amount=yuan("100"), term_days=31)}, "void", "more_than_asked"),
    ],
)
def test_any_other_decision_gives_nothing_but_a_reason(changes, status, reason):
    assert rules.effect(APPLICATION, replace(APPROVAL, **changes)) == rules.NoEffect(status, reason)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"status": "withdrawn"}, rules.NoEffect("withdrawn", "not_open")),
        ({"is_customer_closed": True}, rules.NoEffect("void", "customer_closed")),
        ({"asked": Asked(term_days=30)}, rules.NoEffect("void", "more_than_asked")),
    ],
)
def test_an_application_that_has_ended_gets_nothing(changes, expected):
    assert rules.effect(replace(APPLICATION, **changes), APPROVAL) == expected


def test_without_any_term_nothing_is_granted():
    asked = replace(APPLICATION, asked=Asked(amount=yuan("100")))
    decided = replace(APPROVAL, granted=Granted(amount=yuan("100")))
    assert rules.effect(asked, decided) == rules.NoEffect("void", "more_than_asked")


@pytest.mark.shows("bad-input-22", "credit.currency_wrong", "credit.end_past", "bad-input-25")
@pytest.mark.parametrize(
    ("limit", "until", "refused"),
    [
        (Money.of("1", "USD"), None, rules.CreditCurrencyWrong),
        (yuan("1"), TODAY, rules.CreditEndPast),
    ],
)
def test_a_foreign_currency_or_a_past_end_is_refused(limit, until, refused):
    rules.check_application(yuan("1"), "CNY", TODAY + timedelta(days=1), TODAY)
    with pytest.raises(refused):
        rules.check_application(limit, "CNY", until, TODAY)


@pytest.mark.shows("L6")
@pytest.mark.parametrize(
    ("used", "before", "after", "pool", "fits"),
    [
        ("80", "0", "20", "100", True),
        ("80", "0", "20.01", "100", False),
        ("100", "50", "50", "100", True),
        ("100", "50", "51", "100", False),
        ("150", "50", "40", "100", True),
        ("80", "0", "999", None, True),
    ],
)
def test_a_branch_grants_no_more_than_its_pool(used, before, after, pool, fits):
    assert rules.fits_pool(yuan(used), yuan(before), yuan(after), pool and yuan(pool)) is fits


@pytest.mark.shows("L6")
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 60)), max_size=30))
def test_whatever_is_granted_in_turn_the_pool_holds(grants):
    limits, pool = dict.fromkeys(range(4), 0), 100
    for customer, limit in grants:
        used = sum(limits.values())
        if rules.fits_pool(yuan(str(used)), yuan(str(limits[customer])), yuan(str(limit)), yuan(str(pool))):
            limits[customer] = limit
        assert sum(limits.values()) <= pool
