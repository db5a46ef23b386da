"""All differences of two versions of a table, one row a cell, and nothing that is equal."""

from __future__ import annotations

import duckdb
import pytest

from assets.reconciliation.differences import NotComparableError, long_differences

KIND = "(id int, part varchar, visited date, score double, note varchar)"


@pytest.fixture
def tables() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for table in ("first", "second"):
        connection.execute(f"create table {table} {KIND}")
    connection.execute(
        "insert into first values (1, 'a', '2019-04-01', 0.5, null), (1, 'b', null, 'nan', 'x'),"
        " (2, 'a', '2019-04-02', 1.5, 'left alone'), (3, 'a', null, null, 'gone')"
    )
    connection.execute(
        "insert into second values (4, 'a', null, null, 'new'), (2, 'a', '2019-04-02', 1.5, 'left alone'),"
        " (1, 'b', null, 'nan', 'y'), (1, 'a', '2019-04-03', 0.5, 'now')"
    )
    return connection


def test_each_cell_that_differs_is_a_row_and_each_row_of_one_side(tables: duckdb.DuckDBPyConnection) -> None:
    found = long_differences(tables.table("first"), tables.table("second"), ["id", "part"])
    assert found.columns == ["id", "part", "found_in", "column", "left_value", "right_value"]
    assert sorted(found.fetchall(), key=str) == [
        (1, "a", "both", "note", None, "now"),
        (1, "a", "both", "visited", "2019-04-01", "2019-04-03"),
        (1, "b", "both", "note", "x", "y"),
        (3, "a", "left", None, None, None),
        (4, "a", "right", None, None, None),
    ]


def test_a_table_is_equal_to_itself(tables: duckdb.DuckDBPyConnection) -> None:
    table = tables.table("first")
    assert long_differences(table, tables.table("first"), ["id", "part"]).fetchall() == []


def test_of_a_table_of_keys_alone_only_whole_rows_differ(tables: duckdb.DuckDBPyConnection) -> None:
    first, second = (tables.table(name).select("id", "part") for name in ("first", "second"))
    assert sorted(long_differences(first, second, ["id", "part"]).fetchall()) == [
        (3, "a", "left", None, None, None),
        (4, "a", "right", None, None, None),
    ]


def test_a_key_that_is_repeated_is_refused(tables: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(NotComparableError, match="id does not tell the rows of the first table apart"):
        long_differences(tables.table("first"), tables.table("second"), ["id"])


def test_other_columns_are_refused(tables: duckdb.DuckDBPyConnection) -> None:
    tables.execute("alter table second alter score type varchar")
    with pytest.raises(NotComparableError, match="same columns of the same types"):
        long_differences(tables.table("first"), tables.table("second"), ["id", "part"])
