"""A worklist: what matters first, in words, safe to open, and only the columns to fill in are open."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from assets.county import Place
from assets.locality.reading import read_workbook
from assets.publishing.worklist_form import FILLED_IN, HEADINGS
from tests.unit.working_tables import Rows, a_discrepancy, a_place
from tests.unit.worklist_nights import HEADER, MAY, an_answer, fill, holding, opened, run

FIRST, SECOND, THIRD = MAY[:3]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return a_place(tmp_path)


def sheet_of(path: Path) -> Worksheet:
    return openpyxl.load_workbook(path).worksheets[0]


def test_there_is_one_for_each_locality_and_team_with_something_to_look_at(place: Place) -> None:
    rows = [
        a_discrepancy("a"),
        a_discrepancy("b", team="All", kind="figure_differs", field="open_cp_plans"),
        a_discrepancy("c", team=None),
        a_discrepancy("d", locality="South", team="S1: A/B"),
    ]
    night = run(place, FIRST, {"reconciled.discrepancies": rows})
    assert [(one.locality, one.team, one.rows, one.path) for one in night.worklists] == [
        ("North", "All", 1, "north/worklists/North - All.xlsx"),
        ("North", "N1", 1, "north/worklists/North - N1.xlsx"),
        ("North", "No team", 1, "north/worklists/North - No team.xlsx"),
        ("South", "S1: A/B", 1, "south/worklists/South - S1- A-B.xlsx"),
    ]
    assert len(list(night.pages.rglob("*.xlsx"))) == 4
    assert run(place, SECOND, {}).worklists == []


def test_teams_whose_names_come_to_the_same_file_get_different_ones(place: Place) -> None:
    rows = [
        a_discrepancy("a", team="A/B"),
        a_discrepancy("b", team="A:B"),
        a_discrepancy("c", team="x" * 300),
    ]
    names = [Path(one.path).name for one in run(place, FIRST, {"reconciled.discrepancies": rows}).worklists]
    assert names[:2] == ["North - A-B.xlsx", "North - A-B (2).xlsx"]
    assert len(names[2]) < 120


def test_what_matters_most_comes_first(place: Place) -> None:
    about = {"kind": "value_differs", "severity": "query", "field": "last_visit"}
    rows: Rows = {
        "reconciled.discrepancies": [
            a_discrepancy("g accepted", **{**about, "severity": "error"}),
            a_discrepancy("f answered", **{**about, "severity": "error"}),
            a_discrepancy("e tidying", **{**about, "severity": "info"}),
            a_discrepancy("d new", **about),
            a_discrepancy("c old", **about),
            a_discrepancy("b value", **{**about, "severity": "error"}),
            a_discrepancy("a missing", **{**about, "severity": "error", "kind": "missing_from_system"}),
        ]
    }
    known = [one for one in rows["reconciled.discrepancies"] if one["discrepancy_id"] != "d new"]
    night = run(place, FIRST, {"reconciled.discrepancies": known})
    answers = {"f answered": an_answer("answered"), "g accepted": an_answer("accepted", "Jo", "so", MAY[9])}
    fill(place, night.file(), answers)
    listed = opened(run(place, SECOND, rows).file())
    assert [row["Discrepancy id"][0] for row in listed] == list("abcdefg")
    assert [row["Nights open"] for row in listed] == [1, 1, 1, 0, 1, 1, 1]


def test_a_row_says_where_what_why_and_what_to_do(place: Place) -> None:
    [row] = opened(run(place, FIRST, holding("a")).file())
    assert {name: row[name] for name in row if name not in ("Mark", "What to do")} == {
        "File": "North.xlsx",
        "Sheet": "CP",
        "Cell": "C4",
        "About": "Value differs: last visit",
        "The sheet says": "3rd April",
        "The system says": "2019-04-12",
        "Why we think so": "an earlier visit",
        "Nights open": 0,
        "Record number": "1001",
        "Status": "open",
        "Accepted until": None,
        "Who": None,
        "Note": None,
        "Discrepancy id": "a",
    }
    assert row["What to do"]
    assert list(row) == list(HEADINGS)


def test_a_figure_is_named_and_one_that_came_back_says_so(place: Place) -> None:
    figure = holding("a", kind="figure_differs", field="open_cp_plans", team="All", person_id=None)
    assert (
        opened(run(place, FIRST, figure).file("All"))[0]["About"] == "Figure differs: Child protection plans"
    )
    run(place, SECOND, {})
    [row] = opened(run(place, THIRD, figure).file("All"))
    assert row["Why we think so"] == "an earlier visit It had gone, and is back."


@pytest.mark.parametrize("field", ["name", "forename", "surname", "dob"])
def test_names_and_birthdays_are_only_in_the_cell(place: Place, field: str) -> None:
    night = run(place, FIRST, holding("a", field=field, spreadsheet_value="Zebedee", system_value="Zebadee"))
    [row] = opened(night.file())
    assert (row["The sheet says"], row["The system says"]) == ("see the cell", "see the record")
    with zipfile.ZipFile(night.file()) as parts:
        assert not [name for name in parts.namelist() if b"Zeb" in parts.read(name)]


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 1392", "-1", "@SUM(A1)", "=cmd|'/c calc'!A0", "https://x.y", "12"]
)
def test_text_stays_text(place: Place, text: str) -> None:
    night = run(place, FIRST, holding("a", spreadsheet_value=text, sheet=text, person_id=text))
    fill(place, night.file(), {"a": an_answer("answered", text, text)})
    # openpyxl has typed a formula there, as a person in Excel would; its result is not stored.
    night = run(place, SECOND, holding("a", spreadsheet_value=text, sheet=text, person_id=text))
    sheet = sheet_of(night.file())
    columns = [HEADINGS.index(name) + 1 for name in ("Sheet", "The sheet says", "Record number")]
    for column in columns:
        cell = sheet.cell(HEADER + 1, column)
        assert (cell.value, cell.data_type) == (text, "s")
    with zipfile.ZipFile(night.file()) as parts:
        page = parts.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in page
        assert b"<hyperlink" not in page


def test_a_note_that_begins_like_a_formula_comes_back_as_it_was_typed(place: Place) -> None:
    night = run(place, FIRST, holding("a"))
    returned = fill(place, night.file(), {"a": an_answer("answered", "@Jo", "x")})
    book = openpyxl.load_workbook(returned)
    note = book.worksheets[0].cell(HEADER + 1, HEADINGS.index("Note") + 1)
    note.value, note.data_type = "=HYPERLINK(1)", "s"
    book.save(returned)
    night = run(place, SECOND, holding("a"))
    assert night.status("a") == ("answered", "@Jo", "=HYPERLINK(1)")
    cell = sheet_of(night.file()).cell(HEADER + 1, HEADINGS.index("Note") + 1)
    assert (cell.value, cell.data_type, cell.number_format) == ("=HYPERLINK(1)", "s", "@")


def test_only_the_columns_to_fill_in_are_open(place: Place) -> None:
    sheet = sheet_of(run(place, FIRST, holding("a", "b")).file())
    assert sheet.protection.sheet
    # openpyxl says of each whether it is forbidden.
    assert not sheet.protection.autoFilter
    for row in range(1, HEADER + 3):
        for column, heading in enumerate(HEADINGS, start=1):
            is_open = row > HEADER and heading in FILLED_IN
            assert sheet.cell(row, column).protection.locked != is_open, (row, heading)


def test_status_is_chosen_and_the_end_date_is_one_to_come(place: Place) -> None:
    sheet = sheet_of(run(place, FIRST, holding("a", "b")).file())
    rules = {rule.type: rule for rule in sheet.data_validations.dataValidation}
    assert rules["list"].formula1 == '"open,answered,accepted"'
    assert str(rules["list"].sqref) == "K5:K6"
    assert (rules["date"].operator, str(rules["date"].sqref)) == ("greaterThanOrEqual", "L5:L6")


def test_it_filters_stays_at_its_headings_and_prints_well(place: Place) -> None:
    sheet = sheet_of(run(place, FIRST, holding("a", "b")).file())
    assert sheet.auto_filter.ref == "A4:P6"
    assert sheet.freeze_panes == "D5"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    # One page wide, which is what a file means that does not say, and as many long as it takes.
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$4:$4"
    assert "Page &P of &N" in sheet.oddFooter.center.text
    assert sheet.column_dimensions["O"].hidden
    assert HEADINGS[14] == "Mark"


def test_a_row_is_as_high_as_its_longest_text_whatever_office_program_opens_it(place: Place) -> None:
    rows = holding("a", explanation="short")
    rows["reconciled.discrepancies"] += [
        a_discrepancy("b", explanation="ten words " * 30, field="zz"),
        a_discrepancy("c", explanation="word " * 9_000, field="zzz"),
    ]
    sheet = sheet_of(run(place, FIRST, rows).file())
    heights = [sheet.row_dimensions[HEADER + row].height for row in range(4)]
    # "See which is right: correct the cell, or have the system corrected." takes three lines of 28 signs; a
    # line has three times "ten words ", and a row at most 409 points.
    assert heights == [30, 45, 150, 405]


def test_the_hidden_mark_makes_no_row_higher(place: Place) -> None:
    sheet = sheet_of(run(place, FIRST, holding("a")).file())
    for heading in ("Mark", "Discrepancy id"):
        assert not sheet.cell(HEADER + 1, HEADINGS.index(heading) + 1).alignment.wrap_text
    assert sheet.cell(HEADER + 1, HEADINGS.index("Note") + 1).alignment.wrap_text


def test_a_file_is_named_without_the_folder_that_all_of_a_list_stand_in(place: Place) -> None:
    rows = holding("a", source_file="localities/North/CP/list.xlsx")
    rows["reconciled.discrepancies"].append(
        a_discrepancy("b", source_file="localities/North/CIN.ods", field="zz")
    )
    listed = opened(run(place, FIRST, rows).file())
    assert sorted(row["File"] for row in listed) == ["CIN.ods", "CP/list.xlsx"]


def test_what_was_answered_stands_in_the_next_one(place: Place) -> None:
    night = run(place, FIRST, holding("a"))
    fill(place, night.file(), {"a": an_answer("accepted", "Jo", "two\nlines", date(2019, 5, 20))})
    path = run(place, SECOND, holding("a")).file()
    [row] = opened(path)
    assert (row["Status"], row["Who"], row["Note"]) == ("accepted", "Jo", "two\nlines")
    assert row["Accepted until"].date() == date(2019, 5, 20)
    [until] = [cell for cell in read_workbook(path).sheets[0].cells if cell.address == "L5"]
    assert until.text == "20/05/2019"


def test_the_same_rows_make_the_same_file(place: Place) -> None:
    first = run(place, FIRST, holding("a", "b")).file().read_bytes()
    assert run(place, FIRST, holding("b", "a")).file().read_bytes() == first


def test_a_very_long_note_is_shortened_to_what_excel_takes_and_is_no_answer_of_its_own(place: Place) -> None:
    night = run(place, FIRST, holding("a"))
    returned = place.data / "worklists" / "long.csv"
    returned.parent.mkdir()
    returned.write_text(f"Discrepancy id,Status,Who,Note\na,answered,Jo,{'long ' * 9000}\n")
    night = run(place, SECOND, holding("a"))
    status, _, response = night.status("a")
    assert (status, len(response or "")) == ("answered", 44_999)
    returned.unlink()
    fill(place, night.file(), {})
    assert len(run(place, THIRD, holding("a")).status("a")[2] or "") == 44_999
