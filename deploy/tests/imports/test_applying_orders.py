"""Products and prices of the sample company go in, as a whole or not at all."""

from datetime import date

import pytest

from branchline import sample
from branchline.imports import engine
from branchline.testing import service_fixture
from orders.app import SERVICE
from orders.invariants import INVARIANTS

house = service_fixture(SERVICE, INVARIANTS)
KINDS = ("products", "prices")


@pytest.mark.shows("X3")
async def test_products_and_prices_go_in_and_a_second_time_change_nothing(house, tmp_path):
    paths = sample.generate(tmp_path, date(2026, 3, 11))
    reports = [await engine.run(kind, paths[kind], house.database) for kind in KINDS]
    assert [(report.ok, report.faults[:3]) for report in reports] == [(True, ()), (True, ())]
    assert all(report.events for report in reports)
    again = [await engine.run(kind, paths[kind], house.database) for kind in KINDS]
    assert [report.events for report in again] == [0, 0]


@pytest.mark.shows("bad-input-59")
async def test_a_price_of_an_unknown_product_is_named_and_none_goes_in(house, csv_file):
    path = csv_file([["产品编码", "含税单价", "生效日期"], ["P404", "5860", "2026-01-01"]])
    report = await engine.run("prices", path, house.database)
    assert [(fault.cell, fault.found) for fault in report.faults] == [("A2", "P404")]
    assert await house.journal() == []
