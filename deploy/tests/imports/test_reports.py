"""What a person gets back."""

import json
from pathlib import Path

import pytest

from branchline.imports import engine, templates
from branchline.imports.checking import FAULTS_MAX
from branchline.imports.kinds import KINDS, kind_of
from branchline.imports.refusing import FileEmpty, KindUnknown
from branchline.imports.report import shown
from deploy.tests.imports.conftest import RECEIPT, read


def report_of(sheet, path, kind="receipts"):
    return engine._report(KINDS[kind], path, sheet, dry_run=False)


@pytest.mark.shows("X3", "bad-input-61")
async def test_the_faulty_rows_come_back_as_a_sheet_to_repair(receipts_file, tmp_path):
    path = receipts_file(RECEIPT, ('=HYPERLINK("http://x")', "@SUM", "bad", "-1+cmd|"), ("R3", "K", "2026-03-01", "x"))
    report = report_of(await read(path), path)
    stored = report.store(tmp_path / "reports")
    text = stored.with_suffix(".csv").read_text(encoding="utf-8-sig")
    assert '"\'=HYPERLINK(""http://x"")",\'@SUM,bad,\'-1+cmd|,3,' in text
    assert "D4 金额：不是数字" in text
    assert "REF-1" not in text


async def test_the_report_for_programs_names_row_column_and_cell(receipts_file, tmp_path):
    path = receipts_file(RECEIPT, ("R2", "K", "bad", "1"))
    report = report_of(await read(path), path)
    told = json.loads(report.store(tmp_path).read_text(encoding="utf-8"))
    assert (told["ok"], told["faults_total"], told["kind"]) == (False, 1, "receipts")
    assert told["faults"][0] == {
        "row": 3, "column": "到账日期", "cell": "C3", "found": "bad", "wrong_zh": "不是日期", "wrong_en": "not a date",
        "advice_zh": "请输入如 2026-03-01 的日期", "advice_en": "enter a date such as 2026-03-01",
    }  # fmt: skip


@pytest.mark.shows("bad-input-62")
@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("../../etc/x.csv", "x.csv"),
        ("..\\..\\x.csv", "x.csv"),
        ("长" * 300 + ".csv", "长" * 76 + ".csv"),
        ("CON", "CON"),
        ("a\x1b[31m\u202e\nb.csv", "a[31mb.csv"),
    ],
)
async def test_a_report_is_stored_under_our_id_whatever_the_file_is_called(receipts_file, tmp_path, name, seen):
    sheet = await read(receipts_file(("R2", "K", "bad", "1")))
    assert shown(name) == seen
    folder = tmp_path / "reports"
    report = report_of(sheet, Path(name))
    report.store(folder)
    assert {path.name for path in folder.iterdir()} == {f"{report.report_id}.json", f"{report.report_id}.csv"}


async def test_faults_beyond_the_limit_are_counted(receipts_file):
    sheet = await read(receipts_file(*[("R", "K", "x", "y")] * FAULTS_MAX))
    assert (len(sheet.faults), sheet.faults_total) == (FAULTS_MAX, 2 * FAULTS_MAX)


@pytest.mark.shows("import.empty")
@pytest.mark.parametrize("records", [[], [["银行流水号", "客户编号", "到账日期", "金额"]], [["", ""]]])
async def test_a_sheet_without_rows_is_refused(csv_file, records):
    with pytest.raises(FileEmpty):
        await read(csv_file(records))


@pytest.mark.shows("import.kind_unknown")
def test_an_unknown_kind_is_refused_with_the_known_ones():
    with pytest.raises(KindUnknown) as refused:
        kind_of("recipes")
    assert "receipts" in refused.value.advice("zh-CN")


@pytest.mark.parametrize("kind", KINDS)
async def test_every_template_can_be_read_as_it_is(kind, tmp_path):
    path = templates.write(kind, tmp_path / "template.xlsx")
    sheet = await read(path, kind)
    assert sheet.faults == []
    assert len(sheet.rows) == 1
