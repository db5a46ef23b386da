"""Small workbooks made of rows, and a county of one locality with two teams, for the tests of layouts."""

from __future__ import annotations

from datetime import date, datetime

from assets.county import County
from assets.locality.cells import Cell, Sheet, Span, Workbook
from assets.locality.layout import Layout, parse_layout
from assets.locality.teams import Teams
from assets.locality.workbooks import WorkbookReading, read_locality_workbook

COUNTY = County.model_validate(
    {
        "authority": "Testshire",
        "as_at": date(2019, 5, 1),
        "first_month": "2018-04",
        "localities": [
            {
                "name": "Hill",
                "also": ["Hill & Dale"],
                "folder": "localities/Hill",
                "layout": "hill.yaml",
                "teams": [
                    {"name": "Hill Team 1", "also": ["Team 1", "Upper"]},
                    {"name": "Hill Team 2", "also": ["Team 2", "Lower"]},
                ],
            },
            {
                "name": "Shore",
                "folder": "localities/Shore",
                "layout": "shore.yaml",
                "teams": [{"name": "Shore Team 1", "also": ["Team 1", "Harbour"]}],
            },
        ],
    }
)
TEAMS = Teams(COUNTY, COUNTY.localities[0])
AS_AT = date(2019, 5, 1)
COLUMNS: dict[str, object] = {"name": "Name", "child_id": "ID", "dob": "DOB", "last_visit": "Last visit"}
HEADING = ["Name", "ID", "DOB", "Last visit"]
ANN = ["Ann Lee", 101, date(2010, 2, 1), "1/4/19"]
BO = ["Bo Ray", 102, date(2011, 3, 2), "2/4/19"]


def sheet(
    name: str, rows: list[list[object]], merged: list[tuple[int, int, int, int]] | None = None
) -> Sheet:
    """A sheet of rows from A1 on; None and '' are empty cells, merges count from 1."""
    cells = [
        _cell(row, column, value)
        for row, values in enumerate(rows, start=1)
        for column, value in enumerate(values, start=1)
        if value not in (None, "")
    ]
    return Sheet(name, cells, merged=[Span(*span) for span in merged or []])


def _cell(row: int, column: int, value: object) -> Cell:
    if isinstance(value, Cell):
        return value._replace(row=row, column=column)
    if isinstance(value, datetime | date):
        return Cell(row, column, value.strftime("%d/%m/%Y"), value, "date")
    if isinstance(value, int | float):
        return Cell(row, column, str(value), float(value), "number", str(value), "General")
    return Cell(row, column, str(value), str(value), "text")


def layout(
    tables: dict[str, object], sheets: list[dict[str, object]] | None = None, **more: object
) -> Layout:
    """A layout of one file rule for any name; by default every sheet holds the first table."""
    rules = sheets or [{"table": next(iter(tables))}]
    return parse_layout(
        {"locality": "Hill", "files": [{"match": "*", "sheets": rules}], "tables": tables, **more},
        "hill.yaml",
    )


def read(
    layout_: Layout, *sheets: Sheet, file_name: str = "Tracker April 2019", teams: Teams = TEAMS
) -> WorkbookReading:
    """The sheets read under the layout, on the night of 1 May 2019."""
    workbook = Workbook("xlsx", list(sheets))
    return read_locality_workbook(
        workbook, layout_.files[0], layout_, teams, file_name=file_name, as_at=AS_AT
    )


def said(reading: WorkbookReading, field: str) -> list[tuple[str | None, object]]:
    """The cell and the value of one field, row by row."""
    return [
        (value.cell, value.reading.value)
        for row in reading.rows
        for value in row.values
        if value.field == field
    ]


def adds_up(reading: WorkbookReading) -> bool:
    """Whether of every sheet the cells used, ignored and not understood are all its cells, once each."""
    counts = [(one.used, one.ignored, one.not_understood, one.cells) for one in reading.sheets]
    return all(sum(parts) == cells and min(parts) >= 0 for *parts, cells in counts)


def tracker(columns: dict[str, object] | None = None, **more: object) -> dict[str, object]:
    """A layout's table of children, with COLUMNS unless told."""
    return {"holds": "children", "header": {"anchors": ["name"]}, "columns": columns or COLUMNS, **more}
