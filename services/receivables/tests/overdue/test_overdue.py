from datetime import UTC, datetime

import pytest

from services.receivables.tests.builders import Buyer, Shipment
from services.receivables.tests.promises.test_api import promise

pytestmark = pytest.mark.service


async def debtors(house):
    """One customer 9 days overdue with 30 of 100 disputed, and one in another branch 2 days overdue."""
    firm = await house.organisation()
    buyers = []
    for branch, day in ((0, 11), (1, 18)):
        house.clock.advance(datetime(2026, 3, day, 2, 0, tzinfo=UTC) - house.clock.now())
        buyer = Buyer(firm.branches[branch])
        shipment = Shipment(buyer, (100, "1.0000"), days=0)
        await house.given(buyer.card(), shipment.delivered(), shipment.to_invoice())
        if branch == 0:
            await house.given(shipment.complaint(0, "30.00"))
        buyers.append(buyer)
    house.clock.advance(datetime(2026, 3, 20, 2, 0, tzinfo=UTC) - house.clock.now())
    await house.sweep()
    return buyers


def told(board, what):
    return [(each["stage"], each["count"], each["amount"]["amount"]) for each in board["sums"] if each["what"] == what]


@pytest.mark.shows("R3")
async def test_the_board_sums_to_its_stages_and_lists_the_oldest_first(house):
    first, second = await debtors(house)
    async with house.client("finance-0") as head, house.client("finance-1") as one:
        page = (await head.get("/overdue", params={"limit": 1})).json()
        rest = (await head.get("/overdue", params={"limit": 1, "after": page["next"]})).json()
        seventh = (await head.get("/overdue", params={"stage": 7})).json()
        nobody = (await head.get("/overdue", params={"stage": 90})).json()
        mine = (await one.get("/overdue")).json()
    assert told(page, "overdue") == told(rest, "overdue") == [
        (1, 1, "100.00"), (7, 1, "70.00"), (None, 2, "170.00"),
    ]  # fmt: skip
    assert told(page, "disputed") == [(None, 1, "30.00")]
    found = [(each["customer_id"], each["days"], each["stage"]) for each in page["items"] + rest["items"]]
    assert found == [(str(first.customer_id), 9, 7), (str(second.customer_id), 2, 1)]
    assert rest["next"] is None
    assert [each["customer_id"] for each in seventh["items"]] == [str(first.customer_id)]
    assert (nobody["items"], nobody["sums"] == page["sums"]) == ([], True)
    assert [each["customer_id"] for each in mine["items"]] == [str(first.customer_id)]
    assert told(mine, "overdue") == [(7, 1, "70.00"), (None, 1, "70.00")]


@pytest.mark.shows("R3")
async def test_promises_of_today_and_broken_ones_are_counted_and_stand_at_their_customer(house):
    first, _ = await debtors(house)
    async with house.client("finance-0") as head:
        path = f"/customers/{first.customer_id}/promises"
        assert (await head.post(path, json=promise("40.00", "2026-03-20"))).status_code == 201
        today = (await head.get("/overdue")).json()
        house.clock.advance(datetime(2026, 3, 21, 2, 0, tzinfo=UTC) - house.clock.now())
        await house.sweep()
        after = (await head.get("/overdue")).json()
    assert (told(today, "promised_today"), told(today, "broken")) == ([(None, 1, "40.00")], [])
    assert (told(after, "promised_today"), told(after, "broken")) == ([], [(None, 1, "40.00")])
    assert [each["promise"] and each["promise"]["state"] for each in after["items"]] == ["broken", None]
