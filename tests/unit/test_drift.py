from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from assets.county import Place
from assets.landing import land
from assets.locality.drift import changes
from assets.locality.remembered import SeenSheet, SeenTable, SeenWorkbook
from assets.locality.staging import stage_workbooks
from assets.warehouse import connect
from pipelines.layouts import ProposalError, layout_lines, proposed_layout, write_proposal
from tests.unit.workbook_shapes import COUNTY

HEADINGS = {"A3": "Name", "B3": "ID", "C3": "Last visit", "D3": "Alone?"}
READ_AS = {"name": "Name", "child_id": "ID", "last_visit": "Last visit", "seen_alone": "Alone?"}


def a_sheet(
    name: str = "CP",
    headings: dict[str, str] = HEADINGS,
    read_as: dict[str, str] = READ_AS,
    row: int = 3,
    teams: dict[str, int] | None = None,
    table: str = "tracker",
) -> SeenSheet:
    table_seen = SeenTable(table=table, row=row, headings=headings, read_as=read_as)
    return SeenSheet(
        sheet=name,
        status="read",
        figures=0,
        teams=teams or {"Hill Team 1": 2, "Hill Team 2": 3},
        tables=(table_seen,),
    )


def a_workbook(*sheets: SeenSheet, content_hash: str = "new") -> SeenWorkbook:
    return SeenWorkbook(
        locality="Hill",
        source_file="Hill/Tracker.xlsx",
        declared_as="Tracker*",
        content_hash=content_hash,
        describes=None,
        sheets=sheets,
    )


BEFORE = a_workbook(a_sheet(), content_hash="old")
RENAMED = {**HEADINGS, "D3": "Seen alone?"}


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ([a_sheet()], []),
        ([a_sheet(row=6)], ["sheet 'CP': the heading of 'tracker' has moved from row 3 to row 6"]),
        (
            [a_sheet(headings=RENAMED, read_as={**READ_AS, "seen_alone": "Seen alone?"})],
            ["sheet 'CP': heading 'Alone?' seems to be 'Seen alone?' (D3) now, read as seen_alone"],
        ),
        (
            [a_sheet(headings=RENAMED, read_as={})],
            ["sheet 'CP': heading 'Alone?' seems to be 'Seen alone?' (D3) now: is it seen_alone?"],
        ),
        ([a_sheet(headings={**HEADINGS, "E3": "Priority"})], ["sheet 'CP': column 'Priority' (E3) is new"]),
        (
            [a_sheet(headings={"A3": "Name", "B3": "ID", "D3": "Alone?"})],
            ["sheet 'CP': column 'Last visit' is gone: last_visit is not read"],
        ),
        ([a_sheet(headings={**HEADINGS, "E3": "Apr-19"})], []),
        ([a_sheet("Child Protection")], ["sheet 'CP' is now 'Child Protection'"]),
        ([a_sheet(), a_sheet("Rota", table="x", teams={"": 0})], ["sheet 'Rota' is new"]),
        ([a_sheet("X", table="y")], ["sheet 'X' is new", "sheet 'CP' is gone"]),
        ([a_sheet(teams={"Hill Team 1": 5})], ["Hill Team 2 had 3 children last month and none now"]),
    ],
)
def test_what_has_changed_since_last_month_is_said(now: list[SeenSheet], said: list[str]) -> None:
    assert changes(BEFORE, a_workbook(*now)) == said


def test_the_same_content_has_not_changed() -> None:
    assert changes(BEFORE, a_workbook(content_hash="old")) == []


LAYOUT = {
    "locality": "Hill",
    "files": [
        {"match": "Tracker*", "describes": [{"file_name": "Tracker {month}"}], "sheets": [{"table": "t"}]}
    ],
    "tables": {
        "t": {
            "holds": "children",
            "header": {"anchors": ["name", "child_id"]},
            "columns": {"name": "Name", "child_id": "ID", "last_visit": "Last visit", "team": "Team"},
        }
    },
}


@pytest.fixture
def place(tmp_path: Path) -> Place:
    (tmp_path / "data/localities/Hill").mkdir(parents=True)
    (tmp_path / "hill.yaml").write_text(yaml.safe_dump(LAYOUT), encoding="utf-8")
    county = COUNTY.model_copy(update={"localities": COUNTY.localities[:1]})
    return Place(
        county=county, county_file=tmp_path / "county.yaml", data=tmp_path / "data", home=tmp_path / "home"
    )


def deliver(place: Place, name: str, text: str) -> None:
    for old in (place.data / "localities/Hill").iterdir():
        old.unlink()
    (place.data / "localities/Hill" / name).write_text(text, encoding="utf-8")


def a_night(place: Place, as_at: date) -> None:
    with connect(place.home.parent / "night.duckdb") as database:
        stage_workbooks(database, place, land(place, as_at), as_at)


LATER = "Our list\n\nName,ID,Date last seen,Mood,Team\nAnn Lee,1,1/4/19,ok,Upper\n"


def test_a_check_compares_with_the_layout_and_last_months_night_and_keeps_nothing(place: Place) -> None:
    deliver(
        place, "Tracker 0319.csv", "Name,ID,Last visit,Team\nAnn Lee,1,1/3/19,Upper\nBo Ray,2,2/3/19,Lower\n"
    )
    a_night(place, date(2019, 4, 1))
    deliver(place, "Tracker 0419.csv", LATER)
    kept = sorted(place.home.rglob("*"))
    lines, nothing_asked = layout_lines(place, date(2019, 5, 1))
    assert not nothing_asked
    assert lines == [
        "Testshire, night of 2019-05-01: the workbooks beside their layouts,"
        " and as the night of 2019-04-01 saw them",
        "",
        "Hill",
        "  localities/Hill/Tracker 0419.csv: 1 children, 0 figures, about 2019-04-30;"
        " encoding utf-8; delimiter comma",
        "    since then: the heading of 't' has moved from row 1 to row 3",
        "    since then: heading 'Last visit' seems to be 'Date last seen' (C3) now, read as last_visit",
        "    since then: column 'Mood' (D3) is new",
        "    since then: Hill Team 2 had 1 children last month and none now",
        "    asked of it: 'Date last seen' (C3) is read as last_visit, as is usual: confirm it in the layout;"
        " not in the layout: 'Mood' (D3)",
    ]
    assert sorted(place.home.rglob("*")) == kept


def test_a_check_of_the_same_content_says_it_is_stale(place: Place) -> None:
    text = "Name,ID,Last visit,Team\nAnn Lee,1,1/3/19,Upper\n"
    deliver(place, "Tracker 0319.csv", text)
    a_night(place, date(2019, 4, 1))
    deliver(place, "Tracker 0419.csv", text)
    lines, nothing_asked = layout_lines(place, date(2019, 5, 1))
    assert not nothing_asked
    assert (
        "stale: unchanged since the night of 2019-04-01, as 'Tracker 0319.csv' about March 2019" in lines[3]
    )


def test_a_check_without_an_earlier_night_compares_with_the_layout_alone(place: Place) -> None:
    deliver(place, "Tracker 0419.csv", "Name,ID,Last visit,Team\nAnn Lee,1,1/4/19,Upper\n")
    lines, nothing_asked = layout_lines(place, date(2019, 5, 1))
    assert nothing_asked
    assert lines[0].endswith("without any night before to compare with")


def test_a_proposal_is_written_once_and_its_refusals_say_what_to_do(place: Place, tmp_path: Path) -> None:
    deliver(place, "Tracker 0419.csv", "Name,ID,Last visit,Team\nAnn Lee,1,1/4/19,Upper\n")
    file = place.data / "localities/Hill/Tracker 0419.csv"
    draft = proposed_layout(file, None, place.county)
    assert "locality: Hill\n" in draft
    assert write_proposal(draft, tmp_path / "draft.yaml").startswith("a draft in ")
    with pytest.raises(ProposalError, match=r"is there already; name another file with --to"):
        write_proposal(draft, tmp_path / "draft.yaml")
    with pytest.raises(
        ProposalError, match=r"no locality 'Dale' in county.yaml; say --locality with one of Hill"
    ):
        proposed_layout(file, "Dale", place.county)
    with pytest.raises(ProposalError, match="no such file"):
        proposed_layout(tmp_path / "none.csv", None, None)
    file.write_bytes(b"")
    with pytest.raises(ProposalError, match=r"Tracker 0419\.csv: empty"):
        proposed_layout(file, None, None)
