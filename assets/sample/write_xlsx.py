"""Writes pages as an .xlsx workbook.

Belongs here: XlsxWriter alone. Does not belong here: what is on the pages.
"""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import xlsxwriter

from assets.sample.pages import Page

FORMATS = {
    "title": {"bold": True, "font_size": 14},
    "heading": {"bold": True, "bg_color": "#DDE6EE", "text_wrap": True},
    "date": {"num_format": "dd/mm/yyyy"},
    "month": {"num_format": "mmm-yy", "bold": True},
    "percent": {"num_format": "0%"},
    "fine_percent": {"num_format": "0.00%"},
    "decimal": {"num_format": "0.0"},
}


def write_xlsx(path: Path, pages: list[Page], written: date) -> None:
    """Write pages as sheets, hidden rows and merges with them.

    `written` is the day on which the file says it was made, so that it is the same every time.
    """
    with xlsxwriter.Workbook(str(path), {"constant_memory": False}) as book:
        book.set_properties({"created": datetime.combine(written, time(9))})
        formats = {style: book.add_format(shape) for style, shape in FORMATS.items()}
        plain = book.add_format()
        for page in pages:
            sheet = book.add_worksheet(page.name)
            for (row, column), entry in sorted(page.entries.items()):
                shape = formats.get(entry.style, plain)
                if isinstance(entry.value, date):
                    sheet.write_datetime(row - 1, column - 1, datetime.combine(entry.value, time()), shape)
                elif isinstance(entry.value, str):
                    sheet.write_string(row - 1, column - 1, entry.value, shape)
                else:
                    sheet.write_number(row - 1, column - 1, entry.value, shape)
            for first_row, first_column, last_row, last_column in page.merges:
                first = page.entries[first_row, first_column]
                sheet.merge_range(
                    first_row - 1, first_column - 1, last_row - 1, last_column - 1, first.shown, plain
                )
            for row in page.hidden_rows:
                sheet.set_row(row - 1, None, None, {"hidden": True})
