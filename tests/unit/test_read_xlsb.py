"""An .xlsb keeps its cells, formats, merges and what is hidden."""

from __future__ import annotations

import struct
from datetime import date
from pathlib import Path

import pytest

from assets.locality.cells import RefusedError, Span
from assets.locality.reading import read_workbook
from tests.unit.xlsb_records import SHEET, cell, row, whole, workbook


def test_each_type_of_cell_is_kept_as_what_it_is(tmp_path: Path) -> None:
    sheet, old = read_workbook(workbook(tmp_path / "tracker.xlsb")).sheets
    assert {one.address: (one.kind, one.text) for one in sheet.cells} == {
        "A1": ("text", "Team"),
        "B1": ("text", " typed\u00a0"),
        "A3": ("date", "25.04.19"),
        "B3": ("number", "123.45"),
        "C3": ("number", "77%"),
        "D3": ("number", "0.5"),
        "E3": ("error", "#REF!"),
        "F3": ("bool", "TRUE"),
        "G3": ("number", "2"),
        "H3": ("error", "#N/A"),
    }
    assert sheet.cells[2].value == date(2019, 4, 25)
    assert (sheet.name, sheet.visible, old.name, old.visible) == ("CP", True, "old", False)


def test_dates_of_a_1904_workbook_are_right(tmp_path: Path) -> None:
    sheet = row(1) + cell(2, 1, whole(42118), style=1)
    read = read_workbook(workbook(tmp_path / "mac.xlsb", sheet, date_1904=True))
    assert read.date_1904
    assert read.sheets[0].cells[0].value == date(2019, 4, 25)


def test_what_is_merged_and_hidden(tmp_path: Path) -> None:
    sheet = read_workbook(workbook(tmp_path / "tracker.xlsb")).sheets[0]
    assert sheet.merged == [Span(1, 1, 2, 1)]
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({3}, {2, 3})


@pytest.mark.parametrize(
    "sheet",
    [SHEET[:-5], row(1) + cell(6, 1, struct.pack("<I", 9999))],
    ids=["cut short", "text longer than its record"],
)
def test_broken_records_are_refused(tmp_path: Path, sheet: bytes) -> None:
    with pytest.raises(RefusedError, match="damaged"):
        read_workbook(workbook(tmp_path / "broken.xlsb", sheet))


def test_one_odd_cell_costs_no_other(tmp_path: Path) -> None:
    odd = cell(7, 1, struct.pack("<I", 7)) + cell(5, 2, struct.pack("<d", float("nan")))
    sheet = row(1) + odd + cell(5, 3, struct.pack("<d", 2.0))
    cells = read_workbook(workbook(tmp_path / "odd.xlsb", sheet)).sheets[0].cells
    assert [(one.kind, one.text) for one in cells] == [("error", "7"), ("error", "nan"), ("number", "2")]
