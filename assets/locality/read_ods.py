"""Reads .ods workbooks.

Belongs here: content.xml as a stream: tables, rows, cells, repeats, spans, what is hidden. Does not belong
here: typed values (read_ods_values); number formats, because the text that a cell shows is stored.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable

from assets.locality.cells import Cell, Sheet, Span, Workbook
from assets.locality.gate import MAX_CELL_CHARACTERS, MAX_CELLS, Source, refused
from assets.locality.read_ods_values import shown_without_text, typed
from assets.locality.read_xml import feed, new_parser, opened_parts

_MAX_ROWS, _MAX_COLUMNS = 1_048_576, 16_384
_SPACE = re.compile(r"[ \t\r\n]+")
_ERROR = re.compile(r"#(?:REF|VALUE|NAME|N/A|NUM|DIV/0|NULL)[!?]?|Err:\d+")
_CELLS = ("table:table-cell", "table:covered-table-cell")
# Text inside these stands beside the cell, not in it; comments are kept apart.
_ASIDE = ("office:annotation", "table:table", "text:ruby-text", "text:note")
_HIDDEN = ("collapse", "filter")

Attributes = dict[str, str]


def read_ods(source: Source) -> Workbook:
    """Read every table.

    Raises:
        RefusedError: damaged, declaring entities, or repeating content beyond what a workbook can hold.
    """
    workbook = Workbook(format="ods", sheets=[])
    with (
        zipfile.ZipFile(source) as archive,
        opened_parts(archive) as parts,
        parts.open("content.xml") as content,
    ):
        reader = ContentReader(workbook)
        parser = new_parser()
        parser.StartElementHandler = reader.start
        parser.EndElementHandler = reader.end
        parser.CharacterDataHandler = reader.text
        feed(parser, content)
    if reader.lost_comments:
        workbook.notes.append(f"comments on empty cells, left out: {reader.lost_comments}")
    return workbook


class ContentReader:
    """Expat handlers that build a workbook from content.xml."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._style = ""
        self._hidden_styles: set[str] = set()
        self._sheet: Sheet | None = None
        self._is_copy = False
        self._row = self._repeated = self._column = self._row_start = self._total = 0
        self._cell: Attributes | None = None
        self._paragraphs: list[str] = []
        self._comment: list[str] = []
        self._pieces: list[str] | None = None
        self._aside = self._length = 0
        self.lost_comments = 0
        self._starts: dict[str, Callable[[Attributes], None]] = {
            "table:table": self._start_table,
            "table:table-row": self._start_row,
            "table:table-column": self._start_columns,
            "table:table-cell": self._start_cell,
            "table:covered-table-cell": self._start_cell,
            "table:table-source": self._start_copy,
            "style:style": self._start_style,
            "style:table-properties": self._hide_style,
            "table:null-date": self._set_calendar,
        }

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if self._cell is not None:
            self._start_in_cell(name, attributes)
        elif name in self._starts:
            self._starts[name](attributes)

    def text(self, text: str) -> None:
        """Characters."""
        if self._pieces is not None:
            self._pieces.append(text)
            self._length += len(text)
            if self._length > MAX_CELL_CHARACTERS:
                raise refused("too_large")

    def end(self, name: str) -> None:
        """An element ends."""
        if self._cell is not None:
            if name in ("text:p", "text:h"):
                self._end_paragraph()
            elif self._aside:
                self._aside -= _is_aside(name)
            elif name in _CELLS:
                self._end_cell(self._cell, is_covered=name == _CELLS[1])
                self._cell = None
        elif name == "table:table-row":
            self._repeat_row()
        elif name == "table:table":
            self._end_table()

    def _start_in_cell(self, name: str, attributes: Attributes) -> None:
        if name in ("text:p", "text:h"):
            self._pieces = []
        elif _is_aside(name):
            self._aside += 1
        elif self._pieces is not None:
            # Spaces beyond one, tabs and line breaks are elements; marked so that collapsing white space
            # leaves them.
            if name == "text:s":
                self._pieces.append("\x01" * min(int(attributes.get("text:c") or 1), 32_767))
            elif name in ("text:tab", "text:line-break"):
                self._pieces.append("\x02" if name == "text:tab" else "\x03")

    def _end_paragraph(self) -> None:
        if self._pieces is None:
            return
        shown = "".join(self._pieces)
        if not shown.isalnum():
            shown = _SPACE.sub(" ", shown).strip(" ")
        if "\x01" in shown or "\x02" in shown or "\x03" in shown:
            shown = shown.replace("\x01", " ").replace("\x02", "\t").replace("\x03", "\n")
        (self._comment if self._aside else self._paragraphs).append(shown)
        self._pieces = None

    def _start_style(self, attributes: Attributes) -> None:
        self._style = attributes.get("style:name", "")

    def _hide_style(self, attributes: Attributes) -> None:
        if attributes.get("table:display") == "false":
            self._hidden_styles.add(self._style)

    def _set_calendar(self, attributes: Attributes) -> None:
        self._workbook.date_1904 = attributes.get("table:date-value", "").startswith("1904")

    def _start_table(self, attributes: Attributes) -> None:
        visible = attributes.get("table:style-name") not in self._hidden_styles
        name = attributes.get("table:name", "")
        self._sheet = Sheet(name, [], visible, hidden_rows=set(), hidden_columns=set())
        self._is_copy = False
        self._row, self._repeated, self._column = 1, 0, 1

    def _start_copy(self, _: Attributes) -> None:
        self._is_copy = True

    def _end_table(self) -> None:
        if self._is_copy:
            self._workbook.notes.append("a stored copy of another file's sheet was left out")
        elif self._sheet is not None:
            self._workbook.sheets.append(self._sheet)
        self._sheet = None

    def _start_columns(self, attributes: Attributes) -> None:
        first = self._column
        self._column += int(attributes.get("table:number-columns-repeated") or 1)
        if (
            attributes.get("table:visibility") in _HIDDEN
            and self._sheet
            and self._sheet.hidden_columns is not None
        ):
            self._sheet.hidden_columns.update(range(first, min(self._column, _MAX_COLUMNS + 1)))

    def _start_row(self, attributes: Attributes) -> None:
        self._row += self._repeated
        self._repeated = int(attributes.get("table:number-rows-repeated") or 1)
        self._column = 1
        if self._sheet is not None:
            self._row_start = len(self._sheet.cells)
            if attributes.get("table:visibility") in _HIDDEN and self._sheet.hidden_rows is not None:
                last = min(self._row + self._repeated - 1, _MAX_ROWS)
                self._sheet.hidden_rows.update(range(self._row, last + 1))

    def _repeat_row(self) -> None:
        if self._sheet is None or self._repeated == 1:
            return
        cells = self._sheet.cells[self._row_start :]
        self._count(len(cells) * (self._repeated - 1))
        for row in range(self._row + 1, self._row + self._repeated) if cells else ():
            self._sheet.cells.extend(cell._replace(row=row) for cell in cells)

    def _start_cell(self, attributes: Attributes) -> None:
        if self._sheet is not None:
            self._cell = attributes
            self._paragraphs, self._comment = [], []
            self._length = 0

    def _end_cell(self, attributes: Attributes, *, is_covered: bool) -> None:
        if self._sheet is None:
            return
        first = self._column
        self._column += int(attributes.get("table:number-columns-repeated") or 1)
        self._merge(self._sheet, first, attributes)
        # What a merge covers is not shown, and Excel would not keep it.
        cell = None if is_covered else self._made(first, attributes)
        if cell is None:
            self.lost_comments += bool(self._comment)
            return
        self._count(self._column - first)
        self._sheet.cells.append(cell)
        for column in range(first + 1, self._column):
            self._sheet.cells.append(cell._replace(column=column))

    def _merge(self, sheet: Sheet, column: int, attributes: Attributes) -> None:
        if "table:number-columns-spanned" not in attributes and "table:number-rows-spanned" not in attributes:
            return
        down = int(attributes.get("table:number-rows-spanned") or 1)
        across = int(attributes.get("table:number-columns-spanned") or 1)
        if down > 1 or across > 1:
            sheet.merged.append(Span(self._row, column, self._row + down - 1, column + across - 1))

    def _count(self, cells: int) -> None:
        self._total += cells
        if self._total > MAX_CELLS:
            raise refused("too_many_cells")

    def _made(self, column: int, attributes: Attributes) -> Cell | None:
        shown = "\n".join(self._paragraphs)
        formula = attributes.get("table:formula")
        comment = "\n".join(self._comment) or None
        kind, value, raw = typed(attributes, shown)
        text = shown or shown_without_text(value, raw)
        if not text:
            # An empty result is a result: only a formula of no type at all was never worked out.
            if formula is None or "office:value-type" in attributes:
                return None
            return Cell(self._row, column, formula, None, "uncached", None, None, formula, comment)
        if attributes.get("calcext:value-type") == "error" or (formula and _ERROR.fullmatch(text)):
            return Cell(self._row, column, text, None, "error", text, None, formula, comment)
        return Cell(
            self._row,
            column,
            text,
            text if kind == "text" else value,
            kind,
            raw or text,
            None,
            formula,
            comment,
        )


def _is_aside(name: str) -> bool:
    return name in _ASIDE or name.startswith("draw:")
