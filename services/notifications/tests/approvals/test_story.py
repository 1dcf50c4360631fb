"""From a request through the chain to one decision."""

from datetime import timedelta
from typing import Any

import pytest

from services.notifications.tests.approvals.steps import a_request, decide, inbox, waiting
from services.notifications.tests.builders import Deal

pytestmark = pytest.mark.service


@pytest.mark.shows("N1", "N2", "L9")
async def test_a_credit_application_passes_its_chain_to_one_decision(house: Any) -> None:
    deal, request = await a_request(house)
    [form] = await waiting(house, "department-manager-1")
    assert form["title_zh"] == "客户授信审批表（华东印务有限公司）"
    [told] = await inbox(house, "department-manager-1")
    assert told["title_zh"].startswith("待审批")

    first = await decide(house, "department-manager-1", form)
    assert first.status_code == 201, first.text
    assert await inbox(house, "department-manager-1") == []
    [done] = await inbox(house, "department-manager-1", "done")
    assert done["done_zh"] == "已处理，无需再审批"
    [form] = await waiting(house, "deputy-general-manager-1")
    second = await decide(house, "deputy-general-manager-1", form, granted={"amount": _money("150000.00")})
    assert second.json()["state"] == "approved", second.text

    [decided] = await house.journal("notifications.approval.decided.v1")
    assert decided.decision == "approved"
    assert decided.content_hash == request.approval.content_hash
    assert str(decided.granted.amount) == "150000.00 CNY"
    assert [each.person_id for each in decided.deciders] == [
        deal.firm.people["department-manager-1"], deal.firm.people["deputy-general-manager-1"],
    ]  # fmt: skip
    acted = await house.journal("notifications.approval.acted.v1")
    assert [each.action for each in acted] == ["opened", "agreed"]
    [end] = await inbox(house, "representative-1")
    assert end["title_zh"].startswith("已同意")
    [copy] = await inbox(house, "finance-1")
    assert copy["flow"] == "approval.copied"


@pytest.mark.shows("approval.self_approval", "bad-input-44")
async def test_nobody_approves_what_they_asked_for(house: Any) -> None:
    await a_request(house, requester="department-manager-1")
    # The next one up the tree signs in their place.
    [form] = await waiting(house, "department-manager-0")
    assert await waiting(house, "department-manager-1") == []
    answer = await decide(house, "department-manager-1", form)
    assert (answer.status_code, answer.json()["code"]) == (403, "approval.self_approval")


async def test_a_requester_named_as_deputy_does_not_approve_either(house: Any) -> None:
    deal, _ = await a_request(house)
    [form] = await waiting(house, "department-manager-1")
    await house.given(deal.absence("department-manager-1", "representative-1"))
    answer = await decide(house, "representative-1", form)
    assert (answer.status_code, answer.json()["code"]) == (403, "approval.self_approval")


@pytest.mark.shows("P6", "bad-input-47", "approval.deputy_outside_period", "approval.not_yours")
async def test_a_deputy_decides_within_the_absence_only(house: Any) -> None:
    deal, _ = await a_request(house)
    [form] = await waiting(house, "department-manager-1")
    begins = house.clock.now() + timedelta(hours=1)
    await house.given(deal.absence("department-manager-1", "clerk-1", begins=begins))
    early = await decide(house, "clerk-1", form)
    assert (early.status_code, early.json()["code"]) == (403, "approval.deputy_outside_period")
    stranger = await decide(house, "driver-1", form)
    assert (stranger.status_code, stranger.json()["code"]) == (403, "approval.not_yours")

    house.clock.advance(timedelta(hours=2))
    await house.sweep()
    assert [each["flow"] for each in await inbox(house, "clerk-1")] == ["approval.waiting"]
    assert len(await waiting(house, "clerk-1")) == 1
    answer = await decide(house, "clerk-1", form)
    assert answer.status_code == 201, answer.text
    acted = await house.journal("notifications.approval.acted.v1")
    assert (acted[-1].action, acted[-1].actor_id) == ("deputy_stepped_in", deal.firm.people["clerk-1"])


@pytest.mark.shows("bad-input-45", "approval.not_open", "approval.content_changed")
async def test_a_decision_after_withdrawal_version_change_or_expiry_is_refused(house: Any) -> None:
    deal, request = await a_request(house)
    [old] = await waiting(house, "department-manager-1")
    newer = deal.credit_requested("190000.00", revision=2, request_id=request.approval.request_id)
    await house.given(newer)
    answer = await decide(house, "department-manager-1", old)
    assert (answer.status_code, answer.json()["code"]) == (409, "approval.not_open")
    [form] = await waiting(house, "department-manager-1")
    answer = await decide(house, "department-manager-1", {**form, "content_hash": old["content_hash"]})
    assert (answer.status_code, answer.json()["code"]) == (409, "approval.content_changed")
    house.clock.advance(timedelta(days=15))
    answer = await decide(house, "department-manager-1", form)
    assert answer.status_code == 409
    house.clock.advance(timedelta(days=-15))
    await house.given(deal.withdrawn(newer))
    answer = await decide(house, "department-manager-1", form)
    assert answer.status_code == 409
    assert await inbox(house, "department-manager-1") == []
    assert await house.journal("notifications.approval.decided.v1") == []


async def test_a_request_whose_hash_is_not_that_of_its_content_parks(house: Any) -> None:
    deal = Deal(await house.organisation())
    request = deal.credit_requested()
    forged = request.model_copy(update={"facts": request.facts.model_copy(update={"reasons": "另一个理由"})})
    await house.given(forged)
    [parked] = await house.parked()
    assert "ContentHashDiffers" in parked.error


async def test_history_that_is_loaded_opens_no_form(house: Any) -> None:
    deal = Deal(await house.organisation())
    await house.given(deal.card(), deal.credit_requested(), quiet=True)
    assert await waiting(house, "department-manager-1") == []


async def test_a_step_out_of_time_escalates_and_the_last_one_expires(house: Any) -> None:
    await a_request(house)
    house.clock.advance(timedelta(hours=25))
    await house.sweep()
    assert await waiting(house, "department-manager-1") == []
    assert len(await waiting(house, "deputy-general-manager-1")) == 1
    house.clock.advance(timedelta(hours=25))
    await house.sweep()
    [decided] = await house.journal("notifications.approval.decided.v1")
    assert decided.decision == "expired"


async def test_a_chain_that_nobody_can_sign_is_refused_at_once(house: Any) -> None:
    deal = Deal(await house.organisation())
    request = deal.credit_requested()
    away = [
        deal.absence(f"{role}-{number}", None)
        for role in (
            "department-manager", "regional-manager", "deputy-general-manager",
            "executive-deputy-general-manager", "general-manager",
        )
        for number in (0, 1)
    ]  # fmt: skip
    await house.given(*away)
    await house.given(request)
    [decided] = await house.journal("notifications.approval.decided.v1")
    assert (decided.decision, decided.reason) == ("refused", "no_approver")


def _money(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "CNY"}


@pytest.mark.shows("approval.grant_too_high")
async def test_no_more_is_granted_than_was_asked(house: Any) -> None:
    await a_request(house)
    [form] = await waiting(house, "department-manager-1")
    for granted in ({"amount": _money("180000.01")}, {"amount": {"amount": "1.00", "currency": "USD"}}):
        answer = await decide(house, "department-manager-1", form, granted=granted)
        assert (answer.status_code, answer.json()["code"]) == (422, "approval.grant_too_high")
