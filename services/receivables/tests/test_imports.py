from datetime import date, timedelta
from decimal import Decimal

import pytest

from receivables.imports import import_bank_receipts, import_opening_invoices
from services.receivables.tests.builders import Buyer, yuan

START = date(2024, 9, 1)


def invoices(count, code="K10023", **changes):
    return [
        {
            "invoice_no": f"OLD-{n:06d}", "customer_code": code, "issued_on": START + timedelta(days=n % 500),
            "due_on": START + timedelta(days=n % 500 + 30), "amount": Decimal("100.10"), "open_amount": None,
            "currency": "CNY", "remarks": None, **changes,
        }
        for n in range(count)
    ]  # fmt: skip


def receipts(count, amount="150.00", code="K10023"):
    return [
        {
            "bank_ref": f"ICBC-{n}", "customer_code": code, "received_on": START + timedelta(days=n + 60),
            "amount": Decimal(amount), "currency": "CNY", "remarks": "货款",
        }
        for n in range(count)
    ]  # fmt: skip


async def known_buyer(house):
    firm = await house.organisation()
    buyer = Buyer(firm.branches[0])
    await house.given(buyer.card())
    return buyer


@pytest.mark.service
@pytest.mark.shows("X3", "R2", "L2")
async def test_opening_invoices_and_receipts_come_in_once(house):
    await known_buyer(house)
    for _ in range(2):
        async with house.tx() as tx:
            assert await import_opening_invoices(tx, invoices(10)) == []
    standing = (await house.journal())[-1]
    assert (standing.version, standing.open, standing.state) == (1, yuan("1001.00"), "overdue")
    for _ in range(2):
        async with house.tx() as tx:
            assert await import_bank_receipts(tx, receipts(3)) == []
    events = await house.journal()
    types = [event.type.split(".")[1:3] for event in events]
    assert types.count(["receipt", "booked"]) == 3
    assert types.count(["invoice", "settled"]) == 4
    assert (events[-1].version, events[-1].open, events[-1].unapplied) == (2, yuan("551.00"), yuan("0.00"))
    count = len(events)
    await house.sweep()
    assert len(await house.journal()) == count


@pytest.mark.service
@pytest.mark.shows("X3", "bad-input-25")
async def test_one_bad_row_names_its_cell_and_nothing_comes_in(house):
    await known_buyer(house)
    rows = invoices(20)
    rows[7] = {**rows[7], "due_on": START - timedelta(days=1)}
    rows[9] = {**rows[9], "customer_code": "K99999"}
    rows[11] = {**rows[11], "invoice_no": rows[12]["invoice_no"]}
    rows[15] = {**rows[15], "open_amount": Decimal(101)}
    async with house.tx() as tx:
        problems = await import_opening_invoices(tx, rows)
    assert [problem[:2] for problem in problems] == [
        (7, "due_on"), (9, "customer_code"), (11, "invoice_no"), (12, "invoice_no"), (15, "open_amount"),
    ]  # fmt: skip
    assert await house.journal() == []


@pytest.mark.service
@pytest.mark.shows("X3", "L3")
async def test_an_invoice_paid_in_part_before_comes_in_with_what_is_open(house):
    await known_buyer(house)
    async with house.tx() as tx:
        assert await import_opening_invoices(tx, invoices(2, open_amount=Decimal("40.10"))) == []
    issued, _, standing = await house.journal()
    assert (issued.total, standing.open) == (yuan("100.10"), yuan("80.20"))


@pytest.mark.service
async def test_thousands_of_invoices_of_hundreds_of_customers_come_in_as_one(house):
    firm = await house.organisation()
    await house.given(*(Buyer(firm.branches[n % 2]).card(customer_no=f"K{n}") for n in range(400)))
    rows = [{**row, "customer_code": f"K{n % 400}"} for n, row in enumerate(invoices(2_000))]
    async with house.tx() as tx:
        assert await import_opening_invoices(tx, rows) == []
    assert len(await house.journal("receivables.invoice.issued.v1")) == 2_000
    assert len(await house.journal("receivables.standing.changed.v1")) == 400
