"""What one cell may hold, column by column."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchline.imports import readers
from branchline.imports.cells import BROKEN, DAY, FLAG, LOOSE, NUMBER, TEXT, Cell, address, place
from branchline.imports.kinds import ROLES
from branchline.imports.wrong import Wrong
from deploy.tests.imports.conftest import read

MONEY = readers.amount(2, is_open=True)


@given(row=st.integers(1, 1_048_576), column=st.integers(0, 16_383))
def test_an_address_and_its_place_are_the_same(row, column):
    assert place(address(row, column)) == (row, column)


@pytest.mark.parametrize("reference", ["", "1", "A", "a1", "$A$1", "A0", "ABCD1", "A１"])
def test_what_is_no_address_is_not_read(reference):
    with pytest.raises(ValueError):
        place(reference)


@pytest.mark.shows("bad-input-60", "X3")
@pytest.mark.parametrize(
    ("read", "cell"),
    [
        (MONEY, Cell(TEXT, "1234.50")),
        (MONEY, Cell(NUMBER, "0.30000000000000004")),
        (MONEY, Cell(NUMBER, "1e+22")),
        (MONEY, Cell(NUMBER, "0")),
        (MONEY, Cell(NUMBER, "-1")),
        (MONEY, Cell(LOOSE, "1.234,50")),
        (MONEY, Cell(LOOSE, "1,23")),
        (MONEY, Cell(LOOSE, "١٢")),
        (MONEY, Cell(LOOSE, "NaN")),
        (MONEY, Cell(LOOSE, "1e5")),
        (MONEY, Cell(FLAG, "True")),
        (MONEY, Cell(DAY, "2026-01-01")),
        (MONEY, Cell(BROKEN, "")),
        (readers.day, Cell(DAY, "1900-02-28")),
        (readers.day, Cell(NUMBER, "60")),
        (readers.day, Cell(NUMBER, "46000")),
        (readers.day, Cell(LOOSE, "29.02.1900")),
        (readers.day, Cell(LOOSE, "1900-02-29")),
        (readers.day, Cell(LOOSE, "2026-02-30")),
        (readers.day, Cell(LOOSE, "03/04/2026")),
        (readers.day, Cell(LOOSE, "2026-03/04")),
        (readers.day, Cell(LOOSE, "2201-01-01")),
        (readers.text(), Cell(LOOSE, "1.23E+11")),
        (readers.text(), Cell(NUMBER, "123000000000")),
        (readers.text(), Cell(NUMBER, "1.5")),
        (readers.text(), Cell(NUMBER, "-5")),
        (readers.text(), Cell(DAY, "2026-01-01")),
        (readers.text(), Cell(TEXT, "a\0b")),
        (readers.text(), Cell(TEXT, "长" * 201)),
        (readers.rate, Cell(LOOSE, "13")),
        (readers.rate, Cell(LOOSE, "x%")),
        (readers.whole(0, 365), Cell(NUMBER, "30.5")),
        (readers.whole(0, 365), Cell(NUMBER, "366")),
        (readers.flag, Cell(TEXT, "也许")),
        (readers.choice({"吨": "t"}), Cell(TEXT, "车")),
        (readers.posts(ROLES), Cell(TEXT, "业务员")),
        (readers.posts(ROLES), Cell(TEXT, "皇帝@FB01")),
    ],
)
def test_a_doubtful_cell_is_a_fault_that_says_what_to_do(read, cell):
    with pytest.raises(Wrong) as wrong:
        read(cell)
    assert all((wrong.value.zh, wrong.value.en, wrong.value.advice_zh, wrong.value.advice_en))


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (MONEY, Cell(NUMBER, "1234.5"), Decimal("1234.50")),
        (MONEY, Cell(LOOSE, "¥1,234,567.50"), Decimal("1234567.50")),
        (MONEY, Cell(LOOSE, "１２３．５"), Decimal("123.50")),
        (readers.amount(4), Cell(NUMBER, "0.0001"), Decimal("0.0001")),
        (readers.day, Cell(DAY, "2026-03-01"), date(2026, 3, 1)),
        (readers.day, Cell(TEXT, "2026/3/1"), date(2026, 3, 1)),
        (readers.day, Cell(LOOSE, "2026年3月1日"), date(2026, 3, 1)),
        (readers.day, Cell(LOOSE, "20260301"), date(2026, 3, 1)),
        (readers.day, Cell(LOOSE, "2026-03-01 14:33:20"), date(2026, 3, 1)),
        (readers.text(), Cell(NUMBER, "4711"), "4711"),
        (readers.text(), Cell(LOOSE, " 007 "), "007"),
        (readers.text(), Cell(TEXT, "=HYPERLINK"), "=HYPERLINK"),
        (readers.rate, Cell(NUMBER, "0.13"), Decimal("0.13")),
        (readers.rate, Cell(LOOSE, "13%"), Decimal("0.13")),
        (readers.rate, Cell(TEXT, "9 %"), Decimal("0.09")),
        (readers.whole(0, 365), Cell(NUMBER, "30"), 30),
        (readers.flag, Cell(FLAG, "True"), True),
        (readers.flag, Cell(TEXT, "否"), False),
        (readers.choice({"吨": "t"}), Cell(TEXT, "T"), "t"),
        (readers.several, Cell(TEXT, "上城区、西湖区, 上城区;余杭区 "), ["上城区", "西湖区", "余杭区"]),
        (
            readers.posts(ROLES),
            Cell(TEXT, "业务员@FB01、clerk@FB02"),
            [("representative", "FB01"), ("clerk", "FB02")],
        ),
    ],
)
def test_what_people_type_is_understood(read, cell, value):
    assert read(cell) == value


@pytest.mark.shows("bad-input-60")
async def test_a_workbook_with_doubtful_cells_names_each_of_them(xlsx_file):
    def fill(book, page):
        as_day = book.add_format({"num_format": "yyyy-mm-dd"})
        page.write_row(0, 0, ["银行流水号", "客户编号", "到账日期", "金额"])
        page.write_number(1, 0, 1.23e11)
        page.write_number(1, 1, 4711)
        page.write_number(1, 2, 60, as_day)
        page.write_string(1, 3, "100.00")
        page.write_string(2, 0, "REF-2")
        page.write_string(2, 1, "K1")
        page.write_datetime(2, 2, datetime(2026, 3, 1), as_day)  # noqa: DTZ001 - a sheet knows no zone
        page.write_formula(2, 3, "=1/0", None, "#DIV/0!")

    sheet = await read(xlsx_file(fill))
    assert [fault.cell for fault in sheet.faults] == ["A2", "C2", "D2", "D3"]
    assert sheet.faulty == {2: ["123000000000", "4711", "1900-02-28", "100.00"], 3: ["REF-2", "K1", "2026-03-01", ""]}


async def test_the_error_of_a_formula_is_no_empty_cell_and_that_of_another_sheet_no_error(xlsx_file):
    def fill(book, page):
        page.write_row(0, 0, ["银行流水号", "客户编号", "到账日期", "金额", "备注"])
        page.write_row(1, 0, ["REF", "K1", "2026-03-01", 100.5])
        page.write_formula(1, 4, "=X1", None, "#REF!")
        book.add_worksheet().write_formula(1, 3, "=1/0", None, "#DIV/0!")

    sheet = await read(xlsx_file(fill))
    assert [fault.cell for fault in sheet.faults] == ["E2"]


async def test_headings_may_stand_lower_and_in_another_order(xlsx_file):
    def fill(_, page):
        page.write_row(3, 1, ["Amount*", "到账日期：", " bank ref ", "customer_no", "币种"])
        page.write_row(5, 1, [12.5, "2026-03-01", "REF", "K1"])

    sheet = await read(xlsx_file(fill))
    assert [fault.cell for fault in sheet.faults] == []
    assert sheet.numbers == [6]
    assert sheet.rows[0]["currency"] == "CNY"


async def test_an_unknown_repeated_or_missing_heading_stops_the_sheet(csv_file):
    sheet = await read(
        csv_file([["银行流水号", "客户编号", "客户编号", "到帐日期", "金额"], ["R", "K", "K", "x", "y"]])
    )
    assert [(fault.cell, fault.found) for fault in sheet.faults] == [("C1", "客户编号"), ("D1", "到帐日期"), ("F1", "")]
    assert "到账日期" in sheet.faults[2].wrong_zh
    assert not sheet.rows


async def test_a_value_without_heading_and_a_missing_value_are_faults(receipts_file):
    sheet = await read(receipts_file(("R1", "", "2026-03-01", "1"), ("R2", "K", "2026-03-01", "1", "surplus")))
    assert [(fault.cell, fault.wrong_en) for fault in sheet.faults] == [
        ("B2", "it must not be empty"),
        ("E3", "this column has no heading"),
    ]
