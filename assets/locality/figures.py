"""A summary's figures: each number with the indicator, the team and the month it is for.

Belongs here: measures, teams and months down, across, above, in section rows. Does not belong here: finding
the heading (tables.py), reading one number (values.py), whether a figure is right.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from assets.locality.across import figure_columns, indicator_of, indicator_over, month_over, team_over
from assets.locality.body import Context, Said, body_rows, mark_titles, told_month, told_team
from assets.locality.cells import Cell
from assets.locality.grid import USED, Grid
from assets.locality.headings import Heading, answers
from assets.locality.layout_tables import Summary, Where
from assets.locality.stand_ins import stand_ins
from assets.locality.tables import Block
from assets.locality.values import Figure, read_number
from assets.locality.words import matches, month_of


@dataclass(frozen=True, slots=True)
class SummaryFigure:
    """A typed figure and its cell; `table` is the layout's name of the table that it stands in."""

    table: str
    sheet: str
    row_number: int
    cell: str
    typed: str
    team: str
    period: date
    indicator_id: str
    figure: Figure


@dataclass(slots=True)
class SummaryReading:
    """The figures of one summary, and what is to be asked of the locality, in sentences."""

    figures: list[SummaryFigure] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    cannot_be_read: bool = False


@dataclass(slots=True)
class _Reader:
    """Reads one block; `team`, `month` and `measure` hold for its rows until a section row says otherwise."""

    grid: Grid
    block: Block
    table: Summary
    context: Context
    named: dict[str, Heading]
    team: Said
    month: Said
    measure: Said
    figure_columns: set[int]

    def section(self, cells: list[Cell]) -> bool:
        """Take a row without figures as the team, the month or the measure of the rows below it."""
        where, cell = self.table, cells[0]
        if not (where.team.section_rows or where.month.section_rows or where.measure.section_rows):
            return False
        if any(other.column in self.figure_columns for other in cells[1:]):
            return False
        told = (
            self.context.teams.team_or_all(cell.text, where.all_teams) if where.team.section_rows else None,
            month_of(cell) if where.month.section_rows else None,
            indicator_of(cell.text, where) if where.measure.section_rows else None,
        )
        if any(told):
            self.grid.mark([cell], USED)
        elif len(cells) > 1:
            return False
        # What is not understood may be a new team or month: the rows below must not keep the old one.
        self.team = Said(told[0]) if where.team.section_rows and (told[0] or not any(told)) else self.team
        self.month = Said(told[1]) if where.month.section_rows and (told[1] or not any(told)) else self.month
        self.measure = (
            Said(told[2]) if where.measure.section_rows and (told[2] or not any(told)) else self.measure
        )
        return True

    def labels(self, row: int) -> dict[str, Cell]:
        """The cells that say a row's measure, team and month; merged cells count for each of their rows."""
        found = {name: self.grid.down(row, heading.column) for name, heading in self.named.items()}
        return {name: cell for name, cell in found.items() if cell}

    def not_wanted(self, labels: dict[str, Cell]) -> str | None:
        """The rule by which a row is not read."""
        measure, team = labels.get("measure"), labels.get("team")
        if measure and matches(measure.text, self.table.ignore_measures):
            return "measure not wanted"
        return "team not wanted" if team and matches(team.text, self.table.ignore_teams) else None

    def figure(self, row: int, heading: Heading, labels: dict[str, Cell]) -> SummaryFigure | None:
        """The figure of a row in a column, when its measure, team and month are all known."""
        cell = self.grid.cells.get((row, heading.column))
        indicator, team, month = (
            self.indicator(heading, labels),
            self.team_of(heading, labels),
            self.month_in(heading, labels),
        )
        if not (cell and isinstance(indicator, str) and isinstance(team, str) and isinstance(month, date)):
            return None
        self.grid.mark([cell, *labels.values()], USED)
        number = self.number(cell, indicator)
        where = (self.block.name, self.grid.name, row, cell.address)
        return SummaryFigure(*where, cell.text, team, month, indicator, number)

    def indicator(self, heading: Heading, labels: dict[str, Cell]) -> object:
        """The indicator of a row in a column."""
        if line := self.table.measure.across:
            return indicator_over(heading, line, self.table)
        return indicator_of(labels["measure"].text, self.table) if "measure" in labels else self.measure.value

    def team_of(self, heading: Heading, labels: dict[str, Cell]) -> object:
        """The team of a row in a column, or `All`."""
        if line := self.table.team.across:
            return team_over(heading, line, self.table, self.context.teams)
        if "team" in labels:
            return self.context.teams.team_or_all(labels["team"].text, self.table.all_teams)
        return self.team.value

    def month_in(self, heading: Heading, labels: dict[str, Cell]) -> object:
        """The month of a row in a column."""
        if line := self.table.month.across:
            return month_over(heading, line)
        return month_of(labels["month"]) if "month" in labels else self.month.value

    def number(self, cell: Cell, indicator: str) -> Figure:
        """The figure as shown, in the indicator's unit; a declared fraction times 100."""
        fractions = self.table.percentages == "fractions"
        return read_number(
            cell.text, cell.kind, cell.value, cell.number_format, unit_of(indicator), fractions=fractions
        )


def unit_of(indicator_id: str) -> str:
    """The unit of an indicator, which its name begins with."""
    if indicator_id.startswith("pct_"):
        return "percent"
    return "average" if indicator_id.startswith("average_") else "count"


def read_summary(grid: Grid, block: Block, table: Summary, context: Context) -> SummaryReading:
    """Read a summary, marking in the grid what became of its cells."""
    reading = SummaryReading()
    wanted = {name: where.column for name, where in _wheres(table).items() if where.column}
    said = answers(wanted, block.headings, context.teams)
    taken_for = stand_ins(said, wanted, block.headings, table.ignore_columns, lambda *_: True)
    said.columns.update({name: [one.heading] for name, one in taken_for.items()})
    columns = figure_columns(table, block.headings, context.teams)
    mark_titles(grid, block)
    reader = _Reader(
        grid=grid,
        block=block,
        table=table,
        context=context,
        named={name: found[0] for name, found in said.columns.items()},
        team=told_team(table.team, grid, block, context),
        month=_month(table, said.columns.get("measure", []), grid, block, context),
        measure=Said(indicator_of(table.measure.always, table) if table.measure.always else None),
        figure_columns={heading.column for heading in columns},
    )
    if lacking := _lacking(reader, wanted):
        reading.questions.append(
            f"the table at row {block.bottom} does not say its {' or its '.join(lacking)}"
        )
        reading.cannot_be_read = True
        return reading
    if reader.team.value and not reader.team.sure:
        reading.questions.append(f"its team is taken to be {reader.team.value}: confirm it")
    reading.questions += [
        f"{one.heading.cell.text.strip()!r} ({one.heading.cell.address}) is read as {name}, {one.why}:"
        " confirm it in the layout"
        for name, one in taken_for.items()
    ]
    known = [*reader.named.values(), *columns]
    _mark_headings(grid, block, known, table)
    not_known: list[int] = []
    for row, cells in body_rows(grid, block, table.totals):
        if reader.section(cells):
            continue
        labels = reader.labels(row)
        if rule := reader.not_wanted(labels):
            grid.mark(cells, rule)
            continue
        found = [reader.figure(row, heading, labels) for heading in columns]
        reading.figures += [figure for figure in found if figure]
        if len(cells) > 1 and not any(found):
            not_known.append(row)
    if not_known:
        rows, its = _ranges(not_known), "its" if len(not_known) == 1 else "their"
        reading.questions.append(f"{rows}: {its} measure, team or month is not in the layout")
    new = [heading for heading in block.headings if not grid.is_understood(heading.cell)]
    if new:
        shown = ", ".join(f"{heading.cell.text.strip()!r} ({heading.cell.address})" for heading in new)
        reading.questions.append(f"not in the layout: {shown}")
    return reading


def _ranges(rows: list[int]) -> str:
    """'row 3', 'rows 3, 5-9'."""
    starts = [row for row in rows if row - 1 not in rows]
    ends = [row for row in rows if row + 1 not in rows]
    said = [str(a) if a == b else f"{a}-{b}" for a, b in zip(starts, ends, strict=True)]
    return f"row{'s' if len(rows) > 1 else ''} {', '.join(said)}"


def _wheres(table: Summary) -> dict[str, Where]:
    return {"measure": table.measure, "team": table.team, "month": table.month}


def _month(table: Summary, measures: list[Heading], grid: Grid, block: Block, context: Context) -> Said:
    if table.month.corner:
        return Said(month_of(measures[0].cell)) if measures else Said(None)
    return told_month(table.month, grid, block, context)


def _lacking(reader: _Reader, wanted: dict[str, tuple[str, ...]]) -> list[str]:
    """What no figure of a block can have: its column is not there, or its title or name tells nothing."""
    lacking = [name for name in wanted if name not in reader.named]
    for name, where in _wheres(reader.table).items():
        told_once = where.title or where.sheet_name or where.file_name or where.always or where.corner
        said: Said = getattr(reader, name)
        if told_once and said.value is None and name not in lacking:
            lacking.append(name)
    return lacking


def _mark_headings(grid: Grid, block: Block, known: list[Heading], table: Summary) -> None:
    for heading in known:
        grid.mark([cell for cell in heading.lines if cell], "heading")
    for heading in block.headings:
        teams = [cell for cell in heading.lines if cell and matches(cell.text, table.ignore_teams)]
        if matches(heading.words[-1], table.ignore_columns) or teams:
            rule = "team not wanted" if teams else "column not wanted"
            rows = grid.rows_between(block.bottom + 1, block.last_row)
            below = [cell for row in rows for cell in grid.row(row) if cell.column == heading.column]
            grid.mark([*(cell for cell in heading.lines if cell), *below], rule)
