from __future__ import annotations

from datetime import date

import pytest

from assets.locality.cells import Sheet
from assets.locality.layout import Layout, parse_layout
from tests.unit.workbook_shapes import adds_up, layout, read, sheet

HEADING = ["Name", "ID", "DOB"]
ANN, BO = ["Ann Lee", 101, "1/2/2010"], ["Bo Ray", 102, "2/3/2011"]
TRACKER = {
    "holds": "children",
    "header": {"anchors": ["name", "child_id"]},
    "columns": {"name": "Name", "child_id": "ID", "dob": "DOB"},
}
SHEETS: list[dict[str, object]] = [
    {"match": "CP", "table": "t", "plan_type": "CP"},
    {"match": ["Notes", "old*"], "ignore": "notes"},
]


def statuses(layout_: Layout, *sheets: Sheet) -> list[tuple[str, str]]:
    return [(one.sheet, one.status) for one in read(layout_, *sheets).sheets]


def test_sheets_are_read_ignored_missing_or_not_declared_and_every_cell_counted() -> None:
    rules = [*SHEETS, {"match": "CIN", "table": "t", "plan_type": "CIN"}]
    sheets = (sheet("cp ", [HEADING, ANN]), sheet("Old one", [["x"]]), sheet("Rota", [["a", "b"]]))
    reading = read(layout({"t": TRACKER}, rules), *sheets)
    assert [(one.sheet, one.status, one.cells, one.not_understood) for one in reading.sheets] == [
        ("cp ", "read", 6, 0),
        ("Old one", "ignored", 1, 0),
        ("Rota", "not_declared", 2, 2),
        ("CIN", "missing", 0, 0),
    ]
    assert adds_up(reading)
    assert reading.held_back is None


def test_a_renamed_sheet_that_can_be_only_one_thing_is_read_and_asked_about() -> None:
    reading = read(layout({"t": TRACKER}, SHEETS), sheet("Child Protection", [HEADING, ANN]))
    assert [(row.sheet, row.plan_type) for row in reading.rows] == [("Child Protection", "CP")]
    assert [(one.sheet, one.status, one.reason) for one in reading.sheets] == [
        ("Child Protection", "read", "not named as in the layout, read as 'CP' by its headings: confirm it")
    ]


def test_a_renamed_sheet_that_can_be_two_things_is_not_read() -> None:
    rules = [*SHEETS, {"match": "CIN", "table": "t", "plan_type": "CIN"}]
    assert statuses(layout({"t": TRACKER}, rules), sheet("Children", [HEADING, ANN])) == [
        ("Children", "not_declared"),
        ("CP", "missing"),
        ("CIN", "missing"),
    ]


def test_of_several_things_a_renamed_sheet_is_the_one_whose_name_is_among_its_words() -> None:
    rules = [*SHEETS, {"match": "CIN", "table": "t", "plan_type": "CIN"}]
    two = (sheet("CP list", [HEADING, ANN]), sheet("Open CIN", [HEADING, BO]))
    reading = read(layout({"t": TRACKER}, rules), *two)
    assert [(row.sheet, row.plan_type) for row in reading.rows] == [("CP list", "CP"), ("Open CIN", "CIN")]
    other = sheet("Children in need", [HEADING, BO])
    reading = read(layout({"t": TRACKER}, rules), two[0], other)
    assert [(row.sheet, row.plan_type) for row in reading.rows] == [
        ("CP list", "CP"),
        ("Children in need", "CIN"),
    ]
    closed = sheet("CP closed", [HEADING, ANN])
    assert read(layout({"t": TRACKER}, rules), closed, other).rows == []
    assert statuses(layout({"t": TRACKER}, rules), sheet("CP and CIN", [HEADING, ANN])) == [
        ("CP and CIN", "not_declared"),
        ("CP", "missing"),
        ("CIN", "missing"),
    ]


def test_of_two_new_sheets_neither_is_taken_for_the_missing_one() -> None:
    two = (sheet("CP now", [HEADING, ANN]), sheet("CP copy", [HEADING, ANN]))
    assert statuses(layout({"t": TRACKER}, SHEETS), *two) == [
        ("CP now", "not_declared"),
        ("CP copy", "not_declared"),
        ("CP", "missing"),
    ]


def test_a_hidden_sheet_is_never_taken_for_a_missing_one() -> None:
    hidden = sheet("January", [HEADING, ANN])
    hidden.visible = False
    assert statuses(layout({"t": TRACKER}, SHEETS), hidden) == [
        ("January", "not_declared"),
        ("CP", "missing"),
    ]


def test_a_declared_sheet_is_read_although_it_is_hidden_and_so_are_hidden_rows() -> None:
    hidden = sheet("CP", [HEADING, ANN, BO])
    hidden.visible, hidden.hidden_rows = False, {3}
    assert [row.row_number for row in read(layout({"t": TRACKER}, SHEETS), hidden).rows] == [2, 3]


def test_new_team_sheets_are_read_as_long_as_there_are_teams_for_them() -> None:
    rules: list[dict[str, object]] = [{"match": "* - Team *", "table": "t"}]
    named, new, copy = (sheet(name, [HEADING, ANN]) for name in ("Jo - Team 1", "Fiona", "Copy of Fiona"))
    assert statuses(layout({"t": TRACKER}, rules), named, new) == [("Jo - Team 1", "read"), ("Fiona", "read")]
    assert statuses(layout({"t": TRACKER}, rules), named, new, copy) == [
        ("Jo - Team 1", "read"),
        ("Fiona", "not_declared"),
        ("Copy of Fiona", "not_declared"),
    ]


def test_team_sheets_that_all_have_new_names_are_read_if_each_names_another_team() -> None:
    rules: list[dict[str, object]] = [{"match": "* caseload", "table": "t"}]
    one, two, copy = (sheet(name, [HEADING, ANN]) for name in ("Team 1 (Jo)", "Team 2 (Fi)", "Team 2 copy"))
    reading = read(layout({"t": TRACKER}, rules), one, two)
    asked = "not named as in the layout, read as '* caseload' by its headings: confirm it"
    assert [(sheet.sheet, sheet.status, sheet.reason) for sheet in reading.sheets] == [
        ("Team 1 (Jo)", "read", asked),
        ("Team 2 (Fi)", "read", asked),
    ]
    assert statuses(layout({"t": TRACKER}, rules), one, two, copy) == [
        ("Team 1 (Jo)", "not_declared"),
        ("Team 2 (Fi)", "not_declared"),
        ("Team 2 copy", "not_declared"),
        ("* caseload", "missing"),
    ]


def test_a_sheet_without_the_heading_is_held_back_with_its_cells_not_understood() -> None:
    reading = read(layout({"t": TRACKER}, SHEETS), sheet("CP", [["Nom", "No"], ["Ann Lee", 101]]))
    one = reading.sheets[0]
    assert (one.status, one.not_understood, one.reason) == ("held_back", 4, "no heading of 't' is found")
    assert reading.held_back == "CP: no heading of 't' is found"


def test_a_tracker_without_a_child_is_read() -> None:
    reading = read(layout({"t": TRACKER}, SHEETS), sheet("CP", [HEADING]))
    assert (reading.held_back, reading.rows, reading.sheets[0].status) == (None, [], "read")


def test_an_empty_declared_sheet_is_held_back() -> None:
    assert statuses(layout({"t": TRACKER}, SHEETS), sheet("CP", [])) == [("CP", "held_back")]


@pytest.mark.parametrize(
    ("where", "day"),
    [
        ({"title": "Position at {date}*"}, date(2019, 4, 28)),
        ({"title": "Position for {month}"}, None),
        ({"sheet_name": "CP {month}"}, date(2019, 2, 28)),
        ({"file_name": "Tracker {month}"}, date(2019, 4, 30)),
    ],
)
def test_what_a_workbook_is_about_stands_where_the_layout_says(
    where: dict[str, str], day: date | None
) -> None:
    declared = {
        "locality": "Hill",
        "files": [{"match": "*", "describes": [where], "sheets": [{"table": "t"}]}],
        "tables": {"t": TRACKER},
    }
    one = sheet("CP Feb-19", [["Position at 28th April 2019 (draft)"], HEADING, ANN])
    assert read(parse_layout(declared, "hill.yaml"), one, file_name="Tracker 0419").describes == day


@pytest.mark.parametrize("name", ["Closed cases", "Team 2 closed cases", "Old - Team 2", "Shore team"])
def test_a_sheet_of_closed_cases_is_not_taken_for_a_missing_one(name: str) -> None:
    rules: list[dict[str, object]] = [{"match": "Jo - Team *", "table": "t"}]
    both = (sheet("Jo - Team 1", [HEADING, ANN]), sheet(name, [HEADING, ANN]))
    assert statuses(layout({"t": TRACKER}, rules), *both) == [("Jo - Team 1", "read"), (name, "not_declared")]
