"""What was found wrong with the extract while staging it: staged.staging_findings.

Belongs here: a finding's shape, the sentences, writing the table.
Does not belong here: finding anything.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields
from typing import Literal

import duckdb
import pyarrow as pa

from assets.warehouse import load_rows

Severity = Literal["error", "query", "info"]

_SCHEMA = pa.schema(
    [
        ("rule_id", pa.string()),
        ("severity", pa.string()),
        ("record_table", pa.string()),
        ("column_name", pa.string()),
        ("record_id", pa.string()),
        ("source_row", pa.int64()),
        ("value", pa.string()),
        ("message", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault of a table, column, row or value; `value` is empty where the column identifies a child."""

    rule_id: str
    severity: Severity
    record_table: str
    message: str
    column_name: str | None = None
    record_id: str | None = None
    source_row: int | None = None
    value: str | None = None


def table_missing(table: str) -> Finding:
    """No file of this table was delivered."""
    message = f"{table}.csv was not delivered; what rests on it is blank tonight. Ask for it."
    return Finding("table_missing", "error", table, message)


def table_unreadable(table: str, source_file: str, reason: str) -> Finding:
    """A file was delivered and nothing of it could be taken in."""
    return Finding("table_unreadable", "error", table, f"{source_file} was not read: {reason}")


def table_extra(table: str, source_file: str, why: str) -> Finding:
    """A file that is no table of the contract, or a second one of a table."""
    return Finding("table_extra", "info", table, f"{source_file} was not taken in: {why}")


def column_missing(table: str, column: str) -> Finding:
    """A column of the contract is not in the file."""
    message = f"{table}.csv has no column {column}; it is blank tonight. Ask for it."
    return Finding("column_missing", "error", table, message, column)


def column_extra(table: str, column: str) -> Finding:
    """A column that the contract does not have; it is not taken in."""
    message = f"{table}.csv has a column that is not in the contract; it was not taken in."
    return Finding("column_extra", "info", table, message, column)


def column_repeated(table: str, column: str) -> Finding:
    """A heading stands twice."""
    message = f"{table}.csv has the heading {column} more than once; the first one was taken."
    return Finding("column_repeated", "query", table, message, column)


def row_unreadable(table: str, source_row: int, values: int, wanted: int) -> Finding:
    """A row of the wrong length; it is left out, since its values stand under the wrong headings."""
    message = f"row {source_row} of {table}.csv has {values} values for {wanted} headings; it was left out."
    return Finding("row_unreadable", "error", table, message, source_row=source_row)


def encoding_foreign(table: str, count: int, encoding: str) -> Finding:
    """The file is not UTF-8 throughout."""
    if encoding != "utf-8":
        message = f"{table}.csv is {encoding.upper()}, not UTF-8; it was read as such."
    else:
        message = f"{table}.csv has {count} bytes that are not UTF-8; they were read as Windows-1252."
    return Finding("encoding_foreign", "query", table, message)


def code_respelt(table: str, column: str, count: int) -> Finding:
    """Values written in another known way than the code they mean."""
    message = f"{count} values of {column} are known spellings of a code; they were read as the code."
    return Finding("code_respelt", "info", table, message, column)


def null_written(table: str, column: str, count: int) -> Finding:
    """The word NULL stands where nothing should, as some databases write an empty value into a file."""
    message = f"{count} values of {column} are the word NULL; they were read as blank."
    return Finding("null_written", "info", table, message, column)


def wrong_type(
    table: str, column: str, wanted: str, record_id: str | None, source_row: int, value: str | None
) -> Finding:
    """A value that is not of the column's type; it is blank in the staged table."""
    message = (
        f"row {source_row} of {table}.csv: the value of {column} cannot be read, it should be {wanted}; "
        "it is blank tonight. Correct it."
    )
    return Finding("wrong_type", "error", table, message, column, record_id, source_row, value)


def column_unreadable(
    table: str, column: str, wanted: str, wrong: int, given: int, first_row: int
) -> Finding:
    """So many values of a column are not of its type that it is as if it had not come."""
    message = (
        f"{table}.csv: {wrong:,} of the {given:,} values of {column} cannot be read, the first in row "
        f"{first_row}; each should be {wanted}. What rests on this column is blank tonight. Ask for it again."
    )
    return Finding("column_unreadable", "error", table, message, column)


def record_findings(connection: duckdb.DuckDBPyConnection, findings: list[Finding]) -> None:
    """Write staged.staging_findings."""
    order = [one.name for one in fields(Finding)]
    rows = [astuple(finding) for finding in findings]
    positions = [order.index(name) for name in _SCHEMA.names]
    load_rows(
        connection, "staged.staging_findings", _SCHEMA, [tuple(row[at] for at in positions) for row in rows]
    )
