"""Whose team a tracker's row is: told by a section row, a column, the sheet, the title or the file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.workbook_shapes import ANN, BO, COLUMNS, HEADING, adds_up, layout, read, said, sheet, tracker


def test_section_rows_give_the_team_and_an_unknown_one_gives_none() -> None:
    one = sheet("CP", [HEADING, ["Upper"], ANN, ["Agency team"], BO], [(2, 1, 2, 4), (4, 1, 4, 4)])
    reading = read(layout({"t": tracker(team={"section_rows": True})}), one)
    assert [row.team for row in reading.rows] == ["Hill Team 1", None]
    assert said(reading, "team") == [(None, "Hill Team 1"), (None, None)]
    assert reading.sheets[0].not_understood == 1
    assert reading.sheets[0].reason == "row 4 names no team: the children below it are read without"


def test_a_remark_right_under_a_child_ends_no_section() -> None:
    one = sheet("CP", [HEADING, ["Upper"], ANN, ["see Fiona"], BO, [], ["See Teresa"], BO])
    reading = read(layout({"t": tracker(team={"section_rows": True})}), one)
    assert [row.team for row in reading.rows] == ["Hill Team 1", "Hill Team 1", None]


@pytest.mark.parametrize(
    ("team", "rule"),
    [
        ({"sheet_name": "* - {team}"}, {"table": "t"}),
        ({"title": "Team: {team}"}, {"table": "t"}),
        ({"file_name": "{team} tracker"}, {"table": "t"}),
        ({"always": "Hill Team 2"}, {"table": "t"}),
        (None, {"table": "t", "team": "Lower"}),
    ],
)
def test_the_team_of_a_whole_table_is_told_in_many_places(team: object, rule: dict[str, object]) -> None:
    table = tracker(**({"team": team} if team else {}))
    one = sheet("Fiona - Team 2", [["Team: Lower"], HEADING, ANN])
    reading = read(layout({"t": table}, [rule]), one, file_name="Lower tracker")
    assert reading.rows[0].team == "Hill Team 2"
    assert said(reading, "team") == [(None, "Hill Team 2")]
    assert adds_up(reading)


def test_a_sheet_that_does_not_tell_its_team_is_held_back_with_that_reason() -> None:
    table = tracker(team={"sheet_name": "* - {team}"})
    reading = read(layout({"t": table}), sheet("Fiona", [HEADING, ANN]))
    assert reading.rows == []
    assert [(one.status, one.reason) for one in reading.sheets] == [
        ("held_back", "its team cannot be told: the layout looks for sheet name '* - {team}'")
    ]
    assert adds_up(reading)


def test_the_one_team_without_a_sheet_is_that_of_the_one_sheet_without_a_team_and_asked_about() -> None:
    table = tracker(team={"sheet_name": "* - {team}"})
    two = (sheet("Jo - Team 1", [HEADING, ANN]), sheet("Fiona", [HEADING, BO]))
    reading = read(layout({"t": table}), *two)
    assert [row.team for row in reading.rows] == ["Hill Team 1", "Hill Team 2"]
    assert reading.sheets[1].reason == "its team is taken to be Hill Team 2: confirm it"


def test_a_team_that_is_only_found_among_other_words_is_asked_about() -> None:
    table = tracker(team={"sheet_name": "* - {team}"})
    reading = read(layout({"t": table}), sheet("Fiona - Team 1 NEW", [HEADING, ANN]))
    assert reading.rows[0].team == "Hill Team 1"
    assert reading.sheets[0].reason == "its team is taken to be Hill Team 1: confirm it"
    both = read(layout({"t": table}), sheet("Team 1 and Team 2", [HEADING, ANN]))
    assert both.sheets[0].status == "held_back"


@pytest.mark.parametrize("name", ["Closed cases", "Team 1 closed cases", "Shore cases", "Leavers Team 1"])
def test_a_sheet_of_closed_cases_or_another_locality_is_no_teams(name: str) -> None:
    table = tracker(team={"sheet_name": "{team}"})
    two = (sheet("Team 1", [HEADING, ANN]), sheet(name, [HEADING, BO]))
    reading = read(layout({"t": table}), *two)
    assert [(row.sheet, row.team) for row in reading.rows] == [("Team 1", "Hill Team 1")]
    assert [(one.status, one.reason) for one in reading.sheets[1:]] == [
        ("held_back", "its team cannot be told: the layout looks for sheet name '{team}'")
    ]


@pytest.mark.parametrize(("visible", "status"), [(False, "not_declared"), (True, "held_back")])
def test_an_old_copy_out_of_sight_that_tells_no_team_holds_nothing_back(visible: bool, status: str) -> None:
    table = layout({"t": tracker(team={"sheet_name": "* - {team}"})}, [{"match": "* - *", "table": "t"}])
    old = replace(sheet("Fiona - Team 1 OLD", [HEADING, ANN]), visible=visible)
    reading = read(table, sheet("Fiona - Team 1", [HEADING, ANN]), sheet("Jo - Team 2", [HEADING, BO]), old)
    assert [(one.sheet, one.status) for one in reading.sheets] == [
        ("Fiona - Team 1", "read"),
        ("Jo - Team 2", "read"),
        ("Fiona - Team 1 OLD", status),
    ]
    assert len(reading.rows) == 2
    assert ("a hidden sheet" in str(reading.sheets[2].reason)) is not visible


@pytest.mark.parametrize("title", ["Team: Shore Team 1", "Team: Shore - Team 1", "Team: Harbour, Team 1"])
def test_another_localitys_team_is_not_taken_for_the_own_one_it_ends_like(title: str) -> None:
    table = tracker(team={"title": "Team: {team}"})
    reading = read(layout({"t": table}), sheet("CP", [[title], HEADING, ANN]))
    assert reading.rows == []
    assert reading.sheets[0].status == "held_back"


def test_a_section_row_may_have_a_count_or_a_remark_beside_it() -> None:
    rows = [[*HEADING, "Mood"], ["Upper", 1, None, None, "x"], ANN, ["Lower", None, None, None, "y"], BO]
    reading = read(layout({"t": tracker(team={"section_rows": True})}), sheet("CP", rows))
    assert [row.team for row in reading.rows] == ["Hill Team 1", "Hill Team 2"]


def test_a_child_who_is_called_like_a_team_is_a_child() -> None:
    one = sheet("CP", [HEADING, ["Lower"], ["Upper", 101, "1/2/10", "1/4/19"]])
    reading = read(layout({"t": tracker(team={"section_rows": True})}), one)
    assert [(row.row_number, row.team) for row in reading.rows] == [(3, "Hill Team 2")]


def test_a_team_column_is_read_by_every_name_of_a_team_and_its_cell_kept() -> None:
    table = tracker(COLUMNS | {"team": "Team"})
    one = sheet("CP", [[*HEADING, "Team"], [*ANN, "lower"], [*BO, "Moon"]])
    reading = read(layout({"t": table}), one)
    assert [row.team for row in reading.rows] == ["Hill Team 2", None]
    assert said(reading, "team") == [("E2", "Hill Team 2"), ("E3", None)]


def test_teams_side_by_side_are_each_read() -> None:
    table = tracker(side_by_side=True, team={"title": "{team}"})
    rows = [["Upper", None, None, None, None, "Lower"], [*HEADING, None, *HEADING], [*ANN, None, *BO]]
    reading = read(layout({"t": table}), sheet("CP", rows, [(1, 1, 1, 4), (1, 6, 1, 9)]))
    assert [(row.cell, row.team) for row in reading.rows] == [("A3", "Hill Team 1"), ("F3", "Hill Team 2")]
    assert reading.sheets[0].not_understood == 0
