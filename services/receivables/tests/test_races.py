import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text

from receivables.invoices.sweeps import advance_stages
from services.receivables.tests.builders import Buyer, Shipment, payment

pytestmark = pytest.mark.service


async def an_invoice(house, *, branch=0):
    firm = await house.organisation()
    buyer = Buyer(firm.branches[branch])
    shipment = Shipment(buyer, (100, "1.0000"), days=0)
    await house.given(buyer.card(), shipment.delivered(), shipment.to_invoice())
    return buyer, shipment


@pytest.mark.shows("R2", "R8", "L2", "L3", "L4")
async def test_reversal_allocation_credit_and_dunning_of_one_invoice_at_one_moment_keep_the_books_balanced(house):
    buyer, shipment = await an_invoice(house)
    house.clock.advance(timedelta(days=2))
    async with house.client("finance-1") as finance:
        for round_no in range(5):
            paid = payment(buyer, "20.00", ref=f"ICBC-{round_no}")
            receipt = (await finance.post("/receipts", json=paid)).json()
            path = f"/receipts/{receipt['receipt_id']}"
            answers = await asyncio.gather(
                finance.post(f"{path}/reversal", json={"reason": "退票"}),
                finance.post(f"{path}/reversal", json={"reason": "退票"}),
                finance.put(f"{path}/allocations", json={"allocations": []}, headers={"If-Match": '"1"'}),
                finance.post("/receipts", json=payment(buyer, "5.00", ref=f"BOC-{round_no}")),
                house.given(shipment.came_back(0, 1)),
                house.sweep(),
            )
            statuses = [answer.status_code for answer in answers[:4]]
            assert sorted(statuses[:2]) == [201, 409]
            assert statuses[2] in {200, 409, 412}
            assert statuses[3] == 201
    assert await house.parked() == []


@pytest.mark.shows("R3")
async def test_two_sweepers_raise_each_stage_once(house):
    await an_invoice(house)
    house.clock.advance(timedelta(days=2))
    await asyncio.gather(*(house.sweep() for _ in range(4)))
    stages = await house.journal("receivables.invoice.overdue.v1")
    assert [event.stage_days for event in stages] == [1]


@pytest.mark.shows("R3")
async def test_an_account_that_a_receipt_works_on_is_left_to_the_next_sweep(house):
    await an_invoice(house)
    house.clock.advance(timedelta(days=2))
    async with house.tx() as receipt:
        await receipt.execute(text("SELECT FROM account FOR NO KEY UPDATE"))
        async with house.tx() as sweep:
            assert await advance_stages(sweep) == 0
    async with house.tx() as sweep:
        assert await advance_stages(sweep) == 1


@pytest.mark.shows("R1", "L5")
async def test_numbers_have_no_gap_when_some_transactions_roll_back(house):
    firm = await house.organisation()
    buyers = [Buyer(firm.branches[0]) for _ in range(6)]
    shipments = [Shipment(buyer, (100, "1.0000")) for buyer in buyers]
    await house.given(*(buyer.card() for buyer in buyers), *(each.delivered() for each in shipments))
    bodies = [
        {"customer_id": str(buyer.customer_id), "shipments": [str(each.shipment_id)]}
        for buyer, each in zip(buyers, shipments, strict=True)
    ]
    async with house.client("clerk-1") as clerk:
        answers = await asyncio.gather(*(clerk.post("/invoices", json=body) for body in bodies * 2))
    issued = sorted(answer.json()["invoice_no"] for answer in answers if answer.status_code == 201)
    assert issued == [f"B1-2026-00000{n}" for n in range(1, 7)]
    assert {answer.status_code for answer in answers} == {201, 409}
