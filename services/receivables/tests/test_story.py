from datetime import UTC, datetime

import pytest

from services.receivables.tests.builders import Buyer, Shipment, payment, yuan


class Story:
    def __init__(self, house, buyer, shipment):
        self.house, self.buyer, self.shipment, self.seen = house, buyer, shipment, 0

    async def on(self, day, month=4):
        moment = datetime(2026, month, day, 1, 0, tzinfo=UTC)
        self.house.clock.advance(moment - self.house.clock.now())
        await self.house.sweep()

    async def news(self, *expected):
        events = (await self.house.journal())[self.seen :]
        self.seen += len(events)
        assert [event.type.removeprefix("receivables.").removesuffix(".v1") for event in events] == list(expected)
        return events


async def invoiced(house):
    firm = await house.organisation()
    buyer = Buyer(firm.branches[0])
    shipment = Shipment(buyer, (1000, "6.2000"), (500, "12.0000"))
    await house.given(buyer.card(), buyer.credit(), shipment.delivered(), shipment.to_invoice())
    return Story(house, buyer, shipment)


async def overdue(house):
    story = await invoiced(house)
    await story.on(11)
    await story.news("invoice.issued", "standing.changed", "invoice.overdue", "standing.changed")
    return story


@pytest.mark.service
@pytest.mark.shows("R1", "R4", "R8", "O10", "L1", "L2", "L3", "L5")
async def test_a_delivery_becomes_an_invoice_and_moves_the_exposure_in_one_event(house):
    story = await invoiced(house)
    issued, standing = await story.news("invoice.issued", "standing.changed")
    assert (issued.invoice_no, issued.total, issued.terms) == ("B1-2026-000001", yuan("12200.00"), "credit")
    assert (issued.due_on.isoformat(), issued.tax) == ("2026-04-10", yuan("1403.54"))
    assert (standing.net, standing.state, standing.version) == (yuan("12200.00"), "good", 1)
    covered = [(each.order_id, each.covered) for each in standing.covered]
    assert covered == [(story.shipment.order_id, yuan("12200.00"))]


@pytest.mark.service
@pytest.mark.shows("R3", "R4")
async def test_an_invoice_is_reminded_then_overdue_and_the_standing_turns_with_it(house):
    story = await invoiced(house)
    await story.news("invoice.issued", "standing.changed")
    await story.on(7)
    await story.on(10)
    early, due = await story.news("invoice.due", "invoice.due")
    assert (early.days_before, due.days_before) == (3, 0)
    await story.on(11)
    stage, standing = await story.news("invoice.overdue", "standing.changed")
    assert (stage.stage_days, stage.occasion) == (1, f"{stage.invoice_id}|invoice.overdue|1|2026-04-10|0")
    assert (standing.state, standing.previous_state) == ("overdue", "good")
    assert (standing.overdue, standing.overdue_items[0].invoice_no) == (yuan("12200.00"), "B1-2026-000001")
    await story.on(11)
    await story.news()
    await story.on(20, month=5)
    assert [event.stage_days for event in await story.news("invoice.overdue")] == [30]


@pytest.mark.service
@pytest.mark.shows("R3")
async def test_a_promise_rests_dunning_until_its_day_and_then_it_is_broken(house):
    story = await overdue(house)
    async with house.client("representative-1") as person:
        answer = await person.post(
            f"/customers/{story.buyer.customer_id}/promises",
            json={"amount": {"amount": "12200.00", "currency": "CNY"}, "pay_on": "2026-04-20"},
        )
    assert answer.status_code == 201, answer.text
    await story.on(19)
    await story.news("promise.made")
    await story.on(21)
    (broken,) = await story.news("promise.broken")
    assert (broken.missing, broken.pay_on.isoformat()) == (yuan("12200.00"), "2026-04-20")
    await story.on(25)
    assert [event.stage_days for event in await story.news("invoice.overdue")] == [15]


@pytest.mark.service
@pytest.mark.shows("R2", "R3", "R4", "L4")
async def test_a_receipt_settles_keeps_the_promise_and_turns_the_standing(house):
    story = await overdue(house)
    async with house.client("finance-1") as finance:
        await finance.post(
            f"/customers/{story.buyer.customer_id}/promises",
            json={"amount": {"amount": "12000.00", "currency": "CNY"}, "pay_on": "2026-04-20"},
        )
        await story.on(18)
        await story.news("promise.made")
        answer = await finance.post("/receipts", json=payment(story.buyer, "12200.00", "2026-04-18"))
    assert answer.status_code == 201, answer.text
    assert answer.headers["etag"] == '"1"'
    booked, settled, kept, standing = await story.news(
        "receipt.booked", "invoice.settled", "promise.kept", "standing.changed"
    )
    assert (booked.allocations[0].amount, booked.version) == (yuan("12200.00"), 1)
    assert (settled.how, settled.days_late, kept.paid_on.isoformat()) == ("paid", 8, "2026-04-18")
    assert (standing.state, standing.previous_state, standing.net) == ("good", "overdue", yuan("0.00"))
    await story.on(30, month=6)
    await story.news()


@pytest.mark.service
@pytest.mark.shows("C9", "O7", "R4", "R8")
async def test_a_complaint_takes_out_just_its_line_and_the_return_credits_it(house):
    story = await overdue(house)
    complaint = story.shipment.complaint(1, "6000.00")
    await house.given(complaint)
    dispute, standing = await story.news("dispute.changed", "standing.changed")
    assert (dispute.total, dispute.invoices[0].disputed) == (yuan("6000.00"), yuan("6000.00"))
    assert (standing.overdue, standing.net) == (yuan("6200.00"), yuan("12200.00"))

    line = story.shipment.complained(1, "6000.00")
    await house.given(story.buyer.confirmed(complaint.complaint_id, (line, "6000.00"), disputed="6000.00"))
    _, standing = await story.news("dispute.changed", "standing.changed")
    assert (standing.net, standing.disputed) == (yuan("6200.00"), yuan("6000.00"))

    await house.given(story.shipment.came_back(1, 500, complaint.complaint_id))
    note, dispute, standing = await story.news("credit_note.issued", "dispute.changed", "standing.changed")
    assert (note.note_no, note.total, note.invoice_no) == ("B1-CN-2026-000001", yuan("6000.00"), "B1-2026-000001")
    assert (dispute.total, standing.open, standing.net) == (yuan("0.00"), yuan("6200.00"), yuan("6200.00"))
    assert standing.covered[0].covered == yuan("12200.00")

    await house.given(story.buyer.closed(complaint.complaint_id))
    await story.news()
