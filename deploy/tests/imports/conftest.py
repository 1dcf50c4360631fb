"""Sheets made for a test, and how a file is read without a database."""

import csv
from pathlib import Path

import pytest
import xlsxwriter

from branchline.imports import engine
from branchline.imports.checking import Sheet
from branchline.imports.kinds import KINDS

RECEIPT = ("REF-1", "K0001", "2026-03-01", "100.00")


@pytest.fixture
def csv_file(tmp_path):
    """Write records as a CSV of an encoding and delimiter."""

    def write(records, encoding="utf-8", delimiter=",", name="sheet.csv"):
        path = tmp_path / name
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows(records)
        return path

    return write


@pytest.fixture
def xlsx_file(tmp_path):
    """Write a workbook by a function of book and sheet."""

    def write(fill, name="sheet.xlsx"):
        path = tmp_path / name
        with xlsxwriter.Workbook(path) as book:
            fill(book, book.add_worksheet())
        return path

    return write


@pytest.fixture
def receipts_file(csv_file):
    """Write bank receipts under their headings."""

    def write(*records, **options):
        headings = [column.zh for column in KINDS["receipts"].columns if column.required]
        return csv_file([headings, *records], **options)

    return write


async def read(path: Path, kind: str = "receipts") -> Sheet:
    return await engine._read(KINDS[kind], path, lambda _: None)
