"""A title may stand in two cells, the label in one and the date, month or team in another."""

from __future__ import annotations

from datetime import date

import pytest

from assets.locality.about import About, told_about
from assets.locality.cells import Cell, Workbook
from assets.locality.layout import FileRule, Layout, parse_layout
from tests.unit.workbook_shapes import AS_AT, read, sheet

TRACKER = {
    "holds": "children",
    "header": {"anchors": ["Name", "ID"]},
    "columns": {"name": "Name", "child_id": "ID"},
}
FIGURES = {
    "holds": "figures",
    "header": {"anchors": ["Measure"]},
    "measure": {"column": "Measure"},
    "team": {"across": 1},
    "month": {"title": "Month: {month}"},
    "indicators": {"open_cp_plans": "CP plans"},
}
CHILDREN = [["Name", "ID"], ["Ann Lee", 101], ["Bo Ray", 102]]
US_DATE = Cell(1, 1, "4/28/19", date(2019, 4, 28), "date")


def a_layout(table: dict[str, object], title: str = "Position at {date}") -> Layout:
    files = [{"match": "*", "describes": [{"title": title}], "sheets": [{"table": "t"}]}]
    return parse_layout({"locality": "Hill", "files": files, "tables": {"t": table}}, "hill.yaml")


@pytest.mark.parametrize("typed", ["28 April 2019", date(2019, 4, 28), US_DATE])
def test_a_label_and_its_date_in_two_cells_are_one_title_and_are_used(typed: object) -> None:
    one = sheet("CP", [["Our children"], ["Position at", typed], *CHILDREN])
    reading = read(a_layout(TRACKER), one)
    assert reading.describes == date(2019, 4, 28)
    [told] = reading.sheets
    assert (told.status, told.reason, told.not_understood) == ("read", None, 0)
    assert told.used == 2 + 4


def test_the_same_title_on_another_sheet_is_used_there_too() -> None:
    two = [sheet(name, [["Position at", "28 April 2019"], *CHILDREN]) for name in ("CP", "CIN")]
    assert [one.not_understood for one in read(a_layout(TRACKER), *two).sheets] == [0, 0]


def test_a_title_in_one_cell_is_preferred_to_one_in_two() -> None:
    one = sheet("CP", [["Position at", "1 March 2019"], ["Position at 28 April 2019"], *CHILDREN])
    assert read(a_layout(TRACKER), one).describes == date(2019, 4, 28)


def test_a_team_and_a_month_may_stand_beside_their_labels() -> None:
    tracker = TRACKER | {"team": {"title": "Team: {team}"}}
    one = sheet("CP", [["Position at", "28 April 2019"], ["Team:", "Upper"], *CHILDREN])
    reading = read(a_layout(tracker), one)
    assert [row.team for row in reading.rows] == ["Hill Team 1", "Hill Team 1"]
    assert reading.sheets[0].not_understood == 0
    rows = [["Position at", "28 April 2019"], ["Month:", "Apr-19"], ["Measure", "Upper"], ["CP plans", 4]]
    reading = read(a_layout(FIGURES), sheet("Summary", rows))
    assert [(one.team, one.period, one.figure.value) for one in reading.figures] == [
        ("Hill Team 1", date(2019, 4, 1), 4.0)
    ]
    assert reading.sheets[0].not_understood == 0


def test_a_refusal_says_in_which_cells_it_looked_and_not_what_they_say() -> None:
    rule = FileRule.model_validate(
        {"match": "*", "describes": [{"title": "As at {date}"}], "sheets": [{"ignore": "not read here"}]}
    )
    workbook = Workbook("xlsx", [sheet("CP", [["Ann Lee's list"], ["Checked by", "Jo"]]), sheet("CIN", [])])
    assert told_about(workbook, rule, "x", AS_AT) == About(
        fault="what month it is about cannot be told: the layout looks for title 'As at {date}'; it looked "
        "at the first 12 rows of each sheet, such as CP A1, CP A2 and B2"
    )
