"""CSV of whatever program of whatever country."""

import codecs

import pytest

from branchline.imports import delimited
from branchline.imports.refusing import EncodingUnknown, FileBroken, FileTooLarge
from deploy.tests.imports.conftest import RECEIPT, read

CHINESE = ("REF-1", "K0001", "2026年3月1日", "1,234.50", "货款，三月")


@pytest.mark.shows("bad-input-58", "X3")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
async def test_every_usual_encoding_and_delimiter_reads_the_same(csv_file, encoding, delimiter):
    headings = ["bank_ref", "客户编号", "Received on", "金额", "备注"]
    sheet = await read(csv_file([headings, CHINESE], encoding=encoding, delimiter=delimiter))
    assert not sheet.faults
    assert sheet.rows[0]["remarks"] == "货款，三月"
    assert f"{sheet.rows[0]['amount']} {sheet.rows[0]['received_on']}" == "1234.50 2026-03-01"


@pytest.mark.shows("bad-input-58")
async def test_a_quoted_newline_and_delimiter_stay_inside_their_cell(csv_file):
    sheet = await read(
        csv_file(
            [
                ["银行流水号", "客户编号", "到账日期", "金额", "备注"],
                [*RECEIPT, '第一行\n第二行, "引号"'],
                ["REF-2", "K0001", "2026-03-01", "x"],
            ]
        )
    )
    assert sheet.rows[0]["remarks"] == '第一行\n第二行, "引号"'
    # A spreadsheet program shows the record in its third row, though it begins in the fourth line.
    assert [fault.cell for fault in sheet.faults] == ["D3"]


@pytest.mark.shows("bad-input-58", "import.encoding")
@pytest.mark.parametrize(
    "content", [b"\xff\xff\xff,a\n", b"\x89PNG\r\n\x1a\n\x00\x00", b"a,b\n\x81\n", b"a\x01b,c\n1,2\n"]
)
async def test_what_is_no_text_is_refused_clearly(tmp_path, content):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(EncodingUnknown) as refused:
        await read(path)
    assert "UTF-8" in refused.value.advice("zh-CN")


async def test_a_quotation_mark_that_never_closes_is_named_with_its_row(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("银行流水号,客户编号,到账日期,金额\n" + 'REF,"K1,2026-01-01,1\n' * 3001, encoding="utf-8")
    with pytest.raises(FileBroken) as refused:
        await read(path)
    assert "2" in refused.value.text("zh-CN")


@pytest.mark.parametrize("content", ["a," * 600 + "\n", "x\n" * 200_002])
async def test_a_csv_beyond_the_limits_is_refused(tmp_path, content):
    path = tmp_path / "a.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(FileTooLarge):
        await read(path)


@pytest.mark.shows("bad-input-61")
@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://x")',
        "@SUM(A1)",
        "-1+cmd|' /C calc'!A0",
        "\t=1",
        "+1+1",
        "\r=1",
        " =1",
        "＝1+1",
        "-",
        "=",
        "\n@x",
    ],
)
def test_text_that_a_spreadsheet_would_run_is_exported_inert(text):
    assert delimited.inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "纸", "-12.50", "+3", "a=1", "K-1", "12"])
def test_harmless_text_and_numbers_are_exported_as_they_are(text):
    assert delimited.inert(text) == text


def test_what_is_written_opens_in_excel_in_china(tmp_path):
    delimited.written(tmp_path / "a.csv", [["客户", "=1"], ["甲,乙", "-1"]])
    raw = (tmp_path / "a.csv").read_bytes()
    assert raw.startswith(codecs.BOM_UTF8)
    assert raw.decode("utf-8-sig") == '客户,\'=1\r\n"甲,乙",-1\r\n'
