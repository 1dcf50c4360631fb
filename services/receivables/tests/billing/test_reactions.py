import pytest

from services.receivables.tests.builders import Buyer, Shipment, kinds, payment, yuan

pytestmark = pytest.mark.service


async def a_buyer(house):
    firm = await house.organisation()
    buyer = Buyer(firm.branches[0])
    await house.given(buyer.card())
    return buyer


def covered(event):
    return [each.covered for each in event.covered]


@pytest.mark.shows("O7", "R4")
async def test_goods_back_before_the_invoice_are_netted_and_it_bills_the_rest_to_the_cent(house):
    shipment = Shipment(await a_buyer(house), (3, "33.3333"))
    await house.given(shipment.delivered(), shipment.came_back(0, 1))
    (standing,) = await house.journal()
    assert (covered(standing), standing.net) == ([yuan("33.33")], yuan("0.00"))
    await house.given(shipment.to_invoice())
    issued, standing = (await house.journal())[1:]
    assert (issued.total, covered(standing)) == (yuan("66.67"), [yuan("100.00")])


@pytest.mark.shows("O7", "R2")
async def test_goods_back_after_a_paid_invoice_are_credited_and_the_money_is_free(house):
    buyer = await a_buyer(house)
    shipment = Shipment(buyer, (100, "1.0000"))
    await house.given(shipment.delivered(), shipment.to_invoice())
    async with house.client("finance-1") as finance:
        await finance.post("/receipts", json=payment(buyer, "100.00"))
    before = len(await house.journal())
    await house.given(shipment.came_back(0, 20))
    note, receipt, standing = (await house.journal())[before:]
    assert kinds([note, receipt, standing]) == ["credit_note.issued", "receipt.booked", "standing.changed"]
    assert (note.total, receipt.unapplied, standing.net) == (yuan("20.00"), yuan("20.00"), yuan("-20.00"))
    assert covered(standing) == [yuan("100.00")]


@pytest.mark.shows("R1", "R4")
async def test_what_was_refused_at_the_door_is_struck_off_and_what_goes_again_is_not_billed(house):
    shipment = Shipment(await a_buyer(house), (100, "1.0000"), (100, "2.0000"))
    await house.given(
        shipment.delivered(not_taken=[shipment.refused(0, 10), shipment.refused(1, 40, again=True)]),
        shipment.to_invoice(),
    )
    issued, standing = await house.journal()
    assert ([line.amount for line in issued.lines], covered(standing)) == (
        [yuan("90.00"), yuan("120.00")], [yuan("220.00")],
    )  # fmt: skip


@pytest.mark.shows("O2", "R4")
async def test_a_cancelled_quantity_that_had_been_handed_over_is_struck_off(house):
    shipment = Shipment(await a_buyer(house), (100, "1.0000"))
    await house.given(shipment.cancelled(0, 50, 40))
    (standing,) = await house.journal()
    assert covered(standing) == [yuan("40.00")]


@pytest.mark.shows("O10", "R1")
async def test_a_request_that_cannot_be_met_is_answered_and_posts_nothing(house):
    shipment = Shipment(await a_buyer(house), (100, "1.0000"))
    request = shipment.to_invoice()
    await house.given(request)
    (rejected,) = await house.journal()
    assert (kinds([rejected]), rejected.reasons) == (["invoicing.rejected"], ("shipment_unknown",))
    assert rejected.shipments[0].order_id == shipment.order_id


@pytest.mark.shows("R1")
async def test_a_delivery_before_the_customers_card_is_billed_when_the_card_comes(house):
    firm = await house.organisation()
    buyer = Buyer(firm.branches[0])
    shipment = Shipment(buyer, (100, "1.0000"))
    await house.given(shipment.delivered(), shipment.to_invoice())
    assert await house.journal() == []
    await house.given(buyer.card())
    assert kinds(await house.journal()) == ["invoice.issued", "standing.changed"]
    await house.given(buyer.card(version=2))
    assert len(await house.journal()) == 2


@pytest.mark.shows("C9", "R4")
async def test_one_standing_a_transaction_covers_all_orders_that_it_touched(house):
    buyer = await a_buyer(house)
    one, two = Shipment(buyer, (70, "1.0000")), Shipment(buyer, (30, "1.0000"))
    await house.given(one.delivered(), two.delivered(), one.to_invoice(two))
    issued, standing = await house.journal()
    assert (issued.total, standing.version) == (yuan("100.00"), 1)
    assert sorted(each.covered.amount for each in standing.covered) == [30, 70]


@pytest.mark.shows("C9")
async def test_a_credit_as_remedy_ends_the_dispute_and_the_rest_falls_due_again(house):
    buyer = await a_buyer(house)
    shipment = Shipment(buyer, (800, "1.0000"), (200, "1.0000"), days=0)
    await house.given(shipment.delivered(), shipment.to_invoice())
    complaint = shipment.complaint(1, "200.00")
    await house.given(complaint)
    async with house.client("finance-1") as finance:
        await finance.post("/receipts", json=payment(buyer, "800.00"))
    before = len(await house.journal())
    line = shipment.complained(1, "200.00")
    await house.given(buyer.confirmed(complaint.complaint_id, (line, "150.00"), remedy="credit"))
    note, dispute, standing = (await house.journal())[before:]
    assert kinds([note, dispute, standing]) == ["credit_note.issued", "dispute.changed", "standing.changed"]
    assert (note.total, note.lines[0].qty, dispute.total) == (yuan("150.00"), None, yuan("0.00"))
    assert (standing.open, standing.net) == (yuan("50.00"), yuan("50.00"))


@pytest.mark.shows("C9")
async def test_a_complaint_that_comes_before_the_invoice_disputes_it_from_its_first_instant(house):
    buyer = await a_buyer(house)
    shipment = Shipment(buyer, (100, "1.0000"), days=0)
    await house.given(shipment.delivered(), shipment.complaint(0, "100.00"), shipment.to_invoice())
    house.clock.advance(house.clock.now().replace(day=20) - house.clock.now())
    await house.sweep()
    events = await house.journal()
    assert kinds(events) == ["invoice.issued", "dispute.changed", "standing.changed"]
    assert (events[1].invoices[0].disputed, events[2].state) == (yuan("100.00"), "good")


@pytest.mark.shows("C9")
async def test_an_amount_let_off_before_the_invoice_is_credited_when_it_is_there(house):
    buyer = await a_buyer(house)
    shipment = Shipment(buyer, (100, "1.0000"), days=0)
    complaint = shipment.complaint(0, "30.00")
    line = shipment.complained(0, "30.00")
    await house.given(
        shipment.delivered(), complaint, buyer.confirmed(complaint.complaint_id, (line, "30.00"), remedy="credit")
    )
    await house.sweep()
    assert await house.journal("receivables.credit_note.issued.v1") == []
    await house.given(shipment.to_invoice())
    await house.sweep()
    await house.sweep()
    (note,) = await house.journal("receivables.credit_note.issued.v1")
    assert (note.total, note.complaint_id) == (yuan("30.00"), complaint.complaint_id)
    assert (await house.journal("receivables.standing.changed.v1"))[-1].net == yuan("70.00")


@pytest.mark.shows("C10", "C9")
async def test_an_unfounded_complaint_leaves_the_whole_amount_due_from_the_old_date(house):
    buyer = await a_buyer(house)
    shipment = Shipment(buyer, (100, "1.0000"), days=0)
    complaint = shipment.complaint(0, "100.00")
    await house.given(shipment.delivered(), shipment.to_invoice(), complaint)
    house.clock.advance(house.clock.now().replace(day=20) - house.clock.now())
    await house.sweep()
    assert await house.journal("receivables.invoice.overdue.v1") == []
    await house.given(buyer.closed(complaint.complaint_id, "unfounded"))
    dispute, standing = (await house.journal())[-2:]
    assert (dispute.total, standing.state) == (yuan("0.00"), "overdue")
    assert standing.overdue_since_on.isoformat() == "2026-03-11"
    await house.sweep()
    assert (await house.journal("receivables.invoice.overdue.v1"))[-1].stage_days == 7


@pytest.mark.shows("C9", "R3", "R4")
async def test_what_a_bounced_receipt_leaves_open_beside_a_dispute_falls_due_all_the_same(house):
    buyer = await a_buyer(house)
    shipment = Shipment(buyer, (100, "1.0000"), days=10)
    await house.given(shipment.delivered(), shipment.to_invoice(), shipment.complaint(0, "60.00"))
    async with house.client("finance-1") as finance:
        paid = (await finance.post("/receipts", json=payment(buyer, "40.00"))).json()
        # All that is open is in dispute when the reminder is due.
        house.clock.advance(house.clock.now().replace(day=19) - house.clock.now())
        await house.sweep()
        await finance.post(f"/receipts/{paid['receipt_id']}/reversal", json={"reason": "退票"})
    house.clock.advance(house.clock.now().replace(day=30) - house.clock.now())
    await house.sweep()
    standing = (await house.journal("receivables.standing.changed.v1"))[-1]
    assert (standing.state, standing.overdue) == ("overdue", yuan("40.00"))


@pytest.mark.shows("R1", "R4")
async def test_what_goes_out_again_is_taken_off_at_the_amount_that_its_order_takes_it_back_at(house):
    # Two shipments of a third of a cent more or less each: what the second one carries depends on the first.
    shipment = Shipment(await a_buyer(house), (3, "0.3350"))
    (line,) = shipment.lines
    again = shipment.refused(0, 1, again=True)
    given_back = again.model_copy(update={"amount": yuan("0.33")})
    assert (line.amount, again.amount) == (yuan("1.01"), yuan("0.34"))
    await house.given(shipment.delivered(not_taken=[given_back]), shipment.to_invoice())
    issued, standing = (await house.journal())[-2:]
    assert (issued.total, covered(standing)) == (yuan("0.68"), [yuan("0.68")])


@pytest.mark.shows("P1", "P4")
async def test_a_customer_that_moves_takes_its_open_papers_to_the_new_branch(house):
    firm = await house.organisation()
    buyer = Buyer(firm.branches[0])
    shipment = Shipment(buyer, (100, "1.0000"))
    await house.given(buyer.card(), shipment.delivered(), shipment.to_invoice())
    buyer.branch_id = firm.branches[1]
    await house.given(buyer.card(version=2))
    async with house.client("finance-2") as now, house.client("finance-1") as before:
        assert (await now.post("/receipts", json=payment(buyer, "100.00"))).status_code == 201
        assert (await before.get(f"/accounts/{buyer.customer_id}")).status_code == 404
    assert (await house.journal())[-1].branch_id == firm.branches[1]
    assert (await house.journal())[-1].open == yuan("0.00")
