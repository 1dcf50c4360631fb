"""What waits for a person, and why for this one."""

from datetime import timedelta
from typing import Any

import pytest

from services.notifications.tests.approvals.steps import a_request, decide
from services.notifications.tests.builders import Deal

pytestmark = pytest.mark.service


async def todo(house: Any, subject: str, **query: Any) -> dict[str, Any]:
    async with house.client(subject) as client:
        answer = await client.get("/todo", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.shows("N2", "N6")
async def test_a_form_waits_with_what_an_approver_sorts_by_until_it_is_decided(house: Any) -> None:
    await a_request(house)
    found = await todo(house, "department-manager-1")
    [form] = found["items"]
    assert (found["approvals"], found["messages"]) == (1, 0)
    assert (form["kind"], form["topic"]) == ("approval", "credit_application")
    assert form["customer_name"] == "华东印务有限公司"
    assert form["amount"] == {"amount": "180000.00", "currency": "CNY"}
    assert form["requester_name"] is not None
    assert form["deputy_for"] is None
    async with house.client("department-manager-1") as client:
        seen = (await client.get(f"/approvals/{form['todo_id']}")).json()
    assert {"approve", "refuse", "send_back"} <= set(seen["allowed"])
    assert seen["why_not"] is None
    assert seen["chain"][0]["seats"][0]["name"] is not None
    assert seen["history"][0]["actor_name"] == form["requester_name"]
    assert (await decide(house, "department-manager-1", seen)).status_code == 201
    assert await todo(house, "department-manager-1") == {"items": [], "next": None, "approvals": 0, "messages": 0}


@pytest.mark.shows("N2")
async def test_whoever_asked_may_withdraw_and_is_told_why_not_decide(house: Any) -> None:
    await a_request(house)
    [form] = (await todo(house, "department-manager-1"))["items"]
    assert (await todo(house, "representative-1"))["approvals"] == 0
    async with house.client("representative-1") as client:
        seen = (await client.get(f"/approvals/{form['todo_id']}")).json()
    assert (seen["allowed"], seen["why_not"]) == (["withdraw", "urge"], "approval.self_approval")


@pytest.mark.shows("P6")
async def test_a_deputy_sees_for_whom(house: Any) -> None:
    deal, _ = await a_request(house)
    await house.given(deal.absence("department-manager-1", "clerk-1", begins=house.clock.now() + timedelta(hours=1)))
    assert (await todo(house, "clerk-1"))["approvals"] == 0
    house.clock.advance(timedelta(hours=2))
    [form] = (await todo(house, "clerk-1"))["items"]
    assert form["deputy_for"] == str(deal.firm.people["department-manager-1"])
    assert form["deputy_for_name"] is not None


async def test_pages_go_by_deadline_and_count_all(house: Any) -> None:
    deal: Deal = (await a_request(house))[0]
    for hours in (5, 3, 1):
        house.clock.advance(timedelta(hours=hours))
        await house.given(deal.credit_requested(f"{hours}0000.00"), actor=str(deal.owner_id))
    first = await todo(house, "department-manager-1", limit=3, kind="approval")
    rest = await todo(house, "department-manager-1", limit=3, kind="approval", after=first["next"])
    assert (len(first["items"]), len(rest["items"]), first["approvals"]) == (3, 1, 4)
    due = [form["due_at"] for form in (*first["items"], *rest["items"])]
    assert due == sorted(due)
    assert len({form["todo_id"] for form in (*first["items"], *rest["items"])}) == 4
    assert (await todo(house, "department-manager-1", kind="message"))["items"] == []
