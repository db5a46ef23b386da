"""One writer at a time, files of sql/ by their names, and no value of a child in an error."""

import multiprocessing
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from assets import warehouse
from assets.faults import PlainError, plainly
from assets.warehouse import SqlStepError, WarehouseBusyError, connect, describe_table, load_rows, run_sql


def _hold(path: Path, is_held: object, is_done: object) -> None:
    with duckdb.connect(str(path)):
        is_held.set()  # type: ignore[attr-defined]
        is_done.wait(20)  # type: ignore[attr-defined]


def test_a_file_that_another_process_writes_is_waited_for_and_then_said_to_be_busy(tmp_path: Path) -> None:
    processes = multiprocessing.get_context("spawn")
    is_held, is_done = processes.Event(), processes.Event()
    other = processes.Process(target=_hold, args=(tmp_path / "night.duckdb", is_held, is_done))
    other.start()
    try:
        assert is_held.wait(20)
        with (
            pytest.raises(WarehouseBusyError, match=r"night\.duckdb is being written by another run"),
            connect(tmp_path / "night.duckdb", wait_seconds=0.6),
        ):
            pass
    finally:
        is_done.set()
        other.join(20)


def test_a_file_that_is_no_database_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "night.duckdb").write_text("no database, and long enough to be looked at " * 200)
    with pytest.raises(duckdb.Error), connect(tmp_path / "night.duckdb", wait_seconds=60):
        pass


@pytest.fixture
def sql(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(warehouse, "SQL_FOLDER", tmp_path)
    return tmp_path


def test_each_file_gets_the_parameters_that_it_names(sql: Path) -> None:
    (sql / "day.sql").write_text("create or replace table staged.day as select cast($as_at as date) as day")
    (sql / "one.sql").write_text("create or replace table staged.one as select 1 as one")
    with connect(sql / "night.duckdb") as connection:
        run_sql(connection, "day.sql", "one.sql", as_at=date(2026, 9, 1))
        assert connection.execute("select day, one from staged.day, staged.one").fetchall() == [
            (date(2026, 9, 1), 1)
        ]


def test_a_file_that_fails_is_named_without_the_value_that_failed_and_none_has_an_effect(sql: Path) -> None:
    (sql / "one.sql").write_text("create or replace table staged.one as select 1 as one")
    (sql / "bad.sql").write_text(
        "create or replace table staged.bad as select cast('Alice Smith' as date) as d"
    )
    with connect(sql / "night.duckdb") as connection:
        with pytest.raises(SqlStepError) as raised:
            run_sql(connection, "one.sql", "bad.sql")
        assert str(raised.value) == "sql/bad.sql could not be run (ConversionException)"
        assert connection.execute("select count(*) from duckdb_tables()").fetchall() == [(0,)]


def test_rows_replace_a_table_whole_and_no_rows_make_it_empty(tmp_path: Path) -> None:
    schema = pa.schema([("number", pa.int32()), ("day", pa.date32())])
    with connect(tmp_path / "night.duckdb") as connection:
        load_rows(connection, "staged.days", schema, [(1, date(2026, 9, 1)), (2, None)])
        assert describe_table(connection, "staged.days") == (2, [("number", "INTEGER"), ("day", "DATE")])
        load_rows(connection, "staged.days", schema, [])
        assert describe_table(connection, "staged.days") == (0, [("number", "INTEGER"), ("day", "DATE")])


def test_our_own_words_are_said_and_a_librarys_are_kept_back() -> None:
    assert plainly("staging", PlainError("no such sheet")) == "staging: no such sheet"
    try:
        duckdb.execute("select cast('Alice Smith' as date)")
    except duckdb.Error as error:
        said = plainly("staging", error)
    assert "Alice" not in said
    assert "ConversionException" in said


def test_a_full_disk_is_said_in_the_systems_words() -> None:
    said = plainly("releasing", OSError(28, "No space left on device"))
    assert said.startswith("releasing: No space left on device")
