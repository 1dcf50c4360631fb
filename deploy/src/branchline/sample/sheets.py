"""Write the sample company's sheets, the same bytes each time."""

import csv
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

# A workbook tells when it was made; that must not make two runs differ.
MADE_AT = datetime(2026, 1, 1)  # noqa: DTZ001 - the file format knows no zone
WIDTH = 16


def workbook(path: Path, headings: Mapping[str, str], rows: Iterable[Mapping[str, Any]]) -> Path:
    """Write an XLSX: text as text, days as days, numbers as numbers."""
    options = {"constant_memory": True, "default_date_format": "yyyy-mm-dd", "strings_to_formulas": False}
    with xlsxwriter.Workbook(path, options) as book:
        book.set_properties({"created": MADE_AT})
        sheet = book.add_worksheet()
        sheet.set_column(0, len(headings) - 1, WIDTH)
        sheet.write_row(0, 0, headings.values())
        for number, row in enumerate(rows, 1):
            for place, key in enumerate(headings):
                value = row[key]
                if isinstance(value, str):
                    sheet.write_string(number, place, value)
                elif isinstance(value, date):
                    sheet.write_datetime(number, place, value)
                elif value is not None:
                    sheet.write_number(number, place, value)
    return path


def delimited(path: Path, headings: Mapping[str, str], rows: Iterable[Mapping[str, Any]], encoding: str) -> Path:
    """Write a CSV in the encoding that some program of the house still has."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings.values())
        writer.writerows([row[key] for key in headings] for row in rows)
    return path
