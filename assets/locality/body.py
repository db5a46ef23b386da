"""The rows under a heading that a tracker and a summary have in common, and what stands above it.

Belongs here: where a table ends, totals, notes; a team or month told by a title or a name.
Does not belong here: children (trackers.py), figures (figures.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from assets.locality.cells import Cell
from assets.locality.grid import USED, Grid
from assets.locality.layout import Extra
from assets.locality.layout_tables import Where
from assets.locality.tables import Block
from assets.locality.teams import Teams
from assets.locality.titles import as_one_text
from assets.locality.words import matches, month_of, read_month, take

COMMON_TOTALS = (
    "Total",
    "Totals",
    "Total *",
    "Totals *",
    "Sub-total*",
    "Subtotal*",
    "Grand total*",
    "* total",
    "* totals",
    "Children: *",
    "No. of children*",
    "Cyfanswm*",
    "Is-gyfanswm*",
)
COMMON_ENDS = ("End of list", "End of table", "End")


@dataclass(frozen=True, slots=True)
class Context:
    """What is known before a sheet is read.

    `file_name` is without its ending; `period` the first day of the month that the workbook is about;
    `plan_type` and `team` are what the layout says of the sheet; `team_left` is the one team of the locality
    that no other sheet of its kind is named after.
    """

    teams: Teams
    as_at: date
    period: date
    file_name: str
    date_1904: bool = False
    words: Extra = field(default_factory=Extra)
    plan_type: str | None = None
    team: str | None = None
    team_left: str | None = None


class Said(NamedTuple):
    """A team or month, and the words that told it; `value` is None when they name none.

    It is not `sure` when it was only found among other words.
    """

    value: str | date | None
    typed: str | None = None
    cell: Cell | None = None
    sure: bool = True


NOT_TOLD = Said(None, sure=False)


def body_rows(grid: Grid, block: Block, totals: tuple[str, ...]) -> Iterator[tuple[int, list[Cell]]]:
    """The rows of a table that are no total, note or end, marking those that are.

    Below the end, single cells are notes; a row with more is left as not understood, for it may be a child
    added there.
    """
    table, previous, ended = block.table, block.bottom, False
    ends = (*COMMON_ENDS, *table.ends_at)
    for row in grid.rows_between(block.bottom + 1, block.last_row):
        cells = grid.row(row, block.first_column, block.last_column)
        if not cells:
            continue
        blank_rows, previous = row - previous - 1, row
        ended = ended or bool(table.ends_after_blank_rows and blank_rows >= table.ends_after_blank_rows)
        ended = ended or matches(cells[0].text, ends)
        if matches(cells[0].text, totals):
            grid.mark(cells, "total")
        elif len(cells) == 1 and matches(cells[0].text, table.notes):
            grid.mark(cells, "note")
        elif not ended:
            yield row, cells
        elif len(cells) == 1:
            grid.mark(cells, "below the table")


def mark_titles(grid: Grid, block: Block, asked_of: Cell | None = None) -> None:
    """Lines of one cell above a heading are titles, but for one that is asked about."""
    grid.mark([cell for cell in block.titles if cell != asked_of], "title")


def told_team(where: Where | None, grid: Grid, block: Block, context: Context) -> Said:
    """The team that a title or a name tells for a whole table."""
    if context.team or (where and where.always):
        name = context.team or (where and where.always) or ""
        return Said(context.teams.team_or_all(name), name)
    if where is None:
        return NOT_TOLD
    texts = _texts(where, grid, block, context)
    for cell, text in texts:
        typed = take(text, _pattern(where)).get("team", "")
        if team := context.teams.team_or_all(typed):
            grid.mark([cell] if cell else [], USED)
            return Said(team, typed, cell)
    for cell, text in texts:
        if team := context.teams.named_in(text):
            grid.mark([cell] if cell else [], USED)
            return Said(team, text, cell, sure=False)
    for cells, text in _rows_above(where, block):
        typed = take(text, _pattern(where)).get("team", "")
        if team := context.teams.team_or_all(typed):
            grid.mark(cells, USED)
            return Said(team, typed, cells[-1])
    return Said(context.team_left, grid.name, sure=False) if context.team_left else NOT_TOLD


def told_month(where: Where, grid: Grid, block: Block, context: Context) -> Said:
    """The month that a title or a name tells for a whole table."""
    if where.always:
        return Said(read_month(where.always), where.always)
    for cell, text in _texts(where, grid, block, context):
        month = month_of(cell) if cell and _pattern(where) == "{month}" else None
        typed = take(text, _pattern(where)).get("month")
        month = month or (read_month(typed) if typed else None)
        if month:
            if cell:
                grid.mark([cell], USED)
            return Said(month, typed, cell)
    for cells, text in _rows_above(where, block):
        typed = take(text, _pattern(where)).get("month")
        if month := read_month(typed) if typed else None:
            grid.mark(cells, USED)
            return Said(month, typed, cells[-1])
    return NOT_TOLD


def shown_where(where: Where) -> str:
    """Where the layout looks, for whoever reads a question."""
    return next(f"{name.replace('_', ' ')} {said!r}" for name, said in where if said not in (None, False))


def _pattern(where: Where) -> str:
    return where.title or where.sheet_name or where.file_name or ""


def _texts(where: Where, grid: Grid, block: Block, context: Context) -> list[tuple[Cell | None, str]]:
    if where.title:
        return [(cell, cell.text) for cell in block.titles]
    if where.sheet_name:
        return [(None, grid.name)]
    return [(None, context.file_name)] if where.file_name else []


def _rows_above(where: Where, block: Block) -> list[tuple[list[Cell], str]]:
    """Lines of a few cells above the heading, each as one text: a label and what it labels."""
    rows = block.title_rows if where.title else []
    return [(cells, text) for cells in rows for text in as_one_text(cells)]
