"""A tracker: its columns, its rows, and what is to be asked about it.

Belongs here: which column is which, columns that a heading of other words stands for, the questions.
Does not belong here: finding the heading (tables.py), the rows below it (child_rows.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from assets.locality.body import (
    COMMON_TOTALS,
    Context,
    body_rows,
    mark_titles,
    shown_where,
)
from assets.locality.child_rows import RowReader, TrackerRow, UnnamedRow
from assets.locality.fields import field_reader, is_of_kind
from assets.locality.grid import Grid
from assets.locality.headings import Answers, Heading, answers
from assets.locality.layout_tables import Tracker
from assets.locality.stand_ins import (
    Fits,
    StandIn,
    lacking_names,
    nearest_name,
    stand_ins,
    unknown_headings,
)
from assets.locality.tables import Block
from assets.locality.words import matches

_ENOUGH_TO_TELL = 200
"""Values of a column that are looked at to tell its kind."""


@dataclass(slots=True)
class TrackerReading:
    """The rows of one tracker, and what is to be asked of the locality, in sentences.

    `read_as` gives each field the text of the heading, or of the first heading, that it was read under;
    `unnamed` are rows that stand for somebody and are not read, since nobody could tell for whom.
    """

    rows: list[TrackerRow] = field(default_factory=list)
    unnamed: list[UnnamedRow] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    read_as: dict[str, str] = field(default_factory=dict)
    cannot_be_read: bool = False


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
    reader = RowReader(grid, block, table, context, said)
    mark_titles(grid, block, reader.team.cell)
    if table.team and not table.team.section_rows and not reader.team.sure:
        if reader.team.value is None:
            reading.cannot_be_read = True
            reading.questions.append(
                f"its team cannot be told: the layout looks for {shown_where(table.team)}"
            )
            return reading
        reading.questions.append(f"its team is taken to be {reader.team.value}: confirm it")
    _read_rows(grid, block, table, reader, reading)
    _mark_columns(grid, block, {heading.column for heading in ignored})
    reading.questions += _questions(table, block, said, taken_for)
    shown = {heading.column: _shown(heading) for heading in known}
    reading.questions += [
        f"the dates under {shown[column]} may be month first ({why}): they are read day first, confirm it"
        for column, why in reader.month_first.items()
    ]
    return reading


def _read_rows(grid: Grid, block: Block, table: Tracker, reader: RowReader, reading: TrackerReading) -> None:
    """Read the rows below the heading, and ask about those that cannot be told."""
    teamless: list[int] = []
    for row, cells in body_rows(grid, block, (*COMMON_TOTALS, *table.totals)):
        if reader.signs.is_total(cells):
            grid.mark(cells, "total")
        elif reader.section(cells):
            continue
        elif reader.signs.is_child(cells):
            reading.rows.append(reader.child(row))
            if reader.sections and reader.team.typed is None:
                teamless.append(row)
        elif reader.signs.is_somebody(cells):
            reading.unnamed.append(UnnamedRow(grid.name, row, cells[0].address))
    reading.questions += reader.sections.asked if reader.sections else []
    if teamless:
        reading.questions.append(f"no section row stands above {_rows(teamless)}: read without a team")
    if reading.unnamed:
        shown = _rows([one.row_number for one in reading.unnamed])
        reading.questions.append(
            f"neither name nor number in {shown}: whose they are cannot be told, not read"
        )


def _rows(rows: list[int], most: int = 8) -> str:
    more = f" and {len(rows) - most} more" if len(rows) > most else ""
    return f"row{'s' if len(rows) > 1 else ''} {', '.join(map(str, rows[:most]))}{more}"


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
