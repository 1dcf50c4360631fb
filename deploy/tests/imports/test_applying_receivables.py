"""Eighteen months of invoices and receipts go in, as a whole or not at all."""

from datetime import date

import pytest
from sqlalchemy import text

from branchline import sample
from branchline.imports import engine
from branchline.testing import service_fixture
from chassis.ids import new_id
from contracts.customers import CustomerChanged
from receivables.app import SERVICE
from receivables.invariants import INVARIANTS

house = service_fixture(SERVICE, INVARIANTS)
CUSTOMERS = [f"K{number:04}" for number in range(1, 401)]


@pytest.fixture
async def known(house):
    """Tell receivables of four hundred customers."""
    firm = await house.organisation()
    await house.given(
        *(
            CustomerChanged(
                customer_id=new_id(), branch_id=firm.branches[number % 2], owner_id=firm.people["representative-1"],
                customer_no=code, name=f"客户{code}", status="active", channel=None, territory_id=None, grade="B",
                grade_reason=None, missing_documents=(), invoicing=None, ship_to=(), changed=(), version=1,
            )
            for number, code in enumerate(CUSTOMERS)
        ),
        quiet=True,
    )  # fmt: skip
    return house


async def count(house, table):
    statements = {"invoice": text("SELECT count(*) FROM invoice"), "receipt": text("SELECT count(*) FROM receipt")}
    async with house.tx() as tx:
        return (await tx.execute(statements[table])).scalar_one()


async def test_the_books_of_the_sample_company_go_in_once(known, tmp_path):
    paths = sample.generate(tmp_path, date(2026, 3, 11))
    reports = [await engine.run(kind, paths[kind], known.database) for kind in ("invoices", "receipts")]
    assert [(report.ok, report.faults[:3]) for report in reports] == [(True, ())] * 2
    assert [await count(known, "invoice"), await count(known, "receipt")] == [report.rows for report in reports]
    again = [await engine.run(kind, paths[kind], known.database) for kind in ("invoices", "receipts")]
    assert [report.events for report in again] == [0, 0]


@pytest.mark.shows("bad-input-59", "X3")
async def test_a_bad_cell_far_down_leaves_the_books_empty(known, tmp_path):
    path = sample.big_invoices(tmp_path / "big.xlsx", CUSTOMERS, 10_000, bad_row=9_999)
    report = await engine.run("invoices", path, known.database)
    assert [fault.cell for fault in report.faults] == ["E9999"]
    assert await count(known, "invoice") == 0


async def test_a_dry_run_of_invoices_writes_none(known, tmp_path):
    path = sample.big_invoices(tmp_path / "big.xlsx", CUSTOMERS, 100)
    report = await engine.run("invoices", path, known.database, dry_run=True)
    assert (report.ok, await count(known, "invoice")) == (True, 0)


async def test_invoices_of_unknown_customers_are_named_and_none_goes_in(known, tmp_path):
    path = sample.big_invoices(tmp_path / "big.xlsx", ["K0001", "K9999"], 3)
    report = await engine.run("invoices", path, known.database)
    assert [(fault.cell, fault.found) for fault in report.faults] == [("B2", "K9999"), ("B4", "K9999")]
    assert await count(known, "invoice") == 0
