from datetime import UTC, datetime

import pytest

from services.receivables.tests.builders import Buyer, Shipment, payment

pytestmark = pytest.mark.service


async def two_debtors(house):
    """Two customers of two branches, 100 open each, 30 of the first paid; 61 to 90 days past the due date."""
    firm = await house.organisation()
    buyers = [Buyer(firm.branches[branch]) for branch in (0, 1)]
    for buyer in buyers:
        shipment = Shipment(buyer, (100, "1.0000"), days=0)
        await house.given(buyer.card(), shipment.delivered(), shipment.to_invoice())
    async with house.client("finance-0") as head:
        await head.post("/receipts", json=payment(buyers[0], "30.00"))
    house.clock.advance(datetime(2026, 5, 25, 2, 0, tzinfo=UTC) - house.clock.now())
    return buyers


@pytest.mark.shows("R5")
async def test_a_cell_of_the_aged_balance_is_the_sum_of_the_invoices_that_it_opens(house):
    await two_debtors(house)
    async with house.client("finance-0") as head:
        aged = (await head.get("/aged-balance")).json()
        for row in aged["sums"]:
            where = {"branch_id": row["branch_id"]} if row["branch_id"] else {}
            for bucket in ("not_due", "days_1_30", "days_31_60", "days_61_90", "over_90"):
                behind = (await head.get("/invoices", params={"bucket": bucket, "currency": "CNY", **where})).json()
                opened = behind["sums"][0]["open"]["amount"] if behind["sums"] else "0.00"
                assert (bucket, opened) == (bucket, row[bucket]["amount"])
                assert sum(each["count"] for each in behind["sums"]) == len(behind["items"])
    assert [(row["branch_name"] is None, row["days_61_90"]["amount"]) for row in aged["sums"]] == [
        (True, "170.00"), (False, "70.00"), (False, "100.00"),
    ]  # fmt: skip


@pytest.mark.shows("R5")
async def test_the_sums_of_open_invoices_do_not_hang_on_the_page_and_paid_ones_have_none(house):
    buyers = await two_debtors(house)
    async with house.client("finance-0") as head:
        first = (await head.get("/invoices", params={"only_open": True, "limit": 1})).json()
        rest = (await head.get("/invoices", params={"only_open": True, "limit": 1, "after": first["next"]})).json()
        own = (await head.get("/invoices", params={"bucket": "over_90", "customer_id": buyers[0].customer_id})).json()
        every = (await head.get("/invoices")).json()
    assert first["sums"] == rest["sums"] == [{"open": {"amount": "170.00", "currency": "CNY"}, "count": 2}]
    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (1, 1, None)
    assert (own["items"], own["sums"], every["sums"], len(every["items"])) == ([], [], [], 2)


@pytest.mark.shows("R5", "R8")
async def test_the_open_items_tie_out_with_the_ledger_for_those_who_see_the_whole_firm(house):
    await two_debtors(house)
    async with house.client("finance-0") as head, house.client("finance-1") as one:
        whole = (await head.get("/aged-balance/tie-out")).json()
        part = (await one.get("/aged-balance/tie-out")).json()
    figures = [{name: each[name]["amount"] for name in ("aged", "ledger", "difference")} for each in whole["items"]]
    assert (whole["is_whole"], figures) == (True, [{"aged": "170.00", "ledger": "170.00", "difference": "0.00"}])
    assert part == {"is_whole": False, "items": []}
