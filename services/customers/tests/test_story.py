"""The part of the main story that customers plays, through HTTP and the real consumer."""

import pytest

from chassis.ids import new_id
from services.customers.tests import builders as given

pytestmark = pytest.mark.service


@pytest.mark.shows("C1", "C2", "C5", "C6")
async def test_a_customer_is_opened_completed_and_granted_credit(house):
    firm = await house.organisation()
    customer = await given.an_active_customer(house, firm.branches[0])
    application = await given.a_credit_application(house, customer)
    requested = (await house.journal("customers.credit.requested.v1"))[-1]
    assert application["content_hash"] == requested.approval.content_hash

    await house.given(given.a_decision(requested))

    granted = (await house.journal("customers.credit.granted.v1"))[-1]
    assert (granted.provisional, str(granted.limit), granted.term_days) == (True, "200000.00 CNY", 30)
    # Ten working days after Wednesday, 11 March 2026, at six in Shanghai.
    assert granted.contract_due_at.isoformat() == "2026-03-25T10:00:00+00:00"
    async with house.client("clerk-1") as client:
        body = {"file_id": str(new_id()), "returned_on": "2026-03-11"}
        url = f"/customers/{customer['customer_id']}/credit-contract"
        answer = await client.put(url, json=body, headers={"If-Match": '"1"'})
    assert answer.status_code == 200, answer.text
    assert len(await house.journal("customers.credit_contract.returned.v1")) == 1
    assert (await house.journal("customers.credit.granted.v1"))[-1].provisional is False
    assert await house.parked() == []


@pytest.mark.shows("C9", "C10")
async def test_a_complaint_runs_to_the_customers_satisfaction(house):
    firm = await house.organisation()
    customer = await given.an_active_customer(house, firm.branches[0])
    delivery = given.a_delivery(customer)
    invoice = given.an_invoice(delivery)
    await house.given(delivery, invoice)
    complaint = await given.a_confirmed_complaint(house, delivery, "return")

    await house.given(given.a_return(delivery, complaint["complaint_id"]))
    assert await house.journal("customers.complaint.remedied.v1") == []
    await house.given(given.a_credit_note(invoice, complaint["complaint_id"]))

    remedied = (await house.journal("customers.complaint.remedied.v1"))[-1]
    assert remedied.confirmation_due_at.isoformat() == "2026-03-25T10:00:00+00:00"
    answer = await given.put(house, "clerk-1", complaint, "confirmation", {"satisfied": True, "file_id": str(new_id())})
    assert answer.status_code == 200, answer.text
    closed = (await house.journal("customers.complaint.closed.v1"))[-1]
    assert closed.outcome == "satisfied"
    assert await house.parked() == []
