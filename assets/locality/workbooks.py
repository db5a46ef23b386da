"""One workbook under its locality's layout: its tracker rows, its figures, and what became of every sheet.

Belongs here: which rule is for which sheet, sheets that are missing or new, what the workbook says it is
about.
Does not belong here: which rule is for which file, tables of the warehouse (staging.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from assets.locality.body import Context
from assets.locality.cells import Sheet, Workbook
from assets.locality.dates import context_for, read_date
from assets.locality.figures import SummaryFigure, read_summary
from assets.locality.grid import USED, Grid
from assets.locality.layout import FileRule, Layout, SheetRule
from assets.locality.layout_tables import Tracker
from assets.locality.sheets import renamed_sheets, sheet_rules
from assets.locality.tables import Block, find_blocks
from assets.locality.teams import Teams
from assets.locality.trackers import TrackerRow, read_tracker
from assets.locality.words import read_month, take


@dataclass(frozen=True, slots=True)
class SheetCoverage:
    """What became of a sheet's cells; used, ignored and not understood add up to `cells`.

    `status`: `read`, `ignored` (as the layout says), `held_back` (declared, but its tables are not found or
    cannot be read), `missing` (declared, not there), `not_declared`. `ignored_by` counts the ignored cells
    by rule.
    """

    sheet: str
    cells: int
    used: int
    ignored: int
    status: str
    reason: str | None = None
    ignored_by: dict[str, int] = field(default_factory=dict)

    @property
    def not_understood(self) -> int:
        """Cells of which the layout says nothing."""
        return self.cells - self.used - self.ignored


@dataclass(slots=True)
class WorkbookReading:
    """All that one workbook says; it `describes` the date, or the last day of the month, that it names."""

    rows: list[TrackerRow] = field(default_factory=list)
    figures: list[SummaryFigure] = field(default_factory=list)
    sheets: list[SheetCoverage] = field(default_factory=list)
    describes: date | None = None

    @property
    def held_back(self) -> str | None:
        """Why nothing of the workbook could be read, where that is so."""
        if any(sheet.status == "read" for sheet in self.sheets):
            return None
        asked = [
            f"{sheet.sheet}: {sheet.reason}"
            for sheet in self.sheets
            if sheet.status != "ignored" and sheet.reason
        ]
        return "; ".join(asked) or "no sheet of it is in the layout"


def read_locality_workbook(
    workbook: Workbook, rule: FileRule, layout: Layout, teams: Teams, *, file_name: str, as_at: date
) -> WorkbookReading:
    """Read a workbook under the rule of its file.

    Args:
        workbook: the cells (reading.py).
        rule: what the layout says of files of this name.
        layout: the locality's layout.
        teams: the names of its teams.
        file_name: without folder and ending; may tell the month or the team.
        as_at: the night's date; a workbook that does not say what it is about describes the month before it.
    """
    reading = WorkbookReading(describes=describes(workbook, rule, file_name, as_at))
    period = (reading.describes or as_at - timedelta(days=1)).replace(day=1)
    context = Context(teams, as_at, period, file_name, workbook.date_1904, layout.words)
    pairs, missing = sheet_rules(workbook, rule)
    new = [Grid(sheet) for sheet, sheet_rule in pairs if sheet_rule is None and sheet.visible]
    many = sum(bool(one and any("*" in name for name in one.match)) for _, one in pairs)
    renamed = renamed_sheets(new, rule, missing, layout, teams, many)
    for sheet, sheet_rule in pairs:
        grid = Grid(sheet)
        if sheet.name in renamed:
            declared = " or ".join(renamed[sheet.name].match)
            asked = f"not named as in the layout, read as {declared!r} by its headings: confirm it"
            _read_sheet(grid, renamed[sheet.name], layout, context, reading, [asked])
        elif sheet_rule is None:
            reading.sheets.append(_coverage(grid, "not_declared", "this sheet is not in the layout"))
        elif sheet_rule.ignore:
            reading.sheets.append(
                SheetCoverage(sheet.name, grid.size, 0, grid.size, "ignored", sheet_rule.ignore)
            )
        else:
            _read_sheet(grid, sheet_rule, layout, context, reading, [])
    for sheet_rule in missing:
        if sheet_rule in renamed.values():
            continue
        name = " or ".join(sheet_rule.match)
        reading.sheets.append(SheetCoverage(name, 0, 0, 0, "missing", "no sheet of this name"))
    return reading


def describes(workbook: Workbook, rule: FileRule, file_name: str, as_at: date) -> date | None:
    """The date, or last day of the month, that a workbook says it is about, by the first rule to find one."""
    for where in rule.describes:
        if where.file_name:
            texts, pattern = [file_name], where.file_name
        elif where.sheet_name:
            texts, pattern = [sheet.name for sheet in workbook.sheets], where.sheet_name
        else:
            texts, pattern = (
                [cell.text for sheet in workbook.sheets for cell in _top(sheet)],
                where.title or "",
            )
        for text in texts:
            said = take(text, pattern)
            if "date" in said:
                day = read_date(said["date"], "text", None, context_for("event", as_at)).value
                if isinstance(day, date):
                    return day
            if month := read_month(said.get("month", "")):
                return (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return None


def _top(sheet: Sheet, rows: int = 12) -> list:
    return [cell for cell in sheet.cells if cell.row <= rows]


def _read_sheet(
    grid: Grid,
    rule: SheetRule,
    layout: Layout,
    context: Context,
    reading: WorkbookReading,
    questions: list[str],
) -> None:
    tables = {name: layout.tables[name] for name in rule.tables}
    context = replace(context, plan_type=rule.plan_type, team=rule.team)
    blocks = find_blocks(grid, tables, context.teams)
    questions += [
        f"no heading of {name!r} is found" for name in tables if name not in {one.name for one in blocks}
    ]
    read = 0
    for block in blocks:
        asked, could_be_read = _read_block(grid, block, context, reading)
        questions += asked
        read += could_be_read
    left = grid.not_understood()
    if left and not questions:
        questions.append(
            "cells that are no child, figure, heading, total or note: "
            + _some([cell.address for cell in left])
        )
    status = "read" if read else "held_back"
    reading.sheets.append(_coverage(grid, status, "; ".join(questions) or None))


def _read_block(
    grid: Grid, block: Block, context: Context, reading: WorkbookReading
) -> tuple[list[str], bool]:
    if isinstance(block.table, Tracker):
        tracker = read_tracker(grid, block, block.table, context)
        reading.rows += tracker.rows
        return tracker.questions, not tracker.cannot_be_read
    summary = read_summary(grid, block, block.table, context)
    reading.figures += summary.figures
    return summary.questions, not summary.cannot_be_read


def _coverage(grid: Grid, status: str, reason: str | None) -> SheetCoverage:
    account = grid.account()
    used, left = account.pop(USED, 0), account.pop("", 0)
    return SheetCoverage(grid.name, grid.size, used, grid.size - used - left, status, reason, dict(account))


def _some(addresses: list[str], most: int = 8) -> str:
    more = f" and {len(addresses) - most} more" if len(addresses) > most else ""
    return ", ".join(addresses[:most]) + more
