"""Literal rows for tests of SQL: a night's staged tables, empty, and a way to put rows into them.

Belongs here: the tables in the contracts' shape, and a small county to put rows in.
Does not belong here: any row that a test is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from pathlib import Path

import duckdb

from assets.case_system.night import prepare_night
from assets.county import County, Locality, Place, Team, Thresholds
from assets.warehouse import SCHEMAS
from expectations.contracts import load_contracts

# The shapes of docs/working-tables.md that measuring reads.
WORKING_TABLES = {
    "staged.staging_findings": (
        "rule_id varchar, record_table varchar, column_name varchar, message varchar"
    ),
    "staged.teams_apart": "locality varchar, team varchar, open_plans bigint, said varchar",
    "staged.came_empty": "record_table varchar, column_name varchar, said varchar",
    "staged.lacking": "record_table varchar, column_name varchar, said varchar",
    "staged.tracker_rows": (
        "tracker_row_id int, locality varchar, team varchar, source_file varchar, sheet varchar,"
        " row_number int, cell varchar, plan_type varchar"
    ),
    "staged.tracker_lines": (
        "locality varchar, source_file varchar, sheet varchar, row_number int, cell varchar,"
        " tracker_row_id int"
    ),
    "staged.tracker_values": (
        "tracker_row_id int, field varchar, cell varchar, typed varchar, state varchar,"
        " text_value varchar, date_value date, note varchar"
    ),
    "staged.figures": (
        "figure_id int, locality varchar, team varchar, period date, indicator_id varchar,"
        " source_file varchar, sheet varchar, cell varchar, typed varchar, value double"
    ),
    "reconciled.matches": ("tracker_row_id int, person_id varchar, match_method varchar, match_score double"),
}
COUNTY = County(
    authority="Some County",
    first_month=date(2019, 3, 1),
    localities=(
        Locality(name="North", folder="N", layout="n.yaml", teams=(Team(name="N1"), Team(name="N2"))),
        Locality(name="South", folder="S", layout="s.yaml", teams=(Team(name="S1"),)),
    ),
)


def an_empty_night(
    as_at: date = date(2019, 5, 1), thresholds: Thresholds | None = None
) -> duckdb.DuckDBPyConnection:
    """A night in memory: March and April 2019 are measured, every staged table is there and empty."""
    connection = duckdb.connect()
    for schema in SCHEMAS:
        connection.execute(f"create schema {schema}")
    for table, contract in load_contracts().items():
        columns = ", ".join(f"{column.name} {column.duckdb_type}" for column in contract.columns)
        connection.execute(f"create table staged.{table} ({columns}, source_row bigint)")
    for table, columns in WORKING_TABLES.items():
        connection.execute(f"create table {table} ({columns})")
    county = COUNTY.model_copy(update={"thresholds": thresholds}) if thresholds else COUNTY
    place = Place(county=county, county_file=Path("county.yaml"), data=Path("d"), home=Path("h"))
    prepare_night(connection, place, as_at, "run")
    return connection


def empty(connection: duckdb.DuckDBPyConnection, *others: str) -> None:
    """Take every row out of the tables that `put` fills, and of others, for the next test."""
    tables = {*(f"staged.{name}" for name in load_contracts()), *WORKING_TABLES, *others}
    # A table that never had a row is estimated to have none.
    had_rows = connection.execute(
        "select schema_name || '.' || table_name from duckdb_tables() where estimated_size > 0"
    ).fetchall()
    for (table,) in had_rows:
        if table in tables:
            connection.execute(f"delete from {table}")  # noqa: S608


# Rows that wait to be put together, by table and columns; none where each is put at once.
_waiting: ContextVar[dict[tuple[str, ...], list[list[object]]] | None] = ContextVar("_waiting", default=None)


@contextmanager
def put_together(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """What is put within stands in its tables on leaving: a hundred rows take no longer than two."""
    waiting: dict[tuple[str, ...], list[list[object]]] = {}
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    for (table, *names), rows in waiting.items():
        _insert(connection, table, names, rows)


def put(connection: duckdb.DuckDBPyConnection, table: str, **values: object) -> None:
    """Add one row; what is not given is null, and `source_row` counts the table's rows.

    A tracker's row that stands for a child is also one of its lines.
    """
    waiting = _waiting.get()
    if table.startswith(("staged.ssd_", "staged.local_")):
        counted = connection.execute(f"select count(*) + 2 from {table}").fetchall()  # noqa: S608
        more = sum(len(rows) for (name, *_), rows in (waiting or {}).items() if name == table)
        values.setdefault("source_row", counted[0][0] + more)
    if waiting is None:
        _insert(connection, table, list(values), [list(values.values())])
    else:
        waiting.setdefault((table, *values), []).append(list(values.values()))
    if table == "staged.tracker_rows":
        line = {name: value for name, value in values.items() if name not in ("team", "plan_type")}
        put(connection, "staged.tracker_lines", **line)


def _insert(
    connection: duckdb.DuckDBPyConnection, table: str, names: list[str], rows: list[list[object]]
) -> None:
    marks = ", ".join(f"({', '.join('?' for _ in names)})" for _ in rows)
    connection.execute(
        f"insert into {table} ({', '.join(names)}) values {marks}",  # noqa: S608
        [value for row in rows for value in row],
    )
