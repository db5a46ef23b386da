"""Reads .xlsb workbooks with calamine.

Belongs here: calamine's values in our shape. Does not belong here: what calamine does not give (formats, merges, hidden rows, formulas).
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from assets.locality.cells import Cell, Sheet, Workbook
from assets.locality.number_formats import general


def read_xlsb(path: Path) -> Workbook:
    """Read every sheet's values."""
    book = CalamineWorkbook.from_path(str(path))
    workbook = Workbook(format="xlsb", sheets=[])
    for about in book.sheets_metadata:
        given = book.get_sheet_by_name(about.name)
        top, left = given.start or (0, 0)
        cells = [
            _cell(top + row + 1, left + column + 1, value)
            for row, values in enumerate(given.to_python())
            for column, value in enumerate(values)
            if value != ""
        ]
        workbook.sheets.append(Sheet(about.name, cells, about.visible == SheetVisibleEnum.Visible))
    return workbook


def _cell(row: int, column: int, value: str | float | bool | date | datetime | time | timedelta) -> Cell:
    if isinstance(value, bool):
        return Cell(row, column, str(value).upper(), value, "bool")
    if isinstance(value, (int, float)):
        return Cell(row, column, general(value), float(value), "number", repr(value))
    if isinstance(value, timedelta):
        days = value.total_seconds() / 86_400
        return Cell(row, column, str(value), days, "number", repr(days))
    if isinstance(value, datetime):
        return Cell(row, column, value.strftime("%d/%m/%Y %H:%M"), value, "date", value.isoformat())
    if isinstance(value, date):
        return Cell(row, column, value.strftime("%d/%m/%Y"), value, "date", value.isoformat())
    if isinstance(value, time):
        return Cell(row, column, value.strftime("%H:%M:%S"), value, "date", value.isoformat())
    return Cell(row, column, value, value, "text", value)
