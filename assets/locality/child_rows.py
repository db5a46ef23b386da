"""The rows of a tracker: which stand for a child, and what each of their cells says.

Belongs here: names in one column or two, repeated columns, cells filled down.
Does not belong here: which column is which (trackers.py), what a row is (row_signs.py, sections.py), reading
one value (fields.py), who the child is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assets.locality.body import Context, told_team
from assets.locality.cells import Cell, address
from assets.locality.fields import DATES, field_reader
from assets.locality.grid import USED, Grid
from assets.locality.headings import Answers, Heading
from assets.locality.layout_tables import Tracker
from assets.locality.month_first import counted, if_month_first, suspicion
from assets.locality.readings import Reading, noted
from assets.locality.row_signs import RowSigns
from assets.locality.sections import Sections
from assets.locality.tables import Block
from assets.locality.values import read_name_parts, read_text


@dataclass(frozen=True, slots=True)
class TrackerValue:
    """What a row says of one field; `cell` is None where a section row, a title or a name tells it."""

    field: str
    cell: str | None
    typed: str | None
    reading: Reading


@dataclass(frozen=True, slots=True)
class UnnamedRow:
    """A row that stands for somebody and has neither name nor number; `cell` is its first one."""

    sheet: str
    row_number: int
    cell: str


@dataclass(frozen=True, slots=True)
class TrackerRow:
    """A row that stands for a child; `cell` is the one that names the child."""

    sheet: str
    row_number: int
    cell: str
    team: str | None
    plan_type: str | None
    values: tuple[TrackerValue, ...]


class RowReader:
    """Reads one block row by row; holds the section's team and the cells that are filled down."""

    def __init__(self, grid: Grid, block: Block, table: Tracker, context: Context, said: Answers) -> None:
        self.grid, self.block, self.table, self.context = grid, block, table, context
        self.columns = said.columns
        self.naming = "name" if "name" in said.columns else "forename"
        self.naming_column = said.columns[self.naming][0].column
        self.team = told_team(table.team, grid, block, context)
        self.readers = {
            name: field_reader(name, column, context)
            for name, column in table.columns.items()
            if name in said.columns
        }
        self.month_first = self.suspected()
        self.above: dict[int, Cell] = {}
        self.signs = RowSigns(said.columns, self.readers, table.totals)
        self.sections: Sections | None = None
        if table.team and table.team.section_rows and "team" not in said.columns:
            self.sections = Sections(grid, block, context, self.signs)
            self.team = self.sections.team

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

    def section(self, cells: list[Cell]) -> bool:
        """Take a row as the team of the rows below, where section rows tell it."""
        if not (self.sections and self.sections.take(cells)):
            return False
        self.team, self.above = self.sections.team, {}
        return True

    def child(self, row: int) -> TrackerRow:
        """The row of a child."""
        if self.sections:
            self.sections.last_row_of_a_child = row
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
