"""Workbooks staged under their layouts: rows, values and figures with their cells, and what was refused."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import duckdb
import pytest
import yaml

from assets.county import Place
from assets.landing import Delivery, land
from assets.locality.staging import stage_workbooks
from assets.warehouse import connect
from tests.unit.delivered_workbooks import LAYOUT, TRACKER, a_place_of_workbooks, books, deliver, stage
from tests.unit.workbook_shapes import AS_AT

NO_LAYOUT = (
    "hill.yaml: no such layout; county.yaml names it under the locality's layout: write it there "
    "(`locality layout propose` drafts one), or name the right one"
)
ANOTHERS = "its layout is that of Shore; name another one in county.yaml"
NOTHING = (
    "its folder is not there or is empty: put its workbooks there, or name the right folder in county.yaml"
)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return a_place_of_workbooks(tmp_path)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(tmp_path / "night.duckdb") as connection:
        yield connection


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
