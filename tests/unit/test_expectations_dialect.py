"""A lent DuckDB connection under SQLAlchemy: results outlive it, tables are found by their bare names."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest
import sqlalchemy
from sqlalchemy.exc import NoSuchTableError

from expectations.dialect import lend, open_cursor


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("create schema staged; create schema validated")
        connection.execute(
            "create table staged.visits as select 7 as id, date '2019-04-30' as day, 'Y' as seen"
        )
        yield connection


@pytest.fixture
def engine(connection: duckdb.DuckDBPyConnection) -> Iterator[sqlalchemy.Engine]:
    with lend(connection) as url:
        engine = sqlalchemy.create_engine(url)
        yield engine
        engine.dispose()


def test_a_result_is_whole_after_its_connection_went_back_to_the_pool(engine: sqlalchemy.Engine):
    with engine.connect() as borrowed:
        result = borrowed.execute(sqlalchemy.text("select * from range(5000)"))
    assert len(result.fetchall()) == 5000


def test_without_the_dialect_it_is_lost(tmp_path):
    """The fault that the dialect is for; when this fails, the dialect can go."""
    engine = sqlalchemy.create_engine(f"duckdb:///{tmp_path / 'x.duckdb'}")
    with engine.connect() as borrowed:
        result = borrowed.execute(sqlalchemy.text("select * from range(5000)"))
    assert len(result.fetchall()) == 0
    engine.dispose()


def test_rows_come_one_by_one_in_parts_and_all_at_once(engine: sqlalchemy.Engine):
    with engine.connect() as borrowed:
        result = borrowed.execute(sqlalchemy.text("select * from range(10)"))
        assert result.fetchone() == (0,)
        assert result.fetchmany(3) == [(1,), (2,), (3,)]
        assert len(result.fetchall()) == 6
        assert result.fetchall() == []


def test_parameters_are_bound(engine: sqlalchemy.Engine):
    with engine.connect() as borrowed:
        found = borrowed.execute(sqlalchemy.text("select id from visits where seen = :seen"), {"seen": "Y"})
        assert found.fetchall() == [(7,)]


def test_the_columns_of_a_staged_table_are_known_with_their_types(engine: sqlalchemy.Engine):
    columns = sqlalchemy.inspect(engine).get_columns("visits")
    assert [(one["name"], str(one["type"])) for one in columns] == [
        ("id", "INTEGER"),
        ("day", "DATE"),
        ("seen", "VARCHAR"),
    ]
    with pytest.raises(NoSuchTableError):
        sqlalchemy.inspect(engine).get_columns("no_such_table")


def test_a_view_made_on_an_open_cursor_is_validated_and_seen_by_the_engine(
    connection: duckdb.DuckDBPyConnection, engine: sqlalchemy.Engine
):
    work = open_cursor(connection)
    work.sql("select id from staged.visits").create_view("failing")
    assert connection.execute("select * from validated.failing").fetchall() == [(7,)]
    with engine.connect() as borrowed:
        assert borrowed.execute(sqlalchemy.text("select * from failing")).fetchall() == [(7,)]


def test_the_lent_connection_stays_open_and_writable(connection: duckdb.DuckDBPyConnection):
    with lend(connection) as url:
        engine = sqlalchemy.create_engine(url)
        with engine.connect() as borrowed:
            borrowed.execute(sqlalchemy.text("select 1"))
        engine.dispose()
    connection.execute("insert into staged.visits values (8, null, null)")
    assert connection.execute("select count(*) from staged.visits").fetchall() == [(2,)]


def test_a_url_is_good_no_longer_than_the_loan(connection: duckdb.DuckDBPyConnection):
    with lend(connection) as url:
        pass
    with pytest.raises(KeyError):
        sqlalchemy.create_engine(url).connect()
