import pytest
from sqlalchemy import text

from contracts.customers import CreditEnded
from services.receivables.tests.builders import Buyer, Shipment, payment

pytestmark = pytest.mark.service


@pytest.mark.shows("R4", "C15")
async def test_the_standing_shows_balance_items_and_promises_and_the_look_is_on_record(house):
    firm = await house.organisation()
    buyer = Buyer(firm.branches[0])
    shipment = Shipment(buyer, (100, "1.0000"), days=0)
    await house.given(buyer.card())
    path = f"/accounts/{buyer.customer_id}"
    async with house.client("finance-1") as finance:
        empty = (await finance.get(path)).json()
        assert (empty["state"], empty["version"], empty["open"]["amount"]) == ("good", 0, "0.00")
        await house.given(shipment.delivered(), shipment.to_invoice(), shipment.complaint(0, "30.00"))
        await finance.post("/receipts", json=payment(buyer, "20.00"))
        shown = (await finance.get(path)).json()
        assert (await finance.get(path, params={"currency": "XXX"})).status_code == 422
        assert (await finance.get(path, params={"filter": "x"})).status_code == 422
    figures = {name: shown[name]["amount"] for name in ("open", "disputed", "net", "overdue", "unapplied")}
    assert figures == {"open": "80.00", "disputed": "30.00", "net": "80.00", "overdue": "0.00", "unapplied": "0.00"}
    assert (len(shown["items"]), shown["currencies"]) == (1, ["CNY"])
    async with house.tx() as tx:
        looks = (await tx.execute(text("SELECT subject FROM access_log"))).scalars().all()
    assert f"customer/{buyer.customer_id}" in looks


@pytest.mark.shows("C5", "R1")
async def test_the_frozen_terms_hold_although_the_credit_has_ended_since(house):
    firm = await house.organisation()
    buyer = Buyer(firm.branches[0])
    shipment = Shipment(buyer, (100, "1.0000"), days=30)
    ended = CreditEnded(**buyer.who, reason="withdrawn", version=2)
    await house.given(buyer.card(), buyer.credit(), shipment.delivered(), ended, shipment.to_invoice())
    (issued,) = await house.journal("receivables.invoice.issued.v1")
    assert (issued.terms, issued.due_on.isoformat()) == ("credit", "2026-04-10")
