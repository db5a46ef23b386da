"""What a tracker's row is: totals that look like children, and rows of somebody who is not named."""

from __future__ import annotations

from datetime import date

import pytest

from assets.locality.staged_tables import StagedWorkbook, write_staged
from assets.locality.workbooks import WorkbookReading
from expectations.contracts import load_contracts
from expectations.rules import load_rules
from expectations.runner import run_validation
from tests.unit.staged_rows import an_empty_night
from tests.unit.workbook_shapes import adds_up, layout, read, sheet

COLUMNS: dict[str, object] = {
    "name": "Name",
    "child_id": "ID",
    "dob": "DOB",
    "last_visit": "Last visit",
    "seen_alone": "Alone",
    "worker": "SW",
}
HEADING = ["Name", "ID", "DOB", "Last visit", "Alone", "SW"]
ANN = ["Ann Lee", 101, date(2010, 2, 1), "1/4/19", "Y", "Jo Hay"]
BO = ["Bo Ray", 102, date(2011, 3, 2), "2/4/19", "N", "Jo Hay"]
NOBODY = [None, None, date(2011, 3, 2), "2/4/19", "N", "Jo Hay"]


def tracked(rows: list[list[object]], heading: list[str] = HEADING) -> WorkbookReading:
    table = {"holds": "children", "header": {"anchors": ["name", "dob"]}, "columns": COLUMNS}
    reading = read(layout({"t": table}), sheet("CP", [list(heading), *rows]))
    assert adds_up(reading)
    return reading


def children(reading: WorkbookReading) -> list[int]:
    return [row.row_number for row in reading.rows]


@pytest.mark.parametrize(
    "text",
    ["Totals for Team 1", "Sum", "Count", "Average", "Mean", "No. of children", "Number of children: 3",
     "Overall", "All", "Tot.", "% seen", "Cyfanswm", "Cyfanswm plant", "Total: 3", "COUNT: 3",
     "Average age", "All children"],
)  # fmt: skip
@pytest.mark.parametrize("counts", [[], [3], [3, 2, 1, 1, 0], ["3", "2", "67%", "1", "1"], ["", 2, 3.5]])
def test_a_line_of_counts_is_a_total_and_no_child(text: str, counts: list[object]) -> None:
    reading = tracked([ANN, [text, *counts], BO])
    assert children(reading) == [2, 4]
    assert reading.unnamed == []
    assert reading.sheets[0].ignored_by["total"] == 1 + sum(count != "" for count in counts)


@pytest.mark.parametrize(
    "row", [[2, "Total", 1, 1], ["", "Total", 1, 1], [2, "All", 1, 1], [None, None, "Sum", 3]]
)
def test_a_total_may_stand_behind_a_count(row: list[object]) -> None:
    assert children(tracked([[101, "Ann Lee", *ANN[2:]], row], ["ID", "Name", *HEADING[2:]])) == [2]


@pytest.mark.parametrize("row", [["", 5, 2, 3], [5, 2, 3, 4], ["", 5, "2", "3", "67%"]])
def test_a_row_of_numbers_only_is_no_child_and_asked_about(row: list[object]) -> None:
    reading = tracked([ANN, ["Total", 5, 2, 3], row])
    assert children(reading) == [2]
    assert reading.sheets[0].not_understood == sum(cell != "" for cell in row)


@pytest.mark.parametrize(
    "name", ["All, Ben", "Count, Amy", "Sum Yi", "Mean, John", "Count", "Noor Ali", "Sumner, Al"]
)
def test_a_child_whose_name_begins_like_a_total_stays_a_child(name: str) -> None:
    assert children(tracked([ANN, [name, 103, date(2012, 1, 1)], [name, 104, "1/2/13", "1/4/19", "Y"]])) == [
        2,
        3,
        4,
    ]
    assert children(tracked([["All, Ben", 103, None, None, None, "Jo Hay"], ["Sum Yi", 104]])) == [2, 3]


def test_rows_without_name_and_number_are_asked_about_and_not_read() -> None:
    reading = tracked([ANN, NOBODY, BO, ["", "", "", "", "Y", "Jo Hay"]])
    assert children(reading) == [2, 4]
    assert [(one.row_number, one.cell) for one in reading.unnamed] == [(3, "C3"), (5, "E5")]
    assert reading.sheets[0].not_understood == 6
    assert reading.sheets[0].reason == (
        "neither name nor number in rows 3, 5: whose they are cannot be told, not read"
    )


@pytest.mark.parametrize(
    "row",
    [
        ["", "", "1/4/19"],
        ["", "", 3, 2, 1],
        ["", "", "", "see file", "Y"],
        ["", "", "", "", "", "moved away"],
    ],
)
def test_one_value_or_counts_are_nobody(row: list[object]) -> None:
    assert tracked([ANN, row]).unnamed == []


RULE = next(rule for rule in load_rules() if rule.id == "tracker_rows_nameless")


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ([NOBODY, NOBODY, ANN], ["C2", "C3"]),
        ([NOBODY, ["-", "", "1/2/10"], BO], ["A3", "C2"]),
        ([NOBODY, ANN], []),
        ([NOBODY, ANN, BO], []),
        ([ANN, BO], []),
    ],
)
def test_more_than_half_of_a_tracker_must_be_named(rows: list[list[object]], cells: list[str]) -> None:
    with an_empty_night() as night:
        write_staged(night, [StagedWorkbook("Hill", "H/t.xlsx", "read", reading=tracked(rows))])
        assert [cell for (cell,) in night.sql(RULE.sql).project("cell").order("cell").fetchall()] == cells


def test_a_tracker_of_nameless_rows_only_breaks_the_critical_rule_with_each_of_them() -> None:
    with an_empty_night() as night:
        reading = tracked([NOBODY, NOBODY, NOBODY])
        write_staged(night, [StagedWorkbook("North", "N/t.xlsx", "read", reading=reading)])
        run_validation(night, {"ssd_person": load_contracts()["ssd_person"]}, [RULE])
        found = night.execute(
            "select locality, checked, failed, passed, critical from validated.results"
            " where rule_id = 'tracker_rows_nameless' order by locality"
        ).fetchall()
        places = night.execute(
            "select source_file, sheet, cell from validated.failures order by cell"
        ).fetchall()
    assert found == [("North", 3, 3, False, True), ("South", 0, 0, True, True)]
    assert places == [("N/t.xlsx", "CP", "C2"), ("N/t.xlsx", "CP", "C3"), ("N/t.xlsx", "CP", "C4")]


def test_of_two_trackers_the_good_one_does_not_hide_the_other() -> None:
    good, bad = tracked([ANN, BO, ANN, BO]), tracked([NOBODY, NOBODY])
    with an_empty_night() as night:
        books = [
            StagedWorkbook("Hill", "H/good.xlsx", "read", reading=good),
            StagedWorkbook("Hill", "H/bad.xlsx", "read", reading=bad),
            StagedWorkbook("Hill", "H/old.xlsx", "superseded", reading=tracked([NOBODY])),
        ]
        books[-1].reading.rows = []
        write_staged(night, books)
        failing = night.sql(RULE.sql).project("source_file, cell").order("cell").fetchall()
    assert failing == [("H/bad.xlsx", "C2"), ("H/bad.xlsx", "C3")]
