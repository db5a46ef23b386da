"""Finds the tables of a sheet by their headings.

Belongs here: anchors, where a table begins and ends, what is its title.
Does not belong here: which column is which (headings.py), the rows below (trackers.py, figures.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from assets.locality.across import figure_columns, named_columns
from assets.locality.cells import Cell
from assets.locality.grid import Grid
from assets.locality.headings import Heading, answers, headings_of, how_well
from assets.locality.layout_tables import Summary, Tracker
from assets.locality.stand_ins import common_headings
from assets.locality.teams import Teams
from assets.locality.titles import short_rows
from assets.locality.words import matches, month_of

_LONGEST_HEADING = 200
_TITLE_LINES = 6
"""Lines above a heading further down a sheet that may belong to it."""


@dataclass(slots=True)
class Block:
    """One table where it stands: its heading from `top` to `bottom`, its columns, its rows to `last_row`.

    `above` is where the same table stood before, over this heading; `section` is what the last section row
    says, once the rows are read. `titles` are lines of one cell above the heading; `title_rows` are lines
    of a few at the sheet's top, which are titles only where the layout's pattern fits them.
    """

    name: str
    table: Tracker | Summary
    top: int
    bottom: int
    headings: list[Heading]
    first_column: int
    last_column: int
    score: tuple[int, int] = (0, 0)
    has_all_anchors: bool = False
    last_row: int = 0
    titles: list[Cell] = field(default_factory=list)
    title_rows: list[list[Cell]] = field(default_factory=list)
    above: Block | None = None
    section: str | None = None

    def beside(self, other: Block) -> bool:
        """Whether the two have no column in common."""
        return self.last_column < other.first_column or other.last_column < self.first_column


def find_blocks(grid: Grid, tables: dict[str, Tracker | Summary], teams: Teams) -> list[Block]:
    """The tables of a sheet, from the top, with the columns and rows that belong to each.

    Of headings that overlap, the one with more of its anchors counts, then the one with more columns that are
    understood, then the upper one. A table that its own anchors do not find is looked for by headings that
    commonly mean the same.
    """
    found: list[Block] = []
    for name, table in tables.items():
        shares_sheet = len(tables) > 1
        found += _candidates(grid, name, table, teams, anchor_patterns(table), shares_sheet) or [
            replace(block, has_all_anchors=False)
            for block in _candidates(grid, name, table, teams, _common_anchors(table), shares_sheet)
        ]
    found.sort(key=lambda block: (-block.score[0], -block.score[1], block.top, block.first_column))
    blocks: list[Block] = []
    for block in found:
        if not any(_overlap(block, other) for other in blocks):
            blocks.append(block)
    blocks.sort(key=lambda block: (block.top, block.first_column))
    _set_columns(blocks)
    _set_rows(grid, blocks)
    return blocks


def _candidates(
    grid: Grid,
    name: str,
    table: Tracker | Summary,
    teams: Teams,
    anchors: list[tuple[str, ...]],
    shares_sheet: bool,
) -> list[Block]:
    needed = table.header.at_least or _enough(table, len(anchors))
    rows = _rows_with_an_anchor(grid, anchors, table.header.lines, teams, table)
    found = []
    for bottom in rows:
        row = headings_of(grid, bottom, table.header)
        for group in _split(row, anchors[0], teams) if table.side_by_side else [row]:
            matched = sum(any(how_well(heading, anchor, teams) for heading in group) for anchor in anchors)
            if matched < needed:
                continue
            known = _understood(table, group, teams)
            extent = [heading.column for heading in (known if shares_sheet and known else group)]
            block = Block(
                name, table, bottom - table.header.lines + 1, bottom, group, min(extent), max(extent)
            )
            block.score = (matched, len(known))
            block.has_all_anchors = matched == len(anchors)
            found.append(block)
    return found


def anchor_patterns(table: Tracker | Summary) -> list[tuple[str, ...]]:
    """Each anchor as the headings it stands for; without declared anchors, every column is one."""
    if isinstance(table, Summary):
        return [(anchor,) for anchor in table.header.anchors]
    columns = {name: column.headings for name, column in table.columns.items()}
    if not table.header.anchors:
        return list(columns.values())
    return [columns.get(anchor, (anchor,)) for anchor in table.header.anchors]


def _common_anchors(table: Tracker | Summary) -> list[tuple[str, ...]]:
    """The anchors, each with the headings that are common for what it names."""
    anchors = anchor_patterns(table)
    if isinstance(table, Tracker):
        named = {column.headings: name for name, column in table.columns.items()}
        return [(*one, *common_headings(named.get(one, ""))) for one in anchors]
    measures = table.measure.column or ()
    return [(*one, *(common_headings("measure") if set(one) & set(measures) else ())) for one in anchors]


def _enough(table: Tracker | Summary, anchors: int) -> int:
    """About two thirds of the declared anchors; half where every column is one."""
    return anchors - anchors // 3 if table.header.anchors else (anchors + 1) // 2


def _rows_with_an_anchor(
    grid: Grid, anchors: list[tuple[str, ...]], lines: int, teams: Teams, table: Tracker | Summary
) -> list[int]:
    """Rows that may end a heading: those with an anchor in them or, for several lines, shortly above them."""
    words = tuple(pattern.split(" / ")[-1] for anchor in anchors for pattern in anchor)
    literal = tuple(word for word in words if word not in ("{month}", "{team}"))
    known: dict[str, bool] = {}
    rows: set[int] = set()

    def is_anchor(cell: Cell) -> bool:
        if "{month}" in words and month_of(cell):
            return True
        if cell.kind != "text" or len(cell.text) > _LONGEST_HEADING:
            return False
        if cell.text not in known:
            is_team = "{team}" in words and teams.team_or_all(cell.text) is not None
            known[cell.text] = is_team or matches(cell.text, literal)
        return known[cell.text]

    for row in grid.rows:
        if any(is_anchor(cell) for cell in grid.row(row)):
            rows.update(range(row, row + lines))
    return sorted(rows)


def _split(row: list[Heading], first_anchor: tuple[str, ...], teams: Teams) -> list[list[Heading]]:
    """The headings of tables side by side: each begins where the first anchor does."""
    groups: list[list[Heading]] = []
    for heading in row:
        if how_well(heading, first_anchor, teams):
            groups.append([])
        if groups:
            groups[-1].append(heading)
    return groups


def _understood(table: Tracker | Summary, headings: list[Heading], teams: Teams) -> list[Heading]:
    """The headings that the layout can say something of."""
    if isinstance(table, Tracker):
        wanted = {name: column.headings for name, column in table.columns.items()}
        said = answers(wanted, headings, teams).columns
        return [heading for found in said.values() for heading in found]
    return figure_columns(table, headings, teams) + [
        heading for heading in headings if how_well(heading, named_columns(table), teams)
    ]


def _overlap(one: Block, other: Block) -> bool:
    apart = one.bottom < other.top or other.bottom < one.top or one.beside(other)
    return not apart


def _set_columns(blocks: list[Block]) -> None:
    """Each table has the columns up to the next one beside it; the first also those before it."""
    extents = [(block.first_column, block.last_column) for block in blocks]
    for block, (first, last) in zip(blocks, extents, strict=True):
        left = [end for _, end in extents if end < first]
        right = [start for start, _ in extents if start > last]
        block.first_column = first if left else 1
        block.last_column = min(right) - 1 if right else 1 << 20
        block.headings = [
            heading for heading in block.headings if first <= heading.column <= block.last_column
        ]


def _set_rows(grid: Grid, blocks: list[Block]) -> None:
    """Each table ends above the titles of the next one below it."""
    for block in blocks:
        above = [other.bottom for other in blocks if other.bottom < block.top and not other.beside(block)]
        block.titles = _titles(grid, block, max(above, default=0))
        block.title_rows = [] if above else _title_rows(grid, block)
        block.above = next(
            (
                other
                for other in reversed(blocks)
                if other.name == block.name and other.bottom < block.top and not other.beside(block)
            ),
            None,
        )
    last = grid.rows[-1] if grid.rows else 0
    for block in blocks:
        below = [
            min([other.top, *(cell.row for cell in other.titles)])
            for other in blocks
            if other.top > block.bottom and not other.beside(block)
        ]
        block.last_row = min(below, default=last + 1) - 1


def _titles(grid: Grid, block: Block, after: int) -> list[Cell]:
    """Lines of one cell above a heading, nearest first: on top of a sheet all, else those that touch it."""
    found: list[Cell] = []
    first = 1 if not after else max(after + 1, block.top - _TITLE_LINES)
    for row in reversed(range(first, block.top)):
        cells = grid.row(row, block.first_column, block.last_column)
        if len(cells) == 1:
            found.append(cells[0])
        elif after:
            break
    return found


def _title_rows(grid: Grid, block: Block) -> list[list[Cell]]:
    rows = grid.rows_between(1, block.top - 1)
    cells = (cell for row in rows for cell in grid.row(row, block.first_column, block.last_column))
    return short_rows(cells, fewest=2)[::-1]
