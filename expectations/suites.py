"""What is expected of each staged table, worked out from its contract.

Belongs here: which rule asks what of which column; the repeated keys and failing references
of a table.
Does not belong here: running an expectation, what a rule says (rules.py), any column's name.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import duckdb
from duckdb import ColumnExpression, ConstantExpression, FunctionExpression

from expectations.contracts import SOURCE_ROW, Column, Contract


@dataclass(frozen=True, slots=True)
class ColumnExpectation:
    """An expectation of a column: the rule it serves, and Great Expectations' class and arguments for it."""

    rule_id: str
    column: str
    kind: str
    arguments: Mapping[str, Any]


def column_expectations(contract: Contract, as_at: date) -> list[ColumnExpectation]:
    """What a contract expects of each row of its columns by itself; ROWS_COMPARED has the rest."""
    return [one for column in contract.columns for one in _expected(contract, column, as_at)]


def _expected(contract: Contract, column: Column, as_at: date) -> Iterator[ColumnExpectation]:
    name = column.name
    if column.key or column.required:
        rule_id = "key_missing" if column.key else "required_missing"
        yield ColumnExpectation(rule_id, name, "ExpectColumnValuesToNotBeNull", {})
    codes = contract.codes_of(column)
    if codes is not None and column.codes_rule is None:
        arguments = {"value_set": list(codes.values)}
        yield ColumnExpectation("code_unknown", name, "ExpectColumnValuesToBeInSet", arguments)
    if column.is_dated and not column.future:
        # Up to the end of the day the extract describes, for moments as for days.
        arguments = {"max_value": as_at + timedelta(days=1), "strict_max": True}
        yield ColumnExpectation("date_after_as_at", name, "ExpectColumnValuesToBeBetween", arguments)


def repeated_keys(connection: duckdb.DuckDBPyConnection, contract: Contract) -> duckdb.DuckDBPyRelation:
    """The rows whose key another row has too.

    Great Expectations asks for each row's count in a window and then joins the table to its own groups, in
    which a million keys take twice the time of all the other rules of their table.

    Args:
        connection: has the staged tables.
        contract: of the table.

    Returns:
        Columns source_row, column_name, value.
    """
    key = contract.key.name
    rows = connection.table(f"staged.{contract.table}").filter(ColumnExpression(key).isnotnull())
    often = rows.aggregate([ColumnExpression(key), FunctionExpression("count").alias("times")])
    repeated = often.filter(ColumnExpression("times") > ConstantExpression(1)).set_alias("repeated")
    is_same = ColumnExpression("keyed", key) == ColumnExpression("repeated", key)
    return _found(rows.set_alias("keyed").join(repeated, is_same, how="semi"), key)


def failing_references(
    connection: duckdb.DuckDBPyConnection, contract: Contract
) -> duckdb.DuckDBPyRelation | None:
    """The rows whose value of a column is in none of the columns it refers to.

    A table or a number that did not come tonight is a finding of its own; it is not held against every row
    that refers to it.

    Args:
        connection: has the staged tables.
        contract: of the referring table.

    Returns:
        Columns source_row, column_name, value; nothing where the table refers to none.
    """
    parts = [
        failing
        for column in contract.columns
        if column.refers_to and (failing := _failing(connection, contract, column)) is not None
    ]
    return functools.reduce(lambda all_, one: all_.union(one), parts) if parts else None


def _failing(
    connection: duckdb.DuckDBPyConnection, contract: Contract, column: Column
) -> duckdb.DuckDBPyRelation | None:
    rows = connection.table(f"staged.{contract.table}").filter(ColumnExpression(column.name).isnotnull())
    for position, target in enumerate(column.refers_to):
        table, _, key = target.partition(".")
        parents = connection.table(f"staged.{table}")
        if not parents.filter(ColumnExpression(key).isnotnull()).limit(1).fetchall():
            return None
        child, parent = f"child_{position}", f"parent_{position}"
        is_same = ColumnExpression(child, column.name) == ColumnExpression(parent, key)
        rows = rows.set_alias(child).join(parents.project(key).set_alias(parent), is_same, how="anti")
    return _found(rows, column.name)


def _found(rows: duckdb.DuckDBPyRelation, column: str) -> duckdb.DuckDBPyRelation:
    return rows.project(
        ColumnExpression(SOURCE_ROW),
        ConstantExpression(column).alias("column_name"),
        ColumnExpression(column).alias("value"),
    )


# What a contract expects of a row beside other rows: by rule, how the rows that break it are found.
ROWS_COMPARED = {"key_repeated": repeated_keys, "reference_missing": failing_references}


def failing_table(rule_id: str, contract: Contract) -> str:
    """The table of `validated` that holds what a rule of ROWS_COMPARED found."""
    return f"failing_{rule_id}_of_{contract.table}"
