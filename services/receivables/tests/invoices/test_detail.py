import pytest

from services.receivables.tests.builders import payment
from services.receivables.tests.promises.test_api import an_overdue_customer, promise

pytestmark = pytest.mark.service


@pytest.mark.shows("R1", "R3")
async def test_an_invoice_shows_its_payments_its_stages_and_what_was_promised(house):
    buyer = await an_overdue_customer(house)
    async with house.client("finance-1") as finance:
        await finance.post("/receipts", json=payment(buyer, "40.00"))
        await finance.post(f"/customers/{buyer.customer_id}/promises", json=promise("60.00"))
        (listed,) = (await finance.get("/invoices")).json()["items"]
        shown = (await finance.get(f"/invoices/{listed['invoice_id']}")).json()
    dunning = shown["dunning"]
    assert [(each["bank_ref"], each["amount"]["amount"]) for each in shown["payments"]] == [("ICBC-1", "40.00")]
    assert (dunning["days_overdue"], dunning["rests_until_on"]) == (2, "2026-03-16")
    assert [(each["amount"]["amount"], each["state"]) for each in dunning["promises"]] == [("60.00", "open")]
    assert [(rung["day"], rung["state"]) for rung in dunning["rungs"]][2:5] == [
        (1, "raised"),
        (7, "next"),
        (15, "coming"),
    ]
    assert next(rung["raised_at"] for rung in dunning["rungs"] if rung["day"] == 1) is not None
