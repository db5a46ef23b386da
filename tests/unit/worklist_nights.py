"""Nights with worklists: rows in, worklists out, filled in with another program and put back.

Belongs here: running a night from literal rows, filling in a worklist as Excel would.
Does not belong here: any row or answer that a test is about.
"""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl

from assets.county import Place
from assets.landing import land, record_deliveries
from assets.publishing.lives import keep_observations
from assets.publishing.releases import ReleaseResult, next_run_id, release
from assets.publishing.tables import make_tables
from assets.publishing.worklists import Worklist, write_worklists
from tests.unit.working_tables import Rows, a_discrepancy, a_night

HEADER = 4
RETURNED = datetime(2019, 5, 1, 12, tzinfo=UTC).timestamp()
MAY = [date(2019, 5, day) for day in range(1, 32)]
TEAMS = [{"locality": "North", "team": "N1"}, {"locality": "South", "team": "S1"}]


@dataclass
class Ran:
    """A night that was run: its worklists' folder, and every row of its tables by table."""

    pages: Path
    worklists: list[Worklist]
    tables: dict[str, list[dict[str, Any]]]

    def status(self, name: str) -> tuple[str, str | None, str | None]:
        """A discrepancy's status, who has it and what they said."""
        [row] = [one for one in self.tables["inspection.discrepancies"] if one["discrepancy_id"] == name]
        return row["status"], row["assigned_to"], row["response"]

    def life(self, name: str) -> dict[str, Any]:
        [row] = [one for one in self.tables["inspection.discrepancy_lives"] if one["discrepancy_id"] == name]
        return row

    def read(self) -> list[tuple[str, str, str]]:
        """What is said of each returned worklist: its file, status and reason."""
        return [
            (row["source_file"].removeprefix("worklists/"), row["status"], row["reason"])
            for row in self.tables["inspection.spreadsheet_coverage"]
            if row["source_file"].startswith("worklists/")
        ]

    def file(self, team: str = "N1") -> Path:
        [one] = [one for one in self.worklists if one.team == team]
        return self.pages / one.path


def holding(*names: str, **more: object) -> Rows:
    """A night that holds these discrepancies of North's team N1."""
    return {"reconciled.discrepancies": [a_discrepancy(name, **more) for name in names]}


def run(place: Place, as_at: date, rows: Rows) -> Ran:
    """A whole night but for its release: land, make the tables, write the worklists, keep what was seen."""
    with closing(a_night(as_at, {"staged.teams": TEAMS, **rows})) as connection:
        record_deliveries(connection, land(place, as_at))
        make_tables(connection, place)
        pages = place.home / "pages" / as_at.isoformat()
        worklists = write_worklists(connection, pages, place.county.worklists)
        keep_observations(connection, place, as_at)
        return Ran(pages, worklists, _tables(connection))


def publish_with_worklists(place: Place, as_at: date, rows: Rows) -> ReleaseResult:
    """A night that lands the returned worklists, with its release."""
    run_id = next_run_id(place, as_at)
    work = place.work_file(as_at)
    with closing(a_night(as_at, {"staged.teams": TEAMS, **rows}, run_id, work)) as connection:
        record_deliveries(connection, land(place, as_at))
        make_tables(connection, place)
    return release(place, work, run_id, as_at)


def _tables(connection: duckdb.DuckDBPyConnection) -> dict[str, list[dict[str, Any]]]:
    names = connection.execute(
        "select table_schema || '.' || table_name from information_schema.tables"
        " where table_schema in ('published', 'inspection')"
    ).fetchall()
    found = {}
    for (name,) in names:
        asked = connection.execute(f"from {name} order by all")
        columns = [column for column, *_ in asked.description]
        found[name] = [dict(zip(columns, row, strict=True)) for row in asked.fetchall()]
    return found


def opened(path: Path) -> list[dict[str, Any]]:
    """A worklist's rows by heading, as another program reads them."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    rows = list(sheet.iter_rows(min_row=HEADER, values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def fill(
    place: Place, given: Path, answers: dict[str, dict[str, object]], name: str = "returned.xlsx"
) -> Path:
    """Fill in a worklist by discrepancy id and heading, and put it into the county's folder."""
    book = openpyxl.load_workbook(given)
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[HEADER]}
    for row in range(HEADER + 1, sheet.max_row + 1):
        for heading, value in answers.get(sheet.cell(row, columns["Discrepancy id"]).value, {}).items():
            sheet.cell(row, columns[heading]).value = value
    target = place.data / place.county.worklists / name
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)
    # Two that come back in one test came at one time, whichever side of a second they were saved on.
    os.utime(target, (RETURNED, RETURNED))
    return target


def an_answer(
    status: str, who: str | None = None, note: str | None = None, until: date | str | None = None
) -> dict[str, object]:
    """What is typed into one row."""
    return {"Status": status, "Who": who, "Note": note, "Accepted until": until}


__all__ = ["MAY", "Ran", "an_answer", "fill", "holding", "opened", "publish_with_worklists", "run"]
