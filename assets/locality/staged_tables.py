"""The staged tables of the localities' workbooks, as docs/working-tables.md has them.

Belongs here: their columns, and putting readings into them. Does not belong here: reading anything.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

import duckdb
import pyarrow as pa

from assets.locality.child_rows import TrackerValue
from assets.locality.workbooks import WorkbookReading
from assets.warehouse import load_rows


@dataclass(slots=True)
class StagedWorkbook:
    """A declared or delivered workbook.

    `status` is `read`, `held_back`, `missing`, `superseded`, `not_declared` or `ignored`; `is_stale` says
    that it was read and is of an earlier month; `declared_as` is the layout's pattern that it came under.
    """

    locality: str
    source_file: str
    status: str
    reason: str | None = None
    content_hash: str | None = None
    delivered_at: datetime | None = None
    is_stale: bool = False
    declared_as: str | None = None
    reading: WorkbookReading = field(default_factory=WorkbookReading)


_WORKBOOKS = pa.schema(
    [
        ("locality", pa.string()),
        ("source_file", pa.string()),
        ("content_hash", pa.string()),
        ("delivered_at", pa.timestamp("us")),
        ("describes", pa.date32()),
        ("status", pa.string()),
        ("reason", pa.string()),
        ("is_stale", pa.bool_()),
    ]
)
_ROWS = pa.schema(
    [
        ("tracker_row_id", pa.int32()),
        ("locality", pa.string()),
        ("team", pa.string()),
        ("source_file", pa.string()),
        ("sheet", pa.string()),
        ("row_number", pa.int32()),
        ("cell", pa.string()),
        ("plan_type", pa.string()),
    ]
)
_LINES = pa.schema(
    [
        ("locality", pa.string()),
        ("source_file", pa.string()),
        ("sheet", pa.string()),
        ("row_number", pa.int32()),
        ("cell", pa.string()),
        ("tracker_row_id", pa.int32()),
    ]
)
_VALUES = pa.schema(
    [
        ("tracker_row_id", pa.int32()),
        ("field", pa.string()),
        ("cell", pa.string()),
        ("typed", pa.string()),
        ("state", pa.string()),
        ("text_value", pa.string()),
        ("date_value", pa.date32()),
        ("note", pa.string()),
    ]
)
_FIGURES = pa.schema(
    [
        ("figure_id", pa.int32()),
        ("locality", pa.string()),
        ("team", pa.string()),
        ("period", pa.date32()),
        ("indicator_id", pa.string()),
        ("source_file", pa.string()),
        ("sheet", pa.string()),
        ("row_number", pa.int32()),
        ("cell", pa.string()),
        ("typed", pa.string()),
        ("state", pa.string()),
        ("value", pa.float64()),
        ("decimals", pa.int32()),
        ("stored", pa.float64()),
        ("note", pa.string()),
        ("declared_place", pa.string()),
    ]
)
_COVERAGE = pa.schema(
    [
        ("locality", pa.string()),
        ("source_file", pa.string()),
        ("sheet", pa.string()),
        ("cells", pa.int64()),
        ("used", pa.int64()),
        ("ignored", pa.int64()),
        ("not_understood", pa.int64()),
        ("status", pa.string()),
        ("reason", pa.string()),
    ]
)
_IGNORED = pa.schema(
    [
        ("locality", pa.string()),
        ("source_file", pa.string()),
        ("sheet", pa.string()),
        ("rule", pa.string()),
        ("cells", pa.int64()),
    ]
)


def _value(said: TrackerValue) -> tuple[object, ...]:
    value = said.reading.value
    day = value if isinstance(value, date) else None
    text = None if value is None or day else str(value)
    return said.field, said.cell, said.typed, said.reading.state, text, day, said.reading.note or None


def write_staged(connection: duckdb.DuckDBPyConnection, workbooks: list[StagedWorkbook]) -> None:
    """Write the seven tables; ids count from 1 in the order of localities, files, sheets and rows."""
    files, rows, lines, values, figures, coverage, ignored = [], [], [], [], [], [], []
    for book in workbooks:
        name, reading = (book.locality, book.source_file), book.reading
        files.append(
            (
                *(*name, book.content_hash, book.delivered_at, reading.describes),
                *(book.status, book.reason, book.is_stale),
            )
        )
        for row in reading.rows:
            number = len(rows) + 1
            rows.append(
                (number, name[0], row.team, name[1], row.sheet, row.row_number, row.cell, row.plan_type)
            )
            lines.append((*name, row.sheet, row.row_number, row.cell, number))
            values += [(number, *_value(value)) for value in row.values]
        # Of a superseded workbook nothing is said.
        unnamed = reading.unnamed if book.status == "read" else []
        lines += [(*name, one.sheet, one.row_number, one.cell, None) for one in unnamed]
        for one in reading.figures:
            shown = one.figure
            figures.append(
                (
                    *(len(figures) + 1, name[0], one.team, one.period, one.indicator_id, name[1], one.sheet),
                    *(one.row_number, one.cell, one.typed, shown.state, shown.value, shown.decimals),
                    *(shown.stored, shown.note or None, f"{book.declared_as} / {one.table}"),
                )
            )
        coverage += [
            (
                *name,
                sheet.sheet,
                sheet.cells,
                sheet.used,
                sheet.ignored,
                sheet.not_understood,
                sheet.status,
                sheet.reason,
            )
            for sheet in reading.sheets
        ]
        ignored += [
            (*name, sheet.sheet, rule, cells)
            for sheet in reading.sheets
            for rule, cells in sorted(sheet.ignored_by.items())
            if cells
        ]
    load_rows(connection, "staged.workbooks", _WORKBOOKS, files)
    load_rows(connection, "staged.tracker_rows", _ROWS, rows)
    load_rows(connection, "staged.tracker_lines", _LINES, lines)
    load_rows(connection, "staged.tracker_values", _VALUES, values)
    load_rows(connection, "staged.figures", _FIGURES, figures)
    load_rows(connection, "staged.spreadsheet_coverage", _COVERAGE, coverage)
    load_rows(connection, "staged.ignored_cells", _IGNORED, ignored)
