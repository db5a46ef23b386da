"""Writes a release's worklists: what each team has to look at, with columns to answer in.

Belongs here: how a worklist looks and is protected, in which words, what it is called.
Does not belong here: which rows and in which order (sql/worklists), reading returned worklists (answers.py).
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from assets.publishing import worklist_form as form
from assets.publishing.folders import WORKLISTS, locality_folders
from assets.publishing.pages_rows import list_name, shortened
from assets.publishing.rendering import day, words
from assets.publishing.worklist_form import Typed
from assets.warehouse import run_sql

Row = dict[str, Any]

_WIDTHS = {
    **{form.FILE: 18, form.SHEET: 11, form.CELL: 7, form.FIELD: 16, form.SAYS: 14, form.SYSTEM_SAYS: 14},
    **{form.WHY: 30, form.TO_DO: 28, form.AGE: 7, form.RECORD: 10},
    **{form.STATUS: 11, form.UNTIL: 11, form.WHO: 12, form.NOTE: 24, form.MARK: 3, form.DISCREPANCY: 5},
}
# Not every office program fits a row to its text when it opens a file: each row is given its height. What is
# typed may be longer than what was there, and the rows can be made higher.
_LINE_POINTS, _TALLEST = 15, 405
# Title, how to use it, an empty row.
_TOP = 3
_A4, _LONGEST_NAME = 9, 100
# Excel takes 32,767 characters in a cell.
_LONGEST_TEXT = 32_000
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_FILL = "#FFF8E1"
_HOW = (
    "Fill in the last columns and save. 'answered': you have said or done something about it. 'accepted': it "
    "may stay so until the date you give, for the reason in your note. Put the file into the county's folder "
    "'{folder}'; it is read the next night. Nothing written here changes a figure. Please name no child."
)


@dataclass(frozen=True, slots=True)
class Worklist:
    """A worklist that was written: whose it is, how many rows it has, its file below the pages' folder."""

    locality: str
    team: str
    rows: int
    path: str


def write_worklists(
    work: duckdb.DuckDBPyConnection, pages: Path, returned_to: str = "worklists"
) -> list[Worklist]:
    """Write `<locality's folder>/worklists/<locality> - <team>.xlsx` for each team with something to look at.

    Args:
        work: the night's database, with the schema inspection made.
        pages: the folder of the release's pages.
        returned_to: the county's folder that filled in worklists are put back into.

    Returns:
        What was written, by locality and team; also left as the table worklists.worklist_rows.
    """
    work.execute("create schema if not exists worklists")
    run_sql(work, "worklists/worklist_rows.sql")
    [(as_at,)] = work.execute("select as_at from staged.night").fetchall()
    found = work.table("worklists.worklist_rows")
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]
    declared = work.execute("select distinct locality from staged.teams").fetchall()
    folders = locality_folders([*(name for (name,) in declared), *(row["locality"] for row in rows)])
    written: list[Worklist] = []
    taken: set[str] = set()
    for (locality, team), of_team in groupby(rows, key=lambda row: (row["locality"], row["team"])):
        path = f"{folders[locality]}/{WORKLISTS}/{_free_name(f'{locality} - {team}', taken)}.xlsx"
        (pages / path).parent.mkdir(parents=True, exist_ok=True)
        its_rows = list(of_team)
        _write(pages / path, locality, team, its_rows, as_at, returned_to)
        written.append(Worklist(locality, team, len(its_rows), path))
    return written


def _free_name(name: str, taken: set[str]) -> str:
    """The name without what Windows refuses in a file's name; with a number where another list has it."""
    base = _UNSAFE.sub("-", name)[:_LONGEST_NAME].strip(" .")
    found, number = base, 1
    while found.casefold() in taken:
        number += 1
        found = f"{base} ({number})"
    taken.add(found.casefold())
    return found


def _write(path: Path, locality: str, team: str, rows: Sequence[Row], as_at: date, returned_to: str) -> None:
    # Nothing that is written may turn into a formula, a link or a number.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        # The same rows make the same file, whenever it is written.
        book.set_properties({"title": f"{locality} - {team}", "created": datetime.combine(as_at, time())})
        sheet = book.add_worksheet("Worklist")
        looks = {
            "title": book.add_format({"bold": True, "font_size": 14}),
            "how": book.add_format({"text_wrap": True, "valign": "top"}),
            "heading": book.add_format(
                {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#E3E8EF"}
            ),
            "given": book.add_format({"text_wrap": True, "valign": "top", "border": 1}),
            "id": book.add_format({"valign": "top", "border": 1, "font_color": "#595959"}),
            # As text, so that a note that begins with = stays one when it is typed or edited.
            "fill": book.add_format({**_TO_FILL, "num_format": "@"}),
            "date": book.add_format({**_TO_FILL, "num_format": "dd/mm/yyyy", "align": "left"}),
        }
        title = f"{locality}, {list_name(team)}: to look at, night of {day(as_at)}"
        sheet.write_string(0, 0, title, looks["title"])
        last = len(form.HEADINGS) - 1
        # No wider than a screen shows of it.
        sheet.merge_range(1, 0, 1, form.HEADINGS.index(form.TO_DO), "", looks["how"])
        sheet.write_string(1, 0, _HOW.format(folder=returned_to), looks["how"])
        sheet.set_row(1, 3 * _LINE_POINTS)
        sheet.set_row(_TOP, 2 * _LINE_POINTS)
        for column, heading in enumerate(form.HEADINGS):
            sheet.write_string(_TOP, column, heading, looks["heading"])
        short = shortened({row["source_file"] for row in rows if row["source_file"]})
        for number, row in enumerate(rows, start=_TOP + 1):
            _write_row(sheet, number, {**row, "source_file": short.get(row["source_file"])}, looks)
        _set_up(sheet, _TOP + len(rows), last)
        _offer_choices(sheet, _TOP + len(rows), as_at)


# What the next night's reader needs: it is not wrapped, and makes no row higher.
_IDS = (form.MARK, form.DISCREPANCY)
_TO_FILL = {"text_wrap": True, "valign": "top", "border": 1, "locked": False, "bg_color": _FILL}


def _write_row(sheet: Worksheet, number: int, row: Row, looks: dict[str, Format]) -> None:
    given = Typed(row["says"], row["who"][:_LONGEST_TEXT], row["note"][:_LONGEST_TEXT], row["until"])
    texts = {
        form.FILE: row["source_file"],
        form.SHEET: row["sheet"],
        form.CELL: row["cell"],
        form.FIELD: _about(row),
        form.SAYS: _said(row),
        form.SYSTEM_SAYS: _system_said(row),
        form.WHY: _why(row),
        form.TO_DO: _to_do(row),
        form.RECORD: row["person_id"],
        form.STATUS: given.status,
        form.WHO: given.who,
        form.NOTE: given.note,
        form.MARK: form.mark(given, row["seen"]),
        form.DISCREPANCY: row["discrepancy_id"],
    }
    for column, heading in enumerate(form.HEADINGS):
        kind = "fill" if heading in form.FILLED_IN else "id" if heading in _IDS else "given"
        look = looks[kind]
        if heading == form.UNTIL:
            if given.until:
                sheet.write_datetime(number, column, datetime.combine(given.until, time()), looks["date"])
            else:
                sheet.write_blank(number, column, None, looks["date"])
        elif heading == form.AGE:
            sheet.write_number(number, column, row["nights_open"], look)
        elif text := texts[heading]:
            sheet.write_string(number, column, text[:_LONGEST_TEXT], look)
        else:
            sheet.write_blank(number, column, None, look)
    sheet.set_row(number, _height({name: text for name, text in texts.items() if name not in _IDS}))


def _height(texts: dict[str, str | None]) -> int:
    """What the row's longest text needs in its column, in points."""
    lines = (
        sum(len(textwrap.wrap(line, _WIDTHS[name])) or 1 for line in (text or "").splitlines())
        for name, text in texts.items()
    )
    return min(_LINE_POINTS * max(1, *lines), _TALLEST)


def _about(row: Row) -> str:
    name = str(words()["kinds"][row["kind"]]["name"])
    if not row["about"] or row["kind"] in ("wrong_locality", "not_open_in_system"):
        return name
    return f"{name}: {words()['fields'].get(row['about'], row['about'])}"


def _said(row: Row) -> str:
    """Names and dates of birth are left out of the tables, and stand in the cell."""
    if row["spreadsheet_value"] is not None:
        return row["spreadsheet_value"]
    return "see the cell" if row["cell"] else ""


def _system_said(row: Row) -> str:
    if row["system_value"] is not None:
        return row["system_value"]
    if row["kind"] == "missing_from_system":
        return "no such child"
    return "see the record" if row["person_id"] and row["kind"] == "value_differs" else ""


def _why(row: Row) -> str:
    said = [row["explanation"] or "", *(["It had gone, and is back."] if row["is_back"] else [])]
    if ended := row["acceptance_ended"]:
        said.append(f"It was accepted until {day(ended)}, which has passed.")
    if was := row["status_for_another_value"]:
        said.append(f"It was {was} for another value, and is open again.")
    return " ".join(said)


def _to_do(row: Row) -> str:
    todo = str(words()["kinds"][row["kind"]]["todo"])
    if row["lacks"]:
        return f"Still needed for 'accepted': {row['lacks']}. {todo}"
    return todo


def _set_up(sheet: Worksheet, last_row: int, last_column: int) -> None:
    for column, heading in enumerate(form.HEADINGS):
        hidden = {"hidden": True} if heading == form.MARK else {}
        sheet.set_column(column, column, _WIDTHS[heading], None, hidden)
    sheet.freeze_panes(_TOP + 1, form.HEADINGS.index(form.FIELD))
    sheet.autofilter(_TOP, 0, last_row, last_column)
    sheet.protect("", {"autofilter": True, "format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_TOP)
    # The ids are for the next night's reader.
    sheet.print_area(0, 0, last_row, form.HEADINGS.index(form.NOTE))
    sheet.set_margins(left=0.3, right=0.3, top=0.5, bottom=0.6)
    sheet.set_footer("&L&A&CPage &P of &N&RHolds record numbers: keep it as you keep the record")


def _offer_choices(sheet: Worksheet, last_row: int, as_at: date) -> None:
    first = _TOP + 1
    status, until = (form.HEADINGS.index(name) for name in (form.STATUS, form.UNTIL))
    sheet.data_validation(
        first,
        status,
        last_row,
        status,
        {
            "validate": "list",
            "source": list(form.STATUSES),
            "error_title": "Status",
            "error_message": f"One of {', '.join(form.STATUSES)}.",
        },
    )
    sheet.data_validation(
        first,
        until,
        last_row,
        until,
        {
            "validate": "date",
            "criteria": ">=",
            "value": as_at,
            "error_title": "Accepted until",
            "error_message": "A date that is still to come, such as 31/12/2026.",
        },
    )
