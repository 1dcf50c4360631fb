import asyncio
from uuid import uuid4

import pytest

from services.receivables.tests.builders import Buyer, Shipment, kinds, part, payment, yuan

pytestmark = pytest.mark.service


async def buyer_with_invoices(house, *amounts, days=30):
    firm = await house.organisation()
    buyer = Buyer(firm.branches[0])
    await house.given(buyer.card(), buyer.credit())
    for amount in amounts:
        shipment = Shipment(buyer, (100, amount), days=days)
        await house.given(shipment.delivered(), shipment.to_invoice())
    issued = await house.journal("receivables.invoice.issued.v1")
    return buyer, [event.invoice_id for event in issued]


@pytest.mark.shows("R2", "bad-input-37", "receipt.bank_ref_taken")
async def test_a_bank_reference_is_booked_once_and_another_amount_is_refused(house):
    buyer, _ = await buyer_with_invoices(house, "1.0000")
    async with house.client("finance-1") as finance:
        first = await finance.post("/receipts", json=payment(buyer, "40.00"))
        again = await finance.post("/receipts", json=payment(buyer, "40.00"))
        other = await finance.post("/receipts", json=payment(buyer, "41.00"))
    assert (first.status_code, again.status_code, other.status_code) == (201, 200, 409)
    assert again.json() == first.json()
    assert other.json()["code"] == "receipt.bank_ref_taken"
    assert len(await house.journal("receivables.receipt.booked.v1")) == 1


@pytest.mark.shows("R2", "bad-input-28")
async def test_equal_payments_at_one_moment_are_booked_once(house):
    buyer, _ = await buyer_with_invoices(house, "1.0000")
    async with house.client("finance-1") as finance:
        answers = await asyncio.gather(*(finance.post("/receipts", json=payment(buyer, "40.00")) for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [200] * 7 + [201]
    assert len({answer.json()["receipt_id"] for answer in answers}) == 1


@pytest.mark.shows("R2")
async def test_money_pays_the_oldest_due_first_and_the_rest_is_kept(house):
    buyer, (one, two) = await buyer_with_invoices(house, "1.0000", "2.0000")
    async with house.client("finance-1") as finance:
        first = (await finance.post("/receipts", json=payment(buyer, "150.00"))).json()
        second = (await finance.post("/receipts", json=payment(buyer, "180.00", ref="ICBC-2"))).json()
    assert [(each["invoice_id"], each["amount"]["amount"]) for each in first["allocations"]] == [
        (str(one), "100.00"), (str(two), "50.00"),
    ]  # fmt: skip
    assert (second["unapplied"]["amount"], second["allocations"][0]["amount"]["amount"]) == ("30.00", "150.00")
    standing = (await house.journal())[-1]
    assert (standing.open, standing.unapplied, standing.net) == (yuan("0.00"), yuan("30.00"), yuan("-30.00"))


@pytest.mark.shows("R2", "bad-input-38", "bad-input-39", "receipt.over_allocated", "receipt.over_open")
@pytest.mark.shows("receipt.other_account", "receipt.invoice_twice", "receipt.in_future")
async def test_an_instruction_is_refused_where_it_cannot_be_followed(house):
    buyer, (one, two) = await buyer_with_invoices(house, "1.0000", "2.0000")
    cases = [
        ([part(one, "100.01")], 409, "receipt.over_open"),
        ([part(one, "100.00"), part(two, "60.00")], 409, "receipt.over_allocated"),
        ([part(uuid4(), "1.00")], 422, "receipt.other_account"),
        ([part(one, "1.00", "USD")], 422, "receipt.other_account"),
        ([part(one, "1.00"), part(one, "1.00")], 422, "receipt.invoice_twice"),
    ]
    async with house.client("finance-1") as finance:
        for allocations, status, code in cases:
            answer = await finance.post("/receipts", json=payment(buyer, "150.00", allocations=allocations))
            assert (answer.status_code, answer.json()["code"]) == (status, code)
        late = await finance.post("/receipts", json=payment(buyer, "150.00", on="2026-03-12"))
        assert (late.status_code, late.json()["code"]) == (422, "receipt.in_future")
    assert await house.journal("receivables.receipt.booked.v1") == []


@pytest.mark.shows("R2", "bad-input-13")
async def test_a_receipt_is_allocated_anew_by_its_version(house):
    buyer, (one, two) = await buyer_with_invoices(house, "1.0000", "2.0000")
    async with house.client("finance-1") as finance:
        receipt = (await finance.post("/receipts", json=payment(buyer, "100.00"))).json()
        path, body = f"/receipts/{receipt['receipt_id']}/allocations", {"allocations": [part(two, "70.00")]}
        assert (await finance.put(path, json=body)).status_code == 428
        assert (await finance.put(path, json=body, headers={"If-Match": '"9"'})).status_code == 412
        anew = await finance.put(path, json=body, headers={"If-Match": '"1"'})
        shown = (await finance.get(f"/invoices/{one}")).json()
    assert (anew.status_code, anew.json()["unapplied"]["amount"], anew.headers["etag"]) == (200, "30.00", '"2"')
    assert (shown["open"]["amount"], shown["settled_on"]) == ("100.00", None)


@pytest.mark.shows("R2", "R3", "receipt.reversed")
async def test_a_bounced_receipt_reopens_its_invoice_in_a_new_round_once(house):
    buyer, (one,) = await buyer_with_invoices(house, "1.0000", days=0)
    async with house.client("finance-1") as finance:
        receipt = (await finance.post("/receipts", json=payment(buyer, "100.00"))).json()
        before = len(await house.journal())
        path = f"/receipts/{receipt['receipt_id']}/reversal"
        assert (await finance.post(path, json={"reason": "退票"})).status_code == 201
        again = await finance.post(path, json={"reason": "退票"})
    assert (again.status_code, again.json()["code"]) == (409, "receipt.reversed")
    reversed_, standing = (await house.journal())[before:]
    assert kinds([reversed_, standing]) == ["receipt.reversed", "standing.changed"]
    assert (reversed_.reopened[0].invoice_id, standing.open, standing.unapplied) == (one, yuan("100.00"), yuan("0.00"))
    await house.sweep()
    assert (await house.journal())[-1].occasion.endswith("|0|2026-03-11|1")


@pytest.mark.shows("R2", "R1")
async def test_money_that_waits_pays_the_invoice_when_it_comes(house):
    firm = await house.organisation()
    buyer = Buyer(firm.branches[0])
    await house.given(buyer.card())
    async with house.client("finance-1") as finance:
        await finance.post("/receipts", json=payment(buyer, "150.00"))
    shipment = Shipment(buyer, (100, "1.0000"), days=0)
    await house.given(shipment.delivered(), shipment.to_invoice())
    events = (await house.journal())[2:]
    assert kinds(events) == ["invoice.issued", "receipt.booked", "invoice.settled", "standing.changed"]
    assert (events[-1].net, events[1].unapplied, events[2].days_late) == (yuan("-50.00"), yuan("50.00"), 0)


@pytest.mark.shows("bad-input-18", "bad-input-19", "bad-input-20", "bad-input-21", "bad-input-22", "bad-input-24")
async def test_amounts_and_days_that_are_no_such_are_refused(house):
    buyer, _ = await buyer_with_invoices(house, "1.0000")
    amounts = ["12.345", 0.1, "-1.00", "0.00", "-0.00", "1e3", "１２", "1,000", "10000000000000.01"]
    async with house.client("finance-1") as finance:
        for amount in amounts:
            answer = await finance.post("/receipts", json=payment(buyer, amount))
            assert (amount, answer.status_code) == (amount, 422)
        for day in ("2026-02-30", "0001-01-01", "9999-12-31", "2026-03-11T00:00:00"):
            answer = await finance.post("/receipts", json=payment(buyer, "1.00", on=day))
            assert (day, answer.status_code) == (day, 422)
        odd = payment(buyer, "1.00") | {"amount": {"amount": "1.00", "currency": "XXX"}}
        assert (await finance.post("/receipts", json=odd)).status_code == 422


@pytest.mark.shows("bad-input-3", "C15", "P1")
async def test_another_branch_sees_nothing_and_may_do_nothing(house):
    buyer, (one,) = await buyer_with_invoices(house, "1.0000")
    async with house.client("finance-2") as stranger, house.client("warehouse-1") as warehouse:
        unknown = await stranger.get(f"/invoices/{uuid4()}")
        for path in (f"/invoices/{one}", f"/accounts/{buyer.customer_id}"):
            answer = await stranger.get(path)
            assert answer.status_code == 404
            assert answer.json()["code"] == unknown.json()["code"]
        assert (await stranger.post("/receipts", json=payment(buyer, "1.00"))).status_code == 404
        assert (await stranger.get("/invoices")).json()["items"] == []
        assert (await warehouse.post("/receipts", json=payment(buyer, "1.00"))).status_code == 403
