"""A night that is ready to be published, from literal rows.

Belongs here: the working tables, empty, in the shapes that docs/working-tables.md gives them, and a small
county in them.
Does not belong here: any row that a test is about.
"""

from __future__ import annotations

import re
from contextlib import closing
from datetime import date
from functools import cache
from pathlib import Path

import duckdb

from assets.county import County, Locality, Place, Team
from assets.publishing.releases import ReleaseResult, next_run_id, release
from assets.publishing.tables import make_tables
from assets.warehouse import SCHEMAS, one_transaction

DOCS = Path(__file__).parents[2] / "docs" / "working-tables.md"
MARCH = date(2019, 3, 1)
COUNTY = County(
    authority="Some County",
    first_month=MARCH,
    localities=(
        Locality(name="North", folder="N", layout="n.yaml", teams=(Team(name="N1"),)),
        Locality(name="South", folder="S", layout="s.yaml", teams=(Team(name="S1"),)),
    ),
)
Rows = dict[str, list[dict[str, object]]]


@cache
def working_tables() -> dict[str, dict[str, str]]:
    """Table to column to type, as the documentation has them."""
    tables = {}
    for line in DOCS.read_text(encoding="utf-8").splitlines():
        found = re.match(r"\| (\w+\.\w+) \| [^|]* \| (.*) \|$", line)
        if not found:
            continue
        columns = found[2]
        while "(" in columns:
            columns = re.sub(r"\([^()]*\)", "", columns)
        pairs = [(*column.split(), "varchar")[:2] for column in columns.split(",")]
        tables[found[1]] = {name: kind.lower() for name, kind in pairs}
    return tables


def a_place(folder: Path) -> Place:
    return Place(county=COUNTY, county_file=folder / "county.yaml", data=folder, home=folder / "home")


def a_night(
    as_at: date, rows: Rows | None = None, run_id: str = "a run", path: Path | None = None
) -> duckdb.DuckDBPyConnection:
    """A new database (in memory unless it has a path) of a night with these rows and what every night has."""
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
    connection = duckdb.connect(str(path or ":memory:"))
    with one_transaction(connection):
        for statement in connection.extract_statements(_empty_tables()):
            connection.execute(statement)
        put(
            connection,
            "staged.night",
            {"run_id": run_id, "authority": "Some County", "as_at": as_at},
        )
        for table, all_rows in {**_every_night(as_at), **(rows or {})}.items():
            put(connection, table, *all_rows)
    return connection


@cache
def _empty_tables() -> str:
    made = [f"create schema {schema};" for schema in SCHEMAS]
    for table, columns in working_tables().items():
        made.append(f"create table {table} ({', '.join(f'{n} {k}' for n, k in columns.items())});")
    return "\n".join(made)


def put(connection: duckdb.DuckDBPyConnection, table: str, *rows: dict[str, object]) -> None:
    """Insert rows; columns that are not named are null."""
    columns = working_tables()[table]
    for row in rows:
        assert row.keys() <= columns.keys(), table
        names, marks = ", ".join(row), ", ".join("?" for _ in row)
        connection.execute(f"insert into {table} ({names}) values ({marks})", list(row.values()))  # noqa: S608


def publish(place: Place, as_at: date, rows: Rows | None = None) -> ReleaseResult:
    """Make a night of these rows, its published tables and its release."""
    run_id = next_run_id(place, as_at)
    with closing(a_night(as_at, rows, run_id, place.work_file(as_at))) as connection:
        make_tables(connection, place)
    return release(place, place.work_file(as_at), run_id, as_at)


def read(released: ReleaseResult, query: str) -> list[tuple]:
    """What a query says of a release."""
    with duckdb.connect(str(released.folder / "performance.duckdb"), read_only=True) as connection:
        return connection.execute(query).fetchall()


def a_workbook(locality: str, as_at: date, status: str = "read", **more: object) -> dict[str, object]:
    return {
        "locality": locality,
        "source_file": f"{locality}.xlsx",
        "delivered_at": as_at,
        "describes": as_at,
        "status": status,
        **more,
    }


def a_discrepancy(name: str, locality: str = "North", **more: object) -> dict[str, object]:
    return {
        "discrepancy_id": name,
        "locality": locality,
        "team": "N1",
        "source_file": f"{locality}.xlsx",
        "sheet": "CP",
        "cell": "C4",
        "row_number": 4,
        "person_id": "1001",
        "field": "last_visit",
        "kind": "value_differs",
        "cause": "stale_value",
        "severity": "error",
        "spreadsheet_value": "3rd April",
        "system_value": "2019-04-12",
        "explanation": "an earlier visit",
        **more,
    }


def a_value(
    value: float, source: str = "case_system", locality: str = "North", **more: object
) -> dict[str, object]:
    return {
        "source": source,
        "period": MARCH,
        "locality": locality,
        "team": "All",
        "indicator_id": "open_cp_plans",
        "numerator": value,
        "value": value,
        **more,
    }


def a_figure(
    figure_id: int, value: float | None, locality: str = "North", **more: object
) -> dict[str, object]:
    return {
        "figure_id": figure_id,
        "locality": locality,
        "team": "All",
        "period": MARCH,
        "indicator_id": "open_cp_plans",
        "source_file": f"{locality}.xlsx",
        "sheet": "Summary",
        "cell": f"C{figure_id}",
        "typed": str(value),
        "value": value,
        **more,
    }


def _every_night(as_at: date) -> Rows:
    return {
        "landed.deliveries": [{"source": "extract", "status": "landed", "delivered_at": as_at}],
        "staged.workbooks": [a_workbook("North", as_at), a_workbook("South", as_at)],
        "measured.indicators": [
            {"indicator_id": "open_cp_plans", "name": "Child protection plans", "definition": "Plans open."}
        ],
    }
