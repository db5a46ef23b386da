"""Every real file is read or refused for the right reason; other readers find the same cells."""

from __future__ import annotations

import csv
import warnings
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlrd
from odf import teletype
from odf.opendocument import load
from odf.table import Table, TableRow
from odf.text import P
from python_calamine import CalamineWorkbook

from assets.locality.cells import Cell, RefusedError, Span, Workbook
from assets.locality.reading import read_workbook

Place = tuple[str, int, int]
LOCKED = [("Sheet1", [])]
# Cells are all that are not empty; errors are among them.
READ = {
    "annex_a/Annex_A_2024_Jan.xlsx": ("xlsx", 11, 974, 10),
    "annex_a/official_template_2019.xlsx": ("xlsx", 15, 1230, 0),
    "messy/SheetJS__sheet_visibility.xlsb": ("xlsb", 3, 46, 0),
    "messy/datacarpentry__survey_data_spreadsheet_messy.xls": ("xls", 3, 416, 0),
    "messy/dfe-analytical-services__LA_Inspection_Outcomes_as_at_31_March_2025.ods": ("ods", 6, 6203, 0),
    "messy/jazzband__bad_dimensions.xlsx": ("xlsx", 1, 11, 0),
    "messy/mikeAdamss__householddebtdataset.xls": ("xls", 22, 3924, 0),
    "messy/mikeAdamss__tourism.xlsx": ("xlsx", 7, 2699, 0),
    "messy/nacnudus__toronto_transit.xlsx": ("xlsx", 1, 1544, 0),
    "messy/sfirke__dirty_data.xlsx": ("xlsx", 1, 127, 3),
    "messy/tafia__date_1904.xlsx": ("xlsx", 1, 6, 0),
    "messy/tidyverse__deaths.xlsx": ("xlsx", 2, 163, 0),
    "messy/tomwhite__Historic_COVID-19_Dashboard_Data.xlsx": ("xlsx", 7, 5938, 0),
}
REFUSED = {
    "messy/derived__truncated.xlsx": "truncated",
    "messy/tafia__pass_protected.xlsx": "encrypted",
    "messy/~$RGC.xlsx": "lock_file",
    "README.md": "not_a_workbook",
    "cin_census/BAR_cin_2022.xml": "web_page",
    "cin_census/CIN_schema_2026.xsd": "web_page",
}
# Where openpyxl has another value, and why.
EXPLAINED = {
    # =NOW() with thousandths of a second; times here are to the second, as Excel shows them.
    ("messy/nacnudus__toronto_transit.xlsx", "1985-2017 ACTUALS", 60, 1),
    # A length of time beyond a day, [hh]:mm:ss, is the number it is stored as; openpyxl makes a timedelta.
    ("messy/tafia__date_1904.xlsx", "Sheet1", 3, 1),
}


@pytest.mark.parametrize("name", READ)
def test_a_sample_is_read(shared: Path, name: str) -> None:
    workbook = read_workbook(shared / "samples" / name)
    cells = [cell for sheet in workbook.sheets for cell in sheet.cells]
    errors = sum(cell.kind == "error" for cell in cells)
    assert (workbook.format, len(workbook.sheets), len(cells), errors) == READ[name]


@pytest.mark.parametrize("name", REFUSED)
def test_a_sample_is_refused(shared: Path, name: str) -> None:
    with pytest.raises(RefusedError) as caught:
        read_workbook(shared / "samples" / name)
    assert caught.value.reason == REFUSED[name]


def test_every_sample_is_expected(shared: Path) -> None:
    folder = shared / "samples"
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert found == set(READ) | set(REFUSED)


def test_the_locked_sample_opens_with_its_password(shared: Path) -> None:
    workbook = read_workbook(shared / "samples/messy/tafia__pass_protected.xlsx", passwords=("123",))
    assert [(sheet.name, sheet.cells) for sheet in workbook.sheets] == LOCKED


def ours(workbook: Workbook) -> dict[Place, Cell]:
    return {(sheet.name, cell.row, cell.column): cell for sheet in workbook.sheets for cell in sheet.cells}


def as_openpyxl_has_it(cell: Cell) -> object:
    if cell.kind == "error":
        return cell.text
    if isinstance(cell.value, date) and not isinstance(cell.value, datetime):
        return datetime(cell.value.year, cell.value.month, cell.value.day)  # noqa: DTZ001 - as typed in a cell
    return cell.value


@pytest.mark.parametrize("name", [name for name, (kind, *_) in READ.items() if kind == "xlsx"])
def test_openpyxl_reads_the_same(shared: Path, name: str) -> None:
    """Every cell, value, formula, comment, merge, hidden row and sheet, but for what is in `EXPLAINED`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of extensions openpyxl does not keep
        values = openpyxl.load_workbook(shared / "samples" / name, data_only=True)
        formulas = openpyxl.load_workbook(shared / "samples" / name)
    workbook = read_workbook(shared / "samples" / name)
    theirs = {
        (sheet.title, cell.row, cell.column): cell
        for sheet in values.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value not in (None, "")
    }
    cells = ours(workbook)
    assert cells.keys() == theirs.keys()
    different = {
        place: cell for place, cell in cells.items() if as_openpyxl_has_it(cell) != theirs[place].value
    }
    assert different.keys() == {tuple(place) for file, *place in EXPLAINED if file == name}
    for (title, row, column), cell in cells.items():
        stored = formulas[title].cell(row, column)
        formula = getattr(stored.value, "text", stored.value) if stored.data_type == "f" else None
        assert cell.formula == formula
        assert (cell.comment is None) == (stored.comment is None)
    for sheet, other in zip(workbook.sheets, values.worksheets, strict=True):
        assert set(sheet.merged) == {
            Span(one.min_row, one.min_col, one.max_row, one.max_col) for one in other.merged_cells.ranges
        }
        assert sheet.hidden_rows == {row for row, shape in other.row_dimensions.items() if shape.hidden}
        assert sheet.visible == (other.sheet_state == "visible")


@pytest.mark.parametrize(
    "name", [name for name, (kind, *_) in READ.items() if kind in ("xls", "xlsb", "ods")]
)
def test_calamine_reads_the_same(shared: Path, name: str) -> None:
    book = CalamineWorkbook.from_path(str(shared / "samples" / name))
    theirs = {}
    for title in book.sheet_names:
        sheet = book.get_sheet_by_name(title)
        top, left = sheet.start or (0, 0)
        theirs |= {
            (title, top + row + 1, left + column + 1): value
            for row, values in enumerate(sheet.to_python())
            for column, value in enumerate(values)
            if value != ""
        }
    # calamine gives errors as empty; none of these files has one.
    cells = ours(read_workbook(shared / "samples" / name))
    assert cells.keys() == theirs.keys()
    different = [place for place, cell in cells.items() if cell.value != theirs[place]]
    assert different == []


@pytest.mark.parametrize("name", [name for name, (kind, *_) in READ.items() if kind == "xls"])
def test_xlrd_finds_the_same_cells(shared: Path, name: str) -> None:
    """Our reader asks xlrd for more than its cells: here they are as it gives them of itself."""
    book = xlrd.open_workbook(shared / "samples" / name)
    theirs = {
        (sheet.name, row + 1, column + 1)
        for sheet in book.sheets()
        for row in range(sheet.nrows)
        for column in range(sheet.ncols)
        if sheet.cell_value(row, column) != ""
    }
    assert ours(read_workbook(shared / "samples" / name)).keys() == theirs


@pytest.mark.parametrize("name", [name for name, (kind, *_) in READ.items() if kind == "ods"])
def test_odfpy_shows_the_same(shared: Path, name: str) -> None:
    theirs: dict[Place, str] = {}
    for table in load(str(shared / "samples" / name)).getElementsByType(Table):
        row = 0
        for line in table.getElementsByType(TableRow):
            column = 0
            for cell in line.childNodes:
                shown = "\n".join(teletype.extractText(text) for text in cell.getElementsByType(P))
                often = int(cell.getAttribute("numbercolumnsrepeated") or 1)
                for _ in range(often if shown else 1):
                    if shown:
                        theirs[str(table.getAttribute("name")), row + 1, column + 1] = shown
                        column += 1
                column += 0 if shown else often
            row += int(line.getAttribute("numberrowsrepeated") or 1)
    cells = ours(read_workbook(shared / "samples" / name))
    assert {place: " ".join(cell.text.split()) for place, cell in cells.items()} == {
        place: " ".join(text.split()) for place, text in theirs.items()
    }


def test_cells_show_what_the_golden_county_says_they_show(shared: Path) -> None:
    golden = shared / "golden"
    with (golden / "truth" / "errors.csv").open(encoding="utf-8", newline="") as file:
        # Of a whole row the truth gives the child, not the cell's text.
        errors = [
            e
            for e in csv.DictReader(file)
            if e["cell"] and e["field"] not in ("", "locality", "plan_type", "team")
        ]
    shown: dict[tuple[str, str, str], str] = {}
    for name in {error["file"] for error in errors}:
        workbook = read_workbook(golden / name)
        shown |= {
            (name, sheet.name, cell.address): cell.text for sheet in workbook.sheets for cell in sheet.cells
        }
    wrong = [
        e["error_id"]
        for e in errors
        if shown.get((e["file"], e["sheet"], e["cell"]), "") != e["spreadsheet_value"]
    ]
    assert len(errors) > 200
    assert wrong == []
