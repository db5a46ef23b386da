"""What a night would read, and what is missing or not understood, without running it.

Belongs here: reading what is delivered into a folder of its own that is thrown away, and saying it in lines.
Does not belong here: reading itself, judging (of the rules only the critical ones are judged, which decide
how the night ends), anything that is kept.
"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import duckdb

from assets.case_system.night import prepare_night
from assets.case_system.staging import MeaninglessNightError, look_for_what_is_lacking, stage_extract
from assets.county import Place
from assets.landing import land, record_deliveries
from assets.locality.staging import stage_workbooks
from assets.warehouse import connect, run_sql
from expectations.contracts import load_contracts
from expectations.rules import load_contract_rules, load_rules
from expectations.runner import run_validation

_TABLES = (
    "checking/findings.sql",
    "checking/workbooks.sql",
    "checking/sheets.sql",
    "pages/lacking.sql",
    "published/refusals.sql",
)


def check_lines(place: Place, as_at: date) -> tuple[list[str], int]:
    """Read what is delivered now, keep nothing, and say what was found.

    Args:
        place: the county; its home folder is not touched.
        as_at: the night that would be run.

    Returns:
        The lines to print, and the exit code that the night would end with. A question about a sheet is
        printed and changes no code, nor does a value of the extract that is not of its column's type.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        aside = place.model_copy(update={"home": Path(folder)})
        with connect(Path(folder, "check.duckdb")) as connection:
            deliveries = land(aside, as_at)
            record_deliveries(connection, deliveries)
            prepare_night(connection, aside, as_at, "check")
            stopped = _stage(connection, aside)
            stage_workbooks(connection, aside, deliveries, as_at)
            look_for_what_is_lacking(connection)
            broken = _judge_what_is_critical(connection)
            stopped = stopped or broken
            for schema in ("pages", "carried"):
                connection.execute(f"create schema if not exists {schema}")
            run_sql(connection, *_TABLES)
            extract, is_whole = _extract_lines(connection, stopped)
            workbooks = _workbook_lines(connection)
            is_refused = bool(connection.table("carried.refusals").limit(1).fetchall())
    lines = [f"{place.county.authority}, night of {as_at}: what would be read", "", *extract, "", *workbooks]
    if stopped:
        return lines, 2
    return lines, 0 if is_whole and not is_refused else 1


def _stage(connection: duckdb.DuckDBPyConnection, place: Place) -> str | None:
    try:
        stage_extract(connection, place.landed, load_contracts())
    except MeaninglessNightError as error:
        return str(error)
    return None


def _judge_what_is_critical(connection: duckdb.DuckDBPyConnection) -> str | None:
    """Make validated.results of the critical rules alone; returns which of them would stop the night."""
    contracts = {table: one for table, one in load_contracts().items() if one.critical}
    rules = [rule for rule in load_rules() if rule.critical and rule.suite != "release"]
    run_validation(connection, contracts, rules)
    run_sql(connection, "validation/stopping.sql")
    stopping = connection.table("validated.stopping").fetchall()
    if not stopping:
        return None
    rule_id, suite, *_ = stopping[0]
    says = {rule.id: rule for rule in rules}.get(rule_id) or load_contract_rules()[rule_id]
    return f"the critical rule {rule_id} of {suite} is broken. {says.sentence} {says.todo}"


def _extract_lines(connection: duckdb.DuckDBPyConnection, stopped: str | None) -> tuple[list[str], bool]:
    filled = {table: len(connection.table(f"staged.{table}")) for table in load_contracts()}
    records, tables = sum(filled.values()), sum(rows > 0 for rows in filled.values())
    lines = [f"Extract: {records:,} records in {tables} of {len(filled)} tables"]
    findings = connection.table("staged.checked_findings").fetchall()
    lacking = [said for (said,) in connection.table("pages.lacking").fetchall()]
    # What the night would end with 1 for stands apart, whatever found it.
    lines += [f"  lacks  {said}" for said in lacking]
    for severity, _, message, times in findings:
        if message in lacking:
            continue
        lines.append(f"  {severity:<6} {message}" + (f" ({times:,} times)" if times > 1 else ""))
    if stopped:
        lines.append(f"  The night would stop: {stopped}")
    return lines, not lacking


def _workbook_lines(connection: duckdb.DuckDBPyConnection) -> list[str]:
    lines, last = [], None
    sheets = connection.table("staged.checked_sheets").fetchall()
    for row in connection.table("staged.checked_workbooks").fetchall():
        locality, source_file, status, describes, reason, children, figures, cells, _ = row
        if locality != last:
            lines.append(locality)
            last = locality
        about = f", about {describes}" if describes else ""
        said = (
            f"{children:,} children, {figures:,} figures, {cells:,} cells{about}"
            if status == "read"
            else status
        )
        lines.append(f"  {source_file}: {said}" + (f"; {reason}" if reason else ""))
        for sheet_locality, file, sheet, standing, count, why in sheets:
            if (sheet_locality, file) == (locality, source_file) and status == "read":
                name = f"sheet {sheet}" if sheet else "it"
                asked = f"{name} is read" if standing == "read" else f"{name} not read"
                if count:
                    asked = f"{count:,} cells of {name} not understood"
                lines.append(f"    {asked}" + (f": {why}" if why else ""))
    for locality, source_file, _, reason in connection.table("carried.refusals").fetchall():
        if source_file is None:
            lines.append(f"{locality} would be held back: {reason}")
    return lines
