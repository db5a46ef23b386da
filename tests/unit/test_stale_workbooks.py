"""Which workbook is last month’s under a new name, which may be a missing one, and what a marker says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest
import yaml

from assets.county import Place
from assets.landing import land
from assets.locality.staging import stage_workbooks
from assets.warehouse import connect
from tests.unit.delivered_workbooks import LAYOUT, TRACKER, a_place_of_workbooks, books, deliver, stage
from tests.unit.workbook_shapes import AS_AT


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return a_place_of_workbooks(tmp_path)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(tmp_path / "night.duckdb") as connection:
        yield connection


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
