"""Reads one worksheet part of an .xlsx into cells.

Belongs here: the elements of sheetData, merged ranges, hidden rows and columns, the filter.
Does not belong here: finding the part, shared strings, styles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import IO

from assets.locality.cells import Cell, Sheet, Span
from assets.locality.gate import MAX_CELL_CHARACTERS, MAX_CELLS, refused
from assets.locality.number_formats import FormatShower, NumberShower, show_general
from assets.locality.read_xlsx_references import ColumnNumbers, shifted
from assets.locality.read_xlsx_rows import FORMULA, PlainCell, feed_rows
from assets.locality.read_xml import local, new_parser
from assets.locality.serial_dates import to_serial

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_COLUMNS = ColumnNumbers()
_MAX_COLUMNS = 16_384
_new = tuple.__new__  # a third of the time of Cell(...), which matters for a million cells


def unescape(text: str) -> str:
    """Undo the _xHHHH_ that Excel writes for characters XML cannot hold."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def span_of(reference: str) -> Span | None:
    """A1:B2 as a span; None when it is no such range."""
    first, _, last = reference.partition(":")
    start, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last or first)
    if start is None or end is None:
        return None
    return Span(int(start[2]), _COLUMNS[start[1]], int(end[2]), _COLUMNS[end[1]])


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
        self._row = self._column = self._last_row = self._length = 0
        self._in_order = True
        self._shapes: dict[str, tuple[str, str | None, FormatShower | None]] = {}
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

        def start_root(name: str, _: dict[str, str]) -> None:
            # Some writers give every element the same prefix; the root shows which.
            prefix = name[: -len(local(name))]
            starts = {prefix + element: handler for element, handler in self._starts().items()}
            ends = {prefix + element: handler for element, handler in self._ends().items()}
            parser.StartElementHandler = lambda name, attributes: name in starts and starts[name](attributes)
            parser.EndElementHandler = lambda name: name in ends and ends[name]()
            parser.CharacterDataHandler = self._text

        parser.StartElementHandler = start_root
        feed_rows(parser, part, self._take)
        self.sheet.hidden_rows, self.sheet.hidden_columns = self._hidden_rows, self._hidden_columns
        if not self._in_order:
            self.sheet.cells.sort(key=lambda cell: (cell.row, cell.column))

    def _take(self, row: int, digits: str, found: list[PlainCell]) -> bool:
        """Add the cells of a plain row: what `add` does, written out for the commonest kinds."""
        strings, shapes, cells = self._strings, self._shapes, self.sheet.cells
        start, append = len(cells), cells.append
        for letters, its_digits, attributes, stored, formula in found:
            if its_digits != digits:
                del cells[start:]
                return False
            if not stored:
                if formula:
                    self._take_formula(row, letters, attributes, formula)
                continue
            kind, code, shower = shapes[attributes] if attributes in shapes else self._shape(attributes)
            column = _COLUMNS[letters]
            if kind == "s":
                text = strings[int(stored)]
                if text:
                    append(_new(Cell, (row, column, text, text, "text", text, None, None, None)))
            elif kind == "n":
                text, value, shown = show_general(stored) if shower is None else shower[stored]
                append(_new(Cell, (row, column, text, value, shown, stored, code, None, None)))
            else:
                self.add(row, column, kind, code, stored, None)
        self._in_order = self._in_order and row >= self._last_row
        self._last_row = row
        if len(cells) > MAX_CELLS:
            raise refused("too_many_cells")
        return True

    def _take_formula(self, row: int, letters: str, attributes: str, inside: str) -> None:
        parts = FORMULA.fullmatch(inside)
        if parts is not None:
            kind, code, _ = self._shape(attributes)
            self.add(row, _COLUMNS[letters], kind, code, parts[2], f"={parts[1]}")

    def _shape(self, attributes: str) -> tuple[str, str | None, FormatShower | None]:
        """Kind, number format and what shows it, from a cell's attributes as written; there are few."""
        known = self._shapes.get(attributes)
        if known is None:
            named = dict(_ATTRIBUTE.findall(attributes))
            code = self._format(named.get("s"))
            shower = None if code is None else self._shower.of(code)
            known = self._shapes[attributes] = (named.get("t", "n"), code, shower)
        return known

    def _starts(self) -> dict[str, Callable[[dict[str, str]], None]]:
        return {
            "row": self._start_row,
            "c": self._start_cell,
            "v": self._start_text,
            "t": self._start_text,
            "f": self._start_formula,
            "rPh": self._start_phonetic,
            "mergeCell": self._merge,
            "autoFilter": self._filter,
            "col": self._start_columns,
        }

    def _ends(self) -> dict[str, Callable[[], None]]:
        return {
            "c": self._end_cell,
            "v": self._end_value,
            "t": self._end_inline,
            "f": self._end_formula,
            "rPh": self._end_phonetic,
        }

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row = int(attributes.get("r") or self._row + 1)
        self._column = 0
        if _is_true(attributes.get("hidden")) or attributes.get("ht") == "0":
            self._hidden_rows.add(self._row)

    def _start_columns(self, attributes: dict[str, str]) -> None:
        if _is_true(attributes.get("hidden")) or attributes.get("width") == "0":
            first, last = int(attributes["min"]), min(int(attributes["max"]), _MAX_COLUMNS)
            self._hidden_columns.update(range(first, last + 1))

    def _merge(self, attributes: dict[str, str]) -> None:
        if span := span_of(attributes.get("ref", "")):
            self.sheet.merged.append(span)

    def _filter(self, attributes: dict[str, str]) -> None:
        self.sheet.filtered = span_of(attributes.get("ref", ""))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._attributes = attributes
        self._value = self._formula = self._formula_attributes = None
        self._inline = []
        self._length = 0

    def _start_text(self, _: dict[str, str]) -> None:
        self._pieces = []

    def _start_formula(self, attributes: dict[str, str]) -> None:
        self._pieces, self._formula_attributes = [], attributes

    def _start_phonetic(self, _: dict[str, str]) -> None:
        self._phonetic += 1

    def _end_phonetic(self) -> None:
        self._phonetic -= 1

    def _text(self, text: str) -> None:
        if self._pieces is not None:
            self._pieces.append(text)
            self._length += len(text)
            if self._length > MAX_CELL_CHARACTERS:
                raise refused("too_large")

    def _taken(self) -> str:
        text, self._pieces = "".join(self._pieces or ()), None
        return text

    def _end_value(self) -> None:
        self._value = self._taken()

    def _end_formula(self) -> None:
        self._formula = self._taken()

    def _end_inline(self) -> None:
        text = self._taken()
        if not self._phonetic:
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
            self._row, self._column = int(found[2]), _COLUMNS[found[1]]
        formula = None if self._formula_attributes is None else self._whole_formula(self._formula_attributes)
        kind, value = attributes.get("t", "n"), self._value
        if kind == "inlineStr":
            value = "".join(self._inline)
        self.add(self._row, self._column, kind, self._format(attributes.get("s")), value, formula)

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
        self, row: int, column: int, kind: str, code: str | None, stored: str | None, formula: str | None
    ) -> None:
        """Add a cell, unless it is empty.

        Args:
            row: from 1.
            column: from 1.
            kind: the t attribute.
            code: the number format.
            stored: the v element, None where there is none.
            formula: with its =.
        """
        cell = self._cell((row, column), kind, code, stored, formula)
        if cell is not None and cell.text:
            self._in_order = self._in_order and row >= self._last_row
            self._last_row = row
            self.sheet.cells.append(cell)
            if len(self.sheet.cells) > MAX_CELLS:
                raise refused("too_many_cells")

    def _cell(
        self, place: tuple[int, int], kind: str, code: str | None, stored: str | None, formula: str | None
    ) -> Cell | None:
        # An empty string is a formula's result; an empty number is a formula that was never worked out.
        if stored is None or (not stored and kind != "str"):
            return Cell(*place, formula, None, "uncached", None, code, formula) if formula else None
        if kind in ("n", "d"):
            text, value, shown = self._shower.show(
                _serial(stored, self._shower) if kind == "d" else stored, code
            )
            return Cell(*place, text, value, shown, stored, code, formula)
        if kind == "b":
            truth = _is_true(stored)
            return Cell(*place, "TRUE" if truth else "FALSE", truth, "bool", stored, None, formula)
        if kind == "e":
            return Cell(*place, stored, None, "error", stored, None, formula)
        text = self._strings[int(stored)] if kind == "s" else unescape(stored)
        return Cell(*place, text, text, "text", text, None, formula)

    def _format(self, style: str | None) -> str | None:
        number = int(style or 0)
        return self._formats[number] if number < len(self._formats) else None


def _serial(moment: str, shower: NumberShower) -> str:
    return repr(to_serial(datetime.fromisoformat(moment.removesuffix("Z")), shower.date_1904))


def _is_true(value: str | None) -> bool:
    return value in ("1", "true")
