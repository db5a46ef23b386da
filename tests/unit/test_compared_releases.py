"""What differs between two releases is told table by table, and can be had cell by cell."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from pipelines.command import main
from pipelines.comparing import NoReleaseError, compare_lines
from tests.unit.working_tables import Rows, a_place, a_value, publish

NIGHT, NEXT = date(2019, 5, 1), date(2019, 5, 2)
VALUES = "published.indicator_values"


def values(*rows: dict[str, object]) -> Rows:
    return {"measured.indicator_values": list(rows)}


def test_a_night_run_again_is_the_same(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    for _ in range(2):
        publish(place, NIGHT, values(a_value(48)))
    lines, is_same = compare_lines(place.home, "2019-05-01-1", "2019-05-01-2")
    assert is_same
    assert {line.split(maxsplit=1)[1] for line in lines} == {"the same"}
    again = ["compare", "2019-05-01-1", "2019-05-01-2", "--home", str(place.home)]
    assert main(again) == 0


def test_of_two_nights_each_cell_that_differs_is_told_and_kept(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    publish(place, NIGHT, values(a_value(48), a_value(20, locality="South")))
    publish(place, NEXT, values(a_value(50), a_value(7, team="N1")))
    found = tmp_path / "found"
    lines, is_same = compare_lines(place.home, "2019-05-01-1", "2019-05-02-1", found)
    assert not is_same
    [said] = [line for line in lines if line.startswith(VALUES)]
    assert said.endswith(
        "2 cells differ (numerator 1, value 1), 1 rows only in the first, 1 rows only in the second"
    )
    cells = duckdb.read_parquet(str(found / f"{VALUES}.parquet")).filter("\"column\" = 'value'")
    assert cells.project("locality, left_value, right_value").fetchall() == [("North", "48.0", "50.0")]


def test_a_table_that_an_older_release_did_not_have_is_said_and_the_others_are_compared(
    tmp_path: Path,
) -> None:
    place = a_place(tmp_path)
    older = publish(place, NIGHT, values(a_value(48)))
    publish(place, NIGHT, values(a_value(48)))
    (older.folder / "parquet" / "published.data_accuracy_history.parquet").unlink()
    lines, is_same = compare_lines(place.home, "2019-05-01-1", "2019-05-01-2")
    assert not is_same
    said = dict(line.split(maxsplit=1) for line in lines)
    table = "published.data_accuracy_history"
    assert said.pop(table) == "2019-05-01-1 has no such table"
    assert set(said.values()) == {"the same"}


def test_a_release_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    publish(place, NIGHT, values(a_value(48)))
    with pytest.raises(NoReleaseError, match=r"no release 2019-05-03-1 in .*; there are 2019-05-01-1"):
        compare_lines(place.home, "2019-05-01-1", "2019-05-03-1")
