"""A SQLAlchemy dialect on which Great Expectations can judge tables of an open DuckDB connection.

Great Expectations hands a connection back to its pool before it reads the result, and the pool's rollback
throws an unread DuckDB result away, since a DuckDB cursor is its connection. A cursor here reads the whole
result when it executes, so the result outlives the connection.

Belongs here: lending a DuckDB connection to SQLAlchemy, cursors that read at once.
Does not belong here: Great Expectations, any query.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import duckdb
import duckdb_engine
from sqlalchemy import text, types
from sqlalchemy.dialects import registry
from sqlalchemy.exc import NoSuchTableError

_SCHEME = "duckdb+fetched"
_SEARCH_PATH = "set search_path = 'validated,staged'"
_COLUMNS = text("""
    select column_name, data_type
    from information_schema.columns
    where
        table_name = :table
        and table_catalog = current_database()
        and table_schema in ('validated', 'staged')
    order by ordinal_position
""")
_TYPES = {
    "VARCHAR": types.String,
    "DATE": types.Date,
    "TIMESTAMP": types.DateTime,
    "BOOLEAN": types.Boolean,
    "INTEGER": types.Integer,
    "BIGINT": types.BigInteger,
    "DOUBLE": types.Double,
}
_lent: dict[str, duckdb.DuckDBPyConnection] = {}
_tickets = itertools.count(1)


@contextmanager
def lend(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """Lend an open connection's database to SQLAlchemy.

    DuckDB has one writer and refuses a second opening of a file under another configuration, so engines are
    given cursors of the connection that is already open instead of the file's path.

    Args:
        connection: stays open and usable; what it has not committed is not seen.

    Yields:
        The URL for `create_engine`, good until the block is left.
    """
    ticket = f"connection_{next(_tickets)}"
    _lent[ticket] = connection
    try:
        yield f"{_SCHEME}:///{ticket}"
    finally:
        del _lent[ticket]


def open_cursor(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """A connection of its own to the same database, that finds validated and staged tables by bare names.

    Great Expectations is about to drop schema names of tables.
    """
    cursor = connection.cursor()
    cursor.execute(_SEARCH_PATH)
    return cursor


class FetchedCursor(duckdb_engine.CursorWrapper):
    """A DB-API cursor that holds the whole result of what it executed."""

    arraysize = 1
    rowcount = -1

    def __init__(self, connection: duckdb.DuckDBPyConnection, owner: FetchedConnection) -> None:
        super().__init__(connection, owner)
        self._connection = connection
        self._rows: Iterator[tuple[Any, ...]] = iter(())
        self.description: Any = None

    def execute(self, statement: str, parameters: Any = None, context: Any = None) -> None:
        """Run a statement and read its result."""
        super().execute(statement, parameters, context)
        self.description = self._connection.description
        self._rows = iter(self._connection.fetchall() if self.description else [])

    def executemany(self, statement: str, parameters: Any = None, context: Any = None) -> None:
        """Run a statement once for each set of parameters."""
        super().executemany(statement, parameters, context)
        self.description, self._rows = None, iter(())

    def fetchone(self) -> tuple[Any, ...] | None:
        """The next row, or none."""
        return next(self._rows, None)

    def fetchmany(self, size: int | None = None) -> list[tuple[Any, ...]]:
        """The next rows, no more than `size`."""
        return list(itertools.islice(self._rows, size or self.arraysize))

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows not fetched yet."""
        return list(self._rows)


class FetchedConnection(duckdb_engine.ConnectionWrapper):
    """A DB-API connection whose cursors are fetched ones."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        super().__init__(connection)
        self._connection = connection

    def cursor(self) -> FetchedCursor:
        """A cursor that reads at once."""
        return FetchedCursor(self._connection, self)


class FetchedDialect(duckdb_engine.Dialect):
    """DuckDB over a lent connection."""

    driver = "fetched"
    supports_statement_cache = False

    def connect(self, *arguments: Any, **options: Any) -> Any:
        """A cursor of the connection that was lent under the URL's ticket."""
        ticket = arguments[0] if arguments else options["database"]
        return FetchedConnection(open_cursor(_lent[ticket]))

    def get_columns(self, connection: Any, table_name: str, schema: str | None = None, **_: Any) -> list[Any]:
        """The columns of a table; the parent's query asks for Postgres catalogues that DuckDB lacks."""
        rows = connection.execute(_COLUMNS, {"table": str(table_name)}).fetchall()
        if not rows:
            raise NoSuchTableError(table_name)
        return [
            {
                "name": name,
                "type": _TYPES.get(kind, types.NullType)(),
                "nullable": True,
                "default": None,
                "autoincrement": False,
            }
            for name, kind in rows
        ]

    def get_pk_constraint(self, *_: Any, **__: Any) -> Any:
        """None: keys are the contract's to judge, not the database's to enforce."""
        return {"constrained_columns": [], "name": None}


registry.register("duckdb.fetched", __name__, FetchedDialect.__name__)
