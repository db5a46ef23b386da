"""Stages the extract: each landed CSV becomes a typed table in its contract's shape, each fault a finding.

Belongs here: choosing a table's file, typing its columns, noting what did not fit.
Does not belong here: reading bytes (delimited.py), judging whether records make sense (expectations/).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import duckdb
import pyarrow as pa
from duckdb import CaseExpression, ColumnExpression, ConstantExpression, Expression, FunctionExpression

from assets.case_system import findings as found
from assets.case_system.delimited import DelimitedError, TextTable, read_delimited
from assets.case_system.findings import Finding
from assets.faults import PlainError
from assets.warehouse import load_rows, run_sql
from expectations.contracts import SOURCE_ROW, Column, Contract

# A bare cast would take '12-03-04' for the year 12 and round '1.5' to 2.
_WELL_FORMED = {
    "date": r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}.*)?",
    "timestamp": r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}.*)?",
    "integer": r"[-+]?\d+(\.0+)?",
    "decimal": r"[-+]?\d*\.?\d+",
}
_ARROW_TYPES = {
    "string": pa.string(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us"),
    "integer": pa.int64(),
    "decimal": pa.float64(),
}
_WANTED = {
    "date": "a date like 2019-04-30",
    "timestamp": "a date and time like 2019-04-30T14:05:00",
    "integer": "a whole number",
    "decimal": "a number",
}
# A code may stand behind a list letter, 'a) Neglect', or before its meaning, 'RC7 - Services ceased'.
_CODE_PART = re.compile(r"(?:[A-Za-z]\)\s*)?(.*?)\s*(?:\s-\s.*|:.*)?$")
_BLANKS = " \t\r\n\u00a0"
# SQL Server's tools write an empty value so. In other capitals it may be a person's name.
_NULL = "NULL"
_ROW_COUNTS = pa.schema(
    [("record_table", pa.string()), ("landed", pa.int64()), ("refused", pa.int64()), ("staged", pa.int64())]
)
_LACKING = ("came_empty", "lacking", "teams_apart", "newest_event", "other_night")
_PLANS = ("ssd_cin_plans", "ssd_cp_plans")


class MeaninglessNightError(PlainError):
    """The extract lacks what every figure rests on; nothing can be said about this night."""


def stage_extract(
    connection: duckdb.DuckDBPyConnection, landed: Path, contracts: Mapping[str, Contract]
) -> None:
    """Make staged.<table> for every contract, staged.staging_findings and staged.row_counts.

    Args:
        connection: has landed.deliveries.
        landed: the folder that `landed_path` is relative to.
        contracts: by table name.

    Raises:
        MeaninglessNightError: no child, no team or no plan at all; the tables are written all the same.
    """
    findings: list[Finding] = []
    counts: list[tuple[object, ...]] = []
    files = _files_by_table(connection, contracts, findings)
    # One transaction: a commit a table would cost as much as the rest.
    connection.begin()
    try:
        for table, contract in contracts.items():
            text = _read(files.get(table), landed, contract, findings)
            _stage_table(connection, contract, text, findings)
            if text is not None:
                staged = len(connection.table(f"staged.{table}"))
                counts.append((table, text.records, len(text.ragged), staged))
        load_rows(connection, "staged.row_counts", _ROW_COUNTS, counts)
        found.record_findings(connection, findings)
    except BaseException:
        connection.rollback()
        raise
    connection.commit()
    _refuse_meaningless(connection)


def look_for_what_is_lacking(connection: duckdb.DuckDBPyConnection) -> None:
    """Make staged.came_empty, .lacking, .teams_apart, .newest_event and .other_night of a staged extract."""
    run_sql(connection, *(f"staging/{name}.sql" for name in _LACKING))


def _files_by_table(
    connection: duckdb.DuckDBPyConnection, contracts: Mapping[str, Contract], findings: list[Finding]
) -> dict[str, tuple[str, str | None, str | None]]:
    """Each table's (source_file, landed_path, reason it did not land)."""
    rows = (
        connection.table("landed.deliveries")
        .filter(ColumnExpression("source") == ConstantExpression("extract"))
        .project("source_file", "landed_path", "reason")
        .order("source_file")
        .fetchall()
    )
    files: dict[str, tuple[str, str | None, str | None]] = {}
    for source_file, landed_path, reason in rows:
        table = PurePosixPath(source_file).stem.lower()
        if table not in contracts:
            findings.append(found.table_extra(table, source_file, "no contract has a table of this name"))
        elif table in files:
            findings.append(found.table_extra(table, source_file, f"{files[table][0]} is the same table"))
        else:
            files[table] = (source_file, landed_path, reason)
    return files


def _read(
    file: tuple[str, str | None, str | None] | None, landed: Path, contract: Contract, findings: list[Finding]
) -> TextTable | None:
    """The text of a table's file, or nothing with the finding that says why."""
    table = contract.table
    if file is None:
        findings.append(found.table_missing(table))
        return None
    source_file, landed_path, reason = file
    if landed_path is None:
        findings.append(found.table_unreadable(table, source_file, reason or "it could not be copied"))
        return None
    try:
        content = (landed / landed_path).read_bytes()
        text = read_delimited(content, [column.name for column in contract.columns])
    except OSError as error:
        reason = f"{error.strerror}; land it again"
        findings.append(found.table_unreadable(table, source_file, reason))
        return None
    except DelimitedError as error:
        findings.append(found.table_unreadable(table, source_file, str(error)))
        return None
    if text.foreign_bytes or text.encoding != "utf-8":
        findings.append(found.encoding_foreign(table, text.foreign_bytes, text.encoding))
    known = {column.name for column in contract.columns}
    findings.extend(found.column_extra(table, name) for name in text.headings if name not in known)
    findings.extend(found.column_repeated(table, name) for name in text.repeated if name in known)
    findings.extend(
        found.column_missing(table, column.name)
        for column in contract.columns
        if column.name not in text.columns and not column.optional
    )
    width = len(text.headings)
    findings.extend(found.row_unreadable(table, row, values, width) for row, values in text.ragged)
    return text


def _stage_table(
    connection: duckdb.DuckDBPyConnection, contract: Contract, text: TextTable | None, findings: list[Finding]
) -> None:
    table = f"staged.{contract.table}"
    load_rows(connection, table, _schema(contract), [])
    if text is None or not len(text.source_rows):
        return
    blank = pa.nulls(len(text.source_rows), pa.string())
    columns = {
        column.name: _text(contract, column, text.columns.get(column.name, blank), findings)
        for column in contract.columns
    }
    rows = connection.from_arrow(pa.table(columns | {SOURCE_ROW: text.source_rows}))
    rows.project(
        *(_typed(column).alias(column.name) for column in contract.columns), ColumnExpression(SOURCE_ROW)
    ).insert_into(table)
    _note_wrong_types(connection.table(table), rows, contract, findings)


def _schema(contract: Contract) -> pa.Schema:
    return pa.schema(
        [(column.name, _ARROW_TYPES[column.type]) for column in contract.columns] + [(SOURCE_ROW, pa.int64())]
    )


def _text(contract: Contract, column: Column, given: pa.Array, findings: list[Finding]) -> pa.Array:
    """A column's text: trimmed, null where it is nothing or the word for it, a known spelling as its code.

    Each distinct value is looked at once.
    """
    encoded = given.dictionary_encode()
    trimmed = [text.strip(_BLANKS) for text in encoded.dictionary.to_pylist()]
    if count := _times(encoded, [text == _NULL for text in trimmed]):
        findings.append(found.null_written(contract.table, column.name, count))
    filled = [None if text in ("", _NULL) else text for text in trimmed]
    codes = contract.codes_of(column) if column.type == "string" else None
    if codes is None:
        return pa.array(filled, pa.string()).take(encoded.indices)
    coded = [text and codes.spellings.get(_code_part(text).lower(), text) for text in filled]
    if count := _times(encoded, [one != other for one, other in zip(filled, coded, strict=True)]):
        findings.append(found.code_respelt(contract.table, column.name, count))
    return pa.array(coded, pa.string()).take(encoded.indices)


def _times(encoded: pa.DictionaryArray, is_counted: list[bool]) -> int:
    """How many values there are of those distinct ones that are counted."""
    return pa.array(is_counted, pa.bool_()).take(encoded.indices).true_count


def _code_part(text: str) -> str:
    found_part = _CODE_PART.match(text)
    return found_part[1] if found_part else ""


def _typed(column: Column) -> Expression:
    """The staged value of a column's trimmed text: null where it is not of the column's type."""
    text = ColumnExpression(column.name)
    if column.type == "string":
        return text
    is_well_formed = FunctionExpression(
        "regexp_full_match", text, ConstantExpression(_WELL_FORMED[column.type])
    )
    first = text.try_cast(duckdb.type("TIMESTAMP")) if column.is_dated else text
    return CaseExpression(is_well_formed, first.try_cast(duckdb.type(column.duckdb_type)))


def _note_wrong_types(
    staged: duckdb.DuckDBPyRelation,
    rows: duckdb.DuckDBPyRelation,
    contract: Contract,
    findings: list[Finding],
) -> None:
    """Find the values that are not of their column's type; `rows` has their text."""
    columns = [column for column in contract.columns if column.type != "string"]
    if not columns:
        return
    counts = [FunctionExpression("count", ColumnExpression(column.name)) for column in columns]
    [kept], [given] = (relation.aggregate(counts).fetchall() for relation in (staged, rows))
    for column, before, after in zip(columns, given, kept, strict=True):
        if before == after:
            continue
        is_wrong = ColumnExpression(column.name).isnotnull() & _typed(column).isnull()
        wanted = _WANTED[column.type]
        wrong = rows.filter(is_wrong).project(contract.key.name, SOURCE_ROW, column.name).order(SOURCE_ROW)
        if _is_lost(before - after, before):
            [(_, first, _)] = wrong.limit(1).fetchall()
            findings.append(
                found.column_unreadable(
                    contract.table, column.name, wanted, before - after, before, first_row=first
                )
            )
            continue
        for record_id, source_row, value in wrong.fetchall():
            shown = None if column.identifying else value
            findings.append(
                found.wrong_type(contract.table, column.name, wanted, record_id, source_row, shown)
            )


def _is_lost(wrong: int, given: int) -> bool:
    """Whether a column has so many unreadable values that nothing may rest on it.

    People mistype a value in a hundred, which leaves every figure about right. An export in another form, or
    the records of an earlier system in one, spoil a twentieth or more, and each figure by as much. Of few
    values a twentieth would be one or two, which may be mistyped: of those it takes half, and more than one.
    """
    return wrong > max(1, min(given / 2, 2 + given / 20))


def _refuse_meaningless(connection: duckdb.DuckDBPyConnection) -> None:
    children = connection.table("staged.ssd_person").filter(ColumnExpression("pers_person_id").isnotnull())
    if not children.limit(1).fetchall():
        raise MeaninglessNightError("ssd_person has no children; ask for the extract again, then run again")
    if not connection.table("staged.ssd_department").limit(1).fetchall():
        raise MeaninglessNightError("ssd_department has no teams; ask for the extract again, then run again")
    if not any(connection.table(f"staged.{table}").limit(1).fetchall() for table in _PLANS):
        raise MeaninglessNightError("there are no plans at all; ask for the extract again, then run again")
