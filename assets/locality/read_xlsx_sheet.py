"""Reads one worksheet part of an .xlsx into cells.

Belongs here: the elements of sheetData, merged ranges, hidden rows and columns, the filter.
Does not belong here: finding the part, shared strings, styles.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import compress
from operator import getitem
from typing import IO

from assets.locality.batches import Content, Gatherer, PassOn
from assets.locality.cells import Sheet, Span
from assets.locality.gate import MAX_CELL_CHARACTERS, refused
from assets.locality.read_xlsx_contents import ContentMaker, Contents
from assets.locality.read_xlsx_references import ColumnNumbers, shifted
from assets.locality.read_xlsx_rows import FORMULA, ROW, ROW_END, may_be_hidden, plain_cells, plain_values
from assets.locality.read_xml import local, new_parser
from assets.locality.read_xml_rows import feed_rows

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_HEAD = re.compile(r'([A-Z]{1,3})"([^<>]*)')
_COLUMNS = ColumnNumbers()
_MAX_COLUMNS = 16_384


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
        contents: of the workbook's cells.
        comments: by row and column; those of cells that were met are taken out.
        pass_on: given the cells, in batches.
    """

    def __init__(
        self,
        sheet: Sheet,
        contents: ContentMaker,
        comments: dict[tuple[int, int], str],
        pass_on: PassOn,
    ) -> None:
        self.sheet = sheet
        self._contents = contents
        self._cells = Gatherer(sheet, pass_on, comments)
        self._row = self._column = self._length = 0
        self._heads = _Heads(self._contents)
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
        feed_rows(parser, part, self._take, ROW, ROW_END, may_be_hidden)
        self.sheet.hidden_rows, self.sheet.hidden_columns = self._hidden_rows, self._hidden_columns
        self._cells.pass_batch()

    def _take(self, start: re.Match[str], inside: str) -> bool:
        """Add the cells of a plain row; no where it is not."""
        digits = start[1]
        self._row = row = int(digits)
        values = plain_values(inside, f'{digits}"')
        if values is None:
            return self._take_formulas(row, digits, inside)
        heads, stored = values
        if heads:
            try:
                # Without a loop of Python's own, which would take half of the whole time.
                columns, contents = zip(*map(self._heads.__getitem__, heads), strict=True)
                found = list(map(getitem, contents, stored))
            except ValueError:
                return False
            self._cells.columns += columns if all(found) else compress(columns, found)
            self._cells.contents += filter(None, found)
            self._cells.end_row(row)
        return True

    def _take_formulas(self, row: int, digits: str, inside: str) -> bool:
        found = plain_cells(inside)
        if found is None or any(its_digits != digits for _, its_digits, *_ in found):
            return False
        for letters, _, attributes, stored, formula in found:
            if stored or formula:
                contents = self._heads[f'{letters}"{attributes}'][1]
                parts = FORMULA.fullmatch(formula)
                self._add(
                    _COLUMNS[letters], contents.make(parts[2], f"={parts[1]}") if parts else contents[stored]
                )
        self._cells.end_row(row)
        return True

    def _add(self, column: int, content: Content | None) -> None:
        if content is not None:
            self._cells.columns.append(column)
            self._cells.contents.append(content)

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
        kind, stored = attributes.get("t", "n"), self._value
        if kind == "inlineStr":
            stored = "".join(self._inline)
        contents = self._contents.of(kind, attributes.get("s"))
        self._add(self._column, contents.make(stored, formula))
        self._cells.end_row(self._row)

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


class _Heads(dict[str, tuple[int, Contents]]):
    """Column and contents by how a cell begins, less its row's number: `A" s="1"`; there are few."""

    def __init__(self, contents: ContentMaker) -> None:
        super().__init__()
        self._contents = contents

    def __missing__(self, head: str) -> tuple[int, Contents]:
        found = _HEAD.fullmatch(head)
        if found is None:
            raise ValueError("no plain cell")
        named = dict(_ATTRIBUTE.findall(found[2]))
        known = self[head] = _COLUMNS[found[1]], self._contents.of(named.get("t", "n"), named.get("s"))
        return known


def _is_true(value: str | None) -> bool:
    return value in ("1", "true")
