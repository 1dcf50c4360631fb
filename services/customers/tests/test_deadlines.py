"""Deadlines move with the calendar, once, and only those that run (C6, C10)."""

from datetime import timedelta

import pytest

from services.customers.tests import builders as given

pytestmark = [pytest.mark.service, pytest.mark.shows("C6", "C10")]


async def a_day_off(house, day: str) -> None:
    days = {"holidays": [day], "make_up_days": [], "known_until": "2026-12-31"}
    async with house.client("operator") as client:
        assert (await client.put("/calendar/2026", json=days, headers={"If-Match": '"0"'})).status_code == 200


async def test_a_new_day_off_moves_what_runs_and_says_so_once(house):
    firm = await house.organisation()
    customer = await given.a_customer_with_credit(house, firm.branches[0])
    delivery = given.a_delivery(customer)
    await house.given(delivery)
    await given.a_filed_complaint(house, delivery, settlement="当场解决")
    await house.sweep()
    assert await house.journal("customers.deadline.moved.v1") == []

    await a_day_off(house, "2026-03-20")
    await house.sweep()
    await house.sweep()

    moved = await house.journal("customers.deadline.moved.v1")
    assert {(each.kind, each.new_at - each.old_at) for each in moved} == {
        ("contract", timedelta(days=1)),
        ("confirmation", timedelta(days=1)),
    }
    assert len(moved) == 2


async def test_what_has_passed_stays_passed(house):
    firm = await house.organisation()
    await given.a_customer_with_credit(house, firm.branches[0])
    house.clock.advance(timedelta(days=15))
    await a_day_off(house, "2026-03-20")
    await house.sweep()
    assert await house.journal("customers.deadline.moved.v1") == []
    assert len(await house.journal("customers.credit_contract.overdue.v1")) == 1
