from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from assets.locality.cells import Sheet, Workbook
from assets.locality.layout import Layout, parse_layout
from assets.locality.layout_tables import Summary
from assets.locality.proposing import propose
from assets.locality.workbooks import WorkbookReading
from pipelines.layouts import ProposalError, write_proposal
from tests.unit.workbook_shapes import COUNTY, read, sheet

HILL = COUNTY.localities[0]
ANN = ["LEE, Ann", "ECL101", "1/2/2010", "Jo Hay", "1/4/19", "Y", "red"]
BO = ["RAY, Bo", "ECL102", "2/3/2011", "Jo Hay", "2/4/19", "N", "green"]
HEADING = ["Child's name", "Eclipse ID", "DOB", "SW", "Last seen", "Alone?", "Mood"]


def drafted(
    *sheets: Sheet, file_name: str = "Hill tracker April 2019", known: bool = True
) -> tuple[str, Layout]:
    text = propose(
        Workbook("xlsx", list(sheets)), file_name, "Hill", COUNTY if known else None, HILL if known else None
    )
    return text, parse_layout(yaml.safe_load(text), "draft.yaml")


def read_by_draft(*sheets: Sheet, file_name: str = "Hill tracker April 2019") -> WorkbookReading:
    return read(drafted(*sheets, file_name=file_name)[1], *sheets, file_name=file_name)


def values(reading: WorkbookReading) -> list[dict[str, object]]:
    return [{value.field: value.reading.value for value in row.values} for row in reading.rows]


def test_a_drafted_tracker_reads_its_children() -> None:
    one = sheet(
        "CP",
        [["Children of Hill, position at 30 April 2019"], HEADING, ["Upper"], ANN, ["Lower"], BO, ["Notes"]],
    )
    reading = read_by_draft(one)
    assert [(row.row_number, row.team, row.plan_type) for row in reading.rows] == [
        (4, "Hill Team 1", "CP"),
        (6, "Hill Team 2", "CP"),
    ]
    first = values(reading)[0]
    assert {name: str(value) for name, value in first.items()} == {
        "name": "Ann LEE",
        "child_id": "101",
        "dob": "2010-02-01",
        "worker": "Jo Hay",
        "last_visit": "2019-04-01",
        "seen_alone": "Y",
        "team": "Hill Team 1",
    }
    assert str(reading.describes) == "2019-04-30"


def test_every_guess_is_marked_and_what_was_not_guessed_is_named() -> None:
    text, layout = drafted(sheet("CP", [HEADING, ANN, BO]))
    marked = [line for line in text.splitlines() if "CONFIRM" in line]
    for said in (
        "match:",
        "file_name:",
        "header:",
        "name:",
        "last_visit:",
        "ignore_columns:",
    ):
        assert any(said in line for line in marked), said
    assert layout.tables["tracker"].ignore_columns == ("Mood",)
    assert "# team: {section_rows: true}  # CONFIRM: no team was found" in text
    assert layout.confirmed is None


def test_groups_over_the_headings_family_columns_and_repeated_visits_are_drafted() -> None:
    rows = [
        ["Child", None, "Visits", None, "Reviews"],
        ["Family", "Forename", "Visit 1", "Visit 2", "Date"],
        ["Lee", "Ann (Ray)", "1/4/19", "2/4/19", "3/3/19"],
        [None, "Bo", "1/4/19", None, "3/3/19"],
        [None, "Cy", "1/4/19", None, "3/3/19"],
    ]
    one = sheet("CIN", rows, merged=[(1, 1, 1, 2), (1, 3, 1, 4)])
    text, layout = drafted(one)
    tracker = layout.tables["tracker"]
    assert tracker.holds == "children"
    assert tracker.header.lines == 2
    assert tracker.columns["last_visit"].headings == ("Visit {n}",)
    assert tracker.columns["forename"].written == "First (Surname)"
    assert tracker.columns["surname"].fill_down, text
    assert [one["name"] for one in values(read_by_draft(one))] == ["Ann Ray", "Bo Lee", "Cy Lee"]


def test_a_sheet_for_each_team_shares_one_table_that_takes_the_team_from_its_name() -> None:
    two = (sheet("Jo - Team 1", [HEADING, ANN]), sheet("Fiona - Team 2", [HEADING, BO]))
    _, layout = drafted(*two)
    assert list(layout.tables) == ["tracker"]
    assert [row.team for row in read_by_draft(*two).rows] == ["Hill Team 1", "Hill Team 2"]


def test_figures_are_drafted_with_teams_across_and_the_month_where_it_stands() -> None:
    rows = [["April 2019"], ["Measure", "Upper", "Lower"], ["CP plans open", 4, 5], ["Avg caseload", 9, 9]]
    one = sheet("Summary", [*rows, ["Cups of tea", 1, 2]])
    text, layout = drafted(one, file_name="Hill figures")
    summary = layout.tables["summary"]
    assert isinstance(summary, Summary)
    assert summary.ignore_measures == ("Cups of tea",), text
    told = [
        (one.indicator_id, one.team, str(one.period), one.figure.value) for one in read_by_draft(one).figures
    ]
    assert told[:2] == [
        ("open_cp_plans", "Hill Team 1", "2019-04-01", 4.0),
        ("open_cp_plans", "Hill Team 2", "2019-04-01", 5.0),
    ]
    assert len(told) == 4


def test_months_across_with_a_team_column_are_drafted() -> None:
    rows: list[list[object]] = [
        ["Measure", "Team", "Mar-19", "Apr-19"],
        ["Average caseload", "Upper", 4, 5],
        [None, "Lower", 1, 2],
        ["CP plans open", "Upper", 4, 5],
    ]
    one = sheet("", rows, merged=[(2, 1, 3, 1)])
    assert len(read_by_draft(one, file_name="Hill figures").figures) == 6


def test_no_child_is_named_in_a_draft_whatever_was_taken_for_a_heading() -> None:
    odd = sheet("A", [["Zelda Quorn", "Upper", "Lower"], ["Zeno Quorn", 1, 2], ["Zoe Quorn", 3, 4]])
    children = sheet("B", [HEADING, ANN, BO, ["Zack Quorn"]])
    wide = sheet("C", [["Zed Quorn", "seen", "at home"], ["Zia Quorn", "seen", "at school"]])
    text, _ = drafted(odd, children, wide)
    for name in ("Quorn", "Ann", "Bo"):
        assert name not in text


def test_no_child_is_named_in_a_draft_by_a_title_a_sheet_or_the_file() -> None:
    titled = [["Visits of Zelda O'Quorn-Vale as at 30 April 2019"], ["Total for Zelda"]]
    quorn = sheet("Zelda Quorn", [*titled, HEADING, ANN, BO, ["Quorn total", 2], ["Notes on Quorn"]])
    team = sheet("CP (Zelda) - Team 1", [HEADING, BO])
    text, layout = drafted(quorn, team, file_name="Quorn, Zelda ECL1234567 visits April 2019")
    for name in ("quorn", "zelda", "vale", "1234567"):
        assert name not in text.casefold()
    assert layout.files[0].match == ("* visits*",)
    assert [one.match for one in layout.files[0].sheets] == [("????? ?????",), ("CP (?????) - Team 1",)]
    assert str(read_by_draft(quorn, team, file_name="visits April 2019").describes) == "2019-04-30"
    assert len(read_by_draft(quorn, team, file_name="visits April 2019").rows) == 3


def test_a_list_of_visits_is_not_drafted_as_figures() -> None:
    rows = [["Visit date", "Worker", "Seen alone"], ["1/4/19", "Jo Hay", "Y"], ["2/4/19", "Jo Hay", "N"]]
    text, layout = drafted(sheet("Visits", [list(row) for row in rows]), file_name="Visits April 2019")
    assert layout.tables == {}, text
    assert "ignore: neither children nor figures" in text


def test_sheets_without_a_table_and_hidden_ones_are_drafted_as_ignored() -> None:
    hidden = sheet("old", [HEADING, ANN])
    hidden.visible = False
    _, layout = drafted(
        sheet("CP", [HEADING, ANN]), sheet("Rota", [["Mon", "Tue"], ["Jo", "Al"]]), sheet("Blank", []), hidden
    )
    assert [bool(one.ignore) for one in layout.files[0].sheets] == [False, True, True, True]


def test_without_a_county_the_draft_is_a_layout_all_the_same() -> None:
    _, layout = drafted(sheet("CP", [[*HEADING, "Team"], [*ANN, "Moon"], [*BO, "Sun"]]), known=False)
    assert layout.tables["tracker"].columns["team"].headings == ("Team",)


def test_awkward_names_are_quoted() -> None:
    heading = ['Name: "full"', "Eclipse ID", "No", "DOB", "Last visit", "yes"]
    text, layout = drafted(
        sheet("50% #1: {x}", [heading, ["Ann Lee", 101, 5, "1/2/2010", "1/4/19", 3]]), file_name="a: b #c"
    )
    assert layout.files[0].sheets[0].match == ("50% #1: {x}",), text
    assert layout.files[0].match == ("a: b #c*",)


@pytest.mark.parametrize(
    ("file_name", "match", "told"),
    [
        ("Hill CP tracker 2019-04", "Hill CP tracker*", "2019-04-30"),
        ("Hill CP tracker 2019-04-29", "Hill CP tracker*", "2019-04-30"),
        ("Hill CP tracker Apr 2019", "Hill CP tracker*", "2019-04-30"),
        ("2019-04 Hill CP tracker", "* Hill CP tracker", "2019-04-30"),
    ],
)
def test_a_drafted_pattern_of_files_fits_the_next_months_too(file_name: str, match: str, told: str) -> None:
    one = sheet("CP", [HEADING, ANN, BO])
    _, layout = drafted(one, file_name=file_name)
    assert layout.files[0].match == (match,)
    assert str(read_by_draft(one, file_name=file_name).describes) == told


def test_without_a_county_sheets_whose_names_are_left_open_alike_are_to_be_written_out() -> None:
    two = [sheet(name, [HEADING, ANN, BO]) for name in ("Thornwick", "Aldermere")]
    text, _ = drafted(*two, known=False)
    assert text.count("1 more of its sheets fit this name, so write it out") == 2
    assert "# Without --county the teams are not known" in text


def test_a_draft_is_written_into_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    path = tmp_path / "layouts" / "hill.yaml"
    assert write_proposal("locality: Hill\n", path).startswith(f"a draft in {path}: confirm every line")
    assert path.read_text(encoding="utf-8") == "locality: Hill\n"
    with pytest.raises(ProposalError, match="is there already; name another file with --to"):
        write_proposal("", path)
    with pytest.raises(ProposalError, match="cannot be written"):
        write_proposal("", path / "below.yaml")


def test_a_title_in_two_cells_is_drafted_and_a_childs_row_is_not() -> None:
    children = [["Name", "DOB"], ["Zelda Quorn", "1/2/2010"], ["Zia Quorn", "2/3/2011"]]
    one = sheet("CP", [["Position at", "30 April 2019"], *children])
    text, layout = drafted(one, file_name="Hill")
    assert [said.title for said in layout.files[0].describes] == ["Position at {date}"], text
    assert "Quorn" not in text
