import pytest

from chassis.refusals import Conflict, NotFound, Refused, StaleView, Unauthenticated


class Incomplete(Refused):
    code, duty = "dossier.incomplete", "C2"
    zh, en = "缺少：{missing}。", "Missing: {missing}."
    advice_zh, advice_en = "请联系{whom}。", "Ask {whom}."


def test_a_refusal_speaks_both_languages_with_its_facts():
    refused = Incomplete(field="/customer_id", missing=["licence", "form"], whom="market administration")
    assert refused.text("zh-CN") == "缺少：licence、form。"
    assert refused.text("en") == "Missing: licence, form."
    assert refused.advice("en") == "Ask market administration."
    assert (refused.status, refused.field, refused.duty) == (409, "/customer_id", "C2")
    assert str(refused) == "dossier.incomplete: Missing: licence, form."


def test_a_text_without_its_fact_fails_where_it_is_raised():
    with pytest.raises(KeyError):
        Incomplete(missing=[])


def test_not_found_takes_no_fact_so_its_body_cannot_tell_one_id_from_another():
    with pytest.raises(TypeError):
        NotFound(customer_id="x")  # type: ignore[call-arg]


def test_a_retry_is_asked_for_by_header():
    assert StaleView().headers == {"Retry-After": "2"}


def test_the_reason_of_a_failed_login_is_no_fact():
    refused = Unauthenticated("token.expired")
    assert refused.facts == {}
    assert refused.headers == {"WWW-Authenticate": "Bearer"}


def test_facts_without_a_place_in_the_text_are_kept():
    assert Conflict(version=3).facts == {"version": 3}
