from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest
import yaml

from assets.county import Place
from assets.landing import Delivery, land
from assets.locality.staging import stage_workbooks
from assets.warehouse import connect
from tests.unit.workbook_shapes import AS_AT, COUNTY

LAYOUT = {
    "locality": "Hill",
    "files": [
        {
            "match": "Tracker*",
            "describes": [{"file_name": "Tracker {month}"}],
            "sheets": [{"table": "tracker", "plan_type": "CP"}],
        },
        {"match": "figures/*", "optional": True, "sheets": [{"table": "figures"}]},
        {"match": "*.txt", "ignore": "a reminder"},
    ],
    "tables": {
        "tracker": {
            "holds": "children",
            "header": {"anchors": ["name", "child_id"]},
            "columns": {"name": "Name", "child_id": "ID", "last_visit": "Visit {n}", "team": "Team"},
        },
        "figures": {
            "holds": "figures",
            "header": {"anchors": ["Measure"]},
            "measure": {"column": "Measure"},
            "team": {"across": 1},
            "month": {"always": "April 2019"},
            "indicators": {"open_cp_plans": "CP plans"},
        },
    },
}
NO_LAYOUT = (
    "hill.yaml: no such layout; county.yaml names it under the locality's layout: write it there "
    "(`locality layout propose` drafts one), or name the right one"
)
ANOTHERS = "its layout is that of Shore; name another one in county.yaml"
NOTHING = (
    "its folder is not there or is empty: put its workbooks there, or name the right folder in county.yaml"
)
TRACKER = (
    "Name,ID,Visit 1,Visit 2,Team\nAnn Lee,0101,1/4/19,2/4/19,Upper\nBo Ray,102,32/4/19,,Moon\nTotal,2\n"
)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    for name in ("Hill/figures", "Shore"):
        (tmp_path / "data" / "localities" / name).mkdir(parents=True)
    (tmp_path / "hill.yaml").write_text(yaml.safe_dump(LAYOUT), encoding="utf-8")
    (tmp_path / "shore.yaml").write_text(yaml.safe_dump(LAYOUT | {"locality": "Shore"}), encoding="utf-8")
    return Place(
        county=COUNTY,
        county_file=tmp_path / "county.yaml",
        data=tmp_path / "data",
        home=tmp_path / "home",
    )


@pytest.fixture
def database(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(tmp_path / "night.duckdb") as connection:
        yield connection


def deliver(place: Place, name: str, text: str) -> None:
    path = place.data / "localities" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def stage(place: Place, database: duckdb.DuckDBPyConnection) -> None:
    stage_workbooks(database, place, land(place, AS_AT), AS_AT)


def books(database: duckdb.DuckDBPyConnection) -> list[tuple[str, ...]]:
    return database.execute(
        "select source_file, status, reason from staged.workbooks"
        " where locality = 'Hill' order by source_file"
    ).fetchall()


def test_tracker_rows_and_values_are_staged_with_their_cells(
    place: Place, database: duckdb.DuckDBPyConnection
) -> None:
    deliver(place, "Hill/Tracker 0419.csv", TRACKER)
    stage(place, database)
    rows = database.execute("select * from staged.tracker_rows order by tracker_row_id").fetchall()
    file = "localities/Hill/Tracker 0419.csv"
    assert rows == [
        (1, "Hill", "Hill Team 1", file, "", 2, "A2", "CP"),
        (2, "Hill", None, file, "", 3, "A3", "CP"),
    ]
    values = database.execute(
        "select tracker_row_id, field, cell, typed, state, coalesce(text_value, cast(date_value as varchar))"
        " from staged.tracker_values order by tracker_row_id, field"
    ).fetchall()
    assert values == [
        (1, "child_id", "B2", "0101", "read", "101"),
        (1, "earlier_visit", "C2", "1/4/19", "read", "2019-04-01"),
        (1, "last_visit", "D2", "2/4/19", "read", "2019-04-02"),
        (1, "name", "A2", "Ann Lee", "read", "Ann Lee"),
        (1, "team", "E2", "Upper", "read", "Hill Team 1"),
        (2, "child_id", "B3", "102", "read", "102"),
        (2, "last_visit", "C3", "32/4/19", "unreadable", None),
        (2, "name", "A3", "Bo Ray", "read", "Bo Ray"),
        (2, "team", "E3", "Moon", "unreadable", None),
    ]


def test_figures_and_what_a_workbook_describes_are_staged(
    place: Place, database: duckdb.DuckDBPyConnection
) -> None:
    deliver(place, "Hill/Tracker 0419.csv", TRACKER)
    deliver(place, "Hill/figures/April.csv", "Measure,Upper,Hill\nCP plans,4,9\n")
    stage(place, database)
    figures = database.execute(
        "select team, cast(period as varchar), indicator_id, sheet, row_number, cell, typed, state, value,"
        " decimals from staged.figures order by figure_id"
    ).fetchall()
    assert figures == [
        ("Hill Team 1", "2019-04-01", "open_cp_plans", "", 2, "B2", "4", "read", 4.0, 0),
        ("All", "2019-04-01", "open_cp_plans", "", 2, "C2", "9", "read", 9.0, 0),
    ]
    places = database.execute("select distinct declared_place from staged.figures").fetchall()
    assert places == [("figures/* / figures",)]
    described = database.execute(
        "select source_file, cast(describes as varchar), length(content_hash) from staged.workbooks"
        " where locality = 'Hill' order by source_file"
    ).fetchall()
    assert described == [
        ("localities/Hill/Tracker 0419.csv", "2019-04-30", 64),
        ("localities/Hill/figures/April.csv", None, 64),
    ]


def test_the_cells_of_every_file_add_up_whatever_came_of_it(
    place: Place, database: duckdb.DuckDBPyConnection
) -> None:
    deliver(place, "Hill/Tracker 0419.csv", TRACKER)
    deliver(place, "Hill/rota.csv", "a,b\nc,d\n")
    deliver(place, "Hill/reminder.txt", "call,Jo\nnow,please\n")
    deliver(place, "Hill/broken.xlsx", "")
    stage(place, database)
    by_rule = database.execute(
        "select source_file, rule, cells from staged.ignored_cells where locality = 'Hill' order by all"
    ).fetchall()
    assert by_rule == [
        ("localities/Hill/Tracker 0419.csv", "heading", 5),
        ("localities/Hill/Tracker 0419.csv", "total", 2),
        ("localities/Hill/reminder.txt", "left out by the layout", 4),
    ]
    coverage = database.execute(
        "select source_file, cells, used, ignored, not_understood, status from staged.spreadsheet_coverage"
        " where locality = 'Hill' order by source_file"
    ).fetchall()
    assert coverage == [
        ("localities/Hill/Tracker 0419.csv", 16, 9, 7, 0, "read"),
        ("localities/Hill/broken.xlsx", 0, 0, 0, 0, "not_declared"),
        ("localities/Hill/reminder.txt", 4, 0, 4, 0, "ignored"),
        ("localities/Hill/rota.csv", 4, 0, 0, 4, "not_declared"),
    ]


def test_a_file_that_no_pattern_fits_is_not_read_and_a_declared_one_that_did_not_come_is_missing(
    place: Place, database: duckdb.DuckDBPyConnection
) -> None:
    deliver(place, "Hill/rota.csv", "a,b\nc,d\n")
    stage(place, database)
    assert books(database) == [
        ("localities/Hill/Tracker*", "missing", "no file of this name was delivered"),
        ("localities/Hill/rota.csv", "not_declared", "no file pattern of the layout fits its name"),
    ]


def test_a_refused_file_says_why_and_the_others_go_on(
    place: Place, database: duckdb.DuckDBPyConnection
) -> None:
    deliver(place, "Hill/Tracker 0319.xlsx", "")
    deliver(place, "Hill/Tracker 0419.csv", TRACKER)
    stage(place, database)
    assert [(name, status) for name, status, _ in books(database)] == [
        ("localities/Hill/Tracker 0319.xlsx", "held_back"),
        ("localities/Hill/Tracker 0419.csv", "read"),
    ]
    assert books(database)[0][2]
    assert database.execute("select count(*) from staged.tracker_rows").fetchone() == (2,)


def test_of_two_files_under_one_pattern_the_later_month_is_read(
    place: Place, database: duckdb.DuckDBPyConnection
) -> None:
    deliver(place, "Hill/Tracker 0419.csv", TRACKER)
    deliver(place, "Hill/Tracker 0319.csv", TRACKER)
    stage(place, database)
    assert [(status, reason) for _, status, reason in books(database)] == [
        ("superseded", "superseded by Tracker 0419.csv, which the layout's pattern also fits"),
        ("read", "encoding utf-8; delimiter comma"),
    ]
    assert database.execute("select distinct source_file from staged.tracker_rows").fetchall() == [
        ("localities/Hill/Tracker 0419.csv",)
    ]


def test_a_file_that_two_localities_claim_is_held_back_for_both(
    place: Place, database: duckdb.DuckDBPyConnection
) -> None:
    deliver(place, "Hill/Tracker 0419.csv", TRACKER)
    landed = land(place, AS_AT)
    twice = [*landed, *(_for(one, "Shore") for one in landed)]
    stage_workbooks(database, place, twice, AS_AT)
    said = database.execute("select distinct status, reason from staged.workbooks where status <> 'missing'")
    assert said.fetchall() == [
        ("held_back", "two localities claim this file; give each a folder of its own in county.yaml")
    ]


def _for(one: Delivery, locality: str) -> Delivery:
    return Delivery(
        one.source,
        locality,
        one.source_file,
        one.content_hash,
        one.size,
        datetime(2019, 5, 1, 5, 30),  # noqa: DTZ001
        one.landed_path,
        one.status,
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (None, NO_LAYOUT),
        ("locality: [", "hill.yaml, line 1: not readable as YAML; check the indentation there"),
        (
            "locality: Hill\nfiles: []\ntables: 3",
            "hill.yaml, line 3: tables: must be keys with values, not 3",
        ),
        (yaml.safe_dump(LAYOUT | {"locality": "Shore"}), ANOTHERS),
    ],
)
def test_a_layout_that_cannot_be_used_holds_back_only_its_locality(
    place: Place, database: duckdb.DuckDBPyConnection, text: str | None, reason: str
) -> None:
    layout = place.county_file.parent / "hill.yaml"
    if text is None:
        layout.unlink()
    else:
        layout.write_text(text, encoding="utf-8")
    deliver(place, "Hill/Tracker 0419.csv", TRACKER)
    deliver(place, "Shore/Tracker 0419.csv", TRACKER)
    stage(place, database)
    assert books(database) == [("localities/Hill/Tracker 0419.csv", "held_back", reason)]
    assert database.execute("select distinct locality from staged.tracker_rows").fetchall() == [("Shore",)]


@pytest.mark.parametrize(
    ("change", "source", "reason"),
    [
        (None, "localities/Hill", f"{NO_LAYOUT}; and {NOTHING}"),
        ({"locality": "Shore"}, "localities/Hill", f"{ANOTHERS}; and {NOTHING}"),
        ({"files": LAYOUT["files"][1:]}, "localities/Hill", NOTHING),
        ({}, "localities/Hill/Tracker*", NOTHING),
    ],
)
@pytest.mark.parametrize("has_folder", [True, False])
def test_a_locality_of_which_nothing_came_is_a_row_that_says_what_is_missing(
    place: Place,
    database: duckdb.DuckDBPyConnection,
    change: dict[str, object] | None,
    source: str,
    reason: str,
    has_folder: bool,
) -> None:
    layout = place.county_file.parent / "hill.yaml"
    if change is None:
        layout.unlink()
    else:
        layout.write_text(yaml.safe_dump(LAYOUT | change), encoding="utf-8")
    if not has_folder:
        shutil.rmtree(place.data / "localities/Hill")
    stage(place, database)
    assert books(database) == [(source, "missing", reason)]


def test_without_any_file_the_tables_are_there_and_empty(
    place: Place, database: duckdb.DuckDBPyConnection
) -> None:
    stage_workbooks(database, place, [], AS_AT)
    for table in ("tracker_rows", "tracker_values", "figures", "spreadsheet_coverage"):
        assert database.table(f"staged.{table}").fetchall() == []
    assert [status for _, status, _ in books(database)] == ["missing"]


def later(place: Place, database: duckdb.DuckDBPyConnection, night: date) -> list[tuple[object, ...]]:
    """Another night, and what it says of Hill's workbooks."""
    stage_workbooks(database, place, land(place, night), night)
    return database.execute(
        "select source_file, status, cast(describes as varchar), is_stale, reason from staged.workbooks"
        " where locality = 'Hill' order by source_file"
    ).fetchall()


def test_the_same_content_under_a_newer_name_is_stale_and_keeps_its_month(
    place: Place, database: duckdb.DuckDBPyConnection
) -> None:
    deliver(place, "Hill/Tracker 0319.csv", TRACKER)
    assert later(place, database, date(2019, 4, 5))[0][1:4] == ("read", "2019-03-31", False)
    (place.data / "localities/Hill/Tracker 0319.csv").rename(place.data / "localities/Hill/Tracker 0419.csv")
    [(name, status, describes, is_stale, reason)] = later(place, database, date(2019, 5, 1))
    assert (name, status, describes, is_stale) == (
        "localities/Hill/Tracker 0419.csv",
        "read",
        "2019-03-31",
        True,
    )
    assert str(reason).startswith(
        "stale: unchanged since the night of 2019-04-05, as 'Tracker 0319.csv' about March 2019; "
    )


def test_a_workbook_about_a_day_more_than_a_month_ago_is_stale_and_one_of_this_month_is_not(
    place: Place, database: duckdb.DuckDBPyConnection
) -> None:
    deliver(place, "Hill/Tracker 0419.csv", TRACKER)
    assert [row[3] for row in later(place, database, date(2019, 5, 30))] == [False]
    [(_, status, _, is_stale, reason)] = later(place, database, date(2019, 6, 3))
    assert (status, is_stale) == ("read", True)
    assert str(reason).startswith("stale: it is about 2019-04-30, 34 nights ago; ")


def test_a_workbook_without_a_month_is_stale_when_it_came_more_than_a_month_ago(
    place: Place, database: duckdb.DuckDBPyConnection
) -> None:
    deliver(place, "Hill/figures/Figures.csv", "Measure,Upper,Hill\nCP plans,4,9\n")
    for night in (date(2019, 4, 1), date(2019, 4, 30)):
        assert [row[3] for row in later(place, database, night) if row[1] == "read"] == [False]
    stale = [row for row in later(place, database, date(2019, 5, 3)) if row[1] == "read"]
    assert [row[3] for row in stale] == [True]
    deliver(place, "Hill/figures/Figures.csv", "Measure,Upper,Hill\nCP plans,4,10\n")
    assert [row[3] for row in later(place, database, date(2019, 5, 4)) if row[1] == "read"] == [False]


def test_a_night_run_again_is_not_told_by_what_it_or_a_later_one_remembered(
    place: Place, database: duckdb.DuckDBPyConnection
) -> None:
    deliver(place, "Hill/Tracker 0419.csv", TRACKER)
    first = later(place, database, date(2019, 5, 1))
    later(place, database, date(2019, 5, 2))
    assert later(place, database, date(2019, 5, 1)) == first


def test_a_memory_that_cannot_be_read_costs_nothing(
    place: Place, database: duckdb.DuckDBPyConnection
) -> None:
    deliver(place, "Hill/Tracker 0419.csv", TRACKER)
    later(place, database, date(2019, 4, 30))
    for path in (place.history / "layouts").glob("*.json"):
        path.write_text("[{", encoding="utf-8")
    assert [row[1] for row in later(place, database, date(2019, 5, 1))] == ["read"]


def test_a_file_of_a_new_name_that_can_only_be_the_missing_one_is_read_and_asked_about(
    place: Place, database: duckdb.DuckDBPyConnection
) -> None:
    deliver(place, "Hill/CP children April 2019.csv", TRACKER)
    [(_, status, describes, _, reason)] = later(place, database, AS_AT)
    assert (status, describes) == ("read", "2019-04-30")
    assert str(reason).startswith(
        "not named as in the layout, read as 'Tracker*' by its sheets and headings: confirm it; "
    )
    assert database.execute("select count(*) from staged.tracker_rows").fetchone() == (2,)


@pytest.mark.parametrize(
    ("names", "why"),
    [
        (
            ["CP children March 2019.csv"],
            "it looks like the missing 'Tracker*', but is about 2019-03-31",
        ),
        (
            ["Copy of children April 2019.csv", "CP children April 2019.csv"],
            "it looks like the missing 'Tracker*': give it its name",
        ),
    ],
)
def test_a_file_of_a_new_name_that_may_be_another_is_not_read_and_says_what_it_looks_like(
    place: Place, database: duckdb.DuckDBPyConnection, names: list[str], why: str
) -> None:
    for name in names:
        deliver(place, f"Hill/{name}", TRACKER.replace("Ann", name[:3]))
    told = later(place, database, date(2019, 5, 3))
    reason = f"no file pattern of the layout fits its name; {why}"
    assert [(row[1], row[4]) for row in told] == [
        ("missing", "no file of this name was delivered") if "*" in str(row[0]) else ("not_declared", reason)
        for row in told
    ]
    assert database.execute("select count(*) from staged.tracker_rows").fetchone() == (0,)


def test_a_tracker_whose_month_cannot_be_told_is_held_back_with_that_reason(
    place: Place, database: duckdb.DuckDBPyConnection
) -> None:
    deliver(place, "Hill/Tracker new.csv", TRACKER)
    [(_, status, _, _, reason)] = later(place, database, AS_AT)
    assert (status, reason) == (
        "held_back",
        "what month it is about cannot be told: the layout looks for file name 'Tracker {month}'",
    )
    assert database.execute("select cells, not_understood from staged.spreadsheet_coverage").fetchall() == [
        (16, 16)
    ]


def _a_night(place: Place, folder: Path, as_at: date) -> tuple[bool, str | None]:
    with connect(folder / "night.duckdb") as database:
        stage_workbooks(database, place, land(place, as_at), as_at)
        row = database.execute(
            "select is_stale, reason from staged.workbooks where locality = 'Hill' and status = 'read'"
        ).fetchone()
    assert row is not None
    return row


@pytest.mark.parametrize(
    ("first", "later", "name", "is_stale"),
    [
        (date(2019, 4, 30), date(2019, 5, 28), "Tracker May.csv", True),
        (date(2019, 4, 30), date(2019, 5, 30), "Tracker May.csv", True),
        (date(2019, 4, 30), date(2019, 5, 31), "Tracker May.csv", True),
        (date(2019, 5, 1), date(2019, 5, 20), "Tracker May.csv", False),
        (date(2019, 5, 1), date(2019, 5, 31), "Tracker April.csv", False),
        (date(2019, 5, 1), date(2019, 6, 2), "Tracker April.csv", True),
    ],
)
def test_last_months_content_under_a_new_name_is_stale_where_nothing_says_the_month(
    place: Place, tmp_path: Path, first: date, later: date, name: str, is_stale: bool
) -> None:
    files = [{"match": "Tracker*", "sheets": [{"table": "tracker"}]}]
    (tmp_path / "hill.yaml").write_text(yaml.safe_dump(LAYOUT | {"files": files}), encoding="utf-8")
    deliver(place, "Hill/Tracker April.csv", TRACKER)
    assert not _a_night(place, tmp_path, first)[0]
    (place.data / "localities/Hill/Tracker April.csv").unlink()
    deliver(place, f"Hill/{name}", TRACKER)
    stale, reason = _a_night(place, tmp_path, later)
    assert stale is is_stale, reason
    if name != "Tracker April.csv" and is_stale:
        assert f"stale: unchanged since the night of {first}, when it was named 'Tracker April.csv'" in (
            reason or ""
        )


@pytest.mark.parametrize(
    ("marker", "said"),
    [
        ("~$Tracker 0419.csv", "somebody has 'Tracker 0419.csv' open: what was last saved was read"),
        ("~$acker 0419.csv", "somebody has 'Tracker 0419.csv' open: what was last saved was read"),
        (".~lock.Tracker 0419.csv#", "somebody has 'Tracker 0419.csv' open: what was last saved was read"),
        ("~$reminder.txt", "somebody has 'reminder.txt' open"),
        ("~$Old.csv", "a marker of a workbook that somebody has open, or had; no such workbook is beside it"),
        (
            "figures/~$Tracker 0419.csv",
            "a marker of a workbook that somebody has open, or had; no such workbook is beside it",
        ),
    ],
)
def test_a_marker_that_somebody_has_a_workbook_open_is_a_note_and_no_source(
    place: Place, database: duckdb.DuckDBPyConnection, marker: str, said: str
) -> None:
    deliver(place, "Hill/Tracker 0419.csv", TRACKER)
    deliver(place, "Hill/reminder.txt", "Name,ID\n")
    deliver(place, f"Hill/{marker}", "\x05Jo Bloggs")
    stage(place, database)
    told = {source: (status, reason) for source, status, reason in books(database)}
    assert told.pop(f"localities/Hill/{marker}") == ("ignored", said)
    assert [status for status, _ in told.values()] == ["read", "ignored"]


def test_a_marker_is_the_note_of_a_workbook_that_cannot_be_read_too(
    place: Place, database: duckdb.DuckDBPyConnection
) -> None:
    deliver(place, "Hill/Tracker 0419.csv", "")
    deliver(place, "Hill/~$Tracker 0419.csv", "\x05Jo Bloggs")
    stage(place, database)
    [(_, status, reason), marker] = books(database)
    assert (status, str(reason).split(":")[0]) == ("held_back", "empty")
    assert marker[1:] == ("ignored", "somebody has 'Tracker 0419.csv' open")
