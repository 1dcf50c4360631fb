"""Complaints on a real database: lines, clocks, remedies (C9 to C11)."""

import asyncio
from datetime import timedelta

import pytest

from chassis.ids import new_id
from services.customers.tests import builders as given

pytestmark = [pytest.mark.service, pytest.mark.shows("C9")]


async def a_delivered_customer(house):
    firm = await house.organisation()
    customer = await given.an_active_customer(house, firm.branches[0])
    delivery = given.a_delivery(customer)
    await house.given(delivery)
    return firm, delivery


async def test_the_form_goes_to_the_nearest_specialist_with_a_time_by_severity(house):
    firm, delivery = await a_delivered_customer(house)
    for severity, hours in (("critical", 4), ("major", 24), ("minor", 72)):
        await given.a_filed_complaint(house, delivery, severity=severity)
        filed = (await house.journal("customers.complaint.filed.v1"))[-1]
        assert filed.answer_due_at - house.clock.now() == timedelta(hours=hours)
        assert filed.specialist_id == firm.people["complaint-specialist-1"]
        assert str(filed.disputed) == "120.00 CNY"


@pytest.mark.shows("complaint.line_not_delivered")
async def test_goods_that_went_to_another_customer_cannot_be_complained_of(house):
    firm, delivery = await a_delivered_customer(house)
    other = await given.a_customer(house, firm.branches[0], name="另一家")
    async with house.client("clerk-1") as client:
        body = given.a_complaint(delivery) | {"customer_id": other["customer_id"]}
        answer = await client.post("/complaints", json=body)
    assert (answer.status_code, answer.json()["code"]) == (409, "complaint.line_not_delivered")
    assert await house.journal("customers.complaint.filed.v1") == []


@pytest.mark.shows("complaint.quantity_not_left")
async def test_two_complaints_at_once_cannot_dispute_the_same_goods(house):
    _, delivery = await a_delivered_customer(house)
    async with house.client("clerk-1") as client:
        body = given.a_complaint(delivery, qty="60.000")
        answers = await asyncio.gather(*(client.post("/complaints", json=body) for _ in range(2)))
    assert sorted(answer.status_code for answer in answers) == [201, 409]


async def test_goods_that_came_back_cannot_be_complained_of(house):
    _, delivery = await a_delivered_customer(house)
    await house.given(given.a_return(delivery, None, qty="90.000"))
    async with house.client("clerk-1") as client:
        answer = await client.post("/complaints", json=given.a_complaint(delivery, qty="10.001"))
        assert answer.json()["code"] == "complaint.quantity_not_left"
        body = given.a_complaint(delivery, qty="10.000", amount="60.00")
        assert (await client.post("/complaints", json=body)).status_code == 201


@pytest.mark.shows("C11")
async def test_what_is_settled_on_the_spot_is_reported_all_the_same(house):
    _, delivery = await a_delivered_customer(house)
    complaint = await given.a_filed_complaint(house, delivery, settlement="当场换货，客户认可")
    assert complaint["status"] == "remedied"
    assert [each.type for each in (await house.journal())[-3:]] == [
        "customers.complaint.filed.v1",
        "customers.complaint.confirmed.v1",
        "customers.complaint.remedied.v1",
    ]
    filed, confirmed = (await house.journal())[-3:-1]
    assert filed.settled_on_spot
    assert str(confirmed.disputed) == "0.00 CNY"


async def test_a_return_of_goods_that_nobody_billed_is_the_remedy(house):
    _, delivery = await a_delivered_customer(house)
    complaint = await given.a_confirmed_complaint(house, delivery, "return")
    back = given.a_return(delivery, complaint["complaint_id"])
    await house.given(back)
    remedied = (await house.journal("customers.complaint.remedied.v1"))[-1]
    assert remedied.reference == f"return/{back.return_id}"


async def test_after_a_reversal_goods_count_as_not_billed(house):
    _, delivery = await a_delivered_customer(house)
    invoice = given.an_invoice(delivery)
    await house.given(invoice, given.a_reversal(invoice))
    complaint = await given.a_confirmed_complaint(house, delivery, "return")
    await house.given(given.a_return(delivery, complaint["complaint_id"]))
    assert len(await house.journal("customers.complaint.remedied.v1")) == 1


async def test_papers_of_other_complaints_and_unknown_ones_change_nothing(house):
    _, delivery = await a_delivered_customer(house)
    invoice = given.an_invoice(delivery)
    await given.a_confirmed_complaint(house, delivery, "repair")
    await house.given(given.a_credit_note(invoice, str(new_id())), given.a_credit_note(invoice, None))
    assert await house.journal("customers.complaint.remedied.v1") == []
    assert await house.parked() == []


@pytest.mark.shows("complaint.remedy_by_event")
async def test_a_repair_is_ticked_off_by_hand_and_a_credit_is_not(house):
    _, delivery = await a_delivered_customer(house)
    repair = await given.a_confirmed_complaint(house, delivery, "repair")
    credit = await given.a_confirmed_complaint(house, delivery, "credit")
    assert (await given.put(house, "clerk-1", repair, "remedy", {})).json()["status"] == "remedied"
    answer = await given.put(house, "clerk-1", credit, "remedy", {})
    assert (answer.status_code, answer.json()["code"]) == (409, "complaint.remedy_by_event")


@pytest.mark.shows("C10", "complaint.confirmation_missing")
async def test_satisfaction_needs_the_signed_paper_and_dissatisfaction_opens_the_facts_again(house):
    _, delivery = await a_delivered_customer(house)
    complaint = await given.a_filed_complaint(house, delivery, settlement="当场解决")
    answer = await given.put(house, "clerk-1", complaint, "confirmation", {"satisfied": True})
    assert (answer.status_code, answer.json()["code"]) == (422, "complaint.confirmation_missing")
    answer = await given.put(house, "clerk-1", complaint, "confirmation", {"satisfied": False})
    assert (answer.json()["status"], answer.json()["round"]) == ("answered", 1)


async def test_an_unfounded_complaint_is_closed_with_its_reason(house):
    _, delivery = await a_delivered_customer(house)
    complaint = await given.a_filed_complaint(house, delivery)
    body = {"outcome": "unfounded", "reason": "货物非我方产品"}
    answer = await given.put(house, "complaint-specialist-1", complaint, "closure", body)
    assert (answer.status_code, answer.json()["status"]) == (200, "closed")
    assert (await house.journal("customers.complaint.closed.v1"))[-1].outcome == "unfounded"


@pytest.mark.shows("C10")
async def test_each_late_step_is_said_once(house):
    _, delivery = await a_delivered_customer(house)
    complaint = await given.a_filed_complaint(house, delivery)
    house.clock.advance(timedelta(hours=24))
    await asyncio.gather(house.sweep(), house.sweep())
    await house.sweep()
    await given.put(house, "complaint-specialist-1", complaint, "answer", {"answer": "已安排上门"})
    await house.sweep()
    house.clock.advance(timedelta(days=10))
    await house.sweep()
    overdue = await house.journal("customers.complaint.overdue.v1")
    assert [each.step for each in overdue] == ["answer", "facts"]
    assert len({each.occasion for each in overdue}) == 2


@pytest.mark.shows("bad-input-3", "complaint.step_not_due")
async def test_another_branch_sees_nothing_and_a_step_is_not_taken_twice(house):
    _, delivery = await a_delivered_customer(house)
    complaint = await given.a_confirmed_complaint(house, delivery, "credit")
    url = f"/complaints/{complaint['complaint_id']}"
    async with house.client("clerk-2") as client:
        foreign, unknown = await client.get(url), await client.get(f"/complaints/{new_id()}")
        assert (foreign.status_code, unknown.status_code) == (404, 404)
        assert (await client.get("/complaints")).json()["items"] == []
        assert (await client.post("/complaints", json=given.a_complaint(delivery))).status_code == 404
    async with house.client("complaint-specialist-1") as client:
        answer = await client.post(f"{url}/findings", json=given.findings(delivery))
    assert (answer.status_code, answer.json()["code"]) == (409, "complaint.step_not_due")


@pytest.mark.shows("bad-input-18", "bad-input-19", "bad-input-20", "bad-input-21")
@pytest.mark.parametrize("amount", ["1.234", 1.5, "-1.00", "1e3", "１２", "1,000", "-0", "10000000000001"])
async def test_money_of_another_form_is_refused(house, amount):
    _, delivery = await a_delivered_customer(house)
    body = given.a_complaint(delivery)
    body["lines"][0]["amount"]["amount"] = amount
    async with house.client("clerk-1") as client:
        answer = await client.post("/complaints", json=body)
    assert answer.status_code == 422, answer.text
    assert answer.json()["field"].startswith("/lines/0/amount")


async def test_one_sees_what_can_be_complained_of(house):
    _, delivery = await a_delivered_customer(house)
    await house.given(given.a_return(delivery, None))
    async with house.client("clerk-1") as client:
        found = (await client.get(f"/customers/{delivery.customer_id}/deliveries")).json()
    assert [(line["qty"]["value"], line["returned_qty"]["value"]) for line in found] == [("100.000", "20.000")]


async def test_the_list_begins_with_what_is_due_first_and_goes_on_where_a_page_ends(house):
    _, delivery = await a_delivered_customer(house)
    filed = {
        severity: await given.a_filed_complaint(house, delivery, severity=severity)
        for severity in ("minor", "critical", "major")
    }
    closing = {"outcome": "unfounded", "reason": "非本公司货物"}
    assert (await given.put(house, "complaint-specialist-0", filed["critical"], "closure", closing)).status_code == 200
    async with house.client("clerk-1") as client:
        first = (await client.get("/complaints?limit=2")).json()
        second = (await client.get(f"/complaints?limit=2&after={first['next']}")).json()
        major = (await client.get("/complaints?severity=major&status=filed")).json()["items"]
    assert [item["severity"] for item in first["items"] + second["items"]] == ["major", "minor", "critical"]
    assert second["next"] is None
    assert [item["complaint_no"] for item in major] == [filed["major"]["complaint_no"]]
    assert major[0]["disputed"] == {"amount": "120.00", "currency": "CNY"}
    assert major[0]["customer_name"] == "华东印务有限公司"
    assert major[0]["specialist_name"]
