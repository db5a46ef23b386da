"""A tracker's rows and headings: what is a child, what is not, and which column is which."""

from __future__ import annotations

from datetime import date

import pytest

from assets.locality.cells import Cell
from assets.locality.layout import parse_layout
from tests.unit.workbook_shapes import ANN, BO, COLUMNS, HEADING, adds_up, layout, read, said, sheet, tracker


def test_a_row_is_a_child_named_by_its_cell() -> None:
    reading = read(layout({"t": tracker(plan_type="CP")}), sheet("CP", [HEADING, ANN]))
    row = reading.rows[0]
    assert (row.sheet, row.row_number, row.cell, row.plan_type, row.team) == ("CP", 2, "A2", "CP", None)
    assert said(reading, "name") == [("A2", "Ann Lee")]
    assert said(reading, "child_id") == [("B2", "101")]
    assert said(reading, "dob") == [("C2", date(2010, 2, 1))]
    assert said(reading, "last_visit") == [("D2", date(2019, 4, 1))]
    assert [value.typed for value in row.values] == ["Ann Lee", "101", "01/02/2010", "1/4/19"]


def test_an_empty_cell_of_a_declared_column_is_blank_with_its_cell() -> None:
    reading = read(layout({"t": tracker()}), sheet("CP", [HEADING, ["Ann Lee", 101]]))
    value = next(value for value in reading.rows[0].values if value.field == "last_visit")
    assert (value.cell, value.typed, value.reading.state) == ("D2", "", "blank")


def test_a_column_that_the_sheet_does_not_have_gives_no_value() -> None:
    reading = read(layout({"t": tracker()}), sheet("CP", [["Name", "ID"], ["Ann Lee", 101]]))
    assert said(reading, "dob") == []


@pytest.mark.parametrize(
    "text",
    [
        "Total",
        "TOTALS",
        "Sub-total",
        "Subtotal Team 1",
        "Grand total",
        "Hill total",
        "Total children",
        "Children: 12",
    ],
)
def test_total_rows_are_no_children(text: str) -> None:
    reading = read(layout({"t": tracker()}), sheet("CP", [HEADING, ANN, [text, 1], BO]))
    assert [row.row_number for row in reading.rows] == [2, 4]
    assert reading.sheets[0].ignored_by["total"] == 2


def test_blank_rows_do_not_end_a_table_unless_the_layout_says_so() -> None:
    one = sheet("CP", [HEADING, ANN, [], [], BO])
    assert len(read(layout({"t": tracker()}), one).rows) == 2
    reading = read(layout({"t": tracker(ends_after_blank_rows=2)}), one)
    assert len(reading.rows) == 1
    assert reading.sheets[0].not_understood == 4


def test_below_the_end_single_lines_are_notes_and_rows_are_asked_about() -> None:
    one = sheet("CP", [HEADING, ANN, ["Notes"], ["Y = yes"], BO])
    reading = read(layout({"t": tracker(ends_at="Notes")}), one)
    assert [row.row_number for row in reading.rows] == [2]
    assert reading.sheets[0].ignored_by["below the table"] == 2
    assert reading.sheets[0].not_understood == 4
    assert (
        reading.sheets[0].reason == "cells that are no child, figure, heading, total or note: A5, B5, C5, D5"
    )


def test_a_row_of_one_cell_is_not_understood_unless_it_is_a_declared_note() -> None:
    one = sheet("CP", [HEADING, ANN, ["moved in March"], BO])
    assert read(layout({"t": tracker()}), one).sheets[0].not_understood == 1
    assert read(layout({"t": tracker(notes="moved *")}), one).sheets[0].not_understood == 0


def test_a_row_without_a_name_is_a_child_when_it_has_an_id_and_two_things_more() -> None:
    one = sheet("CP", [HEADING, [None, 101, date(2010, 2, 1), "1/4/19"], [None, 27]])
    reading = read(layout({"t": tracker()}), one)
    assert [(row.row_number, row.cell) for row in reading.rows] == [(2, "A2")]
    assert reading.sheets[0].not_understood == 1


def test_the_same_heading_again_is_no_child() -> None:
    reading = read(layout({"t": tracker()}), sheet("CP", [HEADING, ANN, HEADING, BO]))
    assert [row.row_number for row in reading.rows] == [2, 4]


def test_columns_not_wanted_are_ignored_and_new_ones_asked_about() -> None:
    one = sheet("CP", [[*HEADING, "Comments", "Mood"], [*ANN, "chase", "good"]])
    coverage = read(layout({"t": tracker(ignore_columns="Comments")}), one).sheets[0]
    assert (coverage.used, coverage.ignored, coverage.not_understood) == (4, 6, 2)
    assert coverage.reason == "not in the layout: 'Mood' (F1)"


def test_a_reworded_heading_is_read_where_it_is_common_and_asked_about() -> None:
    one = sheet("CP", [["Name", "ID", "D.O.B.", "Last visit"], ANN])
    reading = read(layout({"t": tracker()}), one)
    assert said(reading, "dob") == [("C2", date(2010, 2, 1))]
    assert reading.sheets[0].reason == "'D.O.B.' (C1) is read as dob, as is usual: confirm it in the layout"


@pytest.mark.parametrize(
    ("heading", "why"),
    [
        ("Date of visit (last)", "by its words"),
        ("Last vist", "by its words"),
        ("Lst visit date", "by its words"),
        ("Date last seen", "as is usual"),
    ],
)
def test_a_heading_of_the_same_words_is_read_and_asked_about(heading: str, why: str) -> None:
    reading = read(layout({"t": tracker()}), sheet("CP", [[*HEADING[:3], heading], ANN]))
    assert said(reading, "last_visit") == [("D2", date(2019, 4, 1))]
    assert (
        reading.sheets[0].reason == f"'{heading}' (D1) is read as last_visit, {why}: confirm it in the layout"
    )


@pytest.mark.parametrize(
    ("name", "known", "heading", "value"),
    [
        ("seen_alone", "Alone?", "Not seen alone", "Y"),
        ("seen_alone", "Alone?", "Seen alone previously", "Y"),
        ("seen_alone", "Alone?", "Seen?", "Y"),
        ("last_visit", "Last visit", "Previous visit", "1/3/19"),
        ("last_visit", "Last visit", "Earlier visit (last)", "1/3/19"),
        ("dob", "DOB", "DOB of mother", "1/2/1980"),
        ("dob", "DOB", "Carer's date of birth", "1/2/1980"),
        ("child_id", "ID", "Sibling ID", 102),
        ("child_id", "ID", "School ID", 102),
    ],
)
def test_a_heading_that_other_words_turn_is_asked_about_and_never_read(
    name: str, known: str, heading: str, value: object
) -> None:
    rows = [["Name", "SW", heading], ["Ann Lee", "Jo Hay", value]]
    columns: dict[str, object] = {"name": "Name", "worker": "SW", name: known}
    reading = read(layout({"t": tracker(columns)}), sheet("CP", rows))
    assert said(reading, name) == []
    question = reading.sheets[0].reason or ""
    assert question.startswith(f"not in the layout: {heading!r} (C1)") or question.startswith(
        f'not in the layout: "{heading}" (C1)'
    )
    assert question.endswith(f"perhaps {name}; not found: {name}")


def test_a_formula_that_shows_nothing_is_counted_and_is_no_child() -> None:
    blank = Cell(1, 1, "", "", "text", formula='=IF(A9="","",A9)')
    reading = read(layout({"t": tracker()}), sheet("CP", [HEADING, ANN, [blank, blank]]))
    assert len(reading.rows) == 1
    assert reading.sheets[0].ignored_by["formula that shows nothing"] == 2
    assert (reading.sheets[0].status, reading.sheets[0].reason) == ("read", None)
    assert adds_up(reading)


def test_a_heading_under_another_persons_name_is_not_the_childs() -> None:
    rows = [[None, "Mother", None], ["Name", "D.O.B.", "SW"], ["Ann Lee", "1/2/1980", "Jo Hay"]]
    table = tracker({"name": "Name", "worker": "SW", "dob": "DOB"}, header={"anchors": ["name"], "lines": 2})
    reading = read(layout({"t": table}), sheet("CP", rows, merged=[(1, 2, 1, 2)]))
    assert said(reading, "dob") == []


def test_a_heading_is_not_believed_when_the_values_below_it_are_of_another_kind() -> None:
    rows = [[*HEADING[:3], "Date of visit (last)"], [*ANN[:3], "at school"], [*BO[:3], "at home"]]
    reading = read(layout({"t": tracker()}), sheet("CP", rows))
    assert said(reading, "last_visit") == []
    assert reading.sheets[0].reason == (
        "not in the layout: 'Date of visit (last)' (D1), perhaps last_visit; not found: last_visit"
    )


def test_of_two_headings_that_may_be_the_missing_one_neither_is_read() -> None:
    rows = [[*HEADING[:3], "Visit, last", "Last vist"], [*ANN, "2/4/19"]]
    assert said(read(layout({"t": tracker()}), sheet("CP", rows)), "last_visit") == []


@pytest.mark.parametrize(("typed", "value"), [("Y", "Y"), ("1/4/19", None)])
def test_values_of_their_own_kind_tell_a_heading_that_shares_a_word(typed: str, value: str | None) -> None:
    table = tracker(columns={**tracker()["columns"], "seen_alone": "Seen alone"})
    reading = read(layout({"t": table}), sheet("CP", [[*HEADING, "Spoken to alone?"], [*ANN, typed]]))
    assert said(reading, "seen_alone") == ([("E2", value)] if value else [])


def test_a_heading_reworded_beyond_recognition_names_what_is_lacking() -> None:
    reading = read(
        layout({"t": tracker()}), sheet("CP", [["Name", "ID", "Birthday cake", "Last visit"], ANN])
    )
    assert said(reading, "dob") == []
    assert reading.sheets[0].reason == "not in the layout: 'Birthday cake' (C1), perhaps dob; not found: dob"


def test_two_columns_of_one_heading_are_a_question_not_a_guess() -> None:
    reading = read(layout({"t": tracker()}), sheet("CP", [[*HEADING, "DOB"], [*ANN, "1/2/11"]]))
    assert said(reading, "dob") == []
    assert "dob: several headings answer to it (C1, E1)" in str(reading.sheets[0].reason)


def test_of_repeated_columns_the_last_one_filled_counts() -> None:
    table = tracker({"name": "Name", "dob": "DOB", "last_visit": "Visit {n}"})
    rows = [
        ["Name", "DOB", "Visit 2", "Visit 1", "Visit 3"],
        ["Ann Lee", "1/2/10", "2/4/19", "1/4/19", None],
        ["Bo Ray", "1/2/11", None, None, None],
        ["Cy Fox", "1/2/12", "n/a", "3/4/19", "-"],
    ]
    reading = read(layout({"t": table}), sheet("CP", rows))
    assert said(reading, "last_visit") == [("C2", date(2019, 4, 2)), ("D3", None), ("D4", date(2019, 4, 3))]
    assert said(reading, "earlier_visit") == [("D2", date(2019, 4, 1))]
    assert adds_up(reading)


@pytest.mark.parametrize(
    ("written", "typed", "name"),
    [
        ("First Surname", "Ann  Lee ", "Ann Lee"),
        ("SURNAME, First", "LEE, Ann", "Ann LEE"),
        ("Surname First", "LEE Ann Mae", "Ann Mae LEE"),
        (None, "Lee, Ann", "Ann Lee"),
    ],
)
def test_names_are_put_forename_first(written: str | None, typed: str, name: str) -> None:
    table = tracker(COLUMNS | {"name": {"headings": "Name", "written": written}})
    reading = read(layout({"t": table}), sheet("CP", [HEADING, [typed, *ANN[1:]]]))
    assert said(reading, "name") == [("A2", name)]


def test_surname_and_forename_of_their_own_columns_are_fields_and_together_the_name() -> None:
    table = tracker({"surname": "Surname", "forename": "Forename", "dob": "DOB"}) | {
        "header": {"anchors": ["forename"]}
    }
    one = sheet("CP", [["Surname", "Forename", "DOB"], ["Lee", " Ann", "1/2/10"]])
    reading = read(layout({"t": table}), one)
    assert reading.rows[0].cell == "B2"
    assert said(reading, "name") == [("B2", "Ann Lee")]
    assert said(reading, "surname") == [("A2", "Lee")]
    assert said(reading, "forename") == [("B2", "Ann")]


FAMILY = {
    "holds": "children",
    "header": {"anchors": ["forename"]},
    "columns": {
        "surname": {"headings": "Family"},
        "forename": {"headings": "Child", "written": "First (Surname)"},
        "worker": "SW",
        "dob": "DOB",
    },
}


def test_a_merged_family_counts_for_each_of_its_rows_unless_the_child_has_another_name() -> None:
    rows = [
        ["Family", "Child", "SW", "DOB"],
        ["Lee", "Ann", "Jo Hay", "1/2/10"],
        [None, "Bo (Ray)", None, "1/2/11"],
        ["Fox", "Cy", None, "1/2/12"],
    ]
    reading = read(layout({"t": FAMILY}), sheet("CP", rows, [(2, 1, 3, 1), (2, 3, 3, 3)]))
    assert said(reading, "name") == [("B2", "Ann Lee"), ("B3", "Bo Ray"), ("B4", "Cy Fox")]
    assert said(reading, "surname") == [("A2", "Lee"), ("B3", "Ray"), ("A4", "Fox")]
    assert said(reading, "worker") == [("C2", "Jo Hay"), ("C2", "Jo Hay"), ("C4", None)]
    assert adds_up(reading)


def test_a_family_typed_once_is_filled_down_only_where_the_layout_says_so() -> None:
    rows = [["Family", "Child", "DOB"], ["Lee", "Ann", "1/2/10"], [None, "Bo", "1/2/11"]]
    assert said(read(layout({"t": FAMILY}), sheet("CP", rows)), "name") == [("B2", "Ann Lee"), ("B3", "Bo")]
    filled = {"surname": {"headings": "Family", "fill_down": True}, "forename": "Child", "dob": "DOB"}
    reading = read(layout({"t": FAMILY | {"columns": filled}}), sheet("CP", rows))
    assert said(reading, "name") == [("B2", "Ann Lee"), ("B3", "Bo Lee")]
    assert said(reading, "surname") == [("A2", "Lee"), ("A2", "Lee")]


def test_the_plan_is_told_by_the_row_before_the_sheet_before_the_table() -> None:
    table = tracker(COLUMNS | {"plan_type": "Plan"}, plan_type="CIN")
    one = sheet("CP", [[*HEADING, "Plan"], [*ANN, "cin"], [*BO, "??"]])
    reading = read(layout({"t": table}, [{"table": "t", "plan_type": "CP"}]), one)
    assert [row.plan_type for row in reading.rows] == ["CIN", "CP"]


def test_a_locality_may_have_words_of_its_own() -> None:
    table = tracker(COLUMNS | {"seen_alone": "Alone"})
    words = {"nothing": "nyr", "means_yes": "on own", "means_no": "with mum"}
    rows = [
        [*HEADING, "Alone"],
        ["Ann Lee", 1, "1/2/10", "NYR", "On own"],
        ["Bo Ray", 2, "1/2/10", "1/4/19", "with Mum"],
    ]
    reading = read(layout({"t": table}, words=words), sheet("CP", rows))
    assert said(reading, "seen_alone") == [("E2", "Y"), ("E3", "N")]
    assert said(reading, "last_visit")[0] == ("D2", None)


@pytest.mark.parametrize(("file_name", "year"), [("Tracker April 2019", 2019), ("Tracker April 2018", 2018)])
def test_a_day_without_a_year_is_of_the_month_the_workbook_is_about(file_name: str, year: int) -> None:
    described = parse_layout(
        {
            "locality": "Hill",
            "files": [
                {"match": "*", "describes": [{"file_name": "Tracker {month}"}], "sheets": [{"table": "t"}]}
            ],
            "tables": {"t": tracker()},
        },
        "hill.yaml",
    )
    reading = read(
        described, sheet("CP", [HEADING, ["Ann Lee", 1, "1/2/10", "3rd April"]]), file_name=file_name
    )
    assert said(reading, "last_visit") == [("D2", date(year, 4, 3))]


def test_a_tracker_without_the_column_that_names_the_child_is_held_back() -> None:
    table = tracker() | {"header": {"anchors": ["child_id", "dob"]}}
    reading = read(layout({"t": table}), sheet("CP", [["Nom", "ID", "DOB"], ANN[:3]]))
    assert reading.rows == []
    assert reading.sheets[0].status == "held_back"
    assert reading.held_back == "CP: no heading of the table at row 1 names the child"
