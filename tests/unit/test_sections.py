"""Section rows: which row is one, and the team that holds below it and on into the next page's table."""

from __future__ import annotations

from datetime import date

import pytest

from assets.locality.cells import Sheet
from assets.locality.workbooks import WorkbookReading
from tests.unit.workbook_shapes import adds_up, layout, read, sheet

HEADING: list[object] = ["Name", "ID", "DOB", "SW", "Last visit"]
ANN: list[object] = ["Ann Lee", 101, date(2010, 2, 1), "Jo Hay", "1/4/19"]
BO: list[object] = ["Bo Ray", 102, date(2011, 3, 2), "Jo Hay", "2/4/19"]
CY: list[object] = ["Cy Fox", 103, date(2012, 4, 3), "Jo Hay", "3/4/19"]
COLUMNS: dict[str, object] = {
    "name": "Name",
    "child_id": "ID",
    "dob": "DOB",
    "worker": "SW",
    "last_visit": "Last visit",
}
TABLE: dict[str, object] = {
    "holds": "children",
    "header": {"anchors": ["name", "dob"]},
    "columns": COLUMNS,
}
ONE, TWO = "Hill Team 1", "Hill Team 2"


def sectioned(one: Sheet) -> WorkbookReading:
    reading = read(layout({"t": TABLE | {"team": {"section_rows": True}}}), one)
    assert adds_up(reading)
    return reading


def teams(reading: WorkbookReading) -> list[str | None]:
    return [row.team for row in reading.rows]


@pytest.mark.parametrize("text", ["Seagull Bay", "Taem 2", "Team 9", "Lower Hill", "Team 2 and Team 1"])
def test_a_section_row_of_an_unknown_team_right_under_a_child_ends_the_team(text: str) -> None:
    reading = sectioned(sheet("", [HEADING, ["Upper"], ANN, [text], BO, ["Lower"], CY]))
    assert teams(reading) == [ONE, None, TWO]
    assert reading.sheets[0].reason == "row 4 names no team: the children below it are read without"
    assert reading.sheets[0].not_understood == 1


@pytest.mark.parametrize(
    "text", ["Lower (3 children)", "Lower (continued)", "Team 2 - cont'd", "Lower (1 child)"]
)
def test_a_team_with_a_count_or_continued_beside_it_is_known(text: str) -> None:
    assert teams(sectioned(sheet("", [HEADING, ["Upper"], ANN, [text], BO]))) == [ONE, TWO]


@pytest.mark.parametrize(
    "text", ["see Fiona", "Mum to call us back after the next core group meeting", "27", "1/4/19"]
)
def test_what_is_worded_unlike_a_section_row_stays_a_remark(text: str) -> None:
    assert teams(sectioned(sheet("", [HEADING, ["Upper"], ANN, [text], BO]))) == [ONE, ONE]


@pytest.mark.parametrize("text", ["Chase", "Awaiting minutes", "Child protection"])
def test_a_text_that_stands_under_several_teams_is_none_itself(text: str) -> None:
    rows = [HEADING, ["Upper"], ANN, [text], BO, ["Lower"], [text], CY]
    reading = sectioned(sheet("", rows))
    assert teams(reading) == [ONE, ONE, TWO]
    assert reading.sheets[0].reason == "cells that are no child, figure, heading, total or note: A4, A7"


@pytest.mark.parametrize(
    "rows",
    [
        [["Upper"], ANN, ["Seagull Bay"], BO, ["Lower"], CY],
        [["Upper"], ANN, ["Seagull Bay"], BO, ["Seagull Bay"], CY],
        [["Seagull Bay"], ANN, ["Upper"], ["Seagull Bay"], BO, CY],
        [["Upper"], ["Seagull Bay"], BO, ["Lower"], ["Upper"], ["Lower"], ["Seagull Bay"], CY],
        [["Upper"], ["Team 9"], BO, ["Lower"], ["Team 9"], CY],
    ],
)
def test_a_team_that_is_not_known_is_never_taken_for_a_remark_that_is_repeated(
    rows: list[list[object]],
) -> None:
    for child, team in zip((BO, CY), teams(sectioned(sheet("", [HEADING, *rows])))[-2:], strict=True):
        above = next(one for one in reversed(rows[: rows.index(child)]) if len(one) == 1)
        assert team == {"Upper": ONE, "Lower": TWO}.get(str(above[0]))


def test_where_section_rows_have_a_blank_row_above_a_text_without_one_is_a_remark() -> None:
    rows = [HEADING, ["Upper"], ANN, ["Chase"], BO, [], ["Lower"], CY, [], ["Seagull Bay"], ANN]
    assert teams(sectioned(sheet("", rows))) == [ONE, ONE, TWO, None]


def test_a_text_in_another_column_than_the_section_rows_is_a_remark() -> None:
    rows = [HEADING, ["Upper"], ANN, [None, None, None, "Chase"], BO, ["Lower"], CY]
    assert teams(sectioned(sheet("", rows))) == [ONE, ONE, TWO]


def test_where_section_rows_are_merged_a_text_that_is_not_is_a_remark() -> None:
    rows = [HEADING, ["Upper"], ANN, ["Chase"], BO, ["Seagull Bay"], CY]
    assert teams(sectioned(sheet("", rows, [(2, 1, 2, 4), (6, 1, 6, 4)]))) == [ONE, ONE, None]


def test_a_remark_stays_one_where_a_column_tells_the_team() -> None:
    table = TABLE | {"columns": COLUMNS | {"team": "Team"}}
    one = sheet("", [[*HEADING, "Team"], [*ANN, "Upper"], ["Seagull Bay"], [*BO, "Upper"]])
    reading = read(layout({"t": table}), one)
    assert teams(reading) == [ONE, ONE]
    assert reading.sheets[0].reason == "cells that are no child, figure, heading, total or note: A3"


def test_a_team_above_each_heading_is_that_of_the_children_below_it() -> None:
    reading = sectioned(sheet("", [["Team 1"], HEADING, ANN, [], ["Team 2"], HEADING, BO]))
    assert teams(reading) == [ONE, TWO]
    assert reading.sheets[0].reason is None


@pytest.mark.parametrize("between", [[], [[]], [[], ["Page 2 of 3"]], [["Hill children"]], [["see Fiona"]]])
def test_a_heading_repeated_at_a_page_break_keeps_the_team(between: list[list[object]]) -> None:
    rows = [["Hill children"], HEADING, ["Team 1"], ANN, BO, *between, HEADING, CY]
    assert teams(sectioned(sheet("", rows))) == [ONE, ONE, ONE]


def test_a_team_that_stands_apart_above_a_repeated_heading_holds_below_it() -> None:
    rows = [HEADING, ["Team 1"], ANN, [], ["Team 2"], [], HEADING, CY, HEADING, BO]
    assert teams(sectioned(sheet("", rows))) == [ONE, TWO, TWO]


def test_an_unknown_team_above_a_repeated_heading_ends_the_team_and_is_asked_about() -> None:
    reading = sectioned(sheet("", [["Team 1"], HEADING, ANN, [], ["Seagull Bay"], HEADING, BO, HEADING, CY]))
    assert teams(reading) == [ONE, None, None]
    assert reading.sheets[0].reason == "row 5 names no team: the children below it are read without"
    assert reading.sheets[0].not_understood == 1


def test_children_above_the_first_section_row_are_asked_about() -> None:
    reading = sectioned(sheet("", [HEADING, ANN, ["Lower"], BO]))
    assert teams(reading) == [None, TWO]
    assert reading.sheets[0].reason == "no section row stands above row 2: read without a team"


def test_a_wide_section_row_is_no_child() -> None:
    rows = [
        HEADING,
        ["Team 1", 1, "Manager", 1],
        ANN,
        ["Team 2", 2, "Manager", 1],
        BO,
        ["Team 9", 2, "Jo", 1],
        CY,
    ]
    reading = sectioned(sheet("", rows))
    assert teams(reading) == [ONE, TWO, None]
    assert [row.row_number for row in reading.rows] == [3, 5, 7]
