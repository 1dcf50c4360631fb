"""Template workbooks: the headings of a kind, an example row, and what each column takes."""

from pathlib import Path

import xlsxwriter

from branchline.imports.kinds import kind_of

WIDTH = 18


def write(kind: str, path: Path) -> Path:
    """Write a kind's template; what is required stands in bold."""
    found = kind_of(kind)
    with xlsxwriter.Workbook(path) as workbook:
        sheet, notes = workbook.add_worksheet(found.zh), workbook.add_worksheet("说明 notes")
        required, as_text = workbook.add_format({"bold": True}), workbook.add_format({"num_format": "@"})
        sheet.freeze_panes(1, 0)
        notes.write_row(0, 0, ["列 column", "English", "必填 required", "示例 example"], required)
        for place, column in enumerate(found.columns):
            is_number = isinstance(column.example, int | float)
            sheet.set_column(place, place, WIDTH, None if is_number else as_text)
            sheet.write_string(0, place, column.zh, required if column.required else None)
            if is_number:
                sheet.write_number(1, place, column.example)
            elif column.example is not None:
                sheet.write_string(1, place, str(column.example))
            example = "" if column.example is None else str(column.example)
            notes.write_row(place + 1, 0, [column.zh, column.en, "是 yes" if column.required else ""])
            notes.write_string(place + 1, 3, example)
    return path
