"""What a night would read, and what is missing or not understood, without running it.

Belongs here: reading what is delivered into a folder of its own that is thrown away, and saying it in lines.
Does not belong here: reading itself, judging, anything that is kept.
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


def check_lines(place: Place, as_at: date) -> tuple[list[str], int]:
    """Read what is delivered now, keep nothing, and say what was found.

    Args:
        place: the county; its home folder is not touched.
        as_at: the night that would be run.

    Returns:
        The lines to print, and the exit code: 0 a night would read all that is declared, 1 not all of it,
        2 the night would stop.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        aside = place.model_copy(update={"home": Path(folder)})
        with connect(Path(folder, "check.duckdb")) as connection:
            deliveries = land(aside, as_at)
            record_deliveries(connection, deliveries)
            prepare_night(connection, aside, as_at, "check")
            stopped = _stage(connection, aside)
            stage_workbooks(connection, aside, deliveries, as_at)
            run_sql(connection, "checking/findings.sql", "checking/workbooks.sql", "checking/sheets.sql")
            extract, extract_ready = _extract_lines(connection, stopped)
            workbooks, workbooks_ready = _workbook_lines(connection)
    lines = [f"{place.county.authority}, night of {as_at}: what would be read", "", *extract, "", *workbooks]
    if stopped:
        return lines, 2
    return lines, 0 if extract_ready and workbooks_ready else 1


def _stage(connection: duckdb.DuckDBPyConnection, place: Place) -> str | None:
    try:
        stage_extract(connection, place.landed, load_contracts())
    except MeaninglessNightError as error:
        return str(error)
    return None


def _extract_lines(connection: duckdb.DuckDBPyConnection, stopped: str | None) -> tuple[list[str], bool]:
    filled = {table: len(connection.table(f"staged.{table}")) for table in load_contracts()}
    records, tables = sum(filled.values()), sum(rows > 0 for rows in filled.values())
    newest = _newest_event_lines(connection) if not stopped else []
    lines = [f"Extract: {records:,} records in {tables} of {len(filled)} tables", *newest]
    findings = connection.table("staged.checked_findings").fetchall()
    for severity, _, message, times in findings:
        lines.append(f"  {severity:<6} {message}" + (f" ({times:,} times)" if times > 1 else ""))
    if stopped:
        lines.append(f"  The night would stop: {stopped}")
    is_ready = stopped is None and not newest and not any(finding[0] == "error" for finding in findings)
    return lines, is_ready


def _newest_event_lines(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """What shows that the extract is of another night."""
    look_for_what_is_lacking(connection)
    return [f"  query  {said}" for (said,) in connection.table("staged.other_night").fetchall()]


def _workbook_lines(connection: duckdb.DuckDBPyConnection) -> tuple[list[str], bool]:
    lines, ready, last = [], True, None
    sheets = connection.table("staged.checked_sheets").fetchall()
    for row in connection.table("staged.checked_workbooks").fetchall():
        locality, source_file, status, describes, reason, children, figures, cells, not_understood = row
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
        ready = ready and status in ("read", "ignored") and not not_understood
    return lines, ready
