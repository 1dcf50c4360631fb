"""The organisation and the customers of the sample company go in, as a whole or not at all."""

from datetime import date

import pytest

from branchline import sample
from branchline.imports import engine
from branchline.testing import service_fixture
from chassis.refusals import Refused
from customers.app import SERVICE
from customers.invariants import INVARIANTS

house = service_fixture(SERVICE, INVARIANTS)
KINDS = ("branches", "people", "territories", "customers")


@pytest.fixture(scope="module")
def paths(tmp_path_factory):
    return sample.generate(tmp_path_factory.mktemp("sample"), date(2026, 3, 11))


async def test_the_sample_company_goes_in_and_a_second_time_changes_nothing(house, paths):
    reports = [await engine.run(kind, paths[kind], house.database) for kind in KINDS]
    assert [(report.ok, report.faults) for report in reports] == [(True, ())] * 4
    assert all(report.events >= report.rows for report in reports)
    again = [await engine.run(kind, paths[kind], house.database) for kind in KINDS]
    assert [report.events for report in again] == [0, 0, 0, 0]


@pytest.mark.shows("X3")
async def test_a_dry_run_checks_everything_and_writes_nothing(house, paths):
    steps = []
    report = await engine.run("branches", paths["branches"], house.database, steps.append, dry_run=True)
    assert (report.ok, report.dry_run, report.rows, report.events) == (True, True, 12, 12)
    assert [step.phase for step in steps] == ["reading", "writing", "done"]
    assert await house.journal() == []


@pytest.mark.shows("bad-input-59", "X3")
async def test_one_bad_row_leaves_all_others_out(house, csv_file):
    headings = ["机构代码", "机构名称", "上级机构", "级别"]
    branches = [(f"FB{number}", f"第{number}分公司", "HO", "分公司") for number in range(9_999)]
    records = [headings, ("HO", "总公司", "", "总公司"), *branches]
    records[9_999] = ("FBX", "某分公司", "HO", "办事处")
    report = await engine.run("branches", csv_file(records), house.database)
    assert [(fault.row, fault.column, fault.cell) for fault in report.faults] == [(10_000, "级别", "D10000")]
    assert await house.journal() == []


@pytest.mark.shows("bad-input-59")
async def test_what_only_the_service_can_see_is_reported_by_its_cell(house, csv_file, tmp_path):
    headings = ["级别", "机构代码", "机构名称", "上级机构"]
    records = [headings, ("总公司", "HO", "总公司", ""), [], ("分公司", "FB01", "杭州", "不存在")]
    report = await engine.run("branches", csv_file(records), house.database)
    assert [(fault.row, fault.cell, fault.found) for fault in report.faults] == [(4, "D4", "不存在")]
    assert "不存在" in report.faults[0].wrong_zh
    assert "branch,FB01,杭州,不存在,4," in report.store(tmp_path).with_suffix(".csv").read_text("utf-8-sig")
    assert await house.journal() == []


async def test_a_refused_file_never_reaches_the_database(house, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"no workbook")
    with pytest.raises(Refused):
        await engine.run("branches", path, house.database)
