"""Counts what was judged: validated.results, validated.checked_rows.

Belongs here: a judged rule, how many rows it looked at and how many break it, by locality where it has them;
how many rows of the extract each locality has.
Does not belong here: judging, the failing rows themselves (broken_rows.py).
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import duckdb
import pyarrow as pa
from duckdb import ColumnExpression, ConstantExpression

from expectations.contracts import Contract

_TABLE = "validated.results"
_SCHEMA = pa.schema(
    [
        ("rule_id", pa.string()),
        ("suite", pa.string()),
        ("severity", pa.string()),
        ("locality", pa.string()),
        ("checked", pa.int64()),
        ("failed", pa.int64()),
        ("passed", pa.bool_()),
        ("critical", pa.bool_()),
        ("reason", pa.string()),
        ("record_table", pa.string()),
    ]
)
_CHECKED_SCHEMA = pa.schema(
    [("record_table", pa.string()), ("locality", pa.string()), ("checked", pa.int64())]
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A rule over the rows of one table, before its failing rows are counted.

    `table` is empty for a finding of staging, which may be about any; `reason` is why it was not judged.
    """

    rule_id: str
    suite: str
    severity: str
    table: str
    is_kept: bool
    critical: bool = False
    is_by_locality: bool = False
    reason: str | None = None


def write_results(
    work: duckdb.DuckDBPyConnection,
    judged: list[Judged],
    broken: list[tuple[str, str, str | None, int]],
    *,
    afresh: bool = True,
) -> None:
    """Make validated.results, or add to them what was judged later in the night.

    Args:
        work: finds the staged tables by their bare names.
        judged: what was judged.
        broken: rows that break a rule: (rule_id, record_table, locality, rows).
        afresh: false keeps the results of the suites that were not judged now.
    """
    localities = _localities(work)
    by_locality = {one.table for one in judged if one.is_by_locality}
    whole = {one.table for one in judged if one.table and not one.is_by_locality}
    checked_of = {table: len(work.table(table)) for table in whole}
    checked_at = {
        table: dict(work.table(table).aggregate("locality, count(*)", "locality").fetchall())
        for table in by_locality
    }
    rows: list[tuple[object, ...]] = []
    for one in judged:
        if one.is_by_locality:
            rows += _by_locality(one, checked_at[one.table], broken, localities)
        else:
            checked = checked_of.get(one.table)
            failed = sum(
                count
                for rule, table, _, count in broken
                # Of one id, a contract's rule is judged for each table; any other is judged once for all.
                if rule == one.rule_id and (table == one.table or one.suite != one.table)
            )
            rows.append(_row(one, None, checked, failed, one.is_kept and not failed))
    arrow = _arrow(rows, _SCHEMA)
    if not afresh:
        suites = [ConstantExpression(suite) for suite in sorted({one.suite for one in judged})]
        kept = work.table(_TABLE).filter(~ColumnExpression("suite").isin(*suites)).to_arrow_table()
        arrow = pa.concat_tables([kept, arrow])
    work.execute("drop table if exists validated.results")
    work.from_arrow(arrow).create(_TABLE)


def write_checked_rows(work: duckdb.DuckDBPyConnection, contracts: Collection[Contract]) -> None:
    """Make validated.checked_rows: how many rows of each table are of children of each locality.

    The row without a locality is of the rows whose child is allocated to no team of the county; a table that
    names no child has only that one.

    Args:
        work: finds the staged tables and validated.children_localities by their bare names.
        contracts: of the tables to be counted.
    """
    localities = _localities(work)
    places = {one.table: (*localities, None) if one.person else (None,) for one in contracts}
    # All tables in one query: planning one for each would cost more than counting.
    children = functools.reduce(
        lambda all_, one: all_.union(one), (_children(work, contract) for contract in contracts)
    )
    placed = children.join(work.table("children_localities"), "person_id", "left")
    counted = placed.aggregate("record_table, locality, count(*)", "record_table, locality").fetchall()
    found = {(table, place): count for table, place, count in counted}
    rows: list[tuple[object, ...]] = [
        (table, place, found.get((table, place), 0)) for table, own in places.items() for place in own
    ]
    work.execute("drop table if exists validated.checked_rows")
    work.from_arrow(_arrow(rows, _CHECKED_SCHEMA)).create("validated.checked_rows")


def _children(work: duckdb.DuckDBPyConnection, contract: Contract) -> duckdb.DuckDBPyRelation:
    """Whom each row of a table is about."""
    person = ColumnExpression(contract.person) if contract.person else ConstantExpression(None)
    return work.table(contract.table).project(
        ConstantExpression(contract.table).alias("record_table"),
        person.cast(duckdb.type("VARCHAR")).alias("person_id"),
    )


def _localities(work: duckdb.DuckDBPyConnection) -> list[str]:
    return sorted({name for (name,) in work.table("teams").project("locality").fetchall()})


def _arrow(rows: list[tuple[object, ...]], schema: pa.Schema) -> pa.Table:
    columns = zip(*rows, strict=True)
    return pa.Table.from_arrays(
        [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)], schema=schema
    )


def _by_locality(
    one: Judged,
    checked: Mapping[str | None, int],
    broken: list[tuple[str, str, str | None, int]],
    localities: list[str],
) -> Iterator[tuple[object, ...]]:
    failed = {place: count for rule, _, place, count in broken if rule == one.rule_id}
    # Rows that are of no locality of the county have a result of their own, lest every other one passes.
    elsewhere = sorted(failed.keys() - set(localities), key=str)
    is_counted = one.is_kept or bool(failed)
    for locality in (*localities, *elsewhere):
        count = failed.get(locality, 0)
        passed = not count and one.reason is None and is_counted
        yield _row(one, locality, checked.get(locality, 0), count, passed)


def _row(
    one: Judged, locality: str | None, checked: int | None, failed: int, passed: bool
) -> tuple[object, ...]:
    # Of a rule that could not be judged no row was looked at.
    counts = (None, None) if one.reason else (checked, failed)
    return (
        *(one.rule_id, one.suite, one.severity, locality, *counts),
        *(passed, one.critical, one.reason, one.table or None),
    )
