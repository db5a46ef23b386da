"""The golden county's trackers after a month of drift, under the layouts as they are.

The .xlsx files are changed as files, by openpyxl. It writes no .xls and no .ods, and what writes them loses
merges or formats: those two are changed as cells, after reading.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest

from assets.county import Locality, load_place
from assets.locality.cells import Cell, Sheet, Span, Workbook
from assets.locality.child_rows import TrackerRow
from assets.locality.files import rule_for
from assets.locality.layout import load_layout
from assets.locality.reading import read_workbook
from assets.locality.teams import Teams
from assets.locality.workbooks import WorkbookReading, read_locality_workbook
from tests.acceptance.golden_night import COUNTY

NORTHERN = "localities/Northern/Northern CP and CIN Tracker - April 2019.xlsx"
EXETER = "localities/Exeter/Exeter teams 0419.xlsx"
EASTERN = "localities/Eastern and Mid/E&M tracker.xls"
SOUTHERN_CP = "localities/Southern/South trackers/CP April 19.ods"
SOUTHERN_CIN = "localities/Southern/South trackers/CIN April 19.xlsx"
TRACKERS = [NORTHERN, EXETER, EASTERN, SOUTHERN_CP, SOUTHERN_CIN]
REWORDED = [
    (NORTHERN, "Name", "Child's name"),
    (NORTHERN, "DOB", "Birth date"),
    (NORTHERN, "Eclipse ID", "Mosaic ID"),
    (NORTHERN, "SW", "Allocated worker"),
    (NORTHERN, "Plan start", "Date plan started"),
    (NORTHERN, "Last supervision", "Supervision date (last)"),
    (NORTHERN, "Seen alone?", "Was child seen alone"),
    (EXETER, "ID", "Child ID"),
    (EXETER, "Start", "Plan start date"),
    (EXETER, "Last sup", "Supervision"),
    (EXETER, "Alone?", "Seen on own?"),
    (EXETER, "Next visit", "Next vist due"),
    (EASTERN, "Surname", "Family name"),
    (EASTERN, "Forename", "First name"),
    (EASTERN, "PID", "Person ID"),
    (EASTERN, "Last vis", "Date of last visit"),
    (EASTERN, "Alone Y/N", "Child seen alone?"),
    (EASTERN, "Supervision", "Last supervison"),
    (SOUTHERN_CP, "Family", "Surname"),
    (SOUTHERN_CP, "Child", "Name of child"),
    (SOUTHERN_CP, "Last visit", "Date last seen"),
    (SOUTHERN_CP, "Seen alone", "Was child seen alone"),
    (SOUTHERN_CIN, "Seen alone", "Was child seen alone"),
    (SOUTHERN_CIN, "Visit due", "Next visit"),
    (SOUTHERN_CIN, "Assessment end", "Assessment finished on"),
]
HEADING_ROWS = 8
"""In every tracker the headings stand above this row."""

Key = tuple[str, int, str, object]


@dataclass(frozen=True)
class Tracker:
    """A golden tracker, its layout, and a folder for a changed copy."""

    path: Path
    locality: Locality
    folder: Path = field(compare=False)

    def read(self, changed: Path | Workbook | None = None) -> WorkbookReading:
        """Read the tracker, or what has become of it, under the layout as it is."""
        if changed is None:
            return _read_as_it_is(self)
        workbook = changed if isinstance(changed, Workbook) else read_workbook(changed)
        return self._under_its_layout(workbook)

    def _under_its_layout(self, workbook: Workbook) -> WorkbookReading:
        place = load_place(COUNTY)
        layout = load_layout(place.layout_file(self.locality))
        rule = rule_for(self.path.name, self.locality, layout)
        assert rule is not None
        teams = Teams(place.county, self.locality, layout.teams)
        as_at = place.county.as_at
        assert as_at is not None
        return read_locality_workbook(workbook, rule, layout, teams, file_name=self.path.stem, as_at=as_at)

    def changed(self, change: Change) -> Path | Workbook:
        """The tracker with every sheet changed: a file where it is .xlsx, else cells."""
        if self.path.suffix != ".xlsx":
            workbook = _as_it_is(self.path)
            return replace(workbook, sheets=[_changed_cells(sheet, change) for sheet in workbook.sheets])
        book = openpyxl.load_workbook(self.path)
        for sheet in book.worksheets:
            _change_sheet(sheet, change)
        book.save(self.folder / self.path.name)
        return self.folder / self.path.name


@dataclass(frozen=True)
class Change:
    """What is done to each sheet: rows or a column put in, headings reworded, a new name."""

    row_before: Callable[[str], int | None] = lambda _: None
    rows: tuple[tuple[object, ...], ...] = ()
    column: int | None = None
    heading: str = ""
    reword: tuple[str, str] | None = None
    name: Callable[[str], str] = lambda name: name


@cache
def _as_it_is(path: Path) -> Workbook:
    return read_workbook(path)


@cache
def _read_as_it_is(tracker: Tracker) -> WorkbookReading:
    return tracker._under_its_layout(_as_it_is(tracker.path))


def _change_sheet(sheet, change: Change) -> None:
    """Change a sheet; openpyxl moves cells and leaves merges where they were, so these are moved here."""
    boundaries = [openpyxl.utils.cell.range_boundaries(str(one)) for one in sheet.merged_cells.ranges]
    spans = [Span(first_row, first, last_row, last) for first, first_row, last, last_row in boundaries]
    for one in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(one))
    _reword(sheet, change)
    row, heading_row = change.row_before(sheet.title), _heading_row(_top(sheet))
    if row:
        sheet.insert_rows(row, len(change.rows))
        _put(sheet, {(row + down, across): value for down, across, value in _filled(change)})
    if change.column and heading_row:
        sheet.insert_cols(change.column)
        _put(sheet, {(heading_row + down, change.column): "high" for down in range(1, 20)})
        _put(sheet, {(heading_row, change.column): change.heading})
    for span in _moved_spans(spans, row, change):
        sheet.merge_cells(
            start_row=span.first_row,
            start_column=span.first_column,
            end_row=span.last_row,
            end_column=span.last_column,
        )
    sheet.title = change.name(sheet.title)


def _top(sheet) -> list[tuple[int, object]]:
    return [(cell.row, cell.value) for line in sheet.iter_rows(max_row=HEADING_ROWS) for cell in line]


def _reword(sheet, change: Change) -> None:
    for line in sheet.iter_rows(max_row=HEADING_ROWS):
        for cell in line:
            if change.reword and str(cell.value).strip() == change.reword[0]:
                cell.value = change.reword[1]


def _put(sheet, values: dict[tuple[int, int], object]) -> None:
    for (row, column), value in values.items():
        sheet.cell(row, column, value)


def _filled(change: Change) -> list[tuple[int, int, object]]:
    return [
        (down, across, value)
        for down, values in enumerate(change.rows)
        for across, value in enumerate(values, start=1)
        if value is not None
    ]


def _moved(at_row: int, at_column: int, row: int | None, change: Change) -> tuple[int, int]:
    down = len(change.rows) if row and at_row >= row else 0
    return at_row + down, at_column + (1 if change.column and at_column >= change.column else 0)


def _moved_spans(spans: list[Span], row: int | None, change: Change) -> list[Span]:
    return [
        Span(
            *_moved(one.first_row, one.first_column, row, change),
            *_moved(one.last_row, one.last_column, row, change),
        )
        for one in spans
    ]


def _heading_row(cells: list[tuple[int, object]]) -> int | None:
    """The last row of the heading: the one with most text near the top."""
    rows = [row for row, value in cells if isinstance(value, str)]
    return max(dict.fromkeys(rows), key=lambda row: (rows.count(row), row), default=None)


def _changed_cells(sheet: Sheet, change: Change) -> Sheet:
    row = change.row_before(sheet.name)
    cells = []
    for cell in sheet.cells:
        new_row, new_column = _moved(cell.row, cell.column, row, change)
        new = cell._replace(row=new_row, column=new_column)
        if change.reword and cell.row <= HEADING_ROWS and cell.text.strip() == change.reword[0]:
            new = new._replace(text=change.reword[1], value=change.reword[1])
        cells.append(new)
    if row:
        cells += [_text(row + down, across, value) for down, across, value in _filled(change)]
    top = [(cell.row, cell.value) for cell in sheet.cells if cell.row <= HEADING_ROWS]
    heading_row = _heading_row(top)
    if change.column and heading_row:
        cells.append(_text(heading_row, change.column, change.heading))
        cells += [_text(heading_row + below, change.column, "high") for below in range(1, 20)]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    merged = _moved_spans(sheet.merged, row, change)
    return Sheet(change.name(sheet.name), cells, sheet.visible, merged)


def _text(row: int, column: int, value: object) -> Cell:
    return Cell(row, column, str(value), str(value), "text")


def values_of(
    reading: WorkbookReading, was: Callable[[str, int], tuple[str, int]] = lambda sheet, row: (sheet, row)
) -> dict[Key, object]:
    """Every tracker value under the place where it stood before; what a sheet's name tells is not typed."""
    found: dict[Key, object] = {}
    for row in reading.rows:
        for said in row.values:
            value = said.reading.value
            key = (
                *was(row.sheet, row.row_number),
                said.field,
                value if said.field == "earlier_visit" else None,
            )
            typed = said.typed if said.cell else None
            found[key] = (typed, said.reading.state, value, row.team, row.plan_type)
    return found


def agree(before: dict[Key, object], now: dict[Key, object], at_least: float = 0.95) -> float:
    """Nothing is read otherwise than before, nothing more is read, and the share read is enough."""
    assert [key for key in now if key not in before] == []
    assert [(key, before[key], value) for key, value in now.items() if before[key] != value] == []
    share = len(now) / len(before)
    assert share >= at_least
    return share


def questions(reading: WorkbookReading) -> str:
    return "; ".join(sheet.reason for sheet in reading.sheets if sheet.reason and sheet.status != "ignored")


@pytest.fixture
def tracker(shared: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Tracker:
    path = shared / "golden" / request.param
    locality = next(
        one for one in load_place(COUNTY).county.localities if request.param.startswith(one.folder + "/")
    )
    return Tracker(path, locality, tmp_path)


@pytest.mark.parametrize("tracker", TRACKERS, indirect=True)
def test_a_heading_moved_down_is_found(tracker: Tracker) -> None:
    rows = ((None,), ("Return this by Friday please",), (None,))
    now = tracker.read(tracker.changed(Change(row_before=lambda _: 1, rows=rows)))
    assert agree(values_of(tracker.read()), values_of(now, lambda sheet, row: (sheet, row - 3))) == 1


@pytest.mark.parametrize(
    ("tracker", "old", "new"),
    REWORDED,
    indirect=["tracker"],
    ids=[f"{old}: {new}" for _, old, new in REWORDED],
)
def test_a_reworded_heading_is_read_and_asked_about(tracker: Tracker, old: str, new: str) -> None:
    now = tracker.read(tracker.changed(Change(reword=(old, new))))
    agree(values_of(tracker.read()), values_of(now))
    assert new in questions(now)


@pytest.mark.parametrize("tracker", TRACKERS, indirect=True)
def test_a_heading_reworded_beyond_knowing_costs_its_column_and_is_asked_about(tracker: Tracker) -> None:
    headings = {"Last supervision", "Last sup", "Supervision"}
    before = tracker.read()
    [old] = {text for one in before.outlines for text in one.headings.values()} & headings
    now = tracker.read(tracker.changed(Change(reword=(old, "Chat with the boss"))))
    agree(values_of(before), values_of(now), at_least=0.9)
    assert "Chat with the boss" in questions(now)
    assert "not found: last_supervision" in questions(now)


@pytest.mark.parametrize("tracker", TRACKERS, indirect=True)
def test_a_new_column_moves_nothing_and_is_asked_about(tracker: Tracker) -> None:
    # Beside the family's merged cells a column cannot be put in without cutting them.
    now = tracker.read(tracker.changed(Change(column=3, heading="Priority")))
    assert agree(values_of(tracker.read()), values_of(now)) == 1
    assert "'Priority'" in questions(now)


@pytest.mark.parametrize("tracker", TRACKERS, indirect=True)
def test_a_renamed_sheet_is_read_and_asked_about(tracker: Tracker) -> None:
    before = tracker.read()
    for name in {row.sheet for row in before.rows}:
        now = tracker.read(tracker.changed(Change(name=_named(NEW_NAME, name))))
        back = _named(name, NEW_NAME)
        told = values_of(now, lambda sheet, row, back=back: (back(sheet), row))
        assert agree(values_of(before), told) == 1
        assert "confirm it" in questions(now)


NEW_NAME = "Open cases 2019"


def _named(new: str, old: str) -> Callable[[str], str]:
    return lambda name: new if name == old else name


@pytest.mark.parametrize("tracker", TRACKERS, indirect=True)
def test_a_sub_total_in_the_middle_is_no_child(tracker: Tracker) -> None:
    before = tracker.read()
    # Between two families: a row cannot be put into a merged cell.
    cut = {
        two.sheet: two.row_number
        for one, two in pairwise(before.rows)
        if one.sheet == two.sheet and _parted(one, two)
    }
    now = tracker.read(tracker.changed(Change(row_before=cut.get, rows=(("Sub-total", None, 12),))))

    def was(sheet: str, row: int) -> tuple[str, int]:
        at = cut.get(sheet)
        return sheet, row - 1 if at and row > at else row

    assert agree(values_of(before), values_of(now, was)) == 1


def _parted(one: TrackerRow, two: TrackerRow) -> bool:
    """Whether two rows follow one another and share no merged cell."""

    def cells(row: TrackerRow) -> set[str | None]:
        return {value.cell for value in row.values} - {None}

    return two.row_number == one.row_number + 1 and not cells(one) & cells(two)
