"""Opens a DuckDB file and runs the files of sql/ on it.

Belongs here: connections, waiting for the one writer, running SQL by its file name.
Does not belong here: any SQL text, any knowledge of what a table means.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from assets.faults import PlainError

SQL_FOLDER = Path(__file__).parent.parent / "sql"
SCHEMAS = ("landed", "staged", "validated", "reconciled", "measured", "published", "inspection")


class WarehouseBusyError(PlainError):
    """Another process writes to this DuckDB file and did not finish in time."""


@contextmanager
def connect(
    path: Path, *, read_only: bool = False, wait_seconds: float = 60
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a DuckDB file, waiting for another writer to finish; the connection is closed on leaving.

    Args:
        path: the database file; made, with the stages' schemas, when it does not exist.
        read_only: open without the right to write.
        wait_seconds: how long to wait for another process's lock.

    Raises:
        WarehouseBusyError: the lock was still held after `wait_seconds`.
    """
    deadline = time.monotonic() + wait_seconds
    while True:
        try:
            connection = duckdb.connect(str(path), read_only=read_only)
            break
        except duckdb.IOException as error:
            # Only the lock is worth waiting for; every other fault would just repeat itself.
            if "lock" not in str(error).lower():
                raise
            if time.monotonic() > deadline:
                raise WarehouseBusyError(
                    f"{path.name} is being written by another run; wait for it to end, then run again"
                ) from None
            time.sleep(0.5)
    try:
        if not read_only:
            for schema in SCHEMAS:
                connection.execute(f"create schema if not exists {schema}")
        yield connection
    finally:
        connection.close()


class SqlStepError(PlainError):
    """A file of sql/ could not be run. The message names it; what DuckDB said may quote a value."""


@contextmanager
def one_transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All or nothing. A commit for each small table would take longer than making it.

    DuckDB knows no transaction within a transaction: neither may this be entered twice.
    """
    connection.begin()
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def run_sql(connection: duckdb.DuckDBPyConnection, *names: str, **parameters: object) -> None:
    """Run files of sql/ in the order given, in one transaction.

    Args:
        connection: an open, writable connection.
        names: paths below sql/, such as "evidence/cp_visits.sql".
        parameters: values for `$name` placeholders; every file gets all of them that it names.

    Raises:
        SqlStepError: a file could not be run; none of them has had an effect.
    """
    with one_transaction(connection):
        for name in names:
            text = (SQL_FOLDER / name).read_text(encoding="utf-8")
            try:
                for statement in connection.extract_statements(text):
                    wanted = {key: parameters[key] for key in statement.named_parameters}
                    connection.execute(statement, wanted or None)
            except duckdb.Error as error:
                raise SqlStepError(f"sql/{name} could not be run ({type(error).__name__})") from error


def load_rows(
    connection: duckdb.DuckDBPyConnection, table: str, schema: pa.Schema, rows: list[tuple[object, ...]]
) -> None:
    """Replace `table` with `rows`, whose columns are those of `schema`, in its order."""
    columns = list(zip(*rows, strict=True)) if rows else [() for _ in schema]
    arrow = pa.Table.from_arrays(
        [pa.array(values, type=field.type) for values, field in zip(columns, schema, strict=True)],
        schema=schema,
    )
    relation = connection.from_arrow(arrow)
    connection.execute(f"drop table if exists {table}")
    relation.create(table)


def describe_table(connection: duckdb.DuckDBPyConnection, name: str) -> tuple[int, list[tuple[str, str]]]:
    """How many rows a table ("schema.table") has, and its columns with their types."""
    relation = connection.table(name)
    columns = [(column, str(kind)) for column, kind in zip(relation.columns, relation.types, strict=True)]
    return len(relation), columns
