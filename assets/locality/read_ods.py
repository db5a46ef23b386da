"""Reads .ods workbooks.

Belongs here: content.xml as a stream: tables, rows, cells, repeats, spans, what is hidden.
Does not belong here: styles beyond 'this sheet is hidden'; the text a cell shows is stored, so number formats are not needed.
"""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime, time
from pathlib import Path

from assets.locality.cells import Cell, Kind, Sheet, Span, Workbook
from assets.locality.gate import MAX_CELLS, refused
from assets.locality.number_formats import general
from assets.locality.read_xml import feed, local, new_parser, opened_parts

_MAX_ROWS, _MAX_COLUMNS = 1_048_576, 16_384
_SPACE = re.compile(r"[ \t\r\n]+")
_DURATION = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")
_ERROR = re.compile(r"#[A-Z/0!?]+[!?A]|Err:\d+")
# Text inside these stands beside the cell, not in it.
_ASIDE = {"annotation", "frame", "shapes", "custom-shape", "ruby-text", "note"}


def read_ods(path: Path) -> Workbook:
    """Read every table.

    Raises:
        RefusedError: damaged, declaring entities, or repeating content beyond what a sheet can hold.
    """
    workbook = Workbook(format="ods", sheets=[])
    with (
        zipfile.ZipFile(path) as archive,
        opened_parts(archive) as parts,
        parts.open("content.xml") as content,
    ):
        reader = ContentReader(workbook)
        parser = new_parser()
        parser.StartElementHandler = reader.start
        parser.EndElementHandler = reader.end
        parser.CharacterDataHandler = reader.text
        feed(parser, content)
    return workbook


class ContentReader:
    """Expat handlers that build a workbook from content.xml."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._tables = 0
        self._sheet = Sheet("", [])
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._linked = False
        self._row = self._rows = self._column = 0
        self._row_start = 0
        self._total = 0
        self._cell: dict[str, str] | None = None
        self._paragraphs: list[str] = []
        self._comment: list[str] = []
        self._pieces: list[str] | None = None
        self._aside = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = local(name)
        if self._cell is not None:
            self._start_in_cell(name, attributes)
        elif name in ("table-cell", "covered-table-cell"):
            if self._tables:
                self._cell = attributes
                self._paragraphs, self._comment = [], []
        elif name == "table-row":
            self._start_row(attributes)
        elif name == "table-column":
            self._start_column(attributes)
        elif name == "table":
            self._start_table(attributes)
        elif name == "table-source":
            self._linked = True
        elif name == "style":
            self._style = attributes.get("style:name", "")
        elif name == "table-properties" and attributes.get("table:display") == "false":
            self._hidden_styles.add(self._style)
        elif name == "null-date":
            self._workbook.date_1904 = attributes.get("table:date-value", "").startswith("1904")

    def _start_in_cell(self, name: str, attributes: dict[str, str]) -> None:
        if name in _ASIDE:
            self._aside += 1
        elif name == "p":
            self._pieces = []
        elif self._pieces is not None:
            if name == "s":
                # Spaces beyond one are elements; marked so that collapsing white space leaves them.
                self._pieces.append("\x01" * min(int(attributes.get("text:c") or 1), 32_767))
            elif name == "tab":
                self._pieces.append("\x02")
            elif name == "line-break":
                self._pieces.append("\x03")

    def text(self, text: str) -> None:
        """Characters."""
        if self._pieces is not None:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        """An element ends."""
        name = local(name)
        if self._cell is not None:
            if name == "p" and self._pieces is not None:
                shown = _SPACE.sub(" ", "".join(self._pieces)).strip(" ")
                shown = shown.replace("\x01", " ").replace("\x02", "\t").replace("\x03", "\n")
                (self._comment if self._aside else self._paragraphs).append(shown)
                self._pieces = None
            elif name in _ASIDE:
                self._aside -= 1
            elif name in ("table-cell", "covered-table-cell"):
                self._end_cell(self._cell, is_covered=name == "covered-table-cell")
                self._cell = None
        elif name == "table-row" and self._tables:
            self._repeat_row()
        elif name == "table":
            self._end_table()

    def _start_table(self, attributes: dict[str, str]) -> None:
        self._tables += 1
        self._sheet = Sheet(
            name=attributes.get("table:name", ""),
            cells=[],
            visible=attributes.get("table:style-name") not in self._hidden_styles,
        )
        self._hidden_rows, self._hidden_columns = set(), set()
        self._linked = False
        self._row = self._rows = self._column = 0

    def _end_table(self) -> None:
        self._tables -= 1
        if self._linked:
            self._workbook.notes.append("a stored copy of another file's sheet was left out")
            return
        self._sheet.hidden_rows, self._sheet.hidden_columns = self._hidden_rows, self._hidden_columns
        self._workbook.sheets.append(self._sheet)

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row += self._rows + (self._rows == 0)
        self._rows = int(attributes.get("table:number-rows-repeated") or 1)
        self._column = 1
        self._row_start = len(self._sheet.cells)
        if attributes.get("table:visibility") in ("collapse", "filter"):
            self._hidden_rows.update(range(self._row, min(self._row + self._rows, _MAX_ROWS + 1)))

    def _repeat_row(self) -> None:
        cells = self._sheet.cells[self._row_start :]
        if cells and self._rows > 1:
            self._count(len(cells) * (self._rows - 1))
            for row in range(self._row + 1, self._row + self._rows):
                self._sheet.cells.extend(cell._replace(row=row) for cell in cells)

    def _start_column(self, attributes: dict[str, str]) -> None:
        repeated = int(attributes.get("table:number-columns-repeated") or 1)
        if attributes.get("table:visibility") in ("collapse", "filter"):
            self._hidden_columns.update(
                range(self._column + 1, min(self._column + repeated, _MAX_COLUMNS) + 1)
            )
        self._column += repeated

    def _end_cell(self, attributes: dict[str, str], *, is_covered: bool) -> None:
        repeated = int(attributes.get("table:number-columns-repeated") or 1)
        column = self._column
        self._column += repeated
        self._merge(column, attributes)
        # What a merge covers is not shown, and Excel would not keep it.
        cell = None if is_covered else self._made(column, attributes)
        if cell is None:
            return
        self._count(repeated)
        self._sheet.cells.extend(
            cell if n == column else cell._replace(column=n) for n in range(column, self._column)
        )

    def _merge(self, column: int, attributes: dict[str, str]) -> None:
        down = int(attributes.get("table:number-rows-spanned") or 1)
        across = int(attributes.get("table:number-columns-spanned") or 1)
        if down > 1 or across > 1:
            self._sheet.merged.append(Span(self._row, column, self._row + down - 1, column + across - 1))

    def _count(self, cells: int) -> None:
        self._total += cells
        if self._total > MAX_CELLS:
            raise refused("too_many_cells")

    def _made(self, column: int, attributes: dict[str, str]) -> Cell | None:
        shown = "\n".join(self._paragraphs)
        formula = attributes.get("table:formula")
        comment = "\n".join(self._comment) or None
        kind, value, raw = _typed(attributes, shown)
        text = shown or _fallback(kind, value, raw)
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
            value if kind != "text" else text,
            kind,
            raw or text,
            None,
            formula,
            comment,
        )


Value = str | float | bool | date | datetime | time | None


def _typed(attributes: dict[str, str], shown: str) -> tuple[Kind, Value, str | None]:
    """A cell's kind, its typed value and what the file stores, by office:value-type."""
    declared = attributes.get("office:value-type")
    if declared in ("float", "percentage", "currency"):
        raw = attributes.get("office:value", "")
        return "number", float(raw), raw
    if declared == "date":
        raw = attributes.get("office:date-value", "")
        moment = datetime.fromisoformat(raw.removesuffix("Z"))
        return "date", moment if "T" in raw else moment.date(), raw
    if declared == "boolean":
        raw = attributes.get("office:boolean-value", "")
        return "bool", raw == "true", raw
    if declared == "time":
        raw = attributes.get("office:time-value", "")
        found = _DURATION.fullmatch(raw)
        if found is None:
            return "text", shown, raw
        hours, minutes, seconds = (int(part) for part in found.groups())
        if hours < 24:
            return "date", time(hours, minutes, seconds), raw
        return "number", (hours * 3600 + minutes * 60 + seconds) / 86_400, raw
    return "text", shown, attributes.get("office:string-value")


def _fallback(kind: Kind, value: Value, raw: str | None) -> str:
    """What a cell shows when its writer stored no text."""
    if kind == "number" and isinstance(value, float):
        return general(value)
    if kind == "bool":
        return "TRUE" if value else "FALSE"
    return raw or ""
