"""Reads .ods workbooks.

Belongs here: content.xml as a stream: tables, rows, cells, repeats, spans, what is hidden. Does not belong
here: typed values (read_ods_values); number formats, because the text that a cell shows is stored.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable

from assets.locality.batches import Content, Gatherer, PassOn
from assets.locality.cells import Sheet, Span, Workbook
from assets.locality.gate import MAX_CELL_CHARACTERS, Source, refused
from assets.locality.read_ods_rows import ROW, ROW_END, PlainCell, attributes_of, plain_cells, resolved
from assets.locality.read_ods_values import shown_without_text, typed
from assets.locality.read_xml import new_parser, opened_parts
from assets.locality.read_xml_rows import feed_rows

_MAX_ROWS, _MAX_COLUMNS = 1_048_576, 16_384
_SPACE = re.compile(r"[ \t\r\n]+")
_ERROR = re.compile(r"#(?:REF|VALUE|NAME|N/A|NUM|DIV/0|NULL)[!?]?|Err:\d+")
_CELLS = ("table:table-cell", "table:covered-table-cell")
# Text inside these stands beside the cell, not in it; comments are kept apart.
_ASIDE = ("office:annotation", "table:table", "text:ruby-text", "text:note")
_HIDDEN = ("collapse", "filter")

_SPANNED = ("table:number-columns-spanned", "table:number-rows-spanned")
_REMEMBERED = 20_000

Attributes = dict[str, str]
_Known = tuple[int, Attributes | None, Content | None]
"""How often a cell is repeated, its attributes where it is merged, and its content."""


def read_ods(source: Source, pass_on: PassOn) -> Workbook:
    """Read every table.

    Args:
        source: the file.
        pass_on: given each sheet's cells, in batches.

    Raises:
        RefusedError: damaged, declaring entities, or repeating content beyond what a workbook can hold.
    """
    workbook = Workbook(format="ods", sheets=[])
    with (
        zipfile.ZipFile(source) as archive,
        opened_parts(archive) as parts,
        parts.open("content.xml") as content,
    ):
        reader = ContentReader(workbook, pass_on)
        parser = new_parser()
        parser.StartElementHandler = reader.start
        parser.EndElementHandler = reader.end
        parser.CharacterDataHandler = reader.text
        feed_rows(parser, content, reader.take, ROW, ROW_END, must_see=lambda _: True)
    if reader.lost_comments:
        workbook.notes.append(f"comments on empty cells, left out: {reader.lost_comments}")
    return workbook


class ContentReader:
    """Expat handlers that build a workbook from content.xml."""

    def __init__(self, workbook: Workbook, pass_on: PassOn) -> None:
        self._workbook, self._pass_on = workbook, pass_on
        self._cells = Gatherer(Sheet("", []), pass_on)
        self._known: dict[PlainCell, _Known] = {}
        self._style = ""
        self._hidden_styles: set[str] = set()
        self._sheet: Sheet | None = None
        self._is_copy = False
        self._row = self._repeated = self._column = 0
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
        shown = _collapsed("".join(self._pieces))
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
        self._cells = Gatherer(self._sheet, self._pass_on)
        self._is_copy = False
        self._row, self._repeated, self._column = 1, 0, 1

    def _start_copy(self, _: Attributes) -> None:
        self._is_copy = True

    def _end_table(self) -> None:
        if self._is_copy:
            self._workbook.notes.append("a stored copy of another file's sheet was left out")
        elif self._sheet is not None:
            self._cells.pass_batch()
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
        if (
            attributes.get("table:visibility") in _HIDDEN
            and self._sheet
            and self._sheet.hidden_rows is not None
        ):
            last = min(self._row + self._repeated - 1, _MAX_ROWS)
            self._sheet.hidden_rows.update(range(self._row, last + 1))

    def take(self, _: re.Match[str], inside: str) -> bool:
        """Add the cells of a plain row; no where it is not."""
        if self._sheet is None or self._cell is not None or self._is_copy:
            return False
        found = plain_cells(inside)
        if found is None:
            return False
        known = self._known
        try:
            cells = [known[one] if one in known else self._learn(one) for one in found]
        except ValueError:
            return False
        add_column, add_content = self._cells.columns.append, self._cells.contents.append
        for repeated, attributes, content in cells:
            if repeated == 1 and attributes is None:
                if content is not None:
                    add_column(self._column)
                    add_content(content)
                self._column += 1
                continue
            if attributes is not None:
                self._merge(self._sheet, self._column, attributes)
            self._add(repeated, content)
        return True

    def _learn(self, written: PlainCell) -> _Known:
        """What a plain cell is, remembered, because trackers repeat their names, dates and blanks."""
        covered, given, text, _ = written
        attributes = attributes_of(given)
        repeated = int(attributes.get("table:number-columns-repeated") or 1)
        self._paragraphs, self._comment = [_collapsed(resolved(text))] if text else [], []
        content = None if covered else self._content(attributes)
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        is_merged = any(name in attributes for name in _SPANNED)
        known = self._known[written] = repeated, attributes if is_merged else None, content
        return known

    def _repeat_row(self) -> None:
        if self._sheet is not None and not self._is_copy:
            self._cells.repeat_row(self._row, self._repeated)

    def _start_cell(self, attributes: Attributes) -> None:
        if self._sheet is not None:
            self._cell = attributes
            self._paragraphs, self._comment = [], []
            self._length = 0

    def _end_cell(self, attributes: Attributes, *, is_covered: bool) -> None:
        if self._sheet is None:
            return
        self._merge(self._sheet, self._column, attributes)
        # What a merge covers is not shown, and Excel would not keep it.
        content = None if is_covered else self._content(attributes)
        self.lost_comments += content is None and bool(self._comment)
        self._add(int(attributes.get("table:number-columns-repeated") or 1), content)

    def _add(self, repeated: int, content: Content | None) -> None:
        first = self._column
        self._column += repeated
        if content is None or self._is_copy:
            return
        if self._column > _MAX_COLUMNS + 1:
            raise refused("too_many_cells")
        self._cells.columns += range(first, self._column)
        self._cells.contents += [content] * repeated

    def _merge(self, sheet: Sheet, column: int, attributes: Attributes) -> None:
        down = int(attributes.get("table:number-rows-spanned") or 1)
        across = int(attributes.get("table:number-columns-spanned") or 1)
        if down > 1 or across > 1:
            sheet.merged.append(Span(self._row, column, self._row + down - 1, column + across - 1))

    def _content(self, attributes: Attributes) -> Content | None:
        shown = "\n".join(self._paragraphs)
        formula = attributes.get("table:formula")
        comment = "\n".join(self._comment) or None
        kind, value, raw = typed(attributes, shown)
        text = shown or shown_without_text(value, raw)
        if not text:
            if formula is None:
                return None
            # An empty result is a result: only a formula of no type at all was never worked out.
            if "office:value-type" in attributes:
                return ("", "", "text", "", None, formula, comment)
            return (formula, None, "uncached", None, None, formula, comment)
        if attributes.get("calcext:value-type") == "error" or (formula and _ERROR.fullmatch(text)):
            return (text, None, "error", text, None, formula, comment)
        return (text, text if kind == "text" else value, kind, raw or text, None, formula, comment)


def _collapsed(text: str) -> str:
    """Text without the white space that XML is laid out with."""
    return text if text.isalnum() else _SPACE.sub(" ", text).strip(" ")


def _is_aside(name: str) -> bool:
    return name in _ASIDE or name.startswith("draw:")
