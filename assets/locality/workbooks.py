"""One workbook under its locality's layout: its tracker rows, its figures, and what became of every sheet.

Belongs here: sheets that are missing or new, the reading of the others.
Does not belong here: which rule is for which file (files.py), what month it is about (about.py),
tables of the warehouse (staging.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from assets.locality.about import telling_title, told_about
from assets.locality.body import Context
from assets.locality.cells import Workbook
from assets.locality.child_rows import TrackerRow, UnnamedRow
from assets.locality.figures import SummaryFigure, read_summary
from assets.locality.grid import USED, Grid
from assets.locality.layout import FileRule, Layout, SheetRule
from assets.locality.layout_tables import Tracker
from assets.locality.sheets import renamed_sheets, sheet_rules, teams_left
from assets.locality.tables import Block, find_blocks
from assets.locality.teams import Teams
from assets.locality.trackers import read_tracker

LEFT_OUT = "left out by the layout"
"""The rule by which every cell of a sheet or file is ignored that the layout says to ignore."""
_HIDDEN = "a hidden sheet that the layout does not name in full: name it, or say to ignore it"


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
    ignored_by: dict[str, int]
    status: str
    reason: str | None = None

    @property
    def ignored(self) -> int:
        """Cells left aside by a named rule."""
        return sum(self.ignored_by.values())

    @property
    def not_understood(self) -> int:
        """Cells of which the layout says nothing."""
        return self.cells - self.used - self.ignored


@dataclass(frozen=True, slots=True)
class Outline:
    """A table as it was found: the last row of its heading, the headings by cell, those read by field."""

    sheet: str
    table: str
    row: int
    headings: dict[str, str]
    read_as: dict[str, str]


@dataclass(slots=True)
class WorkbookReading:
    """All that one workbook says; it `describes` the date, or the last day of the month, that it names.

    `asked` is to be confirmed about the workbook as a whole; `fault` is why none of it is read.
    """

    rows: list[TrackerRow] = field(default_factory=list)
    unnamed: list[UnnamedRow] = field(default_factory=list)
    figures: list[SummaryFigure] = field(default_factory=list)
    sheets: list[SheetCoverage] = field(default_factory=list)
    outlines: list[Outline] = field(default_factory=list)
    describes: date | None = None
    asked: str | None = None
    fault: str | None = None

    @property
    def held_back(self) -> str | None:
        """Why nothing of the workbook could be read, where that is so."""
        if self.fault:
            return self.fault
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
        as_at: the night's date; where the layout does not say where a workbook tells what it is about, it is
            about the month before it.
    """
    about = told_about(workbook, rule, file_name, as_at)
    reading = WorkbookReading(describes=about.day, asked=about.asked, fault=about.fault)
    if about.fault:
        sizes = [(sheet.name, len(sheet.cells)) for sheet in workbook.sheets]
        reading.sheets = [SheetCoverage(*one, 0, {}, "held_back", about.fault) for one in sizes]
        return reading
    period = (reading.describes or as_at - timedelta(days=1)).replace(day=1)
    context = Context(teams, as_at, period, file_name, workbook.date_1904, layout.words)
    pairs, missing = sheet_rules(workbook, rule)
    new = [Grid(sheet) for sheet, sheet_rule in pairs if sheet_rule is None and sheet.visible]
    many = sum(bool(one and any("*" in name for name in one.match)) for _, one in pairs)
    renamed = renamed_sheets(new, rule, missing, layout, teams, many)
    left = teams_left([(sheet, renamed.get(sheet.name, one)) for sheet, one in pairs], layout, teams)
    for sheet, sheet_rule in pairs:
        grid = Grid(sheet)
        grid.mark(telling_title(sheet, rule, about, as_at), USED)
        context = replace(context, team_left=left.get(sheet.name))
        if sheet.name in renamed:
            declared = " or ".join(renamed[sheet.name].match)
            asked = f"not named as in the layout, read as {declared!r} by its headings: confirm it"
            _read_sheet(grid, renamed[sheet.name], layout, context, reading, [asked])
        elif sheet_rule is None:
            reading.sheets.append(_coverage(grid, "not_declared", "this sheet is not in the layout"))
        elif sheet_rule.ignore:
            reading.sheets.append(
                SheetCoverage(sheet.name, grid.size, 0, {LEFT_OUT: grid.size}, "ignored", sheet_rule.ignore)
            )
        elif sheet.visible is False and all("*" in name for name in sheet_rule.match):
            _read_sheet(grid, sheet_rule, layout, context, reading, [], is_wanted=False)
        else:
            _read_sheet(grid, sheet_rule, layout, context, reading, [])
    for sheet_rule in missing:
        if sheet_rule in renamed.values():
            continue
        name = " or ".join(sheet_rule.match)
        reading.sheets.append(SheetCoverage(name, 0, 0, {}, "missing", "no sheet of this name"))
    return reading


def _read_sheet(
    grid: Grid,
    rule: SheetRule,
    layout: Layout,
    context: Context,
    reading: WorkbookReading,
    questions: list[str],
    *,
    is_wanted: bool = True,
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
    if not read and not is_wanted:
        questions.append(_HIDDEN)
    # A pattern may fit an old copy that is out of sight: it holds nothing back.
    status = "read" if read else "held_back" if is_wanted else "not_declared"
    reading.sheets.append(_coverage(grid, status, "; ".join(questions) or None))


def _read_block(
    grid: Grid, block: Block, context: Context, reading: WorkbookReading
) -> tuple[list[str], bool]:
    headings = {one.cell.address: one.cell.text.strip() for one in block.headings}
    outline = Outline(grid.name, block.name, block.bottom, headings, {})
    reading.outlines.append(outline)
    if isinstance(block.table, Tracker):
        tracker = read_tracker(grid, block, block.table, context)
        reading.rows += tracker.rows
        reading.unnamed += tracker.unnamed
        outline.read_as.update(tracker.read_as)
        return tracker.questions, not tracker.cannot_be_read
    summary = read_summary(grid, block, block.table, context)
    reading.figures += summary.figures
    return summary.questions, not summary.cannot_be_read


def _coverage(grid: Grid, status: str, reason: str | None) -> SheetCoverage:
    account = grid.account()
    used = account.pop(USED, 0)
    del account[""]
    return SheetCoverage(grid.name, grid.size, used, dict(account), status, reason)


def _some(addresses: list[str], most: int = 8) -> str:
    more = f" and {len(addresses) - most} more" if len(addresses) > most else ""
    return ", ".join(addresses[:most]) + more
