"""Collects the rows that break rules in validated.broken_rows, and places them: validated.failures.

Belongs here: the shape of a failing row, keeping what identifies a child out of it.
Does not belong here: finding failing rows, judging, counting.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb
import pyarrow as pa
from duckdb import CaseExpression, ColumnExpression, ConstantExpression

from expectations.contracts import SOURCE_ROW, Contract

_TABLE = "validated.broken_rows"
_FAILURES_SQL = Path(__file__).parent.parent / "sql" / "validation" / "failures.sql"
_SCHEMA = pa.schema(
    [
        ("rule_id", pa.string()),
        ("severity", pa.string()),
        ("record_table", pa.string()),
        ("record_id", pa.string()),
        ("person_id", pa.string()),
        ("column_name", pa.string()),
        ("value", pa.string()),
        ("locality", pa.string()),
        ("source_file", pa.string()),
        ("sheet", pa.string()),
        ("cell", pa.string()),
        (SOURCE_ROW, pa.int64()),
    ]
)
# Tracker fields that say who a child is; of the extract's columns the contracts say so.
_IDENTIFYING_FIELDS = frozenset({"name", "forename", "surname", "dob"})


class BrokenRows:
    """validated.broken_rows of one night: empty at first, or as the night's validation left it."""

    def __init__(
        self, work: duckdb.DuckDBPyConnection, contracts: Iterable[Contract], *, afresh: bool = True
    ) -> None:
        self._work = work
        self._hidden = sorted(
            _IDENTIFYING_FIELDS.union(
                column.name for contract in contracts for column in contract.columns if column.identifying
            )
        )
        if afresh:
            work.execute("drop table if exists validated.broken_rows")
            work.from_arrow(_SCHEMA.empty_table()).create(_TABLE)

    def take(self, rows: duckdb.DuckDBPyRelation, **constants: str) -> None:
        """Keep failing rows; columns that `rows` lacks are taken from `constants`, else left empty.

        Args:
            rows: any of the columns of validated.broken_rows.
            constants: what all these rows have in common, such as rule_id.
        """
        columns = [
            self._column(field.name, constants, rows.columns)
            .cast(duckdb.type("BIGINT" if field.name == SOURCE_ROW else "VARCHAR"))
            .alias(field.name)
            for field in _SCHEMA
        ]
        rows.project(*columns).insert_into(_TABLE)

    def counts(self) -> list[tuple[str, str, str | None, int]]:
        """How many rows break each rule: (rule_id, record_table, locality, rows)."""
        rows = self._work.table(_TABLE).aggregate(
            "rule_id, record_table, locality, count(*)", "rule_id, record_table, locality"
        )
        return rows.fetchall()

    def forget(self, rule_ids: Iterable[str]) -> None:
        """Leave out the rows of these rules, which are about to be judged again."""
        is_gone = ColumnExpression("rule_id").isin(*map(ConstantExpression, rule_ids))
        kept = self._work.table(_TABLE).filter(~is_gone).to_arrow_table()
        self._work.execute("drop table validated.broken_rows")
        self._work.from_arrow(kept).create(_TABLE)

    def place(self) -> None:
        """Make validated.failures of what was taken."""
        self._work.execute(_FAILURES_SQL.read_text(encoding="utf-8"))

    def _column(self, name: str, constants: Mapping[str, str], given: list[str]) -> duckdb.Expression:
        if name not in given:
            return ConstantExpression(constants.get(name))
        if name != "value":
            return ColumnExpression(name)
        is_hidden = ColumnExpression("column_name").isin(*map(ConstantExpression, self._hidden))
        return CaseExpression(is_hidden, ConstantExpression(None)).otherwise(ColumnExpression(name))
