"""What every column of a release means and is.

Belongs here: reading data_dictionary.yaml, the tables' shapes that follow from it, the columns of the extract
(their contracts describe them), publishing both as a table.
Does not belong here: filling any other table.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa

from assets.warehouse import load_rows
from expectations.contracts import load_contracts
from expectations.own_yaml import load_own_yaml

_FILE = Path(__file__).parent / "data_dictionary.yaml"
_ARROW = {
    "VARCHAR": pa.string(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
    "DOUBLE": pa.float64(),
    "INTEGER": pa.int32(),
    "BIGINT": pa.int64(),
    "BOOLEAN": pa.bool_(),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a release or of the extract; `type` is DuckDB's, `unit` is empty for text."""

    table: str
    name: str
    type: str
    unit: str
    meaning: str


@cache
def keys() -> dict[str, tuple[str, ...]]:
    """Each table's columns that together tell the rows of one release apart."""
    declared = load_own_yaml(_FILE.read_text(encoding="utf-8"))["keys"]
    return {table: tuple(columns) for table, columns in declared.items()}


@cache
def says() -> dict[str, str]:
    """What each table of a release is, in a sentence."""
    return load_own_yaml(_FILE.read_text(encoding="utf-8"))["says"]


@cache
def contract() -> dict[str, tuple[Column, ...]]:
    """Every table of a release ("schema.table") and its columns, in order."""
    declared = load_own_yaml(_FILE.read_text(encoding="utf-8"))
    common = declared["common"]
    return {
        table: tuple(_column(table, name, own or common[name]) for name, own in columns.items())
        for table, columns in declared["tables"].items()
    }


@cache
def extract() -> dict[str, tuple[Column, ...]]:
    """Every table of the extract, as inspection.validation_failures names it, and its columns, in order."""
    return {
        table: tuple(
            Column(table, one.name, one.duckdb_type, "date" if one.type == "date" else "", one.description)
            for one in declared.columns
        )
        for table, declared in load_contracts().items()
    }


def meanings(table: str) -> dict[str, str]:
    """What the columns of a table ("schema.table") mean, where anything declares them."""
    columns = contract().get(table) or extract().get(table.removeprefix("staged."), ())
    return {column.name: column.meaning for column in columns}


def arrow_schema(table: str) -> pa.Schema:
    """The shape of a released table, as Arrow has it."""
    return pa.schema([pa.field(column.name, _ARROW[column.type]) for column in contract()[table]])


def publish_dictionary(connection: duckdb.DuckDBPyConnection, run_id: str) -> None:
    """Write published.data_dictionary, a row a column of the release and of the extract."""
    rows: list[tuple[object, ...]] = [
        (run_id, column.table, column.name, column.type, column.unit, column.meaning)
        for columns in (*contract().values(), *extract().values())
        for column in columns
    ]
    load_rows(connection, "published.data_dictionary", arrow_schema("published.data_dictionary"), rows)


def _column(table: str, name: str, said: dict[str, str]) -> Column:
    return Column(table, name, said["type"], said.get("unit", ""), said["meaning"])
