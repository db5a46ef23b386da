"""Every real file is read or refused for the right reason; other readers find the same cells."""

from __future__ import annotations

import csv
import warnings
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from assets.locality.cells import RefusedError, Workbook
from assets.locality.reading import read_workbook

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
    found = {f"{part}/{path.name}" for part in ("messy", "annex_a") for path in (folder / part).iterdir()}
    assert found == set(READ) | set(REFUSED)


def ours(workbook: Workbook) -> dict[tuple[str, int, int], bool]:
    """Where the cells are, and whether each is an error."""
    return {(s.name, c.row, c.column): c.kind == "error" for s in workbook.sheets for c in s.cells}


@pytest.mark.parametrize("name", [name for name, (kind, *_) in READ.items() if kind == "xlsx"])
def test_openpyxl_finds_the_same_cells(shared: Path, name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of extensions openpyxl does not keep
        book = openpyxl.load_workbook(shared / "samples" / name, data_only=True)
    theirs = {
        (sheet.title, cell.row, cell.column): cell.data_type == "e"
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value not in (None, "")
    }
    assert ours(read_workbook(shared / "samples" / name)) == theirs


@pytest.mark.parametrize("name", [name for name, (kind, *_) in READ.items() if kind != "xlsx"])
def test_calamine_finds_the_same_cells(shared: Path, name: str) -> None:
    book = CalamineWorkbook.from_path(str(shared / "samples" / name))
    theirs = set()
    for title in book.sheet_names:
        sheet = book.get_sheet_by_name(title)
        top, left = sheet.start or (0, 0)
        theirs |= {
            (title, top + row + 1, left + column + 1)
            for row, values in enumerate(sheet.to_python())
            for column, value in enumerate(values)
            if value != ""
        }
    # calamine gives errors as empty; none of these files has one.
    assert set(ours(read_workbook(shared / "samples" / name))) == theirs


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
