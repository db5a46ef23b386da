"""Writes pages as an .xls workbook (BIFF8).

Belongs here: xlwt alone. Does not belong here: what is on the pages.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import xlwt

from assets.sample.pages import Page

FORMATS = {
    "date": "d-mmm-yy",
    "month": "mmm-yy",
    "percent": "0%",
    "fine_percent": "0.00%",
    "decimal": "0.0",
}


def write_xls(path: Path, pages: list[Page]) -> None:
    """Write pages as sheets, hidden columns with them; a sheet holds 65,536 rows at most."""
    book = xlwt.Workbook(encoding="utf-8")
    styles = {style: xlwt.easyxf(num_format_str=pattern) for style, pattern in FORMATS.items()}
    styles["title"] = styles["heading"] = xlwt.easyxf("font: bold on")
    plain = xlwt.XFStyle()
    for page in pages:
        sheet = book.add_sheet(page.name)
        for (row, column), entry in sorted(page.entries.items()):
            style = styles.get(entry.style, plain)
            value = entry.value
            if isinstance(value, date):
                value = (value - date(1899, 12, 30)).days
            sheet.write(row - 1, column - 1, value, style)
        for column in page.hidden_columns:
            sheet.col(column - 1).hidden = True
    book.save(str(path))
