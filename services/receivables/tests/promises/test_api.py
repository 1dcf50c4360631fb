from datetime import UTC, datetime

import pytest

from services.receivables.tests.builders import Buyer, Shipment, kinds, payment, yuan

pytestmark = pytest.mark.service


async def an_overdue_customer(house):
    firm = await house.organisation()
    buyer = Buyer(firm.branches[0])
    shipment = Shipment(buyer, (100, "1.0000"), days=0)
    await house.given(buyer.card(), shipment.delivered(), shipment.to_invoice())
    house.clock.advance(datetime(2026, 3, 13, 2, 0, tzinfo=UTC) - house.clock.now())
    await house.sweep()
    return buyer


def promise(amount="100.00", pay_on="2026-03-16", **changes):
    return {"amount": {"amount": amount, "currency": "CNY"}, "pay_on": pay_on, **changes}


@pytest.mark.shows("R3", "promise.pay_on_passed", "promise.more_than_open", "promise.invoice_not_open")
async def test_promises_that_cannot_be_kept_are_refused(house):
    buyer = await an_overdue_customer(house)
    unknown = str(buyer.customer_id)
    cases = [
        (promise(pay_on="2026-03-12"), 422, "promise.pay_on_passed"),
        (promise(amount="100.01"), 409, "promise.more_than_open"),
        (promise(invoice_ids=[unknown]), 409, "promise.invoice_not_open"),
        (promise(replaces_id=unknown), 409, "promise.not_open"),
    ]
    async with house.client("representative-1") as person:
        for body, status, code in cases:
            answer = await person.post(f"/customers/{buyer.customer_id}/promises", json=body)
            assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert (await person.get(f"/customers/{buyer.customer_id}/promises")).json() == []


@pytest.mark.shows("R3", "promise.not_open")
async def test_a_promise_that_replaces_another_ends_it(house):
    buyer = await an_overdue_customer(house)
    path = f"/customers/{buyer.customer_id}/promises"
    async with house.client("representative-1") as person:
        first = (await person.post(path, json=promise())).json()
        second = await person.post(path, json=promise(pay_on="2026-03-20", replaces_id=first["promise_id"]))
        listed = (await person.get(path)).json()
    assert second.status_code == 201
    assert [each["state"] for each in listed] == ["open", "replaced"]
    house.clock.advance(datetime(2026, 3, 17, 2, 0, tzinfo=UTC) - house.clock.now())
    await house.sweep()
    assert await house.journal("receivables.promise.broken.v1") == []


@pytest.mark.shows("R3")
async def test_money_of_the_day_that_is_booked_late_still_keeps_the_promise(house):
    buyer = await an_overdue_customer(house)
    async with house.client("finance-1") as finance:
        await finance.post(f"/customers/{buyer.customer_id}/promises", json=promise())
        house.clock.advance(datetime(2026, 3, 17, 2, 0, tzinfo=UTC) - house.clock.now())
        await house.sweep()
        assert len(await house.journal("receivables.promise.broken.v1")) == 1
        await finance.post("/receipts", json=payment(buyer, "100.00", on="2026-03-16"))
    (kept,) = await house.journal("receivables.promise.kept.v1")
    assert kept.paid_on.isoformat() == "2026-03-16"


@pytest.mark.shows("R3")
async def test_one_payment_does_not_keep_two_promises(house):
    buyer = await an_overdue_customer(house)
    async with house.client("finance-1") as finance:
        for day in ("2026-03-16", "2026-03-20"):
            await finance.post(f"/customers/{buyer.customer_id}/promises", json=promise("50.00", day))
        await finance.post("/receipts", json=payment(buyer, "50.00", on="2026-03-13"))
        assert len(await house.journal("receivables.promise.kept.v1")) == 1
        before = len(await house.journal())
        await finance.post("/receipts", json=payment(buyer, "50.00", on="2026-03-13", ref="ICBC-2"))
    events = (await house.journal())[before:]
    assert kinds(events) == ["receipt.booked", "invoice.settled", "promise.kept", "standing.changed"]
    assert events[-1].net == yuan("0.00")
