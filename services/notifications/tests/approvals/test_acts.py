"""What people do to a form beside deciding, and what keeps it to one outcome."""

import asyncio
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from chassis.ids import new_id
from services.notifications.tests.approvals.steps import a_request, decide, inbox, waiting
from services.notifications.tests.builders import Deal

pytestmark = pytest.mark.service


@pytest.mark.shows("bad-input-46", "approval.hand_on_invalid")
async def test_a_seat_is_handed_on_only_to_who_can_take_it(house: Any) -> None:
    deal, _ = await a_request(house)
    [form] = await waiting(house, "department-manager-1")
    await house.given(deal.absence("clerk-2", None))
    url = f"/approvals/{form['approval_id']}/transfers"
    people = deal.firm.people

    async def hand_on(by: str, to: UUID) -> Any:
        async with house.client(by) as client:
            return await client.post(url, json={"person_id": str(to)})

    for bad in ("representative-1", "department-manager-1", "clerk-2"):
        answer = await hand_on("department-manager-1", people[bad])
        assert (answer.status_code, answer.json()["code"]) == (422, "approval.hand_on_invalid"), answer.text
    answer = await hand_on("department-manager-1", people["regional-manager-2"])
    assert answer.status_code == 201, answer.text
    circle = await hand_on("regional-manager-2", people["department-manager-1"])
    assert (circle.status_code, circle.json()["code"]) == (422, "approval.hand_on_invalid")
    assert (await decide(house, "regional-manager-2", form)).status_code == 201


async def test_an_added_signer_must_agree_as_well(house: Any) -> None:
    deal, _ = await a_request(house)
    [form] = await waiting(house, "department-manager-1")
    async with house.client("department-manager-1") as client:
        body = {"person_id": str(deal.firm.people["finance-1"]), "comment": "请财务一并确认"}
        answer = await client.post(f"/approvals/{form['approval_id']}/signers", json=body)
    assert answer.status_code == 201, answer.text
    assert (await decide(house, "department-manager-1", form)).json()["step"] == 1
    assert (await decide(house, "finance-1", form)).json()["step"] == 2


async def test_whoever_asked_may_urge_copy_and_withdraw(house: Any) -> None:
    deal, _ = await a_request(house)
    [form] = await waiting(house, "department-manager-1")
    base = f"/approvals/{form['approval_id']}"
    async with house.client("representative-1") as client:
        assert (await client.post(f"{base}/urges", json={})).status_code == 201
        copied = await client.post(f"{base}/copies", json={"people": [str(deal.firm.people["driver-2"])]})
        assert copied.status_code == 201, copied.text
        assert (await client.get(base)).json()["history"][0]["action"] == "opened"
        gone = await client.post(f"{base}/withdrawal", json={"comment": "客户改主意"})
        assert gone.json()["state"] == "withdrawn", gone.text
    async with house.client("driver-2") as client:
        assert (await client.get(base)).status_code == 200
    async with house.client("driver-1") as client:
        assert (await client.get(base)).status_code == 404
    async with house.client("clerk-2") as client:
        assert (await client.get(base)).status_code == 404
    assert "催办" in (await inbox(house, "department-manager-1", "done"))[0]["title_zh"]
    [decided] = await house.journal("notifications.approval.decided.v1")
    assert decided.decision == "withdrawn"


async def test_a_batch_answers_each_form_for_itself(house: Any) -> None:
    deal, request = await a_request(house)
    other = deal.credit_requested("50000.00", requester="department-manager-1")
    await house.given(other, deal.credit_requested("60000.00"))
    forms = await waiting(house, "department-manager-1")
    assert len(forms) == 2
    body = {
        "verdict": "approve",
        "forms": [{"approval_id": f["approval_id"], "content_hash": f["content_hash"]} for f in forms]
        + [{"approval_id": str(request.approval.request_id), "content_hash": "0" * 64}],
    }
    async with house.client("department-manager-1") as client:
        answer = await client.post("/approval-batches", json=body)
    assert answer.status_code == 201, answer.text
    assert [(a["code"], bool(a["approval"])) for a in answer.json()] == [
        (None, True), (None, True), ("not_found", False),
    ]  # fmt: skip


@pytest.mark.shows("N2", "L9")
async def test_of_many_decisions_at_once_exactly_one_wins(house: Any) -> None:
    await a_request(house, amount="50000.00")
    [form] = await waiting(house, "department-manager-1")
    verdicts = ["approve", "refuse", "send_back", "approve"] * 4
    answers = await asyncio.gather(*(decide(house, "department-manager-1", form, each) for each in verdicts))
    assert sorted({answer.status_code for answer in answers}) == [201, 409]
    assert [answer.status_code for answer in answers].count(201) == 1
    assert len(await house.journal("notifications.approval.decided.v1")) == 1


async def test_a_decision_bears_its_person_and_the_event_that_asked(house: Any) -> None:
    deal = Deal(await house.organisation())
    [asked] = await house.given(deal.credit_requested("50000.00"))
    [form] = await waiting(house, "department-manager-1")
    await decide(house, "department-manager-1", form)
    async with house.tx() as tx:
        row = (await tx.execute(text("SELECT * FROM journal WHERE type = 'notifications.approval.decided.v1'"))).one()
    assert (row.actor, row.cause_id) == (str(deal.firm.people["department-manager-1"]), asked)


@pytest.mark.shows("N1")
async def test_asking_in_slices_does_not_shorten_the_chain(house: Any) -> None:
    deal, _ = await a_request(house, amount="90000.00")
    [form] = await waiting(house, "department-manager-1")
    assert (await decide(house, "department-manager-1", form)).json()["state"] == "approved"
    await house.given(deal.credit_requested("20000.00"))
    [form] = await waiting(house, "department-manager-1")
    assert (await decide(house, "department-manager-1", form)).json()["state"] == "open"


@pytest.mark.shows("form_kind.role_unknown")
async def test_a_firm_changes_the_chain_of_a_kind(house: Any) -> None:
    deal = Deal(await house.organisation())
    kind = {"zh": "客户授信审批表", "en": "Credit application", "steps": [{"roles": ["finance"], "mode": "all_of"}]}
    async with house.client("sales-administration-0") as client:
        url, head = "/form-kinds/credit_application", {"If-Match": '"0"'}
        bad = await client.put(url, json={**kind, "steps": [{"roles": ["emperor"]}]}, headers=head)
        assert (bad.status_code, bad.json()["code"]) == (422, "form_kind.role_unknown")
        put = await client.put(url, json=kind, headers=head)
        assert put.status_code == 200, put.text
        assert (await client.put(url, json=kind, headers=head)).status_code == 412
        listed = {each["kind"]: each["version"] for each in (await client.get("/form-kinds")).json()}
        assert (listed["credit_application"], listed["discount"]) == (1, 0)
    await house.given(deal.credit_requested())
    assert len(await waiting(house, "finance-1")) == 1


@pytest.mark.shows("bad-input-11", "bad-input-14")
async def test_a_decision_is_no_get_and_an_id_is_a_uuid(house: Any) -> None:
    await house.organisation()
    async with house.client("clerk-1") as client:
        assert (await client.get(f"/approvals/{new_id()}/decisions")).status_code == 405
        assert (await client.get("/approvals/{018f0000-0000-7000-8000-000000000001}")).status_code == 422
        assert (await client.get(f"/approvals/{new_id()}")).status_code == 404
