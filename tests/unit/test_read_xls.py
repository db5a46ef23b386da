"""An .xls keeps its cells, formats, merges and what is hidden."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
import xlwt

from assets.locality.cells import RefusedError, Span
from assets.locality.reading import read_workbook


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("CP")
    sheet.write_merge(0, 0, 0, 2, "Child Protection")
    sheet.write(2, 1, datetime.fromisoformat("2019-04-25"), xlwt.easyxf(num_format_str="DD.MM.YY"))
    sheet.write(2, 2, datetime.fromisoformat("2019-04-25"), xlwt.easyxf(num_format_str="M/D/YY"))
    sheet.write(3, 0, 18307)
    sheet.write(3, 1, 0.774, xlwt.easyxf(num_format_str="0%"))
    sheet.write(3, 2, " typed\u00a0")
    sheet.write(4, 0, True)
    sheet.row(4).set_cell_error(1, 0x17)
    sheet.write(4, 2, "", xlwt.easyxf("font: bold on"))
    sheet.write(5, 0, xlwt.Formula("D99"))  # xlwt stores an empty text as the result
    sheet.row(2).hidden = True
    sheet.col(1).hidden = True
    book.add_sheet("old").visibility = 1
    path = tmp_path / "tracker.xls"
    book.save(str(path))
    return path


def test_each_type_of_cell_is_kept_as_what_it_is(tracker: Path) -> None:
    cells = {cell.address: cell for cell in read_workbook(tracker).sheets[0].cells}
    assert {address: (cell.kind, cell.text) for address, cell in cells.items()} == {
        "A1": ("text", "Child Protection"),
        "B3": ("date", "25.04.19"),
        "C3": ("date", "25/04/2019"),  # format 14 is the region's own short date
        "A4": ("number", "18307"),
        "B4": ("number", "77%"),
        "C4": ("text", " typed\u00a0"),
        "A5": ("bool", "TRUE"),
        "B5": ("error", "#REF!"),
        "A6": ("text", ""),
    }
    assert (cells["B3"].value, cells["B3"].raw) == (date(2019, 4, 25), "43580")
    assert (cells["B4"].value, cells["B4"].raw) == (0.774, "0.774")


def test_what_is_merged_and_hidden(tracker: Path) -> None:
    sheet, old = read_workbook(tracker).sheets
    assert sheet.merged == [Span(1, 1, 1, 3)]
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({3}, {2})
    assert (sheet.visible, old.visible) == (True, False)


def test_the_1904_calendar(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.dates_1904 = True
    book.add_sheet("S").write(
        0, 0, datetime.fromisoformat("2019-04-25"), xlwt.easyxf(num_format_str="DD/MM/YYYY")
    )
    book.save(str(tmp_path / "mac.xls"))
    workbook = read_workbook(tmp_path / "mac.xls")
    assert workbook.date_1904
    assert workbook.sheets[0].cells[0].value == date(2019, 4, 25)


def test_a_truncated_file_is_refused(tracker: Path) -> None:
    tracker.write_bytes(tracker.read_bytes()[:-3000])
    with pytest.raises(RefusedError) as caught:
        read_workbook(tracker)
    assert caught.value.reason in ("damaged", "unreadable", "not_a_workbook")
