from uuid import uuid4

import pytest

from services.receivables.tests.builders import Buyer, Shipment, kinds, payment, yuan

pytestmark = pytest.mark.service


async def a_delivery(house, *lines, branch=0):
    firm = await house.organisation()
    buyer = Buyer(firm.branches[branch])
    shipment = Shipment(buyer, *(lines or [(100, "1.0000")]))
    await house.given(buyer.card(), shipment.delivered())
    return buyer, shipment


def wanted(buyer, *shipments, **changes):
    return {"customer_id": str(buyer.customer_id), "shipments": [str(s.shipment_id) for s in shipments], **changes}


@pytest.mark.shows("R1", "O10")
async def test_an_invoice_is_issued_by_hand_with_its_number_in_the_answer(house):
    buyer, shipment = await a_delivery(house)
    async with house.client("clerk-1") as clerk:
        open_ones = (await clerk.get(f"/accounts/{buyer.customer_id}/billables")).json()
        answer = await clerk.post("/invoices", json=wanted(buyer, shipment))
    assert [each["amount"]["amount"] for each in open_ones] == ["100.00"]
    assert (answer.status_code, answer.json()["invoice_no"]) == (201, "B1-2026-000001")
    assert answer.json()["lines"][0]["tax"]["amount"] == "11.50"
    assert kinds(await house.journal()) == ["invoice.issued", "standing.changed"]


@pytest.mark.shows("R1", "bad-input-42")
async def test_a_number_that_the_client_brings_is_refused(house):
    buyer, shipment = await a_delivery(house)
    async with house.client("clerk-1") as clerk:
        answer = await clerk.post("/invoices", json=wanted(buyer, shipment, invoice_no="B1-2026-000009"))
    assert answer.status_code == 422


@pytest.mark.shows("R1", "invoice.not_billable")
async def test_what_cannot_be_billed_is_refused_with_all_reasons(house):
    buyer, shipment = await a_delivery(house)
    async with house.client("clerk-1") as clerk:
        await clerk.post("/invoices", json=wanted(buyer, shipment))
        body = wanted(buyer, shipment) | {"shipments": [str(shipment.shipment_id), str(uuid4())]}
        answer = await clerk.post("/invoices", json=body)
    assert (answer.status_code, answer.json()["code"]) == (409, "invoice.not_billable")
    assert "没有可开票的数量" in answer.json()["detail"]
    assert "不存在" in answer.json()["detail"]


@pytest.mark.shows("R1", "R8", "L3", "L5", "invoice.reversed")
async def test_a_reversed_invoice_uncovers_its_order_frees_its_money_and_is_billed_anew(house):
    buyer, shipment = await a_delivery(house, (100, "1.0000"))
    async with house.client("finance-1") as finance:
        first = (await finance.post("/invoices", json=wanted(buyer, shipment))).json()
        await finance.post("/receipts", json=payment(buyer, "30.00"))
        before = len(await house.journal())
        path = f"/invoices/{first['invoice_id']}/reversal"
        reversed_ = await finance.post(path, json={"reason": "抬头有误"})
        again = await finance.post(path, json={"reason": "抬头有误"})
        second = (await finance.post("/invoices", json=wanted(buyer, shipment))).json()
    assert reversed_.json()["reversal"]["reversing_no"] == "B1-2026-000002"
    assert (again.status_code, again.json()["code"]) == (409, "invoice.reversed")
    assert (second["invoice_no"], second["open"]["amount"]) == ("B1-2026-000003", "70.00")
    events = (await house.journal())[before:]
    assert kinds(events) == [
        "invoice.reversed", "receipt.booked", "standing.changed", "invoice.issued", "receipt.booked",
        "standing.changed",
    ]  # fmt: skip
    assert [event.covered[0].covered for event in (events[2], events[5])] == [yuan("0.00"), yuan("100.00")]
    assert events[2].net == yuan("-30.00")


@pytest.mark.shows("R1", "invoice.handed_over", "invoice.hand_over_day")
async def test_an_invoice_is_handed_over_once_against_a_signature(house):
    buyer, shipment = await a_delivery(house)
    async with house.client("clerk-1") as clerk:
        invoice = (await clerk.post("/invoices", json=wanted(buyer, shipment))).json()
        path = f"/invoices/{invoice['invoice_id']}/hand-over"
        early = await clerk.post(path, json={"handed_on": "2026-03-10", "received_by": "王会计"})
        signed = await clerk.post(path, json={"handed_on": "2026-03-11", "received_by": "王会计"})
        again = await clerk.post(path, json={"handed_on": "2026-03-11", "received_by": "王会计"})
    assert (early.status_code, early.json()["code"]) == (422, "invoice.hand_over_day")
    assert (signed.status_code, signed.json()["hand_over"]["received_by"]) == (201, "王会计")
    assert (again.status_code, again.json()["code"]) == (409, "invoice.handed_over")


@pytest.mark.shows("R8", "bad-input-40", "period.closed", "period.not_over")
async def test_a_closed_month_takes_no_posting_until_it_is_opened_again(house):
    buyer, _ = await a_delivery(house)
    async with house.client("finance-0") as head, house.client("finance-1") as finance:
        running = await head.post("/periods/2026-03/closures", json={"reason": "月结"})
        assert (running.status_code, running.json()["code"]) == (409, "period.not_over")
        assert (await head.post("/periods/2026-02/closures", json={"reason": "月结"})).status_code == 201
        late = await finance.post("/receipts", json=payment(buyer, "10.00", on="2026-02-27"))
        assert (late.status_code, late.json()["code"]) == (409, "period.closed")
        assert (await head.post("/periods/2026-02/reopenings", json={"reason": "补记"})).status_code == 201
        assert (await finance.post("/receipts", json=payment(buyer, "10.00", on="2026-02-27"))).status_code == 201


@pytest.mark.shows("R4", "R5")
async def test_the_aged_balance_sums_to_its_rows(house):
    firm = await house.organisation()
    for branch in (0, 1):
        buyer = Buyer(firm.branches[branch])
        shipment = Shipment(buyer, (100, "1.0000"), days=0)
        await house.given(buyer.card(), shipment.delivered(), shipment.to_invoice())
    house.clock.advance(house.clock.now().replace(month=5) - house.clock.now())
    async with house.client("finance-0") as head, house.client("finance-1") as one:
        page = (await head.get("/aged-balance", params={"limit": 1})).json()
        rest = (await head.get("/aged-balance", params={"limit": 1, "after": page["next"]})).json()
        mine = (await one.get("/aged-balance")).json()
    assert [each["open"]["amount"] for each in page["sums"]] == ["200.00", "100.00", "100.00"]
    assert (page["sums"][0]["branch_id"], page["sums"][0]["days_61_90"]["amount"]) == (None, "200.00")
    assert [len(each["items"]) for each in (page, rest, mine)] == [1, 1, 1]
    assert (rest["next"], mine["sums"][0]["open"]["amount"]) == (None, "100.00")
