"""Reads one worksheet part of an .xlsx into cells.

Belongs here: the elements of sheetData, merged ranges, hidden rows and columns, the filter.
Does not belong here: finding the part, shared strings, styles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import IO

from assets.locality.cells import Cell, Kind, Sheet, Span
from assets.locality.gate import MAX_CELLS, refused
from assets.locality.number_formats import NumberShower
from assets.locality.read_xlsx_formulas import shifted
from assets.locality.read_xlsx_rows import PlainCell, feed_rows
from assets.locality.read_xml import local, new_parser
from assets.locality.serial_dates import to_serial

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# A cell holds 32,767 characters; expat gives them in a handful of pieces.
_MAX_PIECES = 64
_COLUMNS: dict[str, int] = {}
_new = tuple.__new__  # a third of the time of Cell(...), which matters for a million cells


def column_number(letters: str) -> int:
    """A -> 1, AA -> 27."""
    number = _COLUMNS.get(letters)
    if number is None:
        number = 0
        for letter in letters:
            number = number * 26 + ord(letter) - 64
        _COLUMNS[letters] = number
    return number


def unescape(text: str) -> str:
    """Undo the _xHHHH_ that Excel writes for characters XML cannot hold."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def span_of(reference: str) -> Span | None:
    """A1:B2 as a span; None when it is no such range."""
    first, _, last = reference.partition(":")
    start, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last or first)
    if start is None or end is None:
        return None
    return Span(int(start[2]), column_number(start[1]), int(end[2]), column_number(end[1]))


class SheetReader:
    """Expat handlers that build a sheet.

    Args:
        sheet: filled as the part is read.
        strings: the workbook's shared strings.
        formats: number format of each cell style, None for General; at least one.
        shower: shows numbers, in the workbook's date system.
    """

    def __init__(
        self, sheet: Sheet, strings: Sequence[str], formats: Sequence[str | None], shower: NumberShower
    ) -> None:
        self.sheet = sheet
        self._strings, self._formats, self._shower = strings, formats, shower
        self._row = self._column = self._last_row = 0
        self._in_order = True
        self._attributes: dict[str, str] = {}
        self._pieces: list[str] | None = None
        self._value: str | None = None
        self._formula: str | None = None
        self._formula_attributes: dict[str, str] | None = None
        self._inline: list[str] = []
        self._phonetic = 0
        self._masters: dict[str, tuple[str, int, int]] = {}
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()

    def read(self, part: IO[bytes]) -> None:
        """Read the whole part into the sheet."""
        parser = new_parser()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        feed_rows(parser, part, self._take)
        self.sheet.hidden_rows, self.sheet.hidden_columns = self._hidden_rows, self._hidden_columns
        if not self._in_order:
            self.sheet.cells.sort(key=lambda cell: (cell.row, cell.column))

    def _take(self, row: int, cells: list[PlainCell]) -> None:
        """Add the cells of a plain row: what `add` does, written out for the two commonest kinds."""
        strings, formats, shower, append = self._strings, self._formats, self._shower, self.sheet.cells.append
        self._in_order = self._in_order and row >= self._last_row
        self._last_row = row
        for letters, _, style, kind, formula, stored, emptied, _ in cells:
            if not stored and not formula:
                continue
            column = _COLUMNS.get(letters) or column_number(letters)
            if formula or kind not in ("", "s"):
                value = stored or ("" if emptied else None)
                self.add(row, column, kind or "n", int(style or 0), value, f"={formula}" if formula else None)
            elif kind:
                text = strings[int(stored)]
                if text:
                    append(_new(Cell, (row, column, text, text, "text", text, None, None, None)))
            else:
                code = formats[int(style or 0)]
                text, value, shown = shower[stored, code]
                append(_new(Cell, (row, column, text, value, shown, stored, code, None, None)))
        if len(self.sheet.cells) > MAX_CELLS:
            raise refused("too_many_cells")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if name == "c":
            self._attributes = attributes
            self._value = self._formula = self._formula_attributes = None
            self._inline = []
        elif name in ("v", "t", "f"):
            self._pieces = []
            if name == "f":
                self._formula_attributes = attributes
        elif name == "row":
            self._start_row(attributes)
        elif name == "rPh":
            self._phonetic += 1
        elif name == "mergeCell":
            if span := span_of(attributes.get("ref", "")):
                self.sheet.merged.append(span)
        elif name == "autoFilter":
            self.sheet.filtered = span_of(attributes.get("ref", ""))
        elif name == "col" and (_is_true(attributes.get("hidden")) or attributes.get("width") == "0"):
            self._hidden_columns.update(
                range(int(attributes["min"]), min(int(attributes["max"]), 16_384) + 1)
            )

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row = int(attributes.get("r") or self._row + 1)
        self._column = 0
        if _is_true(attributes.get("hidden")) or attributes.get("ht") == "0":
            self._hidden_rows.add(self._row)

    def _text(self, text: str) -> None:
        if self._pieces is not None:
            self._pieces.append(text)
            if len(self._pieces) > _MAX_PIECES:
                raise refused("too_large")

    def _end(self, name: str) -> None:
        name = local(name)
        if name == "c":
            self._end_cell()
        elif name == "rPh":
            self._phonetic -= 1
        elif name in ("v", "t", "f") and self._pieces is not None:
            text = "".join(self._pieces)
            self._pieces = None
            if name == "v":
                self._value = text
            elif name == "f":
                self._formula = text
            elif not self._phonetic:
                self._inline.append(text)

    def _end_cell(self) -> None:
        attributes = self._attributes
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            found = _REFERENCE.fullmatch(reference)
            if found is None:
                raise refused("damaged")
            self._row, self._column = int(found[2]), column_number(found[1])
        formula = None if self._formula_attributes is None else self._whole_formula(self._formula_attributes)
        kind, value = attributes.get("t", "n"), self._value
        if kind == "inlineStr":
            value = "".join(self._inline)
        self.add(self._row, self._column, kind, int(attributes.get("s") or 0), value, formula)

    def _whole_formula(self, attributes: dict[str, str]) -> str:
        """The cell's formula; of a shared one, the first cell's moved to here."""
        formula = self._formula or ""
        if attributes.get("t") == "shared":
            key = attributes.get("si", "")
            if formula:
                self._masters[key] = (formula, self._row, self._column)
            elif key in self._masters:
                master, row, column = self._masters[key]
                formula = shifted(master, self._row - row, self._column - column)
        return "=" + formula

    def add(
        self, row: int, column: int, kind: str, style: int, stored: str | None, formula: str | None
    ) -> None:
        """Add a cell, unless it is empty; `kind` is the t attribute."""
        if not stored and not (kind == "str" and stored is not None):
            if formula is None:
                return
            cell = Cell(row, column, formula, None, "uncached", None, self._format(style), formula)
        elif kind == "s":
            text = self._strings[int(stored)]
            cell = Cell(row, column, text, text, "text", text, None, formula)
        elif kind in ("n", "d"):
            code = self._format(style)
            text, value, shown = self._show(stored, kind, code)
            cell = Cell(row, column, text, value, shown, stored, code, formula)
        elif kind == "b":
            truth = _is_true(stored)
            cell = Cell(row, column, "TRUE" if truth else "FALSE", truth, "bool", stored, None, formula)
        elif kind == "e":
            cell = Cell(row, column, stored, None, "error", stored, None, formula)
        else:
            text = unescape(stored)
            cell = Cell(row, column, text, text, "text", text, None, formula)
        if cell.text:
            self._in_order = self._in_order and row >= self._last_row
            self._last_row = row
            self.sheet.cells.append(cell)
            if len(self.sheet.cells) > MAX_CELLS:
                raise refused("too_many_cells")

    def _format(self, style: int) -> str | None:
        return self._formats[style] if style < len(self._formats) else None

    def _show(self, stored: str, kind: str, code: str | None) -> tuple[str, object, Kind]:
        if kind == "d":
            stored = repr(to_serial(datetime.fromisoformat(stored.removesuffix("Z")), self._shower.date_1904))
        return self._shower[stored, code]


def _is_true(value: str | None) -> bool:
    return value in ("1", "true")
