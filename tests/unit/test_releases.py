"""A release is there whole or not at all, and what was published before stays."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import struct
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from assets.county import Place
from assets.publishing import pointer, releases
from assets.publishing.carrying import previous_release
from assets.publishing.dictionary import contract
from assets.publishing.pointer import mark_stale, read_pointer
from assets.publishing.releases import ReleaseError, next_run_id, release
from assets.publishing.summary import summarise, to_run_again
from assets.publishing.tables import make_tables
from tests.unit.working_tables import (
    Rows,
    a_discrepancy,
    a_figure,
    a_night,
    a_value,
    a_workbook,
    publish,
    read,
)

NIGHT, NEXT = date(2019, 5, 1), date(2019, 5, 2)
SOME: Rows = {
    "measured.indicator_values": [a_value(48), a_value(20, locality="South")],
    "staged.figures": [a_figure(2, 40)],
    "reconciled.figures": [{"figure_id": 2, "agrees": False, "cause": "rounding"}],
    "reconciled.discrepancies": [a_discrepancy(name) for name in ("b", "a", "c")],
}


def current(place: Place) -> dict[str, Any]:
    entry = read_pointer(place)
    assert entry is not None
    return entry


def ready(place: Place, as_at: date, rows: Rows | None = None) -> str:
    """Make the tables of a night; returns the run that its release would be."""
    run_id = next_run_id(place, as_at)
    with closing(a_night(as_at, rows, run_id, place.work_file(as_at))) as connection:
        make_tables(connection, place)
    return run_id


def test_a_release_holds_every_table_as_duckdb_and_as_parquet(place: Place) -> None:
    released = publish(place, NIGHT, SOME)
    for table in contract():
        rows = len(read(released, f"from {table}"))
        assert pq.read_table(released.folder / "parquet" / f"{table}.parquet").num_rows == rows
        assert released.rows[table] == rows
    assert read(released, "select distinct run_id from inspection.discrepancies") == [(released.run_id,)]


def test_the_pointer_says_where_everything_is_and_its_hashes_are_right(place: Place) -> None:
    released = publish(place, NIGHT, SOME)
    entry = current(place)
    assert (entry["run_id"], entry["as_at"], entry["status"]) == ("2019-05-01-1", "2019-05-01", "complete")
    assert entry["tables"] == released.rows
    for name in (entry["database"], entry["pages"], *entry["files"]):
        assert "\\" not in name
        assert (place.published / name).is_file()
    for name, digest in entry["files"].items():
        assert hashlib.sha256((place.published / name).read_bytes()).hexdigest() == digest
    assert (place.published / entry["parquet"]).is_dir()
    assert entry["last_attempt"] == {"as_at": "2019-05-01", "outcome": "published", "reason": None}


def test_duckdb_1_4_can_open_the_file(place: Place) -> None:
    released = publish(place, NIGHT, SOME)
    head = (released.folder / "performance.duckdb").read_bytes()[:20]
    # DuckDB's main header: a checksum, 'DUCK', then the storage version, which is 67 in 1.4.
    magic, version = struct.unpack("<8x4sQ", head)
    assert magic == b"DUCK"
    assert version <= 67


def test_a_night_run_again_is_another_release_with_the_same_rows(place: Place) -> None:
    first = publish(place, NIGHT, SOME)
    backwards = {table: rows[::-1] for table, rows in SOME.items()}
    again = publish(place, NIGHT, backwards)
    assert (first.run_id, again.run_id) == ("2019-05-01-1", "2019-05-01-2")
    assert current(place)["run_id"] == again.run_id
    for table in contract():
        one, other = (read(released, f"from {table}") for released in (first, again))
        assert [row[1:] for row in one] == [row[1:] for row in other], table


def test_an_old_night_run_again_does_not_take_the_place_of_a_later_one(place: Place) -> None:
    publish(place, NIGHT, SOME)
    publish(place, NEXT, SOME)
    again = publish(place, NIGHT, SOME)
    assert not again.is_current
    assert current(place)["run_id"] == "2019-05-02-1"
    assert summarise(place, NIGHT).run_id == "2019-05-01-2"
    assert summarise(place).run_id == "2019-05-02-1"


def test_a_release_is_never_overwritten(place: Place) -> None:
    released = publish(place, NIGHT, SOME)
    with pytest.raises(ReleaseError, match="never overwritten"):
        release(place, place.work_file(NIGHT), released.run_id, NIGHT)


def test_tables_of_another_run_are_not_released_under_this_ones_number(place: Place) -> None:
    ready(place, NIGHT, SOME)
    with pytest.raises(ReleaseError, match="not those of run 2019-05-01-7"):
        release(place, place.work_file(NIGHT), "2019-05-01-7", NIGHT)
    assert read_pointer(place) is None


def _full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_at_any_step_leaves_the_last_release_current(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(place, NIGHT, SOME)
    names = ("current.json", "index.html")
    before = [(place.published / name).read_bytes() for name in names]
    run_id = ready(place, NEXT, SOME)
    for step in ("_write_tables", "write_pages", "_settle", "replace_file", "keep_observations"):
        with monkeypatch.context() as patched:
            patched.setattr(releases, step, _full)
            with pytest.raises(ReleaseError, match="No space left on device"):
                release(place, place.work_file(NEXT), run_id, NEXT)
        assert [(place.published / name).read_bytes() for name in names] == before, step
        assert not list((place.published / "runs").glob(".making-*")), step
    # The last step left a whole release that nobody was led to; the night run again is the next one.
    assert publish(place, NEXT, SOME).run_id == "2019-05-02-2"


def test_duckdb_running_out_of_disk_is_said_without_its_own_words(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise duckdb.IOException("could not write 'a child's name'")

    run_id = ready(place, NIGHT, SOME)
    monkeypatch.setattr(releases, "_write_tables", fail)
    with pytest.raises(ReleaseError) as caught:
        release(place, place.work_file(NIGHT), run_id, NIGHT)
    assert "child" not in str(caught.value)
    assert caught.value.__suppress_context__


KILLED = """
import os, sys
from datetime import date
from pathlib import Path
from assets.publishing import releases
from tests.unit.working_tables import a_place
place = a_place(Path(sys.argv[1]))
setattr(releases, sys.argv[2], lambda *_, **__: os._exit(9))
releases.release(place, place.work_file(date(2019, 5, 2)), sys.argv[3], date(2019, 5, 2))
"""


@pytest.mark.parametrize("step", ["write_pages", "switch"])
def test_a_killed_run_leaves_the_last_release_current_and_the_next_one_clears_up(
    place: Place, tmp_path: Path, step: str
) -> None:
    publish(place, NIGHT, SOME)
    before = (place.published / "current.json").read_bytes()
    run_id = ready(place, NEXT, SOME)
    root = Path(__file__).parents[2]
    killed = subprocess.run([sys.executable, "-c", KILLED, tmp_path, step, run_id], cwd=root, check=False)
    assert killed.returncode == 9
    assert (place.published / "current.json").read_bytes() == before
    released = publish(place, NEXT, SOME)
    assert current(place)["run_id"] == released.run_id
    assert not list((place.published / "runs").glob(".*"))


def test_a_night_that_was_not_published_is_said_beside_the_last_release(place: Place) -> None:
    publish(place, NIGHT, SOME)
    before = current(place)
    assert mark_stale(place, NEXT, "the extract has no ssd_person")
    after = current(place)
    assert after["last_attempt"] == {
        "as_at": "2019-05-02",
        "outcome": "not_published",
        "reason": "the extract has no ssd_person",
        "page": None,
    }
    assert {**after, "last_attempt": None} == {**before, "last_attempt": None}
    page = (place.published / "index.html").read_text(encoding="utf-8")
    assert "the extract has no ssd_person" in page
    assert "refresh" not in page


def test_before_the_first_release_only_the_leading_page_says_that_a_night_was_not_published(
    place: Place,
) -> None:
    assert mark_stale(place, NIGHT, "no extract")
    assert not (place.published / "current.json").exists()
    page = (place.published / "index.html").read_text(encoding="utf-8")
    assert "was not published: no extract. There is no release yet." in page
    assert "refresh" not in page
    publish(place, NIGHT, SOME)
    assert "refresh" in (place.published / "index.html").read_text(encoding="utf-8")


def test_a_night_behind_a_published_one_is_not_said_to_be_its_last_attempt(place: Place) -> None:
    publish(place, NEXT, SOME)
    assert not mark_stale(place, NIGHT, "no extract")
    assert current(place)["last_attempt"]["outcome"] == "published"


def test_a_pointer_that_somebody_holds_open_is_tried_again(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, refusals = Path.replace, [PermissionError("in use")] * 3

    def replace(self: Path, target: Path) -> Path:
        if Path(target).name == "current.json" and refusals:
            raise refusals.pop()
        return real(self, target)

    monkeypatch.setattr(pointer, "_PAUSE_SECONDS", 0)
    monkeypatch.setattr(Path, "replace", replace)
    assert publish(place, NIGHT, SOME).is_current
    assert not refusals
    assert current(place)["run_id"] == "2019-05-01-1"


def test_old_releases_go_and_the_last_of_each_night_go_last(place: Place) -> None:
    for as_at in (NIGHT, NIGHT, NEXT, NEXT, NEXT):
        run_id = ready(place, as_at)
        release(place, place.work_file(as_at), run_id, as_at, keep=2)
    left = sorted(folder.name for folder in (place.published / "runs").iterdir())
    # The run before this one stays too: somebody may be reading it.
    assert left == ["2019-05-01-2", "2019-05-02-2", "2019-05-02-3"]


def test_the_current_release_is_never_deleted(place: Place) -> None:
    publish(place, NEXT)
    run_id = ready(place, NIGHT)
    release(place, place.work_file(NIGHT), run_id, NIGHT, keep=0)
    assert (place.published / current(place)["database"]).is_file()


def test_the_release_before_is_the_last_one_up_to_the_night(place: Place) -> None:
    runs = place.published / "runs"
    for name in (
        "2019-04-30-9",
        "2019-05-01-2",
        "2019-05-01-10",
        "2019-05-02-1",
        "of somebody-1",
        ".going-x",
    ):
        (runs / name).mkdir(parents=True)
    for night, name in ((NEXT, "2019-05-02-1"), (NIGHT, "2019-05-01-10")):
        found = previous_release(place, night)
        assert found is not None
        assert found.name == name
    assert next_run_id(place, NIGHT) == "2019-05-01-11"
    assert previous_release(place, date(2019, 4, 1)) is None


@pytest.mark.parametrize(
    ("as_at", "said"),
    [
        (date(2019, 5, 3), None),
        (
            date(2019, 5, 2),
            "2019-05-03-10 does not know of this run: "
            "run `locality nightly --as-at 2019-05-03` again to count it in",
        ),
        (
            date(2019, 4, 30),
            "2019-05-01-1 and 2019-05-03-10 do not know of this run: "
            "run `locality nightly --as-at 2019-05-01`, and then the nights after it, again to count it in",
        ),
    ],
)
def test_a_night_run_after_a_later_one_says_which_releases_to_make_again(
    place: Place, as_at: date, said: str | None
) -> None:
    for name in ("2019-05-01-1", "2019-05-03-2", "2019-05-03-10", ".making-2019-05-04-1"):
        (place.published / "runs" / name).mkdir(parents=True)
    assert to_run_again(place, as_at) == said


def test_the_summary_says_accuracy_gaps_refusals_and_where_the_release_is(place: Place) -> None:
    rows = {
        **SOME,
        "staged.workbooks": [
            a_workbook("North", NIGHT),
            a_workbook("South", NIGHT, "held_back", reason="it is locked: close it"),
        ],
        "staged.tracker_rows": [{"tracker_row_id": 1, "locality": "North"}],
        "reconciled.comparisons": [
            {"tracker_row_id": 1, "field": "dob", "agrees": agrees} for agrees in (True, True, True, False)
        ],
    }
    publish(place, NIGHT, rows)
    summary = summarise(place)
    said = "\n".join(summary.lines)
    assert "North  tracker cells  75.0 % (3 of 4)" in said
    assert "typed figures   0.0 % (0 of 1)" in said
    assert "North, All, Child protection plans, March 2019: typed 40, system 48 (−8)" in said
    assert "North.xlsx, Summary, C2" in said
    assert "South: South.xlsx: it is locked: close it" in said
    assert summary.lines[-1].endswith("2019-05-01-1")
    assert summary.held_back


def test_gaps_are_ranked_by_the_larger_value_but_never_by_less_than_ten(place: Place) -> None:
    pairs = {1: (1, 0), 2: (300, 200), 3: (0, 40), 4: (2, 0.4), 5: (48, 47), 6: (90, 89), 7: (3, 2)}
    teams = {number: f"N{number}" for number in pairs}
    rows: Rows = {
        "staged.figures": [a_figure(n, typed, team=teams[n]) for n, (typed, _) in pairs.items()],
        "reconciled.figures": [{"figure_id": number, "agrees": False} for number in pairs],
        "measured.indicator_values": [a_value(s, team=teams[n]) for n, (_, s) in pairs.items()],
    }
    publish(place, NIGHT, rows)
    assert [row["team"] for row in summarise(place).gaps] == ["N3", "N2", "N4", "N1", "N7"]


def test_a_summary_of_nothing_says_to_run_the_night(place: Place) -> None:
    with pytest.raises(ReleaseError, match="run the night first"):
        summarise(place)
    publish(place, NEXT)
    with pytest.raises(ReleaseError, match="2019-05-01"):
        summarise(place, NIGHT)


def test_the_manifest_in_the_folder_says_what_the_pointer_said(place: Place) -> None:
    released = publish(place, NIGHT, SOME)
    manifest = json.loads((released.folder / "release.json").read_text(encoding="utf-8"))
    assert {**manifest, "last_attempt": current(place)["last_attempt"]} == current(place)


def test_a_release_moved_to_another_folder_still_reads(place: Place, tmp_path: Path) -> None:
    publish(place, NIGHT, SOME)
    moved = shutil.copytree(place.published, tmp_path / "elsewhere")
    entry = json.loads((moved / "current.json").read_text(encoding="utf-8"))
    with duckdb.connect(str(moved / entry["database"]), read_only=True) as connection:
        assert connection.execute("select count(*) from inspection.discrepancies").fetchall() == [(3,)]
