"""Reads .xls workbooks (BIFF 2 to 8) with xlrd.

Belongs here: xlrd's cells, formats, merges, hidden rows and notes in our shape. Does not belong here:
anything xlrd does not give; it has no formulas, so a formula's cell is its stored result.
"""

from __future__ import annotations

import os
from pathlib import Path

import xlrd
from xlrd.biffh import XLRDError, error_text_from_code
from xlrd.book import Book
from xlrd.compdoc import CompDocError
from xlrd.sheet import Sheet as XlrdSheet

from assets.locality.cells import Cell, Sheet, Span, Workbook
from assets.locality.gate import MAX_CELLS, Source, content, refused
from assets.locality.number_formats import BUILT_IN, NumberShower

_ERRORS: dict[object, str] = {**error_text_from_code}


def read_xls(source: Source) -> Workbook:
    """Read every worksheet.

    Raises:
        RefusedError: the workbook is encrypted.
        Exception: whatever xlrd makes of a damaged file; `reading` turns it into a refusal.
    """
    notes = []
    try:
        book = _open(source)
    except CompDocError:
        book = _open(source, ignore_corruption=True)
        notes.append("the file's container is damaged; what could be reached was read")
    workbook = Workbook(format="xls", sheets=[], date_1904=bool(book.datemode), notes=notes)
    formats = [_format(book, index) for index in range(len(book.xf_list))]
    shower = NumberShower(workbook.date_1904)
    cells = 0
    for sheet in book.sheets():
        workbook.sheets.append(_sheet(sheet, formats, shower))
        cells += len(workbook.sheets[-1].cells)
        if cells > MAX_CELLS:
            raise refused("too_many_cells")
    lost = sum(len(sheet.cell_note_map) for sheet in book.sheets()) - sum(
        cell.comment is not None for sheet in workbook.sheets for cell in sheet.cells
    )
    if lost:
        notes.append(f"comments on empty cells, left out: {lost}")
    return workbook


def _open(source: Source, *, ignore_corruption: bool = False) -> Book:
    with Path(os.devnull).open("w") as silence:
        try:
            return xlrd.open_workbook(
                file_contents=content(source),
                formatting_info=True,
                logfile=silence,
                ragged_rows=True,  # else one cell at the far corner costs a sheet full of blanks
                ignore_workbook_corruption=ignore_corruption,
            )
        except XLRDError as error:
            # xlrd names the reason in its message only.
            raise refused("encrypted" if "encrypted" in str(error) else "unreadable") from None


def _format(book: Book, style: int) -> str | None:
    key = book.xf_list[style].format_key
    code = BUILT_IN.get(key) or book.format_map[key].format_str
    return None if code.lower() == "general" else code


def _sheet(given: XlrdSheet, formats: list[str | None], shower: NumberShower) -> Sheet:
    notes = {place: note.text for place, note in given.cell_note_map.items()}
    cells = [
        cell
        for row in range(given.nrows)
        for column in range(given.row_len(row))
        if (cell := _cell(given, row, column, formats, shower, notes.get((row, column)))) is not None
    ]
    return Sheet(
        name=given.name,
        cells=cells,
        visible=given.visibility == 0,
        merged=[Span(top + 1, left + 1, below, right) for top, below, left, right in given.merged_cells],
        hidden_rows={row + 1 for row, info in given.rowinfo_map.items() if info.hidden},
        hidden_columns={column + 1 for column, info in given.colinfo_map.items() if info.hidden},
    )


def _cell(
    given: XlrdSheet, row: int, column: int, formats: list[str | None], shower: NumberShower, note: str | None
) -> Cell | None:
    kind, stored = given.cell_type(row, column), given.cell_value(row, column)
    # An empty text is the result of a formula that shows nothing; xlrd gives no formula, but it is a cell.
    if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return None
    place = (row + 1, column + 1)
    if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        raw = repr(stored).removesuffix(".0")
        code = formats[given.cell_xf_index(row, column)]
        text, value, shown = shower.show(raw, code)
        return Cell(*place, text, value, shown, raw, code, None, note)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return Cell(
            *place, "TRUE" if stored else "FALSE", bool(stored), "bool", str(stored), None, None, note
        )
    if kind == xlrd.XL_CELL_ERROR:
        text = _ERRORS.get(stored, "#ERROR!")
        return Cell(*place, text, None, "error", text, None, None, note)
    return Cell(*place, stored, stored, "text", stored, None, None, note)
