from __future__ import annotations

from datetime import date

import pytest

from assets.locality.cells import Cell
from assets.locality.workbooks import WorkbookReading
from tests.unit.workbook_shapes import adds_up, layout, read, sheet

MARCH, APRIL = date(2019, 3, 1), date(2019, 4, 1)
INDICATORS = {"open_cp_plans": ["CP plans", "No. CP"], "pct_icpc_15wd": "ICPC on time*"}


def summary(**more: object) -> dict[str, object]:
    table: dict[str, object] = {
        "holds": "figures",
        "header": {"anchors": ["Measure"]},
        "measure": {"column": "Measure"},
        "indicators": INDICATORS,
    }
    return table | more


def shown(reading: WorkbookReading) -> list[tuple[str, str, str, date, float | None]]:
    return [(one.cell, one.indicator_id, one.team, one.period, one.figure.value) for one in reading.figures]


def test_measures_down_teams_and_months_in_two_lines_across() -> None:
    table = summary(header={"anchors": ["Measure"], "lines": 2}, team={"across": 1}, month={"across": 2})
    rows = [
        ["Measure", "Hill", None, "Upper", None],
        [None, "Mar-19", "Apr-19", "Mar-19", "Apr-19"],
        ["CP plans", 9, 8, 4, 3],
    ]
    reading = read(layout({"t": table}), sheet("S", rows, [(1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 1, 5)]))
    assert shown(reading) == [
        ("B3", "open_cp_plans", "All", MARCH, 9.0),
        ("C3", "open_cp_plans", "All", APRIL, 8.0),
        ("D3", "open_cp_plans", "Hill Team 1", MARCH, 4.0),
        ("E3", "open_cp_plans", "Hill Team 1", APRIL, 3.0),
    ]
    assert adds_up(reading)
    assert reading.sheets[0].not_understood == 0


def test_months_one_under_another_with_the_month_in_the_corner() -> None:
    table = summary(
        header={"anchors": ["{month}", "{team}"]},
        measure={"column": "{month}"},
        team={"across": 1},
        month={"corner": True},
    )
    rows = [
        ["DASHBOARD"],
        [],
        [MARCH, "Hill", "Team 1"],
        ["No. CP", 9, 4],
        [],
        ["Apr-19", "Hill", "Team 1"],
        ["No. CP", 8, 3],
    ]
    reading = read(layout({"t": table}), sheet("S", rows))
    assert [(cell, team, period) for cell, _, team, period, _ in shown(reading)] == [
        ("B4", "All", MARCH),
        ("C4", "Hill Team 1", MARCH),
        ("B7", "All", APRIL),
        ("C7", "Hill Team 1", APRIL),
    ]
    assert reading.sheets[0].not_understood == 0


def test_months_side_by_side_under_merged_titles() -> None:
    table = summary(
        side_by_side=True,
        team={"across": 1},
        month={"title": "{month}"},
        all_teams="Hill sum",
        notes="Any queries*",
        ends_after_blank_rows=2,
    )
    rows = [
        ["Hill - summary"],
        ["March 2019", None, None, None, "April 2019"],
        ["Measure", "Hill sum", "Upper", None, "Measure", "Hill sum", "Upper"],
        ["CP plans", 9, 4, None, "CP plans", 8, "3 "],
        [],
        [],
        ["Any queries ask Jo"],
    ]
    reading = read(layout({"t": table}), sheet("S", rows, [(2, 1, 2, 3), (2, 5, 2, 7)]))
    assert shown(reading) == [
        ("B4", "open_cp_plans", "All", MARCH, 9.0),
        ("C4", "open_cp_plans", "Hill Team 1", MARCH, 4.0),
        ("F4", "open_cp_plans", "All", APRIL, 8.0),
        ("G4", "open_cp_plans", "Hill Team 1", APRIL, 3.0),
    ]
    assert reading.sheets[0].not_understood == 0


def test_a_team_column_with_months_across() -> None:
    table = summary(team={"column": "Team"}, month={"across": 1}, notes="Source*")
    rows = [
        ["Measure", "Team", "Mar-19", "Apr-19"],
        ["CP plans", "Hill", "9", ""],
        [],
        ["CP plans", "Lower", "5", "n/a"],
        ["Source: us"],
    ]
    reading = read(layout({"t": table}), sheet("", rows))
    assert [(cell, team, value) for cell, _, team, _, value in shown(reading)] == [
        ("C2", "All", 9.0),
        ("C4", "Hill Team 2", 5.0),
        ("D4", "Hill Team 2", None),
    ]
    assert reading.figures[2].figure.state == "nothing"
    assert reading.sheets[0].not_understood == 0


def test_measures_across_and_teams_down_with_the_month_in_the_sheets_name() -> None:
    table = summary(
        header={"anchors": ["Team"]},
        measure={"across": 1},
        team={"column": "Team"},
        month={"sheet_name": "Figures {month}"},
        ignore_columns="RAG",
    )
    rows = [
        ["Team", "CP plans", "ICPC on time", "RAG"],
        ["Upper", 4, "50%", "red"],
        ["Total", 9, "60%", "red"],
    ]
    reading = read(layout({"t": table}), sheet("Figures Apr 2019", rows))
    assert [(cell, indicator, team) for cell, indicator, team, _, _ in shown(reading)] == [
        ("B2", "open_cp_plans", "Hill Team 1"),
        ("C2", "pct_icpc_15wd", "Hill Team 1"),
        ("B3", "open_cp_plans", "All"),
        ("C3", "pct_icpc_15wd", "All"),
    ]
    assert {one.period for one in reading.figures} == {APRIL}
    assert reading.sheets[0].ignored_by["column not wanted"] == 3


def test_teams_in_section_rows_and_an_unknown_one_keeps_none() -> None:
    table = summary(team={"section_rows": True}, month={"across": 1})
    rows = [
        ["Measure", "Apr-19"],
        ["Upper"],
        ["CP plans", 4],
        ["Moon"],
        ["CP plans", 7],
        ["Lower"],
        ["CP plans", 5],
    ]
    reading = read(layout({"t": table}), sheet("S", rows))
    assert [(cell, team) for cell, _, team, _, _ in shown(reading)] == [
        ("B3", "Hill Team 1"),
        ("B7", "Hill Team 2"),
    ]
    assert reading.sheets[0].not_understood == 3


def test_a_section_row_may_have_a_remark_beside_it_that_is_no_figure() -> None:
    table = summary(team={"section_rows": True}, month={"across": 1})
    rows = [
        ["Measure", "Apr-19", "RAG"],
        ["Upper", None, "x"],
        ["CP plans", 4],
        ["Lower", None, "y"],
        ["CP plans", 5],
    ]
    reading = read(layout({"t": table}), sheet("S", rows))
    assert [team for _, _, team, _, _ in shown(reading)] == ["Hill Team 1", "Hill Team 2"]


def test_a_long_list_has_every_thing_in_a_column() -> None:
    table = summary(team={"column": "Team"}, month={"column": "Month"}, values="Figure")
    rows = [
        ["Month", "Team", "Measure", "Figure"],
        ["Apr-19", "Upper", "CP plans", 4],
        [MARCH, "Upper", "CP plans", 5],
    ]
    reading = read(layout({"t": table}), sheet("S", rows))
    assert [(cell, period, value) for cell, _, _, period, value in shown(reading)] == [
        ("D2", APRIL, 4.0),
        ("D3", MARCH, 5.0),
    ]


def test_a_measure_or_a_team_that_the_layout_does_not_know_is_asked_about() -> None:
    table = summary(
        team={"across": 1},
        month={"always": "April 2019"},
        ignore_measures="Staff sick",
        ignore_teams="Teams 1 and 2",
    )
    rows = [
        ["Measure", "Upper", "Moon", "Teams 1 and 2"],
        ["CP plans", 4, 7, 9],
        ["Coffee drunk", 1, 2, 3],
        ["Staff sick", 1, 1, 2],
    ]
    coverage = read(layout({"t": table}), sheet("S", rows)).sheets[0]
    assert (coverage.used, coverage.ignored, coverage.not_understood) == (2, 9, 5)
    assert (
        coverage.reason
        == "row 3: its measure, team or month is not in the layout; not in the layout: 'Moon' (C1)"
    )


def test_rows_that_are_not_in_the_layout_are_told_in_one_sentence() -> None:
    table = summary(team={"across": 1}, month={"always": "April 2019"})
    rows = [
        ["Measure", "Upper"],
        ["Tea drunk", 4],
        ["CP plans", 4],
        ["Coffee drunk", 1],
        ["Milk drunk", 2],
        ["Water drunk", 3],
    ]
    coverage = read(layout({"t": table}), sheet("S", rows)).sheets[0]
    assert coverage.reason == "rows 2, 4-6: their measure, team or month is not in the layout"


def test_a_summary_that_does_not_say_its_month_is_held_back() -> None:
    table = summary(team={"across": 1}, month={"title": "{month}"})
    reading = read(layout({"t": table}), sheet("S", [["Figures"], ["Measure", "Upper"], ["CP plans", 4]]))
    assert reading.figures == []
    assert reading.held_back == "S: the table at row 2 does not say its month"
    assert reading.sheets[0].not_understood == 4


PERCENT = Cell(1, 1, "84%", 0.84, "number", "0.84", "0%")


@pytest.mark.parametrize(
    ("typed", "percentages", "value", "decimals"),
    [
        ("84%", "as shown", 84.0, 0),
        (PERCENT, "as shown", 84.0, 0),
        ("0.84", "as shown", 0.84, 2),
        (84, "as shown", 84.0, 0),
        ("0.84", "fractions", 84.0, 0),
        ("84%", "fractions", 84.0, 0),
        (PERCENT, "fractions", 84.0, 0),
    ],
)
def test_a_percentage_is_what_it_shows_or_a_fraction_where_that_is_declared(
    typed: object, percentages: str, value: float, decimals: int
) -> None:
    table = summary(team={"across": 1}, month={"always": "April 2019"}, percentages=percentages)
    reading = read(layout({"t": table}), sheet("S", [["Measure", "Upper"], ["ICPC on time", typed]]))
    assert (reading.figures[0].figure.value, reading.figures[0].figure.decimals) == (value, decimals)


def test_an_error_or_a_formula_without_its_result_is_unreadable_and_kept() -> None:
    table = summary(team={"across": 1}, month={"always": "April 2019"})
    broken, uncached = Cell(1, 1, "#REF!", None, "error"), Cell(1, 1, "", None, "uncached", formula="A1")
    rows = [["Measure", "Upper", "Lower"], ["CP plans", broken, uncached]]
    reading = read(layout({"t": table}), sheet("S", rows))
    assert [(one.typed, one.figure.state) for one in reading.figures] == [
        ("#REF!", "unreadable"),
        ("", "unreadable"),
    ]
