"""A tracker's rows: which stand for a child, and what each of their cells says.

Belongs here: section rows, names in one column or two, repeated columns, cells filled down.
Does not belong here: finding the heading (tables.py), reading one value (values.py, dates.py), who the
child is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from assets.locality.body import (
    COMMON_TOTALS,
    Context,
    Said,
    body_rows,
    mark_titles,
    shown_where,
    told_team,
)
from assets.locality.cells import Cell, address
from assets.locality.fields import DATES, field_reader, is_of_kind
from assets.locality.grid import USED, Grid
from assets.locality.headings import Answers, Heading, answers
from assets.locality.layout_tables import Tracker
from assets.locality.month_first import counted, if_month_first, suspicion
from assets.locality.readings import Reading, noted
from assets.locality.stand_ins import (
    Fits,
    StandIn,
    lacking_names,
    nearest_name,
    stand_ins,
    unknown_headings,
)
from assets.locality.tables import Block
from assets.locality.values import read_name_parts, read_text
from assets.locality.words import matches

_ENOUGH_TO_TELL = 200
"""Values of a column that are looked at to tell its kind."""


@dataclass(frozen=True, slots=True)
class TrackerValue:
    """What a row says of one field; `cell` is None where a section row, a title or a name tells it."""

    field: str
    cell: str | None
    typed: str | None
    reading: Reading


@dataclass(frozen=True, slots=True)
class TrackerRow:
    """A row that stands for a child; `cell` is the one that names the child."""

    sheet: str
    row_number: int
    cell: str
    team: str | None
    plan_type: str | None
    values: tuple[TrackerValue, ...]


@dataclass(slots=True)
class TrackerReading:
    """The rows of one tracker, and what is to be asked of the locality, in sentences.

    `read_as` gives each field the text of the heading, or of the first heading, that it was read under.
    """

    rows: list[TrackerRow] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    read_as: dict[str, str] = field(default_factory=dict)
    cannot_be_read: bool = False


class _Reader:
    """Reads one block row by row; holds the section's team and the cells that are filled down."""

    def __init__(self, grid: Grid, block: Block, table: Tracker, context: Context, said: Answers) -> None:
        self.grid, self.block, self.table, self.context = grid, block, table, context
        self.columns = said.columns
        self.naming = "name" if "name" in said.columns else "forename"
        self.naming_column = said.columns[self.naming][0].column
        self.team = told_team(table.team, grid, block, context)
        self.known = {heading.column for found in said.columns.values() for heading in found}
        self.readers = {
            name: field_reader(name, column, context)
            for name, column in table.columns.items()
            if name in said.columns
        }
        self.month_first = self.suspected()
        self.above: dict[int, Cell] = {}
        self.last_child = 0

    def suspected(self) -> dict[int, str]:
        """The columns whose dates may be month first, with why."""
        rows = self.grid.rows_between(self.block.bottom + 1, self.block.last_row)
        found: dict[int, str] = {}
        for name, headings in self.columns.items():
            for heading in headings if name in DATES else ():
                cells = [cell for row in rows if (cell := self.grid.cells.get((row, heading.column)))]
                if why := suspicion(counted(cells)):
                    found[heading.column] = why
        return found

    def cell_of(self, row: int, name: str, heading: Heading) -> Cell | None:
        """The cell that says a field in a row: its own, a merged one, or where filled down the one above."""
        if name == self.naming:
            return self.grid.cells.get((row, heading.column))
        cell = self.grid.down(row, heading.column)
        if not self.table.columns[name].fill_down:
            return cell
        if cell:
            self.above[heading.column] = cell
        return self.above.get(heading.column)

    def is_child(self, row: int, cells: list[Cell]) -> bool:
        """Whether a row names a child and says one typed thing more, or has an id and two things more."""
        filled = {cell.column for cell in cells if cell.column in self.known}
        if self.naming_column in filled:
            return any(cell.column in filled - {self.naming_column} and not cell.formula for cell in cells)
        id_column = {heading.column for heading in self.columns.get("child_id", ())}
        return bool(id_column & filled) and len(filled - id_column) > 1

    def section(self, cells: list[Cell]) -> bool:
        """Take a row as the team of the rows below, or as none when it stands like one and names none.

        A team's name with at most a count beside it is a section; so is any other single cell, unless it
        stands right under a child and is not merged: that is a remark.
        """
        if not (self.table.team and self.table.team.section_rows):
            return False
        cell = cells[0]
        team = self.context.teams.own(cell.text)
        span = self.grid.span(cell.row, cell.column)
        merged_across = bool(span and span.last_column > span.first_column)
        beside = [other for other in cells[1:] if other.column in self.known]
        if team is None and (len(cells) > 1 or (cell.row == self.last_child + 1 and not merged_across)):
            return False
        if len(beside) > 1:
            return False
        self.team, self.above = Said(team, cell.text.strip(), cell), {}
        if team:
            self.grid.mark([cell], USED)
        return True

    def child(self, row: int) -> TrackerRow:
        """The row of a child."""
        self.last_child = row
        values = [
            value for name in self.table.columns if name in self.columns for value in self.values(row, name)
        ]
        if self.naming == "forename":
            values = self.with_names(row, values)
        told = {value.field: value.reading for value in values if value.reading.state == "read"}
        if "team" in self.columns:
            team = told["team"].value if "team" in told else None
        else:
            team = self.team.value
            if self.team.typed is not None:
                reading = (
                    Reading("read", team) if team else Reading("unreadable", note="no team of the county")
                )
                values.append(TrackerValue("team", None, self.team.typed, reading))
        plan_type = told["plan_type"].value if "plan_type" in told else self.context.plan_type
        return TrackerRow(
            sheet=self.grid.name,
            row_number=row,
            cell=address(row, self.naming_column),
            team=str(team) if team else None,
            plan_type=str(plan_type) if plan_type else self.table.plan_type,
            values=tuple(values),
        )

    def values(self, row: int, name: str) -> list[TrackerValue]:
        """What a row says of a field; of repeated columns the last one filled, then those before it."""
        said = [self.value(row, name, heading) for heading in self.columns[name]]
        if len(said) == 1:
            return said
        filled = [value for value in said if value.reading.state not in ("blank", "nothing")]
        if not filled:
            return [next((value for value in reversed(said) if value.reading.state == "nothing"), said[0])]
        earlier = filled[:-1] if name == "last_visit" else []
        return [
            filled[-1],
            *(TrackerValue("earlier_visit", one.cell, one.typed, one.reading) for one in earlier),
        ]

    def value(self, row: int, name: str, heading: Heading) -> TrackerValue:
        """What the cell of a row in one column says."""
        cell = self.cell_of(row, name, heading)
        if cell is None:
            return TrackerValue(name, address(row, heading.column), "", Reading("blank"))
        self.grid.mark([cell], USED)
        reading = self.readers[name](cell)
        if heading.column in self.month_first and isinstance(reading.value, date):
            other = if_month_first(cell, reading.value)
            reading = noted(reading, f"may be month first: {other}") if other else reading
        return TrackerValue(name, cell.address, cell.text, reading)

    def with_names(self, row: int, values: list[TrackerValue]) -> list[TrackerValue]:
        """Put the whole name together from the child's and the family's columns."""
        said = {value.field: value for value in values}
        forename, surname = said["forename"], said.get("surname")
        family = str(surname.reading.value or "") if surname else ""
        own = str(forename.reading.value or "")
        first, last = own, family
        if self.table.columns["forename"].written == "First (Surname)":
            first, last = read_name_parts(own, "First (Surname)", family)
        if surname and last != family:
            surname = TrackerValue("surname", forename.cell, forename.typed, read_text(last))
        whole = read_text(f"{first} {last}") if forename.reading.state == "read" else forename.reading
        name = TrackerValue("name", forename.cell, forename.typed, whole)
        forename = TrackerValue(
            "forename", forename.cell, forename.typed, forename.reading._replace(value=first or None)
        )
        rest = [value for value in values if value.field not in ("forename", "surname")]
        return [name, forename, *([surname] if surname else []), *rest]


def read_tracker(grid: Grid, block: Block, table: Tracker, context: Context) -> TrackerReading:
    """Read a tracker, marking in the grid what became of its cells."""
    reading = TrackerReading()
    wanted = {name: column.headings for name, column in table.columns.items()}
    said = answers(wanted, block.headings, context.teams)
    taken_for = stand_ins(
        said, wanted, block.headings, table.ignore_columns, _fitting(grid, block, table, context)
    )
    said.columns.update({name: [one.heading] for name, one in taken_for.items()})
    if not {"name", "forename"} & set(said.columns):
        reading.cannot_be_read = True
        reading.questions.append(f"no heading of the table at row {block.bottom} names the child")
        return reading
    reading.read_as = {name: found[0].cell.text.strip() for name, found in said.columns.items()}
    known = [heading for found in said.columns.values() for heading in found]
    ignored = [
        heading
        for heading in block.headings
        if matches(heading.words[-1], table.ignore_columns) and heading not in known
    ]
    for heading in [*known, *ignored]:
        grid.mark([cell for cell in heading.lines if cell], "heading")
    mark_titles(grid, block)
    reader = _Reader(grid, block, table, context, said)
    if table.team and not table.team.section_rows and not reader.team.sure:
        if reader.team.value is None:
            reading.cannot_be_read = True
            reading.questions.append(
                f"its team cannot be told: the layout looks for {shown_where(table.team)}"
            )
            return reading
        reading.questions.append(f"its team is taken to be {reader.team.value}: confirm it")
    for row, cells in body_rows(grid, block, (*COMMON_TOTALS, *table.totals)):
        if reader.section(cells):
            if reader.team.value is None:
                reading.questions.append(f"row {row} names no team: the children below it are read without")
        elif reader.is_child(row, cells):
            reading.rows.append(reader.child(row))
    _mark_columns(grid, block, {heading.column for heading in ignored})
    reading.questions += _questions(table, block, said, taken_for)
    shown = {heading.column: _shown(heading) for heading in known}
    reading.questions += [
        f"the dates under {shown[column]} may be month first ({why}): they are read day first, confirm it"
        for column, why in reader.month_first.items()
    ]
    return reading


def _mark_columns(grid: Grid, block: Block, columns: set[int]) -> None:
    if not columns:
        return
    for row in grid.rows_between(block.bottom + 1, block.last_row):
        grid.mark([cell for cell in grid.row(row) if cell.column in columns], "column not wanted")


def _fitting(grid: Grid, block: Block, table: Tracker, context: Context) -> Fits:
    """Whether the values under a heading are mostly of a field's kind; where there are none, they are."""

    def fits(name: str, heading: Heading) -> bool:
        rows = grid.rows_between(block.bottom + 1, block.last_row)
        cells = [cell for row in rows if (cell := grid.cells.get((row, heading.column)))][:_ENOUGH_TO_TELL]
        read = field_reader(name, table.columns[name], context)
        return 2 * sum(is_of_kind(name, cell, read(cell)) for cell in cells) >= len(cells)

    return fits


def _questions(table: Tracker, block: Block, said: Answers, taken_for: dict[str, StandIn]) -> list[str]:
    """Headings the layout does not know; and when there are any, the columns that the sheet lacks."""
    asked = [
        f"{name}: several headings answer to it ({', '.join(heading.cell.address for heading in found)})"
        for name, found in said.unclear.items()
    ]
    asked += [
        f"{_shown(one.heading)} is read as {name}, {one.why}: confirm it in the layout"
        for name, one in taken_for.items()
    ]
    lacking = lacking_names(said, table.columns)
    wanted = {name: column.headings for name, column in table.columns.items()}
    new = []
    for heading in unknown_headings(said, block.headings, table.ignore_columns):
        near = nearest_name(heading.words[-1], lacking, wanted)
        new.append(_shown(heading) + (f", perhaps {near}" if near else ""))
    unclear = [_shown(heading) for found in said.unclear.values() for heading in found]
    if new or unclear:
        missing = f"; not found: {', '.join(lacking)}" if lacking else ""
        asked.append(f"not in the layout: {', '.join([*new, *unclear])}{missing}")
    return asked


def _shown(heading: Heading) -> str:
    return f"{heading.cell.text.strip()!r} ({heading.cell.address})"
